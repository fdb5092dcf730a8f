/** A request that came on paper or by telephone, typed in by staff: the same parsing, receipt and ledger as the form's. */
import { workbookJson } from '../../local/engine/snapshot';
import type { EnteredRequest } from '../../src/actions/enter-request';
import type { PageAnswer } from '../../src/actions/run-page';
import { INSTALL, type Played, play, type Rows, rowOf } from '../actions/playing';

const TYPED = {
  'Nom de la collectivité': 'Ville de Grenoble',
  'Type de collectivité': 'commune',
  'Numéro SIREN': '213 801 855',
  'Représentant légal': 'Sylvain Delmas',
  'Nom du contact': 'Amélie Roux',
  Courriel: 'international@grenoble.example',
  "Type d'appui demandé": 'Montage de projet',
  Intitulé: 'Un projet sur papier',
  'Contexte et besoin': 'Un besoin',
  'Coût estimé de la prestation TTC (€)': '12 000,50 €',
  'Échéance souhaitée': '2019-03-29',
  'Engagement à verser la participation en numéraire': ['Oui'],
};
const KEY = 'saisie-0a1b2c3d-0000-4000-8000-000000000001';

describe('a request that came otherwise', () => {
  let played: Played;
  let first: PageAnswer<EnteredRequest>;
  beforeAll(async () => {
    played = await play(`${INSTALL}
  - run: Saisir une demande reçue autrement
`);
    first = enter({});
  });
  const enter = (changes: Record<string, unknown>): PageAnswer<EnteredRequest> => {
    const { workspace, manager } = played.performance.stage;
    const answers = Object.entries(TYPED).map(([title, value]) => ({ title, value }));
    const typed = { key: KEY, way: 'courrier', on: '2018-11-02', answers, ...changes };
    return workspace.callFromPage('pageEnterRequest', [typed], { by: manager }).value as PageAnswer<EnteredRequest>;
  };
  const now = (): Rows => workbookJson(played.performance.stage.workbook) as Rows;

  it('opens a page with the eighteen questions of the form', () => {
    const lines = played.said('Saisir une demande reçue autrement');
    for (const title of Object.keys(TYPED)) expect(lines).toContain(title);
  });

  it('becomes a request like any other, which says how it came and when', () => {
    expect(first).toMatchObject({ ok: true, value: { reference: 'DEM-2018-001' } });
    expect(rowOf(now().Demandes, 'Référence', 'DEM-2018-001')).toMatchObject({
      Statut: 'reçue',
      'Reçue par': 'courrier',
      'Reçue le': '2018-11-02T23:59:59+01:00',
      SIREN: '213801855',
      Adhérent: 'Adhérent',
      'Coût estimé TTC': 12000.5,
      'Échéance souhaitée': '29/03/2019',
      Accusé: 'envoyé',
    });
    expect(now().Journal?.some(line => line.Action === 'Demande saisie' && line.Après === 'courrier')).toBe(true);
  });

  it('is acknowledged without an address of the form that it never had', () => {
    const { office } = played.performance.stage;
    const [receipt, ...others] = office.received('international@grenoble.example');
    expect(others).toEqual([]);
    expect(receipt?.record.subject).toContain('[DEM-2018-001]');
  });

  it('is entered once, however often the button is pressed', () => {
    expect(enter({})).toMatchObject({ ok: true, value: { reference: 'DEM-2018-001' } });
    expect(now().Demandes).toHaveLength(1);
  });

  it.each([
    ['an unknown way', { key: `${KEY}2`, way: 'pigeon' }, 'comment la demande'],
    ['a day to come', { key: `${KEY}2`, on: '2018-11-20' }, 'pas encore passé'],
    ['no day', { key: `${KEY}2`, on: '' }, 'date'],
    ['no authority', { key: `${KEY}2`, answers: [] }, 'nom de la collectivité'],
    ['another shape', { answers: 'x' }, 'rouvrez la page'],
  ])('is refused with %s', (_, changes, why) => {
    expect(enter(changes)).toMatchObject({ ok: false, reason: expect.stringContaining(why) });
    expect(now().Demandes).toHaveLength(1);
  });
});
