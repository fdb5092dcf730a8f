/** The page « Prévisualisation » of the letters of an award: the very ones that then leave, and nothing decided by looking. */
import type { PreviewPage } from '../../src/actions/preview-sending';
import { DECISION_TYPED, drafted, INSTALLED, RANKED, SEND } from '../exactly-once/preparations';
import { type Case, MANAGER, PreparedWorkspace } from '../exactly-once/prepared-workspace';
import { ask, openPage } from './pages';

const ITEM = "Prévisualiser l'envoi";
const REFERENCE = 'CONS-2018-001';
const AWARD = `
  - run: Attribuer
    on: [${REFERENCE}]
    answers: [ALPHA, oui]
`;

let ranked: PreparedWorkspace;
beforeAll(async () => {
  const installed = await PreparedWorkspace.play(INSTALLED);
  const sent = await installed.followedBy(`${DECISION_TYPED}${drafted(['ALPHA', 'BETA', 'GAMMA'])}${SEND}`);
  ranked = await sent.followedBy(RANKED);
}, 120_000);

const preview = (one: Case, address = '') => openPage<PreviewPage>(one, ITEM, { answers: [address] });
/** Subject and text of the letters in tab Envois that came since. */
const lettersAfter = (one: Case, before: number) =>
  one
    .rows('Envois')
    .slice(before)
    .map(row => [row.Modèle, row.Dossier, row.Destinataire, row.Objet, row.Texte]);
const everything = (one: Case) => ['Consultations', 'Offres', 'Marchés', 'Envois', 'Journal'].map(tab => one.rows(tab));

it('shows the letters of the award to the bid ranked first, as they then leave', async () => {
  const one = ranked.copy();
  const { data, text } = preview(one);
  const before = one.rows('Envois').length;
  await one.play(AWARD);
  const shown = data.mails.map(({ code, organisation, to, subject, text }) => [code, organisation, to, subject, text]);
  expect(shown).toEqual(lettersAfter(one, before));
  expect(shown.map(([template]) => template)).toEqual([
    'Attribution',
    "Rejet d'une offre",
    'Information de la collectivité',
  ]);
  expect(data).toMatchObject({ attachment: null, deadline: '', explained: expect.stringContaining('ALPHA') });
  expect(text).toContain('Rien n’a été envoyé');
});

it('decides nothing, writes nothing, sends nothing', async () => {
  const one = ranked.copy();
  const before = { all: everything(one), sent: one.sentBy(MANAGER) };
  preview(one);
  expect({ all: everything(one), sent: one.sentBy(MANAGER) }).toEqual(before);
  await one.play(AWARD);
  expect(one.rows('Marchés').map(row => row.Référence)).toEqual(['MS-2018-001']);
});

it('sends one letter to the person alone on demand, and takes no number for it', async () => {
  const one = ranked.copy();
  const { data } = preview(one, 'chef@cuf.example');
  expect(data.tested).toBe('Un essai est parti à chef@cuf.example.');
  expect(ask(one, 'pageSendTest', [REFERENCE])).toEqual({ ok: true, value: `Un essai est parti à ${MANAGER}.` });
  expect(one.received('chef@cuf.example')).toMatchObject([{ subject: expect.stringMatching(/^\[Essai\]/) }]);
  expect(one.received('contact@alpha.example').some(({ subject }) => subject.includes('Essai'))).toBe(false);
  await one.play(AWARD);
  expect(one.rows('Marchés').map(row => row.Référence)).toEqual(['MS-2018-001']);
});

it('says why the award would be refused', async () => {
  const one = ranked.copy();
  await one.play('  - edit: { tab: Titulaires, row: ALPHA, values: { Suspendu: oui } }\n');
  expect(() => preview(one)).toThrow(/opened no page/);
  expect(one.lastScreen).toMatch(/ALPHA.*suspendu/s);
});
