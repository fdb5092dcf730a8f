/** What is typed in a cell and cannot be meant: whoever typed it is told at once, and the cell shows what it holds. */
import { answer, INSTALL, type Played, play, rowOf } from './playing';

const toasts = ({ performance }: Played): string[] =>
  performance.stage.screens.filter(({ kind }) => kind === 'toast').map(({ text }) => text);

test('a setting that cannot be read is said at once, and stays as it was typed', async () => {
  const played = await play(`${INSTALL}
  - edit: { tab: Paramètres, row: PointsPrix, values: { Valeur: quarante } }
  - edit: { tab: Paramètres, row: PointsTechnique, values: { Valeur: 50 } }
`);
  expect(toasts(played)).toEqual([expect.stringMatching(/quarante/)]);
  expect(rowOf(played.display.Paramètres, 'Paramètre', 'PointsPrix').Valeur).toBe('quarante');
});

test('points show as they were typed', async () => {
  const played = await play(INSTALL);
  expect(rowOf(played.display.Paramètres, 'Paramètre', 'PointsTechnique').Valeur).toBe('60');
});

test('a cost that cannot be read is quoted to the authority, not called missing', async () => {
  const played = await play(`${INSTALL + answer({ 'Coût estimé de la prestation TTC (€)': '"9 000 € HT"' })}
  - run: Vérifier la complétude
    on: [DEM-2018-001]
`);
  const { Complétude } = rowOf(played.display.Demandes, 'Référence', 'DEM-2018-001');
  expect(Complétude).toMatch(/« 9 000 € HT » n’est pas un montant/);
  expect(Complétude).not.toMatch(/renseigné/);
});

test.each(['Ouvrir la fiche', "Vérifier l'installation"])(
  '%s says of a new spreadsheet that nothing is installed',
  async item => {
    const played = await play(`
  - run: ${item}
`);
    const said = played.performance.stage.screens.map(({ text }) => text).join('\n');
    expect(said).toMatch(/pas installé dans ce classeur/);
    expect(said).not.toMatch(/L’onglet/);
  },
);
