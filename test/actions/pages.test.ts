/** Tabs Accueil and Budget: what they say at each moment of an edition, and what installing does to them and their charts. */
import type { Sheet } from '../../local/engine/sheet';
import { displayJson } from '../../local/engine/snapshot';
import { answer, INSTALL, type Played, play, rowOf } from './playing';

const TITLE = 'Installer ou mettre à jour';
const AGAIN = '\n  - run: Installer ou mettre à jour\n';
const TODAY = 'Aujourd’hui';
const FIRST_DAY = '05/11/2018';

const HOLDERS = `
  - fill: { tab: Comité, rows: [ { Nom: Anne Roy, Organisme: CUF, Courriel: a@cuf.example, Rôle: ouvreur }, { Nom: Luc Bel, Organisme: CUF, Courriel: l@cuf.example, Rôle: ouvreur } ] }
  - fill: { tab: Titulaires, rows: [ { Code: ALPHA, Organisme: Alpha Conseil, Courriel: alpha@conseil.example, Signé le: 01/12/2017, Reconductions: 0 }, { Code: BETA, Organisme: Bêta, Courriel: beta@conseil.example, Signé le: 01/03/2018, Reconductions: 0 } ] }
`;
const RETAINED = `${answer()}
  - run: Vérifier la complétude
    on: [DEM-2018-001]
  - edit: { tab: Demandes, row: DEM-2018-001, values: { Décision: retenue } }
  - run: Appliquer les décisions
    on: [DEM-2018-001]
    answers: [oui]
`;
const SENT = `${RETAINED}
  - run: Consigner la qualification
    on: [DEM-2018-001]
    answers: [Besoin confirmé]
  - run: Rédiger les termes de référence
    tab: Demandes
    on: [DEM-2018-001]
  - run: Envoyer les termes de référence
    on: [CONS-2018-001]
    answers: [oui]
`;

/** The cells of a line of Accueil as shown, without its label. */
function home({ display }: Played, label: string): string[] {
  const [, ...cells] = Object.values(rowOf(display.Accueil, TODAY, label)).map(String);
  return cells;
}

function lines({ display }: Played): string[][] {
  return (display.Accueil ?? []).map(row => Object.values(row).map(String));
}

/** The lines under a heading of Accueil. */
function under(played: Played, heading: string, count: number): string[][] {
  const all = lines(played);
  const at = all.findIndex(([label]) => label === heading);
  return all.slice(at + 1, at + 1 + count);
}

function sheet({ performance }: Played, name: string): Sheet {
  const found = performance.stage.workbook.sheet(name);
  if (found === undefined) throw new Error(`no tab ${name}`);
  return found;
}

const titles = (played: Played, name: string) => sheet(played, name).document.charts.map(chart => chart.options.title);

describe('Accueil', () => {
  test('of a new workbook has nothing to do, and the whole envelope left', async () => {
    const played = await play(INSTALL);
    expect(Object.keys(played.display.Accueil?.[0] ?? {}).slice(0, 2)).toEqual([TODAY, FIRST_DAY]);
    expect(lines(played)[0]?.[0]).toBe('Rien à traiter aujourd’hui.');
    expect(home(played, 'Restant').slice(0, 2)).toEqual(['100\u00a0000,00 €', '100 %']);
    expect(under(played, 'Prochaines dates limites', 1)[0]?.[0]).toBe('Rien pour le moment');
  });

  test('counts what waits, says where and what to do, and links to the tab', async () => {
    const played = await play(INSTALL + answer());
    expect(lines(played)[0]?.[0]).toBe('1 point à traiter aujourd’hui.');
    expect(home(played, 'Demandes reçues\u00a0: complétude à vérifier')).toEqual([
      '1',
      'Ouvrir Demandes',
      'Demandes › Vérifier la complétude',
    ]);
    const gid = sheet(played, 'Demandes').sheetId;
    expect(played.cells.Accueil?.C4?.formula).toBe(`=HYPERLINK("#gid=${gid}"; "Ouvrir Demandes")`);
  });

  test('shows the deadlines of what is sent, with the days left and a link to the row', async () => {
    const played = await play(INSTALL + HOLDERS + SENT);
    const [first] = under(played, 'Prochaines dates limites', 1);
    const deadline = String(rowOf(played.display.Consultations, 'Référence', 'CONS-2018-001')['Date limite']);
    expect(first?.slice(0, 2)).toEqual(['CONS-2018-001', deadline]);
    expect(Number(first?.[2])).toBeGreaterThan(9);
    expect(first?.[3]).toBe('Un projet');
    expect(home(played, 'Consultations envoyées')[0]).toBe('1');
  });

  test('shows framework agreements that end within 60 days, and no other', async () => {
    const played = await play(INSTALL + HOLDERS);
    expect(under(played, 'Accords-cadres finissant dans les 60 jours', 2)).toEqual([
      ['ALPHA', '30/11/2018', '25', 'Alpha Conseil'],
      ['', '', '', ''],
    ]);
  });

  test('counts and lists a late bid until its envelope is dealt with', async () => {
    const played = await play(`${INSTALL + HOLDERS + SENT}
  - at: 2018-11-25T10:00:00+01:00
    mail: { reply: CONS-2018-001/ALPHA, text: "Montant HT : 10 000 €. TVA 20 %. Montant TTC : 12 000 €" }
  - run: Relever les courriels
`);
    expect(home(played, 'Offres hors délai\u00a0: à examiner')[0]).toBe('1');
    const [late] = under(played, 'Offres hors délai à examiner', 1);
    expect(late).toEqual(['OFF-2018-001-ALPHA', '25/11/2018 10:00', '0', 'Alpha Conseil']);
    expect(home(played, 'Consultations échues\u00a0: plis à ouvrir')[0]).toBe('1');
  });

  test('no text of a respondent becomes a formula there', async () => {
    const played = await play(
      INSTALL + HOLDERS + SENT.replace('Intitulé: Un projet', `Intitulé: '=HYPERLINK("http://x";"y")'`),
    );
    expect(under(played, 'Prochaines dates limites', 1)[0]?.[3]).toBe('=HYPERLINK("http://x";"y")');
  });
});

describe('Budget', () => {
  test('splits what is reserved by support type, membership and funder, so that parts add up', async () => {
    const { workbook } = await play(INSTALL + RETAINED);
    const amounts = (item: string) =>
      ['Montant', 'Payé', 'Engagé, à payer', 'Réservé'].map(header => rowOf(workbook.Budget, 'Poste', item)[header]);
    expect(rowOf(workbook.Budget, 'Poste', 'Réservé').Montant).toBe(9600.4);
    expect(amounts('Montage de projet')).toEqual([9600.4, 0, 0, 9600.4]);
    expect(amounts('Adhérent')).toEqual([9600.4, 0, 0, 9600.4]);
    expect(amounts('AFD')).toEqual([0, 0, 0, 4800.2]);
    expect(amounts('Édition 2018')).toEqual([100000, 0, 0, 9600.4]);
    expect(rowOf(workbook.Budget, 'Poste', 'Édition 2018').Restant).toBe(90399.6);
  });
});

describe('installing', () => {
  test('twice leaves five charts, and the second run changes nothing', async () => {
    const played = await play(INSTALL + AGAIN);
    expect(played.said(TITLE)).toBe('Tout est en place : rien n’a été changé.');
    expect(titles(played, 'Accueil')).toHaveLength(1);
    expect(titles(played, 'Budget')).toEqual([
      'L’enveloppe\u00a0: payé, engagé, réservé, restant',
      'Par type d’appui',
      'Selon l’adhésion',
      'Par bailleur',
    ]);
  });

  test('puts back a chart that was deleted, and leaves staff’s own and what they made of ours', async () => {
    const played = await play(INSTALL);
    const budget = sheet(played, 'Budget').document;
    const [envelope, bySupport] = budget.charts;
    if (envelope === undefined || bySupport === undefined) throw new Error('The charts are missing.');
    const own = { ...structuredClone(bySupport), chartId: 99, ranges: [{ ...envelope.ranges[0], row: 2 }] };
    bySupport.options.title = 'Notre titre';
    budget.charts = [bySupport, own as typeof bySupport, ...budget.charts.slice(2)];
    const { workspace } = played.performance.stage;
    workspace.runMenu(TITLE, { by: played.performance.stage.manager, sheet: 'Budget', rows: [] });
    expect(titles(played, 'Budget')).toEqual([
      'Notre titre',
      'Par type d’appui',
      'Selon l’adhésion',
      'Par bailleur',
      'L’enveloppe\u00a0: payé, engagé, réservé, restant',
    ]);
  });

  test.each([
    ['Accueil', 'B4', 'typed over'],
    ['Accueil', 'A26', 'in the way of a list'],
    ['Budget', 'B3', 'typed over'],
    ['Budget', 'B18', 'in the way of a split'],
  ])('writes %s again when %s is %s', async (tab, cell) => {
    const before = await play(INSTALL);
    const after = await play(`${INSTALL}
  - formula: { tab: ${tab}, cell: ${cell}, text: "=1+1" }
  - run: Installer ou mettre à jour
`);
    expect(after.said(TITLE)).toContain(`onglet « ${tab} » rempli`);
    expect(after.display[tab]).toEqual(before.display[tab]);
    expect(after.cells[tab]).toEqual(before.cells[tab]);
  });

  test('leaves what staff wrote beside the pages', async () => {
    const { cells, said } = await play(`${INSTALL}
  - formula: { tab: Budget, cell: H20, text: "=AICT_TAUX(\\"Adhérent\\")" }
  - formula: { tab: Accueil, cell: F40, text: "=1+1" }
  - run: Installer ou mettre à jour
`);
    expect(said(TITLE)).toBe('Tout est en place : rien n’a été changé.');
    expect([cells.Budget?.H20?.formula, cells.Accueil?.F40?.formula]).toEqual(['=AICT_TAUX("Adhérent")', '=1+1']);
  });
});

/** Makes Accueil and Budget what version 1 of the add-on left, with what staff wrote around them. */
function asVersionOne(played: Played): void {
  const { workbook, workspace } = played.performance.stage;
  const [home, budget] = [sheet(played, 'Accueil'), sheet(played, 'Budget')];
  const one = { rows: 1, columns: 1 };
  const put = (tab: Sheet, row: number, column: number, value: string): void => {
    tab.write({ row, column, ...one }, [[{ kind: 'value', value }]]);
  };
  home.clearContent({ row: 2, column: 1, rows: 60, columns: 6 });
  OLD_HOME.forEach((label, index) => {
    put(home, index + 2, 1, label);
    put(home, index + 2, 2, 'ancien');
  });
  put(home, 19, 1, 'Note de l’équipe');
  put(home, 5, 3, 'À côté');
  workbook.reshape(budget, { kind: 'delete', axis: 'column', at: 3, count: 4 });
  budget.clearContent({ row: 21, column: 1, rows: 2, columns: 2 });
  put(budget, 21, 1, 'Sous le tableau');
  put(budget, 4, 3, 'À droite');
  for (const tab of [home, budget]) tab.document.charts = [];
  const properties = workspace.store.get<Record<string, string>>('properties', `document:${workbook.id}`);
  if (properties === undefined) throw new Error('The add-on remembers nothing.');
  properties.version = '1';
}

const OLD_HOME = [
  'À faire',
  'Demandes reçues, complétude à vérifier',
  'Demandes à compléter par la collectivité',
  'Demandes complètes, à présenter au comité',
  'Demandes retenues, besoin à qualifier',
  'Demandes qualifiées, à mettre en consultation',
  'Consultations échues, plis à ouvrir',
  'Consultations ouvertes, à classer et à attribuer',
  'Messages à vérifier',
  'En cours',
  'Consultations envoyées, en attente de réponses',
  'Offres reçues hors délai',
  'Budget',
  'Enveloppe (€)',
  'Réservé (€)',
  'Engagé (€)',
  'Restant (€)',
];

test('a workbook of version 3 gets the lines of Marchés, above what staff wrote under the page', async () => {
  const played = await play(INSTALL);
  const fresh = lines(played).map(cells => cells.slice(0, 4));
  const { workbook, workspace } = played.performance.stage;
  const page = sheet(played, 'Accueil');
  const first = fresh.findIndex(([label]) => label === 'Marchés attribués\u00a0: à signer');
  const waiting = fresh.findIndex(([label]) => String(label).startsWith('Marchés en cours'));
  workbook.reshape(page, { kind: 'delete', axis: 'row', at: waiting + 2, count: 1 });
  workbook.reshape(page, { kind: 'delete', axis: 'row', at: first + 2, count: 4 });
  page.write({ row: fresh.length + 2 - 5, column: 1, rows: 1, columns: 1 }, [
    [{ kind: 'value', value: 'Note de l’équipe' }],
  ]);
  const properties = workspace.store.get<Record<string, string>>('properties', `document:${workbook.id}`);
  if (properties === undefined) throw new Error('The add-on remembers nothing.');
  properties.version = '3';
  workspace.runMenu(TITLE, { by: played.performance.stage.manager, sheet: 'Accueil', rows: [] });
  const now = lines({ ...played, display: displayJson(workbook) as Played['display'] });
  expect(now.slice(0, fresh.length).map(cells => cells.slice(0, 4))).toEqual(fresh);
  expect(now.flat()).toContain('Note de l’équipe');
});

describe('a workbook of version 1', () => {
  const upgraded = async () => {
    const played = await play(INSTALL + answer());
    const fresh = { home: lines(played), budget: played.display.Budget };
    asVersionOne(played);
    const { stage } = played.performance;
    const install = () => {
      stage.workspace.runMenu(TITLE, { by: stage.manager, sheet: 'Accueil', rows: [] });
      return stage.screens.filter(({ title }) => title === TITLE).at(-1)?.text ?? '';
    };
    return { played, fresh, install, first: install() };
  };
  const display = (played: Played): Played['display'] =>
    displayJson(played.performance.stage.workbook) as Played['display'];

  test('gets the pages and the charts, once', async () => {
    const { played, install, first } = await upgraded();
    expect(first).toContain('onglet « Accueil » rempli');
    expect(titles(played, 'Accueil')).toHaveLength(1);
    expect(titles(played, 'Budget')).toHaveLength(4);
    expect(install()).toBe('Tout est en place : rien n’a été changé.');
    expect(titles(played, 'Budget')).toHaveLength(4);
  });

  test('shows what a new one shows, and keeps every word that staff wrote', async () => {
    const { played, fresh } = await upgraded();
    const now = display(played);
    const home = lines({ ...played, display: now });
    expect(home.slice(0, fresh.home.length).map(cells => cells.slice(0, 4))).toEqual(
      fresh.home.map(cells => cells.slice(0, 4)),
    );
    expect(home.flat()).toEqual(expect.arrayContaining(['Note de l’équipe', 'À côté']));
    expect(home.flat()).not.toContain('ancien');
    const budget = now.Budget ?? [];
    expect(budget.slice(0, fresh.budget?.length).map(row => Object.values(row).slice(0, 6))).toEqual(
      fresh.budget?.map(row => Object.values(row).slice(0, 6)),
    );
    expect(budget.flatMap(row => Object.values(row))).toEqual(expect.arrayContaining(['Sous le tableau', 'À droite']));
  });
});
