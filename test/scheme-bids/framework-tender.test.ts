/** Applications to the framework agreement: lateness, pages, the frame of reply, and what the call of 2018 expects. */
import { SECTORS } from '../../src/forms/questions';
import {
  type ApplicationPiece,
  applicationTimeliness,
  checkApplication,
  countPages,
  expectedExperiences,
  frameParts,
  frameworkSectors,
  interviewInWords,
  interviewNotice,
  type PartsFound,
  parseStaffCounts,
  withStaffCounts,
} from '../../src/scheme/framework-tender';
import { type Day, endOfDay, instant, instantAt } from '../../src/scheme/time';
import { tabOf } from '../../src/sheets/schema';

const piece = (name: string, pages: number | null, changes: Partial<ApplicationPiece> = {}): ApplicationPiece => ({
  name,
  pages,
  fingerprint: `content of ${name}`,
  leftOut: null,
  ...changes,
});
const allThere: PartsFound = {
  organisation: true,
  understanding: true,
  method: true,
  references: true,
  resumes: true,
  costs: true,
};

describe('lateness', () => {
  const closing = endOfDay('2018-10-14' as Day);

  it.each([
    [0, 'dans les délais'],
    [1, 'hors délai'],
  ])('%i s after Sunday 14 October 2018, 23:59:59: %s', (seconds, expected) => {
    expect(applicationTimeliness(instant(closing + seconds * 1000), closing)).toBe(expected);
  });

  it('nothing is late while there is no closing', () => {
    expect(applicationTimeliness(closing, null)).toBe('dans les délais');
  });
});

describe('the number of pages', () => {
  const counted = (...pieces: ApplicationPiece[]): string => {
    const { total, conformity } = countPages(pieces, 20);
    return `${total} ${conformity}`;
  };

  it.each<[string, ApplicationPiece[], string]>([
    ['one note at the limit', [piece('note.pdf', 20)], '20 conforme'],
    ['one page too many', [piece('note.pdf', 21)], '21 non conforme'],
    ['annexes are summed', [piece('note.pdf', 12), piece('cv.pdf', 9)], '21 non conforme'],
    ['annexes within the limit', [piece('note.pdf', 12), piece('cv.pdf', 8)], '20 conforme'],
    ['a piece that cannot be counted', [piece('note.pdf', 12), piece('cv.docx', null)], '12 pages non vérifiables'],
    ['a piece of no page', [piece('note.pdf', 0)], '0 pages non vérifiables'],
    ['too many without the unreadable one', [piece('note.pdf', 21), piece('cv.docx', null)], '21 non conforme'],
    ['no piece', [], '0 à vérifier'],
  ])('%s', (_, pieces, expected) => {
    expect(counted(...pieces)).toBe(expected);
  });

  it('says what was added up', () => {
    expect(countPages([piece('note.pdf', 15), piece('cv.pdf', 7), piece('x.docx', null)], 20).reasons).toEqual([
      '22 pages pour 20 au plus, annexes comprises (note.pdf : 15, cv.pdf : 7, x.docx : ?).',
      'Le nombre de pages de « x.docx » n’est pas lisible : ouvrez la pièce et comptez ses pages.',
    ]);
  });
});

describe('a piece that staff leave out', () => {
  const note = piece('note.pdf', 15);
  const copy = (leftOut: string | null): ApplicationPiece =>
    piece('note (1).pdf', 15, { fingerprint: note.fingerprint, leftOut });

  it('is an identical copy, with a reason', () => {
    const { total, conformity, reasons } = countPages([note, copy('envoyée deux fois.')], 20);
    expect([total, conformity]).toEqual([15, 'conforme']);
    expect(reasons).toEqual(['« note (1).pdf » n’est pas comptée : envoyée deux fois.']);
  });

  it.each<[string, ApplicationPiece[], string]>([
    ['without a reason', [note, copy(' ')], 'demande un motif écrit'],
    ['that differs', [note, piece('annexe.pdf', 15, { leftOut: 'annexe' })], 'seule la copie identique'],
    [
      'that is unknown',
      [note, piece('a.pdf', 15, { leftOut: 'copie', fingerprint: null })],
      'seule la copie identique',
    ],
    ['the copy of one left out too', [{ ...note, leftOut: 'copie' }, copy('copie')], 'seule la copie identique'],
  ])('is counted %s, and that is said', (_, pieces, sentence) => {
    const { total, conformity, reasons } = countPages(pieces, 20);
    expect([total, conformity]).toEqual([30, 'non conforme']);
    expect(reasons.join(' ')).toContain(sentence);
  });
});

describe('conformity', () => {
  it.each<[string, ApplicationPiece[], Partial<PartsFound>, string]>([
    ['pages and parts are right', [piece('note.pdf', 20)], {}, 'conforme'],
    ['a part is absent', [piece('note.pdf', 20)], { costs: false }, 'non conforme'],
    ['a part was not looked at', [piece('note.pdf', 20)], { costs: null }, 'à vérifier'],
    ['pages are unknown', [piece('note.pdf', null)], { costs: null }, 'pages non vérifiables'],
    ['pages are unknown and a part is absent', [piece('note.pdf', null)], { costs: false }, 'non conforme'],
    ['there are too many pages', [piece('note.pdf', 21)], {}, 'non conforme'],
  ])('%s', (_, pieces, parts, expected) => {
    expect(checkApplication(pieces, { ...allThere, ...parts }, 20).conformity).toBe(expected);
  });

  it('every reason is given', () => {
    const { reasons } = checkApplication([piece('note.pdf', 21)], { ...allThere, costs: false, resumes: null }, 20);
    expect(reasons.slice(1)).toEqual([
      'Partie absente du cadre de réponse : Structure de coût.',
      'Partie du cadre de réponse à vérifier : CV.',
    ]);
  });
});

describe('what the call expects', () => {
  const headers = Object.values(tabOf('applications').columns).map(({ header }) => header);

  it('is six parts and six experiences, each the header of a column of Candidatures, in order', () => {
    const labels = [...frameParts(), ...expectedExperiences()].map(({ label }) => label);
    expect(labels).toHaveLength(12);
    expect(headers.filter(header => labels.includes(header))).toEqual(labels);
  });

  it('is six sectors, the same as on the request form', () => {
    expect(frameworkSectors()).toEqual(SECTORS);
  });
});

describe('pages that staff counted', () => {
  const counts = (cell: string) => {
    const parsed = parseStaffCounts(cell);
    return parsed.ok ? [...parsed.value] : parsed.reason;
  };

  it.each([
    ['note.pdf : 12', [['note.pdf', 12]]],
    [
      'note.pdf:12 pages\n\n annexe : 2.pdf : 3',
      [
        ['note.pdf', 12],
        ['annexe : 2.pdf', 3],
      ],
    ],
    ['', []],
  ])('« %s » is read', (cell, expected) => {
    expect(counts(cell)).toEqual(expected);
  });

  it.each(['note.pdf', 'note.pdf : douze', 'note.pdf : 0', ': 12', 'note.pdf : 12,5', 'note.pdf : -3'])(
    '« %s » is refused, with the line',
    cell => expect(counts(cell)).toContain(cell),
  );

  it('stand for what cannot be counted, never for what can', () => {
    const { pieces, remarks } = withStaffCounts(
      [piece('locked.pdf', null), piece('plain.pdf', 7)],
      new Map([
        ['locked.pdf', 15],
        ['plain.pdf', 3],
        ['absent.pdf', 1],
      ]),
    );
    expect(pieces.map(({ pages }) => pages)).toEqual([15, 7]);
    expect(remarks).toEqual([
      expect.stringContaining('15 page(s), comptées par l’équipe'),
      expect.stringMatching(/plain\.pdf.*n’est pas repris/),
      expect.stringContaining('absent.pdf'),
    ]);
    expect(checkApplication(pieces, allThere, 20)).toMatchObject({ pages: 22, conformity: 'non conforme' });
  });
});

describe('an interview', () => {
  const at = (day: string, hour = 0) => instantAt(day as Day, hour);
  const now = at('2018-10-22', 10);
  const facts = { conformity: 'conforme', decision: '', isLate: false, interviewOn: null, invitedFor: null };
  const [monday, tuesday] = [at('2018-10-29', 10), at('2018-10-30')];

  it.each([
    ['without a date: nothing', {}, { kind: 'none' }],
    ['dated: a first letter', { interviewOn: monday }, { kind: 'first', on: monday }],
    ['told: nothing more', { interviewOn: monday, invitedFor: monday }, { kind: 'told', on: monday }],
    [
      'told, and past: nothing more',
      { interviewOn: at('2018-10-01'), invitedFor: at('2018-10-01') },
      { kind: 'told', on: at('2018-10-01') },
    ],
    [
      'moved: another letter',
      { interviewOn: tuesday, invitedFor: monday },
      { kind: 'moved', on: tuesday, from: monday },
    ],
    ['today without an hour: a letter', { interviewOn: at('2018-10-22') }, { kind: 'first', on: at('2018-10-22') }],
    [
      'of pages that cannot be counted: a letter',
      { interviewOn: monday, conformity: 'pages non vérifiables' },
      { kind: 'first', on: monday },
    ],
    [
      'of an adjourned application: a letter',
      { interviewOn: monday, decision: 'ajournée' },
      { kind: 'first', on: monday },
    ],
  ] as const)('%s', (_, changes, expected) => {
    expect(interviewNotice({ ...facts, ...changes }, now)).toEqual({ ok: true, value: expected });
  });

  it.each([
    ['erased after the letter', { invitedFor: monday }, /effacée/],
    ['past by an hour', { interviewOn: at('2018-10-22', 9) }, /est passée/],
    ['past by a day', { interviewOn: at('2018-10-21') }, /est passée/],
    ['of a late application', { interviewOn: monday, isLate: true }, /hors délai/],
    ['of one that is not conform', { interviewOn: monday, conformity: 'non conforme' }, /n’est pas conforme/],
    ['of one that is decided', { interviewOn: monday, decision: 'refusée' }, /déjà.*refusée/],
    ['moved after the decision', { interviewOn: tuesday, invitedFor: monday, decision: 'retenue' }, /déjà.*retenue/],
  ] as const)('%s is refused', (_, changes, sentence) => {
    const notice = interviewNotice({ ...facts, ...changes }, now);
    expect(notice.ok ? '' : notice.reason).toMatch(sentence);
  });

  it('is said with its hour, or by its day when none was typed', () => {
    expect(interviewInWords(monday)).toMatch(/^lundi 29 octobre 2018 à 10/);
    expect(interviewInWords(tuesday)).toBe('mardi 30 octobre 2018');
  });
});
