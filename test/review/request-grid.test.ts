/** The grid of a request: filled by staff, read exactly, its total is the score. */
import { emptyGrid, scoreOfGrid } from '../../src/scheme/request-grid';
import { answer, INSTALL, play, rowOf } from '../actions/playing';

const CRITERIA = [
  { name: 'Qualité du partenariat', points: 40 },
  { name: 'Impact attendu', points: 60 },
];

describe('a grid', () => {
  it('has one line a criterion, and no score while it is empty', () => {
    expect(emptyGrid(CRITERIA)).toBe('Qualité du partenariat (40) : \nImpact attendu (60) : ');
    expect(scoreOfGrid(emptyGrid(CRITERIA), CRITERIA)).toEqual({ ok: true, value: null });
  });

  it.each([
    ['Qualité du partenariat (40) : 32\nImpact attendu (60) : 45,5', 77.5],
    ['impact attendu : 60\n\nQUALITÉ DU PARTENARIAT (40): 0', 60],
  ])('%j makes %d', (grid, score) => {
    expect(scoreOfGrid(grid, CRITERIA)).toEqual({ ok: true, value: score });
  });

  it.each([
    ['Qualité du partenariat (40) : 41\nImpact attendu (60) : 1', 'pas comprise entre 0 et 40'],
    ['Impact attendu (60) : 1', 'manque'],
    ['Impact attendu (60) : bien', 'n’est pas une note'],
    ['Impact attendu (60) : 1\nImpact attendu (60) : 2', 'deux fois'],
    ['Autre chose : 3', 'aucun critère'],
  ])('%j is refused', (grid, why) => {
    expect(scoreOfGrid(grid, CRITERIA)).toEqual({ ok: false, reason: expect.stringContaining(why) });
  });
});

it('a complete request gets its grid, and the grid that staff fill gives its score', async () => {
  const played = await play(`${INSTALL}
  - fill: { tab: Listes, rows: [ { Critère de sélection: Impact attendu, Points de sélection: 60 }, { Critère de sélection: Partenariat, Points de sélection: 40 } ] }
${answer()}${answer()}
  - run: Vérifier la complétude
    on: [DEM-2018-001, DEM-2018-002]
  - edit: { tab: Demandes, row: DEM-2018-001, values: { Grille de sélection: "Impact attendu (60) : 45,5\\nPartenariat (40) : 30" } }
  - edit: { tab: Demandes, row: DEM-2018-002, values: { Grille de sélection: "Impact attendu (60) : 61\\nPartenariat (40) : 30" } }
`);
  expect(rowOf(played.workbook.Demandes, 'Référence', 'DEM-2018-001').Note).toBe(75.5);
  expect(rowOf(played.workbook.Demandes, 'Référence', 'DEM-2018-002').Note ?? '').toBe('');
});
