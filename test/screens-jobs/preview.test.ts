/** The page « Prévisualisation »: every mail as it would leave, who is left out, the day's mails; a test to oneself alone. */
import type { PreviewPage } from '../../src/actions/preview-sending';
import { addressOf, DECISION_TYPED, drafted, INSTALLED, RANKED, SEND } from '../exactly-once/preparations';
import { type Case, COLLEAGUE, MANAGER, PreparedWorkspace } from '../exactly-once/prepared-workspace';
import { ask, openPage } from './pages';

const ITEM = "Prévisualiser l'envoi";
const REFERENCE = 'CONS-2018-001';
const CODES = ['ALPHA', 'BETA', 'GAMMA'];
const HOSTILE = '</script><img src=x onerror=alert(1)> & "=1+1"';

let ready: PreparedWorkspace;
beforeAll(async () => {
  ready = await (await PreparedWorkspace.play(INSTALLED)).followedBy(`${DECISION_TYPED}${drafted(CODES)}`);
}, 120_000);

const preview = (one: Case, address = '', by = MANAGER) => openPage<PreviewPage>(one, ITEM, { answers: [address], by });
const toHolders = (one: Case) => CODES.flatMap(code => one.received(addressOf(code)));

it('shows each mail as it then leaves: recipient, subject, text, file', async () => {
  const one = ready.copy();
  const { data, title } = preview(one);
  expect(title).toBe(`Aperçu de l’envoi de ${REFERENCE}`);
  await one.play(SEND);
  for (const [index, code] of CODES.entries()) {
    const mail = data.mails[index];
    expect(mail).toMatchObject({ code, organisation: `Cabinet ${code}`, to: addressOf(code) });
    const [received] = one.received(addressOf(code));
    expect(received?.subject).toBe(mail?.subject);
    expect(received?.attachments).toEqual([expect.stringContaining('CONS-2018-001.pdf')]);
    expect(plain(one.texts(addressOf(code))[0])).toBe(plain(mail?.text));
  }
  expect(data.from).toContain(MANAGER);
  expect(data.replyTo).toBe('dispositif+jeton@cuf.example');
  expect(data.attachment).toEqual({
    name: `Termes de référence ${REFERENCE}.pdf`,
    size: expect.stringMatching(/ [km]o$/i),
  });
});

/** Mail folds lines and pads them: the words and their order are what must be the same. */
const plain = (text = ''): string => text.replace(/\s+/g, ' ').trim();

it('explains the deadline, and says what is left of the day’s mails', () => {
  const { data, text } = preview(ready.copy());
  expect(data.deadline).toMatch(/^vendredi 16 novembre 2018/);
  expect(data.explained).toMatch(/jours ouvrables/);
  expect(data.quota).toMatchObject({ needed: 3, fits: true });
  expect(data.quota.sentence).toBe('Cet envoi demande 3 courriels ; il en reste 1499 pour les prochaines 24 heures.');
  expect(text).toContain('Courriels encore possibles sur 24 heures : 1499');
});

it('says when the day’s mails do not suffice, and what to do', async () => {
  const one = ready.copy();
  await one.play('  - set: { CourrielsParJour: 3 }\n');
  const { data, text } = preview(one);
  expect(data.quota).toMatchObject({ needed: 3, left: 2, fits: false });
  expect(data.quota.sentence).toMatch(/il n’en reste que 2 .* Recommencez demain/);
  expect(text).toContain(data.quota.sentence);
});

it('says who is left out, and why', async () => {
  const one = ready.copy();
  await one.play('  - edit: { tab: Titulaires, row: BETA, values: { Suspendu: oui } }\n');
  const { data, text } = preview(one);
  expect(data.mails.map(({ code }) => code)).toEqual(['ALPHA', 'GAMMA']);
  expect(data.leftOut).toEqual([{ code: 'BETA', organisation: 'Cabinet BETA', reason: expect.stringMatching(/\w/) }]);
  expect(text).toContain(`Non consulté : BETA, Cabinet BETA (${data.leftOut[0]?.reason})`);
});

it('carries hostile text as text', async () => {
  const one = ready.copy();
  await one.play(`  - edit: { tab: Titulaires, row: ALPHA, values: { Organisme: ${JSON.stringify(HOSTILE)} } }\n`);
  const { data, html, text } = preview(one);
  expect(data.mails[0]?.organisation).toBe(HOSTILE);
  expect(html).not.toContain('<img src=x');
  expect(html.match(/<\/script>/g)).toHaveLength(1);
  expect(text).toContain(HOSTILE);
});

it('sends nothing and writes nothing by itself', () => {
  const one = ready.copy();
  const before = { sent: one.sentBy(MANAGER), ledger: one.rows('Journal').length };
  preview(one);
  expect({ sent: one.sentBy(MANAGER), ledger: one.rows('Journal').length }).toEqual(before);
  expect(one.row('Consultations', REFERENCE)?.Statut).toBe('brouillon');
  expect(toHolders(one)).toEqual([]);
});

describe('a test', () => {
  it('asked for at the menu goes to the address given, and counts among the day’s mails', () => {
    const one = ready.copy();
    const { data } = preview(one, 'chef@cuf.example');
    expect(data.tested).toBe('Un essai est parti à chef@cuf.example.');
    expect(data.quota.left).toBe(1498);
    expect(one.received('chef@cuf.example')).toMatchObject([{ subject: expect.stringMatching(/^\[Essai\]/) }]);
    expect(toHolders(one)).toEqual([]);
  });

  it('asked for in the page goes to the person’s own address, whatever the page says', () => {
    const one = ready.copy();
    const { data } = preview(one);
    expect(data.own).toBe(MANAGER);
    const before = one.sentBy(MANAGER);
    expect(ask(one, 'pageSendTest', [REFERENCE, 'autre@ailleurs.example'])).toEqual({
      ok: true,
      value: `Un essai est parti à ${MANAGER}.`,
    });
    expect(one.sentBy(MANAGER)).toBe(before + 1);
    expect(one.received('autre@ailleurs.example')).toEqual([]);
    expect(toHolders(one)).toEqual([]);
  });

  it('is refused in a sentence to a colleague, from whose account nothing leaves', () => {
    const one = ready.copy();
    const { data } = preview(one, '', COLLEAGUE);
    expect(data.mails).toHaveLength(3);
    expect(data.attachment?.size).toMatch(/compte qui gère les documents/);
    expect(ask(one, 'pageSendTest', [REFERENCE], COLLEAGUE)).toEqual({
      ok: true,
      value: `L’essai n’est pas parti : seul ${MANAGER} peut envoyer des courriels.`,
    });
    expect(one.sentBy(COLLEAGUE)).toBe(0);
  });

  it('is refused in a sentence when Gmail’s limit is reached, and holds nothing else up', () => {
    const one = ready.copy();
    one.workspace.nextFault = { mailQuota: 0, how: 'throw' };
    expect(ask(one, 'pageSendTest', [REFERENCE])).toEqual({
      ok: true,
      value: expect.stringMatching(/^Gmail refuse d’envoyer davantage/),
    });
    expect(ask(one, 'pageSendTest', [REFERENCE])).toMatchObject({
      ok: false,
      reason: expect.stringContaining('24 heures'),
    });
  });

  it('of a consultation that has been sent is refused in a sentence', async () => {
    const one = ready.copy();
    await one.play(SEND);
    expect(ask(one, 'pageSendTest', [REFERENCE])).toMatchObject({
      ok: false,
      reason: expect.stringContaining('envoyée'),
    });
  });
});

describe('the letters of an award', () => {
  const AWARD = `
  - run: Attribuer
    on: [${REFERENCE}]
    answers: [ALPHA, oui]
`;

  let ranked: PreparedWorkspace;
  beforeAll(async () => {
    ranked = await (await ready.followedBy(SEND)).followedBy(RANKED);
  }, 120_000);

  /** Subject and text of the letters in tab Envois that came since. */
  const lettersAfter = (one: Case, before: number) =>
    one
      .rows('Envois')
      .slice(before)
      .map(row => [row.Modèle, row.Dossier, row.Destinataire, row.Objet, row.Texte]);
  const everything = (one: Case) =>
    ['Consultations', 'Offres', 'Marchés', 'Envois', 'Journal'].map(tab => one.rows(tab));

  it('shows the letters of the award to the bid ranked first, as they then leave', async () => {
    const one = ranked.copy();
    const { data, text } = preview(one);
    const before = one.rows('Envois').length;
    await one.play(AWARD);
    const shown = data.mails.map(({ code, organisation, to, subject, text }) => [
      code,
      organisation,
      to,
      subject,
      text,
    ]);
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
});
