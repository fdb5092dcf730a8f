// The scenarios of the repository, played to their end on the very script that clasp would push.
import { join } from 'node:path';
import { builtScript } from '../../local/play/built-script';
import type { Outputs } from '../../local/play/outputs';
import { Performance } from '../../local/play/performance';
import { headerValue, readAddresses } from '../../local/post/header-text';
import { parseMime } from '../../local/post/mime-tree';

const ROOT = join(__dirname, '../..');
const MINUTES = 60_000;

async function played(name: string): Promise<Outputs> {
  const performance = new Performance({ file: join(ROOT, 'scenarios', name), bundleDir: builtScript(ROOT) });
  await performance.play();
  return performance.outputs();
}

type Cells = Readonly<Record<string, unknown>>;
const rows = (outputs: Outputs, tab: string): readonly Cells[] => outputs.workbook[tab] ?? [];
const column = (table: readonly Cells[], header: string): unknown[] => table.map(row => row[header]);
const row = (outputs: Outputs, tab: string, reference: string): Cells =>
  rows(outputs, tab).find(cells => cells.Référence === reference) ?? {};
const amount = (outputs: Outputs, item: string): unknown =>
  rows(outputs, 'Budget').find(({ Poste }) => Poste === item)?.Montant;
/** How many of the sent mails name an address in To and a text in their subject. */
const mailsTo = (outputs: Outputs, address: string, tag: string): number =>
  outputs.sent.filter(raw => {
    const { headers } = parseMime(Buffer.from(raw));
    const to = readAddresses(headerValue(headers, 'To') ?? '').map(recipient => recipient.address);
    return to.includes(address) && (headerValue(headers, 'Subject') ?? '').includes(tag);
  }).length;

describe('premiers-pas.yaml', () => {
  let outputs: Outputs;
  beforeAll(async () => {
    outputs = await played('premiers-pas.yaml');
  }, 3 * MINUTES);

  it('gives each request its row, its shares and its receipt', () => {
    expect(column(rows(outputs, 'Demandes'), 'Référence')).toEqual(['DEM-2018-001', 'DEM-2018-002', 'DEM-2018-003']);
    expect(column(rows(outputs, 'Demandes'), 'Part dispositif')).toEqual([8640, 4200, 7500]);
    expect(column(rows(outputs, 'Demandes'), 'Part collectivité')).toEqual([2160, 4200, 10500]);
    expect(mailsTo(outputs, 'international@grenoble.example', 'DEM-2018-001')).toBeGreaterThanOrEqual(1);
  });

  it('gives ten working days from 05/11/2018: 16/11/2018 at 23:59:59 in Paris', () => {
    expect(row(outputs, 'Consultations', 'CONS-2018-001')['Date limite']).toBe('2018-11-16T23:59:59+01:00');
  });

  it('keeps the bid that came one second late, and never ranks it', () => {
    expect(row(outputs, 'Offres', 'OFF-2018-001-BETA')).toMatchObject({
      Délai: 'hors délai',
      Rang: '',
      Décision: 'hors délai',
    });
  });

  it('awards the bid on time and frees what the reservation held too much', () => {
    expect(row(outputs, 'Marchés', 'MS-2018-001')).toMatchObject({
      Titulaire: 'ALPHA',
      'Montant TTC': 10200,
      'Taux dispositif': 0.8,
      'Part dispositif': 8160,
      'Part collectivité': 2040,
    });
    expect([amount(outputs, 'Réservé'), amount(outputs, 'Engagé'), amount(outputs, 'Restant')]).toEqual([
      4200, 8160, 87640,
    ]);
  });

  it('ends without an error on screen or in an execution', () => {
    expect(outputs.screens.filter(({ kind }) => kind === 'error')).toEqual([]);
    expect(outputs.executions.filter(({ outcome, trigger }) => outcome !== 'ok' && trigger !== 'custom')).toEqual([]);
  });
});

describe('edition-2018.yaml', () => {
  let outputs: Outputs;
  beforeAll(async () => {
    outputs = await played('edition-2018.yaml');
  }, 5 * MINUTES);

  it('keeps hostile answers as they were typed: no formula, no number, no date', () => {
    expect(row(outputs, 'Demandes', 'DEM-2018-021')).toMatchObject({
      Intitulé: '=IMPORTXML("http://x")',
      Besoin: 'R&D <Lyon> "É" $& $1 — 🌍 texte saisi tel quel, avec « guillemets » et \\1',
      'Territoires partenaires': '1/2',
      'Représentant légal': '00123',
      Contact: '@Renzo',
      Fonction: '-1+2',
      Téléphone: '+33 6 39 98 00 21',
    });
    const formulas = Object.entries(outputs.cells.Demandes ?? {}).filter(([, { formula }]) => formula !== '');
    expect(formulas.map(([cell]) => cell.replace(/[A-Z]+/, ''))).toEqual(['1', '1']);
  });

  it('reads membership on the day of deposit: a lapsed and a later member are none', () => {
    expect(row(outputs, 'Demandes', 'DEM-2018-020').Adhérent).toBe('Non adhérent');
    expect(row(outputs, 'Demandes', 'DEM-2018-025').Adhérent).toBe('Non adhérent');
    expect(row(outputs, 'Demandes', 'DEM-2018-019').Adhérent).toBe('Adhérent');
  });

  it('funds members first, passes over what does not fit and still tries the next', () => {
    const reserved = (reference: string): unknown => row(outputs, 'Demandes', reference)['Montant réservé'];
    expect(reserved('DEM-2018-005')).toBe(12000);
    expect(reserved('DEM-2018-026')).toBe(5760);
    expect(reserved('DEM-2018-028')).toBe(1650);
    expect(row(outputs, 'Demandes', 'DEM-2018-006')).toMatchObject({
      Statut: 'ajournée',
      Motif: expect.stringContaining('enveloppe épuisée'),
    });
    expect(row(outputs, 'Demandes', 'DEM-2018-015')).toMatchObject({
      Statut: 'ajournée',
      Motif: expect.stringContaining('enveloppe épuisée'),
    });
  });

  it('gives the money of a withdrawal to the next request', () => {
    expect(row(outputs, 'Demandes', 'DEM-2018-008').Statut).toBe('retirée');
    expect(row(outputs, 'Consultations', 'CONS-2018-004').Statut).toBe('sans suite');
    expect(row(outputs, 'Demandes', 'DEM-2018-016')).toMatchObject({ Statut: 'retenue', 'Montant réservé': 10560 });
  });

  it('consults every holder in force once, and says why another was not', () => {
    for (const holder of ['contact@alpha', 'bonjour@beta', 'atelier@gamma', 'offres@delta', 'appuis@epsilon']) {
      expect(mailsTo(outputs, `${holder}.example`, '[CONS-2018-003]')).toBeGreaterThanOrEqual(1);
    }
    expect(row(outputs, 'Offres', 'OFF-2018-003-ZETA')).toMatchObject({
      Envoi: 'non consulté',
      Motif: expect.stringMatching(/suspendu/i),
    });
    expect(mailsTo(outputs, 'paul@zeta.example', 'CONS')).toBe(0);
  });

  it('tells bids on time, replaced, late, declined and missing apart', () => {
    const states = (reference: string) => {
      const bid = row(outputs, 'Offres', reference);
      return [bid.État, bid.Délai];
    };
    expect(states('OFF-2018-001-ALPHA')).toEqual(['reçue', 'dans les délais']);
    expect(states('OFF-2018-001-BETA')).toEqual(['remplacée', 'dans les délais']);
    expect(states('OFF-2018-001-BETA-2')).toEqual(['reçue', 'dans les délais']);
    expect(states('OFF-2018-001-GAMMA')).toEqual(['déclinée', '']);
    expect(states('OFF-2018-001-DELTA')).toEqual(['reçue', 'hors délai']);
    expect(states('OFF-2018-001-EPSILON')).toEqual(['reçue', 'dans les délais']);
    expect(states('OFF-2018-002-BETA')).toEqual(['en attente', '']);
  });

  it('sorts the other messages: automatic reply, failure, question', () => {
    const natures = column(rows(outputs, 'Messages'), 'Nature');
    expect(natures).toEqual(
      expect.arrayContaining(['réponse automatique', 'échec de remise', 'question', 'offre', 'offre déclinée']),
    );
  });

  it('ranks by technical and price points', () => {
    const scores = ['OFF-2018-001-BETA-2', 'OFF-2018-001-EPSILON', 'OFF-2018-001-ALPHA'].map(reference => {
      const bid = row(outputs, 'Offres', reference);
      return [bid.Rang, bid['Note prix'], bid['Note totale']];
    });
    expect(scores).toEqual([
      [1, 38.04, 93.04],
      [2, 40, 90],
      [3, 36.84, 84.84],
    ]);
  });

  it('awards above the ceiling under a derogation only, the excess carried by the authority', () => {
    expect(row(outputs, 'Marchés', 'MS-2018-002')).toMatchObject({
      'Montant TTC': 15600,
      'Part dispositif': 12000,
      'Part collectivité': 3600,
      Dépassement: 600,
    });
    expect(rows(outputs, 'Dérogations')).toHaveLength(1);
  });

  it('holds the envelope to the cent', () => {
    const [total, reserved, committed, left] = ['Enveloppe', 'Réservé', 'Engagé', 'Restant'].map(item =>
      Number(amount(outputs, item)),
    );
    expect([total, committed]).toEqual([100000, 27792]);
    expect(Number(reserved) + Number(committed) + Number(left)).toBeCloseTo(100000, 2);
  });

  it('leaves a PDF and a text of every terms of reference', () => {
    for (const number of ['001', '002', '003', '004', '005']) {
      const names = outputs.files.map(({ name }) => name).filter(name => name.includes(`CONS-2018-${number}`));
      expect(names.some(name => name.endsWith('.pdf'))).toBe(true);
      expect(names.some(name => name.endsWith('.txt'))).toBe(true);
    }
  });
});

describe('incidents.yaml', () => {
  let outputs: Outputs;
  beforeAll(async () => {
    outputs = await played('incidents.yaml');
  }, 3 * MINUTES);

  it('has one row for each request, each with its own reference', () => {
    const requests = rows(outputs, 'Demandes').filter(({ Référence: reference }) => reference !== '');
    expect(column(requests, 'Collectivité').sort()).toEqual(
      ['Besançon', 'Chambéry', 'Coulaines', 'Dunkerque', 'Grenoble', 'Quimper', 'Suresnes'].map(
        name => `Ville de ${name}`,
      ),
    );
    expect(new Set(column(requests, 'Référence')).size).toBe(7);
  });

  it('answers of the same second keep their own contents', () => {
    const titles = new Map(rows(outputs, 'Demandes').map(cells => [cells.Collectivité, cells.Intitulé]));
    expect(titles.get('Ville de Chambéry')).toBe('Première des deux');
    expect(titles.get('Ville de Quimper')).toBe('Seconde des deux');
    expect(titles.get('Ville de Coulaines')).toBe('Question renommée');
    expect(titles.get('Ville de Suresnes')).toBe('Verrou occupé puis corrigé');
  });

  it.each(['CONS-2018-001', 'CONS-2018-002'])('%s reaches every holder exactly once', consultation => {
    for (const code of ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta']) {
      expect([code, mailsTo(outputs, `contact@${code}.example`, `[${consultation}]`)]).toEqual([code, 1]);
    }
    const sendings = rows(outputs, 'Offres').filter(cells => cells.Consultation === consultation);
    expect(column(sendings, 'Envoi')).toEqual(Array(6).fill('envoyé'));
  });

  it('gives all holders the same deadline when the quota cut the sending', () => {
    expect(row(outputs, 'Consultations', 'CONS-2018-002')['Date limite']).toMatch(/T23:59:59\+01:00$/);
  });

  it('names the line of the ledger that was forced', () => {
    expect(outputs.screens.at(-1)?.text).toMatch(/ligne 5/);
  });
});
