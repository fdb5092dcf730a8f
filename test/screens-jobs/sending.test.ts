/** The page « Envoi »: a long sending in slices, stopped and taken up again; each holder still receives one mail. */
import type { SendingProgress } from '../../src/actions/sending-progress';
import type { SendingPage } from '../../src/actions/show-sending';
import { addressOf, DECISION_TYPED, drafted, HOLDERS, INSTALLED, SEND } from '../exactly-once/preparations';
import { type Case, COLLEAGUE, MANAGER, PreparedWorkspace, someKills } from '../exactly-once/prepared-workspace';
import { ask, given, openPage } from './pages';

const ITEM = 'Envoyer les termes de référence';
const REFERENCE = 'CONS-2018-001';
/** More than a minute of sending. */
const MANY = Array.from({ length: 60 }, (_, index) => `T${String(index + 1).padStart(2, '0')}`);
const SLICE = 10;
const ALERTED = 'direction@cuf.example';

let decided: PreparedWorkspace;
let few: PreparedWorkspace;
let many: PreparedWorkspace;
let started: PreparedWorkspace;
beforeAll(async () => {
  decided = await (await PreparedWorkspace.play(INSTALLED)).followedBy(DECISION_TYPED);
  few = await decided.followedBy(drafted(HOLDERS));
  many = await decided.followedBy(drafted(MANY));
  started = await many.followedBy(SEND);
}, 180_000);

const invitations = (one: Case, code: string) =>
  one.received(addressOf(code)).filter(({ subject }) => subject.includes(`[${REFERENCE}] Consultation`)).length;
const counts = (one: Case) => {
  const states = one.rows('Offres').map(row => String(row.Envoi));
  return Object.fromEntries([...new Set(states)].sort().map(state => [state, states.filter(s => s === state).length]));
};
const eachOnce = (one: Case) => ({
  mails: MANY.map(code => invitations(one, code)),
  states: counts(one),
  complete: one.row('Consultations', REFERENCE)?.['Envoi terminé'],
  request: one.row('Demandes', 'DEM-2018-001')?.Statut,
  ledger: one.ledgerFindings(),
});
const ONCE = {
  mails: MANY.map(() => 1),
  states: { envoyé: MANY.length },
  complete: 'oui',
  request: 'en consultation',
  ledger: [],
};
const next = (one: Case) => ask<SendingProgress>(one, 'pageNextSlice', [REFERENCE]);
const DAY_MINUTES = 24 * 60;

describe('a sending of less than a minute', () => {
  it('is done by the menu item itself, and the page sums it up', () => {
    const one = few.copy();
    const { data, text, title } = openPage<SendingPage>(one, ITEM, { answers: ['oui'] });
    expect(title).toBe(ITEM);
    expect(data.progress).toMatchObject({ state: 'finished', done: 12, total: 12, left: 0, secondsLeft: null });
    expect(data.progress.deadline).toMatch(/^vendredi 16 novembre 2018/);
    expect(text).toContain('CONS-2018-001 est envoyée à 12 titulaires. Date limite :');
    expect(text).toContain('ALPHA, Cabinet ALPHA : envoyé');
  });

  it('says who was not consulted, and why', async () => {
    const one = few.copy();
    await one.play('  - edit: { tab: Titulaires, row: BETA, values: { Suspendu: oui } }\n');
    const { data, text } = openPage<SendingPage>(one, ITEM, { answers: ['oui'] });
    expect(data.progress).toMatchObject({ done: 11, total: 11 });
    const [left] = data.progress.lines.filter(({ state }) => state === 'non consulté');
    expect(left?.who).toBe('BETA, Cabinet BETA');
    expect(left?.note).not.toBe('');
    expect(text).toContain(`BETA, Cabinet BETA : non consulté (${left?.note})`);
  });

  it('says who waits when the mail quota cuts it', () => {
    const one = few.copy();
    one.workspace.nextFault = { mailQuota: 5, how: 'throw' };
    const { data, text } = openPage<SendingPage>(one, ITEM, { answers: ['oui'] });
    expect(data.progress).toMatchObject({ state: 'quota', done: 5, total: 12, left: 7 });
    expect(text).toMatch(
      /5 titulaires servis sur 12\. Pas encore servis : ZETA, ETA, THETA, IOTA, KAPPA, LAMBDA, MU\./,
    );
  });
});

describe('a longer sending', () => {
  it('sends the first slice, and gives the page the count and a measured time', () => {
    const one = many.copy();
    const { data } = openPage<SendingPage>(one, ITEM, { answers: ['oui'] });
    expect(data.progress).toMatchObject({ state: 'running', done: SLICE, total: 60, left: 50 });
    // Fifty mails at Gmail's pace of 55 a minute take 55 seconds at least.
    expect(data.progress.secondsLeft).toBeGreaterThanOrEqual(55);
    expect(counts(one)).toEqual({ envoyé: SLICE, 'à envoyer': 50 });
  });

  it('goes on slice by slice, within the calls of so many mails, until each holder has one mail', () => {
    const one = started.copy();
    const seen: number[] = [];
    for (let progress = given(next(one)); ; progress = given(next(one))) {
      seen.push(progress.done);
      const [run] = one.workspace.executions.slice(-1);
      expect(run?.calls['Gmail.Users.Messages.send']).toBe(SLICE);
      // The last one also closes the sending: the consultation, the request, the Journal.
      expect(run?.totalCalls).toBeLessThanOrEqual(SLICE + (progress.state === 'finished' ? 24 : 20));
      if (progress.state === 'finished') break;
      expect(progress.waitMs).toBeGreaterThanOrEqual(0);
    }
    expect(seen).toEqual([20, 30, 40, 50, 60]);
    expect(eachOnce(one)).toEqual(ONCE);
    expect(one.workspace.executions.at(-1)?.outcome).toBe('ok');
  });

  it('keeps Gmail’s pace over the slices together', () => {
    const one = started.copy();
    const { elapsed, waitMs } = timed(one);
    expect(elapsed + waitMs).toBeGreaterThanOrEqual((SLICE * 60_000) / 55 - 1_000);
  });

  it('is finished by the sweep when the page is closed', () => {
    const one = started.copy();
    one.wait(20);
    expect(eachOnce(one)).toEqual(ONCE);
  });

  it('is served once each when the sweep comes between two slices', () => {
    const one = started.copy();
    next(one);
    one.wait(20);
    expect(given(next(one))).toMatchObject({ state: 'finished', done: 60, left: 0 });
    expect(eachOnce(one)).toEqual(ONCE);
  });

  it('says busy, and sends nothing, while another execution holds the workbook', () => {
    const one = started.copy();
    one.workspace.nextFault = { lockBusy: true };
    expect(next(one)).toMatchObject({ ok: false, busy: true, reason: expect.stringContaining('dans une minute') });
    expect(counts(one)).toEqual({ envoyé: SLICE, 'à envoyer': 50 });
  });

  it('sends nothing from the account of a colleague, and says who does', () => {
    const one = started.copy();
    const answer = ask(one, 'pageNextSlice', [REFERENCE], COLLEAGUE);
    expect(answer).toMatchObject({ ok: false, busy: false, reason: expect.stringContaining(MANAGER) });
    expect(counts(one)).toEqual({ envoyé: SLICE, 'à envoyer': 50 });
  });

  it.each([[''], [null], [{ toString: 'x' }], ['DEM-2018-001'], ['CONS-2018-999'], ['=CONS-2018-001']])(
    'refuses %p in a sentence',
    job => {
      const one = started.copy();
      for (const name of ['pageNextSlice', 'pageStopJob', 'pageResumeJob'])
        expect(ask(one, name, [job])).toMatchObject({ ok: false, busy: false, reason: expect.stringMatching(/\.$/) });
      expect(counts(one)).toEqual({ envoyé: SLICE, 'à envoyer': 50 });
    },
  );
});

function timed(one: Case): { elapsed: number; waitMs: number } {
  const { waitMs } = given(next(one));
  return { elapsed: one.workspace.executions.at(-1)?.modelledMs ?? 0, waitMs };
}

describe('a slice that dies', () => {
  it('leaves each holder with one mail, wherever it dies', () => {
    const whole = started.copy();
    next(whole);
    const calls = whole.workspace.executions.at(-1)?.totalCalls ?? 0;
    expect(calls).toBeGreaterThan(SLICE);
    for (const kill of someKills(calls)) {
      const one = started.copy();
      one.workspace.nextFault = { kill };
      expect(one.workspace.callFromPage('pageNextSlice', [REFERENCE], { by: MANAGER }).record.outcome).toBe('killed');
      // The page, told nothing, asks again at once: what may have left is not sent a second time.
      ask(one, 'pageNextSlice', [REFERENCE]);
      one.wait(45);
      expect({ kill, ...eachOnce(one) }).toEqual({ kill, ...ONCE });
    }
  }, 300_000);
});

describe('an interrupted sending', () => {
  const stop = (one: Case) => given(ask<SendingProgress>(one, 'pageStopJob', [REFERENCE]));
  let stopped: PreparedWorkspace;
  beforeAll(() => {
    const one = started.copy();
    next(one);
    stop(one);
    stopped = PreparedWorkspace.of(one);
  });

  it('says plainly who has received it and who has not', () => {
    const one = started.copy();
    const progress = stop(one);
    expect(progress).toMatchObject({ state: 'paused', done: 10, total: 60, left: 50 });
    expect(progress.sentence).toContain('10 titulaires servis sur 60. N’ont rien reçu : T11, T12,');
    expect(progress.sentence).toContain('tous les titulaires doivent avoir le même délai');
    const reasons = one.rows('Offres').filter(row => row.Envoi === 'à envoyer');
    expect(reasons).toHaveLength(50);
    for (const row of reasons) expect(row.Motif).toMatch(/interrompu/);
  });

  it('stands in the Journal, with how many were served', () => {
    const lines = stopped.copy().rows('Journal');
    expect(lines.at(-1)).toMatchObject({ Action: 'Envoi interrompu', Objet: REFERENCE, Après: '20 sur 60' });
  });

  it('is left alone by sweeps and slices', () => {
    const one = stopped.copy();
    one.wait(3 * 60);
    expect(given(next(one))).toMatchObject({ state: 'paused', done: 20, left: 40 });
    expect(counts(one)).toEqual({ envoyé: 20, 'à envoyer': 40 });
  });

  it('is left alone after an execution that died made the memory anew', async () => {
    const one = stopped.copy();
    one.workspace.nextFault = { kill: { call: 8, when: 'after' } };
    await one.play('  - run: Vérifier la complétude\n    on: [DEM-2018-001]\n');
    one.wait(2 * 60);
    expect(counts(one)).toEqual({ envoyé: 20, 'à envoyer': 40 });
  });

  it('is told every morning to those who receive the digest', async () => {
    const one = stopped.copy();
    await one.play(`  - set: { DestinatairesAlertes: ${ALERTED} }\n`);
    one.wait(DAY_MINUTES);
    const [digest = ''] = one.texts(ALERTED).slice(-1);
    expect(digest).toContain('envoi interrompu : CONS-2018-001');
  });

  it('goes on from the page', () => {
    const one = stopped.copy();
    expect(given(ask<SendingProgress>(one, 'pageResumeJob', [REFERENCE]))).toMatchObject({
      state: 'running',
      done: 30,
      left: 30,
    });
    for (let slice = 0; slice < 3; slice += 1) next(one);
    expect(eachOnce(one)).toEqual(ONCE);
    expect(one.rows('Offres').every(row => row.Motif === '')).toBe(true);
  });

  it('goes on from the same menu item, after a confirmation that says where it stands', () => {
    const one = stopped.copy();
    const { data } = openPage<SendingPage>(one, ITEM, { answers: ['oui'] });
    expect(data.progress).toMatchObject({ state: 'running', done: 30 });
    const [question] = one.workspace.screens.filter(({ kind }) => kind === 'prompt').slice(-1);
    expect(question?.text).toContain('20 titulaires servis sur 60');
    one.wait(20);
    expect(eachOnce(one)).toEqual(ONCE);
  });

  it('stays interrupted when the person does not confirm', () => {
    const one = stopped.copy();
    expect(() => openPage(one, ITEM, { answers: ['non'] })).toThrow(/opened no page/);
    one.wait(60);
    expect(counts(one)).toEqual({ envoyé: 20, 'à envoyer': 40 });
  });

  it('is taken up by a colleague, and the sweep sends', async () => {
    const one = stopped.copy();
    await one.play(`${SEND.trimEnd()}\n    by: ${COLLEAGUE}\n`);
    expect(one.lastScreen).toContain(MANAGER);
    expect(one.sentBy(COLLEAGUE)).toBe(0);
    one.wait(20);
    expect(eachOnce(one)).toEqual(ONCE);
  });

  it('gives all the later deadline when it goes on another day, and tells those already served', () => {
    const one = stopped.copy();
    one.wait(DAY_MINUTES);
    ask(one, 'pageResumeJob', [REFERENCE]);
    one.wait(45);
    expect(eachOnce(one)).toEqual(ONCE);
    const deadline = one.row('Consultations', REFERENCE)?.['Date limite'];
    const told = MANY.map(code => one.texts(addressOf(code)).at(-1) ?? '');
    expect(deadline).not.toBe(started.copy().row('Consultations', REFERENCE)?.['Date limite']);
    expect(told.every(text => text.includes('lundi 19 novembre 2018'))).toBe(true);
    expect(one.rows('Envois').filter(row => row.Modèle === 'Nouvelle date limite')).toHaveLength(20);
  });

  it('is not taken up after the deadline: the others would not have had the same time', () => {
    const one = stopped.copy();
    one.wait(20 * DAY_MINUTES);
    const answer = ask(one, 'pageResumeJob', [REFERENCE]);
    expect(answer).toMatchObject({ ok: false, reason: expect.stringContaining('sans suite') });
    expect(counts(one)).toEqual({ envoyé: 20, 'à envoyer': 40 });
  });

  it('ends with the consultation: those who received it are told, the others receive nothing', async () => {
    const one = stopped.copy();
    await one.play('  - run: Déclarer sans suite\n    on: [CONS-2018-001]\n    answers: [Le besoin a disparu.]\n');
    one.wait(60);
    expect(counts(one)).toEqual({ envoyé: 20, 'non consulté': 40 });
    expect(one.received(addressOf('T60'))).toEqual([]);
    await one.play(`  - set: { DestinatairesAlertes: ${ALERTED} }\n`);
    one.wait(DAY_MINUTES);
    expect(one.texts(ALERTED).join('\n')).not.toContain('envoi interrompu');
  });

  it('cannot be interrupted once all have left', () => {
    const one = stopped.copy();
    ask(one, 'pageResumeJob', [REFERENCE]);
    one.wait(20);
    expect(ask(one, 'pageStopJob', [REFERENCE])).toMatchObject({
      ok: false,
      reason: expect.stringContaining('tous les courriels sont partis'),
    });
  });

  it('leaves each holder with one mail at most when the interruption itself dies, and one in the end', () => {
    const whole = started.copy();
    stop(whole);
    const calls = whole.workspace.executions.at(-1)?.totalCalls ?? 0;
    for (const kill of someKills(calls)) {
      const one = started.copy();
      one.workspace.nextFault = { kill };
      one.workspace.callFromPage('pageStopJob', [REFERENCE], { by: MANAGER });
      one.wait(45);
      expect(Math.max(...MANY.map(code => invitations(one, code)))).toBe(1);
      ask(one, 'pageResumeJob', [REFERENCE]);
      one.wait(30);
      expect({ kill, ...eachOnce(one) }).toEqual({ kill, ...ONCE });
    }
  }, 300_000);
});

describe('a long queue of letters', () => {
  let sent: PreparedWorkspace;
  beforeAll(() => {
    const one = started.copy();
    one.wait(20);
    sent = PreparedWorkspace.of(one);
  });
  const abandon = (one: Case) =>
    openPage<SendingPage>(one, 'Déclarer sans suite', { answers: ['Le besoin a disparu.'] });
  const told = (one: Case) =>
    MANY.map(code => one.received(addressOf(code)).filter(({ subject }) => subject.includes('sans suite')).length);

  it('leaves by slices, with what the action did in the first place', () => {
    const one = sent.copy();
    const { data, text } = abandon(one);
    expect(data.before).toEqual(['CONS-2018-001 est sans suite. La demande redevient qualifiée.']);
    expect(text).toMatch(/^CONS-2018-001 est sans suite/);
    expect(data.progress).toMatchObject({ job: 'Envois', state: 'running', done: 10, total: 60, left: 50 });
    for (let slice = 0; slice < 5; slice += 1) ask(one, 'pageNextSlice', ['Envois']);
    expect(told(one)).toEqual(MANY.map(() => 1));
  });

  it('is finished by the sweep when the page is closed', () => {
    const one = sent.copy();
    abandon(one);
    one.wait(20);
    expect(told(one)).toEqual(MANY.map(() => 1));
  });

  it('stops on demand, while other letters still leave, and goes on from the page', async () => {
    const one = sent.copy();
    await one.play(`  - set: { DestinatairesAlertes: ${ALERTED} }\n`);
    abandon(one);
    const stopped = given(ask<SendingProgress>(one, 'pageStopJob', ['Envois']));
    expect(stopped).toMatchObject({ state: 'paused', left: 50 });
    one.wait(DAY_MINUTES);
    expect(told(one).filter(count => count === 1)).toHaveLength(10);
    expect(one.texts(ALERTED).at(-1)).toContain('courriers interrompus');
    ask(one, 'pageResumeJob', ['Envois']);
    one.wait(20);
    expect(told(one)).toEqual(MANY.map(() => 1));
  });

  it('goes on with the sweep when somebody clears the reason on the rows', async () => {
    const one = sent.copy();
    abandon(one);
    ask(one, 'pageStopJob', ['Envois']);
    const sheet = one.stage.workbook.sheet('Envois');
    const headers = Object.keys(one.rows('Envois')[0] ?? {});
    one.rows('Envois').forEach((row, index) => {
      if (sheet && row.Envoi === 'à envoyer') one.stage.tamper(sheet, index + 2, headers.indexOf('Motif') + 1, '');
    });
    one.wait(20);
    expect(told(one)).toEqual(MANY.map(() => 1));
  });
});
