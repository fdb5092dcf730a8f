/** A workbook of version 1, opened with the add-on of today: nothing of it is lost, and its files go on from where they were. */
import type { Case } from '../exactly-once/prepared-workspace';
import { workbookOfVersion1 } from './version-1';

const UPGRADE = `
  - run: Installer ou mettre à jour
`;
/** Tabs that hold what people and the add-on wrote, one line each. */
const KEPT = [
  'Demandes',
  'Consultations',
  'Offres',
  'Titulaires',
  'Adhérents',
  'Comité',
  'Paramètres',
  'Listes',
  'Modèles',
  'Journal',
  'Messages',
  'Envois',
];
const headersOf = (one: Case, tab: string) => Object.keys(one.rows(tab)[0] ?? {});
const screens = (one: Case) => one.workspace.screens.map(({ text }) => text).join('\n');

let one: Case;
let before: Record<string, ReturnType<Case['rows']>>;
beforeAll(() => {
  one = workbookOfVersion1();
  before = Object.fromEntries(KEPT.map(tab => [tab, one.rows(tab)]));
});

it('names the columns that are missing, and changes nothing, before it is brought up to date', async () => {
  await one.play(`
  - run: Appliquer les décisions
    on: [DEM-2018-002]
    answers: [oui]
`);
  expect(one.lastScreen).toMatch(/« Grille de sélection ».* manquent. Utilisez « Installer ou mettre à jour »/);
  one.wait(16);
  expect(one.workspace.executions.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
  expect(Object.fromEntries(KEPT.map(tab => [tab, one.rows(tab)]))).toEqual(before);
});

it('says what becomes of it, and keeps every cell of every line, where staff had moved columns and added one', async () => {
  await one.play(UPGRADE);
  expect(one.lastScreen).toMatch(/passe de la version 1 à la version 4\. Vos lignes, vos réglages.* sont gardés/);
  for (const tab of KEPT)
    expect({ tab, rows: one.rows(tab).slice(0, before[tab]?.length) }).toMatchObject({ tab, rows: before[tab] ?? [] });
  expect(one.row('Paramètres', 'Plafond')?.Valeur).toBe(14_000);
  expect(one.row('Modèles', 'Accusé de réception de la demande')?.Objet).toBe('Bien reçu : {{Référence}}');
  expect(one.row('Demandes', 'DEM-2018-001')).toMatchObject({ 'Suivi par': 'Jeanne', 'Part dispositif': 8640 });
});

it('adds its columns after those that stood there, in the order that staff gave them', () => {
  const then = Object.keys(before.Demandes?.[0] ?? {});
  const now = headersOf(one, 'Demandes');
  expect(now.slice(0, then.length)).toEqual(then);
  expect(now.slice(then.length)).toEqual([
    'Reçue par',
    'Grille de sélection',
    'Compléments demandés le',
    'Point envoyé le',
    'Anonymisation annoncée le',
    'Anonymisé le',
    'Suite des modifications',
    'Pièces reçues',
    'Dossier des pièces',
  ]);
});

it('chains its ledger on, with a line that tells the change of version', () => {
  expect(one.ledgerFindings()).toEqual([]);
  expect(one.rows('Journal').at(-1)).toMatchObject({ Action: 'Mise à jour', Champ: 'Version', Avant: '1', Après: '4' });
});

it('has nothing left to do, nor to mend', async () => {
  await one.play(UPGRADE);
  expect(one.lastScreen).toBe('Tout est en place : rien n’a été changé.');
  await one.play(`
  - run: Vérifier l'installation
`);
  expect(one.lastScreen).toContain('Tout est en ordre');
});

it('takes each file on from its state: the bid to a letter of version 1 is read, opened, awarded, contracted', async () => {
  await one.play(`
  - at: 2018-11-14T10:00:00+01:00
    mail: { reply: CONS-2018-001/ALPHA, text: "MONTANT HT : 8 500,00 €\\nTAUX TVA : 20 %\\nMONTANT TTC : 10 200,00 €", auth: pass }
  - at: 2018-11-19T10:00:00+01:00
    run: Ouvrir les plis
    on: [CONS-2018-001]
    answers: [Claire Morvan, Hugo Lefèvre]
  - run: Confirmer les montants
    on: [OFF-2018-001-ALPHA]
    answers: [oui]
  - edit: { tab: Offres, row: OFF-2018-001-ALPHA, values: { Note technique: 55 } }
  - run: Classer les offres
    on: [CONS-2018-001]
  - run: Attribuer
    on: [CONS-2018-001]
    answers: [ALPHA, oui]
  - run: Établir le marché
    on: [MS-2018-001]
    answers: [19/11/2018]
`);
  expect(one.row('Marchés', 'MS-2018-001')).toMatchObject({ État: 'signé', 'Montant TTC': 10_200 });
  expect(one.row('Demandes', 'DEM-2018-001')).toMatchObject({ Statut: 'en cours', Contact: 'Amélie Roux' });
});

it('numbers the next request after the last of version 1, and decides on one that was complete then', async () => {
  await one.play(`
  - edit: { tab: Demandes, row: DEM-2018-002, values: { Note: 12, Décision: retenue } }
  - run: Appliquer les décisions
    on: [DEM-2018-002]
    answers: [oui]
  - submit: { Nom de la collectivité: Sicoval, Type de collectivité: EPCI, Numéro SIREN: "243100633", Représentant légal: Jean Arnaud, Nom du contact: Nora Petit, Courriel: dga@sicoval.example, "Type d'appui demandé": Montage de projet, Intitulé: Eau potable, Contexte et besoin: Un besoin, "Coût estimé de la prestation TTC (€)": 9000, Engagement à verser la participation en numéraire: [Oui] }
`);
  expect(screens(one)).not.toContain('inattendu');
  expect(one.row('Demandes', 'DEM-2018-002')).toMatchObject({ Statut: 'retenue', 'Montant réservé': 5400 });
  expect(one.row('Demandes', 'DEM-2018-004')).toMatchObject({ Collectivité: 'Sicoval', 'Reçue par': 'formulaire' });
  expect(one.received('dga@sicoval.example')[0]?.subject).toContain('Bien reçu : DEM-2018-004');
  expect(one.ledgerFindings()).toEqual([]);
});
