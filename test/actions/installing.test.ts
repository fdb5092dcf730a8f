/** Installer ou mettre à jour, Vérifier l'installation: what they build, leave alone, repair and refuse. */
import { INSTALL, play, rowOf } from './playing';

const INSTALL_TITLE = 'Installer ou mettre à jour';

describe('Installer ou mettre à jour', () => {
  test('twice in a row changes nothing, in cells, formulas or ledger', async () => {
    const once = await play('  - run: Installer ou mettre à jour\n');
    const twice = await play('  - run: Installer ou mettre à jour\n  - run: Installer ou mettre à jour\n');
    expect(twice.said(INSTALL_TITLE)).toBe('Tout est en place : rien n’a été changé.');
    expect(twice.workbook).toEqual(once.workbook);
    expect(twice.cells).toEqual(once.cells);
  });

  test('keeps what staff typed and puts back a header, a formula and a setting that were damaged', async () => {
    const { said, workbook, cells } = await play(`${INSTALL}
  - tamper: { tab: Demandes, row: 1, values: { Statut: zut } }
  - tamper: { tab: Demandes, row: 1, values: { Part dispositif: perdu } }
  - set: { Plafond: 12000 }
  - run: Vérifier l'installation
  - run: Installer ou mettre à jour
`);
    expect(said("Vérifier l'installation")).toContain('« Statut »');
    expect(said(INSTALL_TITLE)).toContain('en-tête « Statut » remis');
    expect(cells.Demandes?.Q1?.formula).toContain('AICT_COLONNE("Part dispositif"');
    expect(rowOf(workbook.Paramètres, 'Paramètre', 'Plafond').Valeur).toBe(12000);
    expect(workbook.Adhérents).toHaveLength(1);
  });

  test('another account is told who manages the workbook, and changes nothing', async () => {
    const alone = await play(INSTALL);
    const { said, workbook } = await play(`${INSTALL}
  - run: Installer ou mettre à jour
    by: collegue@cuf.example
`);
    expect(said(INSTALL_TITLE)).toContain('dispositif@cuf.example');
    expect(workbook).toEqual(alone.workbook);
  });

  test('a missing column stops the action that needs it, by its name', async () => {
    const { said } = await play(`${INSTALL}
  - tamper: { tab: Titulaires, row: 1, values: { Courriel: x } }
  - tamper: { tab: Demandes, row: 1, values: { Décision: x } }
  - fill: { tab: Demandes, rows: [ { Référence: DEM-2018-001 } ] }
  - run: Vérifier la complétude
    tab: Demandes
    on: ["#2"]
`);
    expect(said('Vérifier la complétude')).toContain('« Décision »');
  });

  test("a ledger line that was changed is named by Vérifier l'installation", async () => {
    const { said } = await play(`${INSTALL}
  - tamper: { tab: Journal, row: 2, values: { Après: x } }
  - run: Vérifier l'installation
`);
    expect(said("Vérifier l'installation")).toMatch(/ligne n°\s1 du journal/);
  });
});
