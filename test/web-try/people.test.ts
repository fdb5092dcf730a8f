/** Who may work in the edition's workbook: the team, and colleagues that no tab names; everybody else is told why not. */
import { HostInProcess, MANAGER } from './host-in-process';

const MEMBER = 'anne.delorme@afd.example';
const OPENER = 'claire.morvan@cuf.example';
let host: HostInProcess;
let sheet: number;

beforeAll(async () => {
  host = new HostInProcess();
  await host.call('try.start', { file: 'premiers-pas.yaml', steps: 7 });
  const [book] = await host.call('workbook.list', {});
  sheet = book?.sheets.find(({ name }) => name === 'Comité')?.id ?? 0;
  const texts = ['Anne Delorme', 'Anne (AFD)', 'AFD', MEMBER, 'comité'];
  await host.call('workbook.paste', { spreadsheet: '', sheet, row: 4, column: 1, values: [texts] });
}, 60_000);
afterAll(() => host.close());

const type = (by: string) => host.call('workbook.type', { spreadsheet: '', sheet, row: 9, column: 1, text: 'x' }, by);

it('refuses a member of the committee the menu and the cells, with the reason', async () => {
  expect(await host.call('script.open', {}, MEMBER)).toMatchObject({
    menus: [],
    outside: expect.stringMatching(/Classeur du comité/),
  });
  await expect(type(MEMBER)).rejects.toThrow(/partagé qu’avec l’équipe/);
});

it('takes who opens the bids, the manager and an unknown colleague for the team, under their own names', async () => {
  for (const by of [OPENER, MANAGER, 'nouvelle@cuf.example']) await type(by);
  const { people } = await host.call('session.state', {});
  expect(people.find(({ account }) => account === OPENER)).toEqual({
    account: OPENER,
    name: 'Claire Morvan',
    role: 'équipe',
  });
  expect(people.find(({ account }) => account === MEMBER)?.role).toBe('comité');
});
