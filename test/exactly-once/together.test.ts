/** A second execution that runs whole at every call of the first: nothing is lost, nothing is done twice. */
import { UnplayableStep } from '../../local/kernel/contract';
import { FormDesk } from '../../local/play/form-desk';
import {
  ANSWERS,
  addressOf,
  DECISION_TYPED,
  drafted,
  HOLDERS,
  INSTALLED,
  SENDING_CALLS,
  submission,
} from './preparations';
import { type Case, COLLEAGUE, MANAGER, PreparedWorkspace } from './prepared-workspace';

let ready: PreparedWorkspace;
beforeAll(async () => {
  ready = await (await PreparedWorkspace.play(INSTALLED)).followedBy(`${DECISION_TYPED}${drafted(HOLDERS)}`);
}, 120_000);

const SICOVAL = { ...ANSWERS, 'Nom de la collectivité': 'Sicoval', Courriel: 'dga@sicoval.example' };
const LYON = submission({ at: '2018-11-06T11:00:00+01:00', authority: 'Lyon', email: 'lyon@lyon.example' });

/** Runs something before a given counted call of the first execution, once. */
function interrupt(one: Case, call: number, meanwhile: () => void): void {
  let done = false;
  one.workspace.onCall = (number, _method, phase) => {
    if (done || number !== call || phase !== 'before') return;
    done = true;
    meanwhile();
  };
}

function answer(one: Case): void {
  new FormDesk(one.stage).submit(SICOVAL, { fire: undefined, step: 0 });
}

/** Somebody clicks on « Envoyer les termes de référence » for the same consultation, and confirms when asked. */
function click(one: Case, by: string): void {
  one.stage.admit(by);
  try {
    one.workspace.fire('menuSendTerms', {
      kind: 'menu',
      by,
      selection: { spreadsheetId: one.workspace.boundSpreadsheetId, sheetName: 'Consultations', rows: [2] },
      answers: ['oui'],
    });
  } catch (problem) {
    // Refused before the question was put.
    if (!(problem instanceof UnplayableStep)) throw problem;
  }
}

const sent = (one: Case) =>
  HOLDERS.map(code => [
    code,
    one.received(addressOf(code)).length,
    one
      .rows('Offres')
      .filter(row => row.Titulaire === code)
      .map(row => row.Envoi)
      .join(),
  ]);
const SENT_ONCE = HOLDERS.map(code => [code, 1, 'envoyé']);
const received = (one: Case) => one.rows('Demandes').map(row => [row.Référence, row.Collectivité, row.Accusé]);

describe('at every call of a sending', () => {
  const CALLS = Array.from({ length: SENDING_CALLS }, (_, index) => index + 1);

  it.each(CALLS)('call %i: an answer to the form and two other clicks on the same item', async call => {
    const one = ready.copy();
    interrupt(one, call, () => {
      answer(one);
      click(one, COLLEAGUE);
      click(one, MANAGER);
    });
    click(one, MANAGER);
    one.workspace.onCall = undefined;
    one.wait(50);
    expect(sent(one)).toEqual(SENT_ONCE);
    expect(received(one)).toEqual([
      ['DEM-2018-001', 'Ville de Grenoble', 'envoyé'],
      ['DEM-2018-002', 'Sicoval', 'envoyé'],
    ]);
    expect(one.received(SICOVAL.Courriel)).toHaveLength(1);
    expect(one.row('Consultations', 'CONS-2018-001')?.Statut).toBe('envoyée');
    expect(one.row('Demandes', 'DEM-2018-001')?.Statut).toBe('en consultation');
    expect(one.ledgerFindings()).toEqual([]);
    expect(one.sentBy(COLLEAGUE)).toBe(0);
  });
});

describe('at every call of a submission', () => {
  const CALLS = Array.from({ length: 12 }, (_, index) => index + 1);

  it.each(CALLS)('call %i: another answer, and the sweep of a queued sending', async call => {
    const one = ready.copy();
    click(one, COLLEAGUE);
    one.workspace.moveTo(Date.parse('2018-11-05T15:00:30+01:00'));
    interrupt(one, call, () => {
      answer(one);
      one.workspace.fire('onSweep', { kind: 'installable', by: MANAGER, activeUser: MANAGER });
    });
    await one.play(LYON.replace('2018-11-06T11:00:00+01:00', '2018-11-05T15:00:40+01:00'));
    one.workspace.onCall = undefined;
    one.wait(50);
    expect(sent(one)).toEqual(SENT_ONCE);
    expect(
      received(one)
        .map(([, authority, receipt]) => `${authority} ${receipt}`)
        .sort(),
    ).toEqual(['Lyon envoyé', 'Sicoval envoyé', 'Ville de Grenoble envoyé']);
    expect(received(one).map(([reference]) => reference)).toEqual(['DEM-2018-001', 'DEM-2018-002', 'DEM-2018-003']);
    expect([SICOVAL.Courriel, 'lyon@lyon.example'].map(address => one.received(address).length)).toEqual([1, 1]);
    expect(one.ledgerFindings()).toEqual([]);
  });
});
