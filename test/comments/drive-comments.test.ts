/** Relever les avis du comité: comments of the committee's own workbook become opinions, or are listed for a person. */
import { workbookJson } from '../../local/engine/snapshot';
import { ROOT_ID } from '../../local/files/google-files';
import type { FilesPart } from '../../local/services/files-part';
import { answer, INSTALL, type Played, play, type Rows, rowOf } from '../actions/playing';

const MEMBERS = `
  - fill:
      tab: Comité
      rows:
        - { Nom: Anne Martin, Nom affiché dans Google: Anne (AFD), Organisme: AFD, Courriel: anne@afd.example, Rôle: comité }
        - { Nom: Paul Durand, Nom affiché dans Google: Paul D., Organisme: DAECT, Courriel: paul@daect.example, Rôle: comité, Conflits déclarés: DEM-2018-002 }
        - { Nom: Jean Petit, Nom affiché dans Google: Jean, Organisme: AFD, Courriel: jean@afd.example, Rôle: comité }
        - { Nom: Jean Grand, Nom affiché dans Google: Jean, Organisme: CUF, Courriel: jean@cuf.example, Rôle: comité }
        - { Nom: Léa Roy, Nom affiché dans Google: Léa R., Organisme: CUF, Courriel: lea@cuf.example, Rôle: ouvreur }`;

const code = { 'Code INSEE de la commune': '"38185"' };
const FILES = `${answer({ ...code, 'Contexte et besoin': '"Écrire à Amélie Roux, amelie.roux@grenoble.example ou 04 76 00 00 00, =1+1"' })}${answer({ ...code, Intitulé: '"=HYPERLINK(1)"' })}${answer({ ...code, Intitulé: 'Un troisième projet' })}
  - { run: Vérifier la complétude, on: [DEM-2018-001, DEM-2018-002, DEM-2018-003] }
  - at: 2018-11-05T09:30:00+01:00`;

const comment = (tab: string, row: string, author: string, text: string, more = '', as = '') => `
  - comment: { tab: ${tab}, row: "${row}", author: "${author}", text: "${text}"${more} }${as === '' ? '' : `\n    as: ${as}`}`;
const COLLECT = `
  - run: Relever les avis du comité`;
const BOOK = 'Classeur du comité';

const bookOf = ({ performance }: Played) => {
  const book = performance.stage.otherWorkbooks.find(({ document }) => document.name === BOOK);
  if (book === undefined) throw new Error('There is no committee workbook.');
  return book;
};
const opinions = (played: Played) =>
  (played.workbook.Avis ?? []).map(({ Dossier, Membre, Avis, 'Pris en compte': counted }) => [
    Dossier,
    Membre,
    Avis,
    counted,
  ]);

describe('Classeur du comité', () => {
  let played: Played;
  let book: Rows;
  beforeAll(async () => {
    played = await play(`${INSTALL}${MEMBERS}${FILES}`);
    book = workbookJson(bookOf(played)) as Rows;
  }, 120_000);

  test('has the four tabs, in order, and no blank one', () => {
    expect(Object.keys(book)).toEqual(['Demandes', 'Candidatures', 'Avis', 'Budget']);
  });

  test('shows requests without the people behind them', () => {
    const [row = {}] = book.Demandes ?? [];
    expect(row).toMatchObject({
      Référence: 'DEM-2018-001',
      Statut: 'complète',
      Collectivité: 'Ville de Grenoble',
      'Coût estimé TTC': 12_000.5,
      'Part dispositif': 9_600.4,
      Besoin: 'Écrire à [coordonnée retirée], [coordonnée retirée] ou [coordonnée retirée], =1+1',
    });
    for (const header of ['Contact', 'Courriel', 'Téléphone', 'Représentant légal', 'Fonction', 'SIREN'])
      expect(row).not.toHaveProperty([header]);
    expect(JSON.stringify(book)).not.toMatch(/@|Sylvain|Amélie/);
  });

  test('keeps what looks like a formula as text', () => {
    expect(rowOf(book.Demandes, 'Référence', 'DEM-2018-002').Intitulé).toBe('=HYPERLINK(1)');
    expect(bookOf(played).sheets.flatMap(sheet => sheet.formulas())).toEqual([]);
  });

  test('gives the budget in figures', () => {
    expect(rowOf(book.Budget, 'Poste', 'Restant').Montant).toBe(100_000);
  });

  test('is shared with the members for comments, by no link, and lies in the folder of the edition', () => {
    const file = played.performance.stage.workspace.part<FilesPart>('drive').files.find(bookOf(played).id);
    expect(file?.permissions.map(({ role, type, emailAddress }) => [role, type, emailAddress])).toEqual([
      ['owner', 'user', played.performance.stage.manager],
      ...['anne@afd.example', 'jean@afd.example', 'jean@cuf.example', 'paul@daect.example'].map(address => [
        'commenter',
        'user',
        address,
      ]),
    ]);
    expect(file?.parents).not.toContain(ROOT_ID);
  });
});

describe('Relever les avis du comité', () => {
  let played: Played;
  beforeAll(async () => {
    played = await play(`${INSTALL}${MEMBERS}${FILES}${[
      comment('Demandes', 'DEM-2018-001', 'Anne (AFD)', 'Avis favorable sous réserve du calendrier', '', 'c1'),
      comment('Demandes', 'DEM-2018-002', 'Paul D.', 'Très favorable'),
      comment('Demandes', 'DEM-2018-003', 'Anne (AFD)', 'DEM-2018-002 : pas favorable'),
      comment('Demandes', 'DEM-2018-003', 'Paul D.', 'Plutôt favorable', ', column: Intitulé'),
      comment('Demandes', 'DEM-2018-001', 'Paul D.', 'Favorable', ', column: Statut, quoted: false', 'c2'),
      comment('Demandes', 'DEM-2018-001', 'Jean', 'Favorable'),
      comment('Demandes', 'DEM-2018-001', 'Un curieux', 'Défavorable'),
      comment('Demandes', 'DEM-2018-001', 'Un curieux', 'Bonjour'),
      comment('Demandes', 'DEM-2018-001', 'Léa R.', 'Favorable'),
      comment('Budget', '#2', 'Anne (AFD)', 'Favorable'),
      comment('Demandes', 'DEM-2018-001', 'Anne (AFD)', 'DEM-2018-001 ou DEM-2018-003 : favorable'),
      comment('Demandes', 'DEM-2018-003', 'Anne (AFD)', 'Quel calendrier ?'),
      comment('Demandes', 'DEM-2018-003', 'Anne (AFD)', 'DEM-2018-009 : favorable'),
    ].join('')}
  - at: 2018-11-05T09:31:00+01:00
  - comment: { reply: c1, author: Paul D., text: Défavorable pour moi }
    as: r1${COLLECT}${COLLECT}`);
  }, 120_000);

  test('takes what a known member says, by reference, by quoted cell, then by the cell of the export', () => {
    expect(opinions(played)).toEqual(
      expect.arrayContaining([
        ['DEM-2018-001', 'Anne Martin', 'réservé', 'oui'],
        ['DEM-2018-002', 'Paul Durand', 'favorable', 'non : conflit d’intérêts déclaré'],
        ['DEM-2018-002', 'Anne Martin', 'défavorable', 'oui'],
        ['DEM-2018-003', 'Paul Durand', 'favorable', 'oui'],
        ['DEM-2018-001', 'Paul Durand', 'favorable', 'non : un avis plus récent du même membre le remplace'],
        ['DEM-2018-001', 'Paul Durand', 'défavorable', 'oui'],
      ]),
    );
    expect(played.workbook.Avis).toHaveLength(6);
  });

  test('lists in Messages, with a sentence, what it cannot tie', () => {
    const listed = (played.workbook.Messages ?? []).filter(
      ({ Objet }) => Objet === 'Commentaire du Classeur du comité',
    );
    expect(listed.map(({ De, Signaux }) => [De, Signaux])).toEqual(
      expect.arrayContaining([
        ['Jean', 'Favorable'],
        ['Un curieux', 'Défavorable'],
        ['Anne (AFD)', 'Favorable'],
        ['Anne (AFD)', 'DEM-2018-001 ou DEM-2018-003 : favorable'],
        ['Anne (AFD)', 'Quel calendrier ?'],
        ['Anne (AFD)', 'DEM-2018-009 : favorable'],
      ]),
    );
    expect(listed).toHaveLength(6);
    expect(listed.every(row => row['À faire'] !== '' && row.Nature === 'avis')).toBe(true);
    expect(listed.find(({ De }) => De === 'Jean')?.['À faire']).toContain('Jean Petit (AFD), Jean Grand (CUF)');
  });

  test('a second reading adds nothing and says so', () => {
    const texts = played.performance.stage.screens
      .filter(({ title }) => title === 'Relever les avis du comité')
      .map(({ text }) => text);
    expect(texts).toHaveLength(2);
    expect(texts[0]).toContain('6 avis relevés.');
    expect(texts[1]).toContain('0 avis relevé.');
    expect(texts[1]).toContain('6 commentaires déjà listés attendent toujours');
  });

  test('shows the opinions to the committee at once', () => {
    const book = workbookJson(bookOf(played)) as Rows;
    expect(book.Avis).toHaveLength(6);
    expect(String(rowOf(book.Demandes, 'Référence', 'DEM-2018-003').Avis)).toContain('favorable (1) : Paul Durand');
  });

  test('each opinion and each comment that is listed has its line in the ledger', () => {
    expect(played.workbook.Journal?.filter(({ Action }) => Action === 'Relever les avis du comité')).toHaveLength(12);
  });
});

describe('a comment that changes', () => {
  let played: Played;
  const after: unknown[][][] = [];
  beforeAll(async () => {
    played = await play(
      `${INSTALL}${MEMBERS}${FILES}${comment('Demandes', 'DEM-2018-001', 'Anne (AFD)', 'Favorable', '', 'a')}${comment('Demandes', 'DEM-2018-001', 'Paul D.', 'Favorable', '', 'b')}
  - at: 2018-11-05T09:31:00+01:00
  - comment: { reply: a, author: Paul D., text: Finalement défavorable }
    as: c${COLLECT}
  - at: 2018-11-05T10:00:00+01:00
  - comment: { edit: a, author: Anne (AFD), text: Défavorable }
  - comment: { resolve: a, author: Anne (AFD) }
  - comment: { delete: c, author: Paul D. }${COLLECT}
  - comment: { delete: a, author: Anne (AFD) }
  - comment: { edit: b, author: Paul D., text: À discuter }${COLLECT}${COLLECT}`,
      undefined,
      {},
      workbook => {
        after.push(
          (workbook.Avis ?? []).map(({ Membre, Avis, 'Pris en compte': counted }) => [
            Membre,
            Avis,
            String(counted).split(' :')[0],
          ]),
        );
      },
    );
  }, 120_000);

  test('edited, it replaces; deleted, it no longer counts and the one before it counts again', () => {
    const readings = after.filter((rows, index) => rows.length > 0 && rows !== after[index - 1]);
    expect(readings[0]).toEqual([
      ['Paul Durand', 'favorable', 'non'],
      ['Anne Martin', 'favorable', 'oui'],
      ['Paul Durand', 'défavorable', 'oui'],
    ]);
    expect(after).toContainEqual([
      ['Paul Durand', 'favorable', 'oui'],
      ['Anne Martin', 'défavorable', 'oui'],
      ['Paul Durand', 'défavorable', 'non'],
    ]);
    expect(after.at(-1)?.map(row => row[2])).toEqual(['non', 'non', 'non']);
  });

  test('what its author takes away keeps its row, with the day', () => {
    expect(played.workbook.Avis?.every(row => row['Retiré le'] !== '')).toBe(true);
    expect(rowOf(played.workbook.Demandes, 'Référence', 'DEM-2018-001').Avis).toBe('');
    expect(played.workbook.Messages?.filter(({ Signaux }) => Signaux === 'À discuter')).toHaveLength(1);
  });
});
