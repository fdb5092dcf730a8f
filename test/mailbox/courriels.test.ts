/** The scenario « Courriels »: bids as five mail programs write them, and what comes with them; nothing lost, nothing guessed. */
import { workbookJson } from '../../local/engine/snapshot';
import { Performance } from '../../local/play/performance';
import { type Rows, rowOf } from '../actions/playing';

let final: Rows;
let before: Rows;
let ledger: Record<string, unknown>[];
beforeAll(async () => {
  const performance = new Performance({ file: 'scenarios/courriels.yaml', bundleDir: 'dist' });
  await performance.play(() => {
    const workbook = workbookJson(performance.stage.workbook) as Rows;
    const messages = workbook.Messages ?? [];
    if (messages.length === 10 && messages.some(({ Nature }) => Nature === 'à vérifier')) before ??= workbook;
  });
  final = workbookJson(performance.stage.workbook) as Rows;
  ledger = final.Journal ?? [];
}, 120_000);

const shown = (rows: Rows, columns: readonly string[]) =>
  (rows.Messages ?? []).map(row => columns.map(column => row[column]));

it('every message has its row: nature, tie, authenticity', () => {
  expect(shown(before, ['Nature', 'Rattaché à', 'Authenticité'])).toEqual([
    ['échec de remise', 'OFF-2018-001-ZETA', 'non vérifiée'],
    ['réponse automatique', 'OFF-2018-001-ALPHA', 'vérifiée'],
    ['autre', 'DEM-2018-001', 'vérifiée'],
    ['offre', 'OFF-2018-001-ALPHA', 'vérifiée'],
    ['offre', 'OFF-2018-001-ALPHA', 'vérifiée'],
    ['offre', 'OFF-2018-001-BETA', 'vérifiée'],
    ['à vérifier', 'OFF-2018-001-BETA', 'non vérifiée'],
    ['offre', 'OFF-2018-001-GAMMA', 'vérifiée'],
    ['offre', 'OFF-2018-001-DELTA', 'vérifiée'],
    ['offre', 'OFF-2018-001-EPSILON', 'vérifiée'],
  ]);
});

it('each is tied by two signals, and only what calls for a person says what to do', () => {
  expect(shown(before, ['Signaux']).flat()).toEqual(Array.from({ length: 10 }, () => 'objet, expéditeur'));
  expect(shown(before, ['À faire']).flat()).toEqual([
    expect.stringMatching(/n’est pas parvenu à ZETA/),
    '',
    expect.stringMatching(/DEM-2018-001 : la collectivité a écrit/),
    '',
    expect.stringMatching(/^Double d’un message déjà reçu .*OFF-2018-001-ALPHA/),
    '',
    expect.stringMatching(/^À vérifier : .* il a pu être forgé\./),
    '',
    '',
    expect.stringMatching(/hors délai/),
  ]);
});

it('before the opening nothing of a bid is in the workbook', () => {
  // Amounts stand alone: the same digits inside a fingerprint or an identifier say nothing.
  expect(JSON.stringify(before)).not.toMatch(
    /Notre offre|non applicable|(?<![0-9a-z])(?:10 ?000,00|11 ?400|13 ?200|8 ?800|9 ?480)(?![0-9a-z])/,
  );
  for (const row of before.Messages ?? []) if (row.Nature === 'offre') expect(row.Objet).toBe('pli scellé');
});

it('the price of each program is read, the second that was too late is not', () => {
  const price = (reference: string) => {
    const row = rowOf(final.Offres, 'Référence', reference);
    return [row['Montant HT'], row['Taux TVA'], row['Montant TTC'], row.Doutes, row.Délai];
  };
  expect(price('OFF-2018-001-ALPHA')).toEqual([10_000, 0.2, 12_000, '', 'dans les délais']);
  expect(price('OFF-2018-001-BETA')).toEqual([9_500, 0.2, 11_400, '', 'dans les délais']);
  expect(price('OFF-2018-001-GAMMA')).toEqual([11_000, 0.2, 13_200, '', 'dans les délais']);
  expect(price('OFF-2018-001-DELTA')).toEqual([8_800, 0, 8_800, '', 'dans les délais']);
  expect(price('OFF-2018-001-EPSILON')).toEqual(['', '', '', '', 'hors délai']);
});

it('a wrong tie is undone, the earlier bid counts again, and the ledger keeps both gestures', () => {
  expect(rowOf(final.Offres, 'Référence', 'OFF-2018-001-ALPHA')).toMatchObject({ État: 'reçue' });
  expect(rowOf(final.Offres, 'Référence', 'OFF-2018-001-ALPHA-2')).toMatchObject({
    État: 'remplacée',
    'Message reçu': '',
    Motif: expect.stringMatching(/détaché/),
  });
  const ties = ledger.filter(row => row.Action === 'Rattacher un message' && row.Champ === 'Rattaché à');
  expect(ties.map(row => [row.Avant, row.Après])).toEqual([
    ['OFF-2018-001-BETA', 'écarté'],
    ['OFF-2018-001-ALPHA', 'OFF-2018-001-ALPHA-2'],
    ['OFF-2018-001-ALPHA-2', 'écarté'],
  ]);
});
