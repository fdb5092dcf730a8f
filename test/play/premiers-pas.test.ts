// The first steps, played to their end: shares, deadline, a late bid, an award, the budget.
import { amount, column, MINUTES, mailsTo, type Played, played, row, rows, unshown } from './played';

describe('premiers-pas.yaml', () => {
  let outputs: Played;
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

  it('calls nothing that the source does not show', () => {
    expect(outputs.asked.length).toBeGreaterThan(20);
    expect(unshown(outputs.asked)).toEqual([]);
  });

  it('ends without an error on screen or in an execution', () => {
    expect(outputs.screens.filter(({ kind }) => kind === 'error')).toEqual([]);
    expect(outputs.executions.filter(({ outcome, trigger }) => outcome !== 'ok' && trigger !== 'custom')).toEqual([]);
  });
});
