/** Which applications may come from one body, and by what sign. */
import { isSameBody, sameApplicantHints } from '../../src/scheme/same-applicant';

const known = {
  reference: 'CAND-2018-001',
  organisation: 'Béta Territoires',
  email: 'contact@beta.example',
  fingerprints: ['a1', 'b2'],
};
const other = { reference: 'CAND-2018-002', organisation: 'Alpha', email: 'x@alpha.example', fingerprints: ['c3'] };

it.each([
  [
    'the same address, whatever its case',
    { email: 'Contact@Beta.example' },
    /même adresse a déjà envoyé CAND-2018-001/,
  ],
  ['one document in common', { fingerprints: ['c3', 'b2'] }, /Au moins une pièce est la même que dans CAND-2018-001/],
  ['the same name, accents and dashes apart', { organisation: 'BETA-Territoires' }, /Même organisme que CAND-2018-001/],
  ['the same domain', { email: 'marie@beta.example' }, /Même domaine de courriel que CAND-2018-001/],
])('%s is a sign', (_, changes, sentence) => {
  expect(sameApplicantHints({ ...other, ...changes }, [known])).toEqual([expect.stringMatching(sentence)]);
});

it.each([
  ['nothing in common', {}, known],
  ['a public domain', { email: 'a@gmail.com' }, { ...known, email: 'b@gmail.com' }],
  ['a name too short to tell', { organisation: 'ABC' }, { ...known, organisation: 'ABC' }],
  ['no address at all', { email: '' }, { ...known, email: '' }],
  ['addresses that were erased', { email: '(anonymisé)' }, { ...known, email: '(anonymisé)' }],
  ['itself', { ...known }, known],
])('%s is none', (_, changes, compared) => {
  expect(sameApplicantHints({ ...other, ...changes }, [compared])).toEqual([]);
});

it('a holder is known by one of its addresses, or by its name', () => {
  const holder = { organisation: 'Beta', email: 'a@beta.example; contact@beta.example' };
  expect(isSameBody(known, holder)).toBe(true);
  expect(isSameBody({ organisation: 'BÊTA', email: 'z@z.example' }, holder)).toBe(true);
  expect(isSameBody({ organisation: 'Gamma', email: 'tact@beta.example' }, holder)).toBe(false);
});
