/** What the jobs cost, against the goals of docs/architecture.md: counted calls, and cells that do not grow with the workbook. */

import type { Entry } from '../local/engine/entry';
import type { ExecutionRecord } from '../local/kernel/contract';
import { headerColumns } from '../local/play/sheet-address';
import {
  DECISION_TYPED,
  drafted,
  GRENOBLE,
  HOLDERS,
  holderOf,
  INSTALLED,
  RANKED,
  SEND,
  submission,
} from './exactly-once/preparations';
import { Case, PreparedWorkspace } from './exactly-once/prepared-workspace';

let installed: PreparedWorkspace;
beforeAll(async () => {
  installed = await PreparedWorkspace.play(INSTALLED);
});

/** Rows like the first request, each with a reference and an answer of its own, below the last. */
function copyRequests(one: Case, count: number): void {
  const sheet = one.stage.workbook.sheet('Demandes');
  if (!sheet) throw new Error('There is no tab Demandes.');
  const response = headerColumns(sheet).get('Réponse') ?? 0;
  const columns = sheet.lastColumn;
  one.stage.insertRows(sheet, sheet.document.maxRows + 1, count, one.workspace.owner);
  const [model = []] = sheet.values({ row: 2, column: 1, rows: 1, columns });
  const entries = Array.from({ length: count }, (_, index) =>
    model.map((value, column): Entry => {
      if (column === 0) return { kind: 'value', value: `DEM-2018-${5001 + index}` };
      return { kind: 'value', value: column === response - 1 ? `copie-${index}` : (value as string | number | null) };
    }),
  );
  sheet.write({ row: 3, column: 1, rows: count, columns }, entries);
  one.workspace.afterGesture();
}

const sweepOf = (one: Case): ExecutionRecord => {
  const { owner: by } = one.workspace;
  return one.workspace.fire('onSweep', { kind: 'installable', trigger: 'time', by, activeUser: by });
};

describe('receiving one answer to the form', () => {
  const LYON = submission({ at: '2018-10-02T11:00:00+02:00', authority: 'Lyon', email: 'lyon@lyon.example' });
  const receive = async (requests: number): Promise<ExecutionRecord> => {
    const one = (await installed.followedBy(GRENOBLE)).copy();
    copyRequests(one, requests - 1);
    return one.playWith({}, LYON);
  };

  it('takes 12 calls and one mail at most, and the same calls and cells at 10 and at 300 requests', async () => {
    const [few, many] = [await receive(10), await receive(300)];
    expect(few.totalCalls).toBeLessThanOrEqual(13);
    expect(few.calls['Gmail.Users.Messages.send']).toBe(1);
    expect({ calls: many.calls, read: many.cellsRead, written: many.cellsWritten }).toEqual({
      calls: few.calls,
      read: few.cellsRead,
      written: few.cellsWritten,
    });
  });
});

describe('a consultation', () => {
  const codes = HOLDERS.slice(0, 6);
  let drafting: PreparedWorkspace;
  let sent: PreparedWorkspace;
  let ranked: PreparedWorkspace;
  beforeAll(async () => {
    drafting = await installed.followedBy(`${DECISION_TYPED}${drafted(codes)}`);
    sent = await drafting.followedBy(SEND);
    ranked = await sent.followedBy(RANKED);
  });

  it.each([0, 300])('is sent to N holders in N + 20 calls at most, with %i more requests', async more => {
    const one = drafting.copy();
    if (more > 0) copyRequests(one, more);
    const record = await one.playWith({}, SEND);
    expect(record.outcome).toBe('ok');
    expect(record.calls['Gmail.Users.Messages.send']).toBe(codes.length);
    expect(record.totalCalls).toBeLessThanOrEqual(codes.length + 20);
  });

  it.each([0, 1, 3, 6])('has %i new messages taken in by a sweep in 2M + 10 calls at most', async messages => {
    const one = sent.copy();
    one.wait(60);
    for (const code of codes.slice(0, messages))
      await one.play(`
  - mail: { reply: CONS-2018-001/${code}, text: "MONTANT TTC : 9 000,00 €", attachments: [pieces/offre-technique.pdf], auth: pass }
`);
    const record = sweepOf(one);
    expect(one.rows('Messages')).toHaveLength(messages);
    expect(record.totalCalls).toBeLessThanOrEqual(2 * messages + 10);
  });

  it('counts no more when each message answers another consultation', async () => {
    const numbers = [1, 2, 3];
    const request = (number: number) => `DEM-2018-00${number}`;
    const all = `[${numbers.map(request).join(', ')}]`;
    const submissions = numbers.map(number =>
      submission({
        at: `2018-10-0${number}T10:00:00+02:00`,
        authority: `Ville ${number}`,
        email: `v${number}@v.example`,
      }),
    );
    const decisions = numbers.map(
      number => `  - edit: { tab: Demandes, row: ${request(number)}, values: { Décision: retenue } }\n`,
    );
    const sendings = numbers.map(
      number => `
  - run: Rédiger les termes de référence
    on: [${request(number)}]
  - run: Envoyer les termes de référence
    on: [CONS-2018-00${number}]
    answers: [oui]
`,
    );
    const three = await installed.followedBy(`${submissions.join('')}
  - at: 2018-11-05T10:00:00+01:00
    run: Vérifier la complétude
    on: ${all}
${decisions.join('')}  - run: Appliquer les décisions
    on: ${all}
    answers: [oui]
  - fill: { tab: Titulaires, rows: [${codes.map(holderOf).join(', ')}] }
${sendings.join('')}`);
    const one = three.copy();
    one.wait(60);
    for (const number of numbers)
      await one.play(`
  - mail: { reply: CONS-2018-00${number}/BETA, text: "MONTANT TTC : 9 000,00 €", attachments: [pieces/offre-technique.pdf], auth: pass }
`);
    const record = sweepOf(one);
    expect(one.rows('Offres').filter(row => row.État === 'reçue')).toHaveLength(3);
    expect(record.totalCalls).toBeLessThanOrEqual(2 * 3 + 10);
  });

  it('is closed by a sweep in 10 calls at most', () => {
    const one = sent.copy();
    one.workspace.moveTo(Date.parse('2018-11-16T23:59:59+01:00'));
    one.workspace.clock.set(Date.parse('2018-11-17T00:00:00+01:00'));
    const record = sweepOf(one);
    expect(one.row('Consultations', 'CONS-2018-001')?.Statut).toBe('échue');
    expect(record.totalCalls).toBeLessThanOrEqual(10);
  });

  it.each([
    ['has its amounts confirmed', 'Confirmer les montants', '[OFF-2018-001-ALPHA, OFF-2018-001-BETA]', '[oui]'],
    ['is ranked', 'Classer les offres', '[CONS-2018-001]', '[]'],
  ])('%s in 10 calls at most', async (_, item, on, answers) => {
    const record = await ranked.copy().playWith(
      {},
      `
  - run: ${item}
    on: ${on}
${answers === '[]' ? '' : `    answers: ${answers}`}
`,
    );
    expect(record.outcome).toBe('ok');
    expect(record.totalCalls).toBeLessThanOrEqual(10);
  });
});

it('a computed column of N rows takes one call of its function', async () => {
  const one = Case.onNewWorkspace();
  await one.play(`${INSTALLED}${GRENOBLE}`);
  const before = one.workspace.executions.length;
  await one.play(`
  - edit: { tab: Demandes, row: DEM-2018-001, values: { Coût retenu TTC: 9000 } }
  - tamper: { tab: Demandes, row: DEM-2018-001, values: { Coût estimé TTC: 9000 } }
`);
  expect(one.row('Demandes', 'DEM-2018-001')?.['Part dispositif']).toBe(7200);
  const calls = one.workspace.executions.slice(before).filter(record => record.function === 'AICT_COLONNE');
  const columns = one.stage.workbook
    .sheet('Demandes')
    ?.formulas()
    .filter(({ formula }) => formula.text.includes('AICT_COLONNE'));
  expect(calls.length).toBe(columns?.length);
});
