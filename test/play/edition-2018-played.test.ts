// The 2018 edition, played to its end: hostile answers, members first, withdrawal, equal treatment.
import { amount, column, MINUTES, mailsTo, type Played, played, row, rows } from './played';

describe('edition-2018.yaml', () => {
  let outputs: Played;
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
