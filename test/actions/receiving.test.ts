/** A form answer becomes a request: exactly, once, whatever was typed and however the trigger fires. */
import { answer, INSTALL, play, rowOf } from './playing';

const HOSTILE = {
  'Nom de la collectivité': `'=IMPORTXML("http://x")'`,
  'Représentant légal': '"1/2"',
  'Nom du contact': `'R&D <Lyon> "É" $& $1'`,
  Fonction: '"00123"',
  Téléphone: '"+33 6 12 34 56 78"',
  Intitulé: '"😀 {{Besoin}} =1+1"',
  'Contexte et besoin': `"${'é'.repeat(40_000)}"`,
};

describe('receiving an answer', () => {
  test('hostile texts show as typed, and none becomes a formula, a number or a date', async () => {
    const { workbook, cells, sent } = await play(`${INSTALL}${answer(HOSTILE)}`);
    const request = rowOf(workbook.Demandes, 'Référence', 'DEM-2018-001');
    expect(request).toMatchObject({
      Collectivité: '=IMPORTXML("http://x")',
      'Représentant légal': '1/2',
      Contact: 'R&D <Lyon> "É" $& $1',
      Fonction: '00123',
      Téléphone: '+33 6 12 34 56 78',
      Intitulé: '😀 {{Besoin}} =1+1',
    });
    expect(request.Besoin).toBe('é'.repeat(40_000));
    expect(Object.keys(cells.Demandes ?? {}).filter(cell => cells.Demandes?.[cell]?.formula)).toEqual(['Q1', 'R1']);
    expect(sent).toHaveLength(1);
  });

  test('shares come from the dated snapshot of the register, dues unpaid being told', async () => {
    const { workbook } = await play(`${INSTALL}${answer()}${answer({ 'Numéro SIREN': '"200046977"' })}`);
    expect(rowOf(workbook.Demandes, 'Référence', 'DEM-2018-001')).toMatchObject({
      Adhérent: 'Adhérent',
      Cotisation: 'non',
      'Coût estimé TTC': 12000.5,
      'Part dispositif': 9600.4,
      'Part collectivité': 2400.1,
    });
    expect(rowOf(workbook.Demandes, 'Référence', 'DEM-2018-002')).toMatchObject({
      Adhérent: 'Non adhérent',
      'Part dispositif': 6000.25,
      'Part collectivité': 6000.25,
    });
  });

  test.each([
    ['twice', 1],
    ['blank', 1],
    ['together', 2],
  ])('fired %s: one right row each, caught up by the sweep', async (fire, rows) => {
    const second = fire === 'together' ? answer({ Intitulé: 'Un autre projet' }) : '';
    const { workbook, sent } = await play(
      `${INSTALL}${answer({}, `    fault: { fire: ${fire} }`)}${second}\n  - at: 2018-11-05T12:00:00+01:00\n`,
    );
    const references = (workbook.Demandes ?? []).map(row => row.Référence);
    expect(references.sort()).toEqual(['DEM-2018-001', 'DEM-2018-002'].slice(0, rows));
    expect(sent).toHaveLength(rows);
  });

  test('a renamed question loses nothing; an edit after complète is proposed, never applied', async () => {
    const { workbook } = await play(`${INSTALL}
  - renameQuestion: { from: Intitulé, to: Titre du projet }
${answer({ Intitulé: 'x' }).replace('Intitulé: x', 'Titre du projet: Le vrai titre')}
    as: r1
  - run: Vérifier la complétude
    on: [DEM-2018-001]
  - resubmit: { as: r1, Titre du projet: Trop tard }
`);
    const request = rowOf(workbook.Demandes, 'Référence', 'DEM-2018-001');
    expect(request).toMatchObject({ Intitulé: 'Le vrai titre', Statut: 'complète' });
    expect(request['Modifications proposées']).toContain('Trop tard');
  });

  test('a status typed by hand goes where the cycle allows, in the ledger; elsewhere it is put back', async () => {
    const { workbook, said } = await play(`${INSTALL}${answer()}
  - edit: { tab: Demandes, row: DEM-2018-001, values: { Statut: payée } }
  - edit: { tab: Demandes, row: DEM-2018-001, values: { Collectivité: autre } }
  - edit: { tab: Demandes, row: DEM-2018-001, values: { Statut: à compléter } }
`);
    expect(rowOf(workbook.Demandes, 'Référence', 'DEM-2018-001')).toMatchObject({
      Statut: 'à compléter',
      Collectivité: 'Ville de Grenoble',
    });
    expect(said('Valeur remise')).toContain('« Collectivité »');
    expect(workbook.Journal?.at(-1)).toMatchObject({ Action: 'Statut saisi', Avant: 'reçue', Après: 'à compléter' });
  });

  test('the ledger holds no contact detail in clear', async () => {
    const { workbook } = await play(`${INSTALL}${answer({ Téléphone: '"06 99 88 77 66"' })}
    as: r1
  - resubmit: { as: r1, Téléphone: "06 11 22 33 44", Nom du contact: Claude Martin }
`);
    const ledger = JSON.stringify(workbook.Journal);
    for (const secret of ['Amélie', 'Claude', '06 99', '06 11', 'Sylvain', 'international@'])
      expect(ledger).not.toContain(secret);
    expect(ledger).toContain('masqué:');
  });
});
