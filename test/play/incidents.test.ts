// Everything that goes wrong at once: doubled triggers, quotas, kills, a forged ledger.
import { column, MINUTES, mailsTo, type Played, played, row, rows } from './played';

describe('incidents.yaml', () => {
  let outputs: Played;
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
