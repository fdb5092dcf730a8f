/** What an opinion says, which one of each member counts, and what the column Avis shows. */
import fc from 'fast-check';
import {
  type CommitteeMember,
  type GivenOpinion,
  memberCalled,
  opinionSummary,
  readOpinion,
  weighOpinions,
} from '../../src/scheme/opinions';
import { instant } from '../../src/scheme/time';

const member = (name: string, organisation: string, more: Partial<CommitteeMember> = {}): CommitteeMember => ({
  name,
  displayName: `${name} (${organisation})`,
  organisation,
  email: `${name.toLowerCase()}@${organisation.toLowerCase()}.example`,
  conflicts: '',
  ...more,
});
const given = (name: string, organisation: string, opinion: GivenOpinion['opinion'], at: number): GivenOpinion => ({
  subject: 'DEM-2018-001',
  member: name,
  organisation,
  opinion,
  text: '',
  givenAt: instant(Date.UTC(2018, 9, 22) + at),
});

describe('reading an opinion', () => {
  test.each([
    ['favorable', 'favorable'],
    ['Avis favorable.', 'favorable'],
    ['AVIS FAVORABLE', 'favorable'],
    ['Très favorable !', 'favorable'],
    ['Favorable, sans réserve', 'favorable'],
    ['Je n’ai pas de réserve : favorable.', 'favorable'],
    ['Favorable sous réserve', 'réservé'],
    ['favorable sous réserve d’un budget revu', 'réservé'],
    ['Favorable à condition de revoir le calendrier', 'réservé'],
    ['Favorable mais cher', 'réservé'],
    ['favorable avec réserves', 'réservé'],
    ['peu favorable', 'réservé'],
    ['Réservé', 'réservé'],
    ['Avis réservé : le coût n’est pas justifié', 'réservé'],
    ['défavorable', 'défavorable'],
    ['Avis de\u0301favorable', 'défavorable'],
    ['défa\u00advorable', 'défavorable'],
    ['pas favorable', 'défavorable'],
    ['non favorable', 'défavorable'],
    ['non-favorable', 'défavorable'],
    ['Je ne suis pas du tout favorable', 'défavorable'],
    ['Je ne suis plus favorable', 'défavorable'],
    ['sans avis', 'sans avis'],
    ['Pas d’avis.', 'sans avis'],
    ['Je ne me prononce pas', 'sans avis'],
    ['Abstention', 'sans avis'],
    ['', null],
    ['Bonjour', null],
    ['Favorable ?', null],
    ['pas défavorable', null],
    ['favorable hier, défavorable aujourd’hui', null],
    ['Je ne peux pas, en l’état du dossier reçu, rendre un avis qui soit favorable', null],
    ['Nous ne partageons pas l’idée, pas favorable, enfin favorable', null],
    ['Le montant réservé est élevé', null],
  ])('« %s » is %s', (text, opinion) => {
    expect(readOpinion(text)).toBe(opinion);
  });

  test('a negation just before never reads as favorable, whatever stands around', () => {
    const words = fc.array(fc.constantFrom('avis', 'projet', 'le', 'donc', 'vraiment', 'nous', 'ici'), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(
        words,
        fc.constantFrom('pas', 'non', 'Pas', 'NON', 'pas vraiment', 'ni'),
        words,
        (before, not, after) => {
          expect(readOpinion([...before, not, 'favorable', ...after].join(' '))).not.toBe('favorable');
        },
      ),
    );
  });

  test('any text is read without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect([null, 'favorable', 'réservé', 'défavorable', 'sans avis']).toContain(readOpinion(text));
      }),
    );
  });
});

describe('opinions that count', () => {
  const anne = member('Anne', 'AFD');
  const paul = member('Paul', 'DAECT', { conflicts: 'dem-2018-001, DEM-2018-004' });
  const zoe = member('Zoé', 'CUF', { conflicts: 'DEM-2018-0012' });

  test('the last one of each member counts, of two at the same second the lower row', () => {
    const opinions = [
      given('Anne', 'AFD', 'favorable', 2000),
      given('Anne', 'AFD', 'défavorable', 1000),
      given('Anne', 'AFD', 'réservé', 2000),
    ];
    expect(weighOpinions(opinions, [anne]).map(({ fate }) => fate)).toEqual(['replaced', 'replaced', 'counted']);
  });

  test('a member in conflict and a stranger are set aside, and the summary says so', () => {
    const opinions = [
      given('Anne', 'AFD', 'favorable', 1000),
      given('Paul', 'DAECT', 'défavorable', 1000),
      given('Inconnu', 'AFD', 'défavorable', 1000),
    ];
    expect(weighOpinions(opinions, [anne, paul, zoe]).map(({ fate }) => fate)).toEqual([
      'counted',
      'conflict',
      'notMember',
    ]);
    expect(opinionSummary('DEM-2018-001', opinions, [anne, paul, zoe])).toBe(
      'favorable (1) : Anne (AFD)\nécarté, conflit déclaré : Paul (DAECT)\nsans réponse : Zoé (CUF)',
    );
  });

  test('a conflict on a longer number is no conflict on this file', () => {
    expect(opinionSummary('DEM-2018-001', [given('Zoé', 'CUF', 'favorable', 1000)], [zoe])).toBe(
      'favorable (1) : Zoé (CUF)',
    );
  });

  test('a member is found by name, name in Google or address; two of the same name are listed', () => {
    const other = member('Anne', 'CUF');
    expect(memberCalled(' anne ', [anne, paul])).toEqual({ ok: true, value: anne });
    expect(memberCalled('anne@afd.example', [anne, other])).toEqual({ ok: true, value: anne });
    expect(memberCalled('Anne', [anne, other])).toMatchObject({ ok: false });
    expect(memberCalled('Luc', [anne])).toMatchObject({ ok: false });
  });
});
