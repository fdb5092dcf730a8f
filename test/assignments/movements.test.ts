/** A movement as it is entered: what each sense may be, what it changes, and the same line never twice. */

import { enterInvoice, parseInvoiceAmount } from '../../src/scheme/invoice';
import { type Cents, cents, rate, ZERO } from '../../src/scheme/money';
import {
  checkMovement,
  contributionBalance,
  type Movement,
  type MovementFacts,
  parseDirection,
  type RecordedMovement,
} from '../../src/scheme/movements';
import { nextPayment, type PayableAssignment } from '../../src/scheme/payment';
import type { Day } from '../../src/scheme/time';
import { plain } from './awarded';

const TODAY = '2019-03-01' as Day;
const euros = (amount: number): Cents => cents(Math.round(amount * 100));

const assignment = (changes: Partial<PayableAssignment> = {}): PayableAssignment => ({
  reference: 'MS-2018-001',
  holder: 'ALPHA',
  state: 'service fait',
  signedOn: '2018-12-03' as Day,
  total: euros(14_800),
  authorityShare: euros(2_960),
  contributionReceived: euros(3_000),
  deliverablesReceivedOn: '2019-02-15' as Day,
  acceptedByCuf: 'accepté',
  acceptedByAuthority: 'accepté',
  invoice: { number: 'F-12', amount: euros(14_800) },
  paidToHolder: euros(4_000),
  ...changes,
});
const facts = (changes: Partial<PayableAssignment> = {}, movements: RecordedMovement[] = []): MovementFacts => ({
  assignment: assignment(changes),
  terms: { contributionDue: 'avant solde', instalmentRate: rate(0) },
  invoices: [],
  movements,
  today: TODAY,
});
const movement = (direction: Movement['direction'], amount: number, changes: Partial<Movement> = {}): Movement => ({
  direction,
  amount: euros(amount),
  date: TODAY,
  document: 'VIR-7',
  ...changes,
});
const recorded = (one: Movement, changes: Partial<RecordedMovement> = {}): RecordedMovement => ({
  ...one,
  number: 'MVT-2018-007',
  assignment: 'MS-2018-001',
  awaitsTransfer: false,
  ...changes,
});

describe('the sense of a movement', () => {
  it.each([
    ['participation reçue', 'participation reçue'],
    ['Participation', 'participation reçue'],
    ['REMBOURSEMENT', 'remboursement'],
    [' solde ', 'solde'],
    ['participation recue', 'participation reçue'],
  ])('%j is %s', (typed, direction) => {
    expect(parseDirection(typed)).toEqual({ ok: true, value: direction });
  });
  it.each(['', 'virement', 'solde partiel'])('%j is none', typed => {
    expect(parseDirection(typed).ok).toBe(false);
  });
});

describe('a movement', () => {
  it.each<[string, Movement, Partial<PayableAssignment>, number, number]>([
    ['a contribution, even above the share', movement('participation reçue', 500), {}, 3_500, 4_000],
    ['a contribution before the signature', movement('participation reçue', 1), { state: 'à signer' }, 3_001, 4_000],
    ['the surplus back to the authority', movement('remboursement', 40), {}, 2_960, 4_000],
    ['the balance', movement('solde', 10_800), {}, 3_000, 14_800],
    ['what the holder gives back', movement('avoir', 4_000), {}, 3_000, 0],
    [
      'what a termination leaves to pay',
      movement('solde', 1_000),
      { state: 'résilié', total: euros(5_000), authorityShare: euros(1_000) },
      3_000,
      5_000,
    ],
  ])('%s is entered', (_, one, changes, received, paid) => {
    expect(checkMovement(facts(changes), one)).toEqual({
      ok: true,
      value: {
        kind: 'recorded',
        account: { contributionReceived: euros(received), paidToHolder: euros(paid) },
      },
    });
  });

  it.each<[string, Movement, Partial<PayableAssignment>, string]>([
    ['nothing', movement('avoir', 0), {}, 'supérieur à zéro'],
    ['a day to come', movement('avoir', 1, { date: '2019-03-02' as Day }), {}, 'n’est pas encore venu'],
    ['no document', movement('avoir', 1, { document: ' – ' }), {}, 'pièce justificative manque'],
    ['a refund a cent above the surplus', movement('remboursement', 40.01), {}, 'que 40,00 €'],
    ['more back than was paid', movement('avoir', 4_000.01), {}, 'il n’a reçu que 4 000,00 €'],
    ['a balance that is not the balance', movement('solde', 10_799.99), {}, 'Le solde est de 10 800,00 €'],
    ['an instalment where there is none', movement('acompte', 1), {}, 'ne prévoit pas d’acompte'],
    ['a payment that lacks everything', movement('solde', 1), { acceptedByCuf: null }, 'n’est pas constaté par CUF'],
    [
      'more than the accepted work',
      movement('solde', 1_000.01),
      { state: 'résilié', total: euros(5_000) },
      'il reste 1 000,00 € à payer',
    ],
  ])('%s is refused', (_, one, changes, reason) => {
    const outcome = checkMovement(facts(changes), one);
    expect(outcome.ok ? '' : plain(outcome.reason)).toContain(reason);
  });

  it('is the same when sum, sense, day and paper are, for whatever assignment', () => {
    const one = movement('participation reçue', 100, { document: 'VIR 7' });
    const twin = recorded(movement('participation reçue', 100), { assignment: 'MS-2018-009' });
    const outcome = checkMovement(facts({}, [twin]), one);
    expect(outcome.ok ? '' : outcome.reason).toContain('(MVT-2018-007, MS-2018-009)');
    for (const other of [
      movement('participation reçue', 100, { document: 'VIR-8' }),
      movement('participation reçue', 100.01),
      movement('participation reçue', 100, { date: '2019-02-28' as Day }),
    ])
      expect(checkMovement(facts({}, [twin]), other).ok).toBe(true);
  });

  it.each([
    ['VIR-7', true],
    ['vir7', true],
    ['VIR-8', false],
    ['virement', false],
  ])('of one assignment, of the same sum on another day, is the same on the paper %s: %s', (document, isSame) => {
    const first = recorded(movement('participation reçue', 100, { date: '2019-02-28' as Day }));
    const second = movement('participation reçue', 100, { document });
    expect(
      checkMovement(
        facts({}, [first, recorded({ ...second, document: 'virement', date: '2019-02-01' as Day })]),
        second,
      ).ok,
    ).toBe(!isSame);
  });

  it('completes the payment that was authorised, for its very amount', () => {
    const authorised = recorded(movement('solde', 10_800, { document: 'facture F-12' }), { awaitsTransfer: true });
    const settled = facts({ state: 'soldé', paidToHolder: euros(14_800) }, [authorised]);
    expect(checkMovement(settled, movement('solde', 10_800))).toEqual({
      ok: true,
      value: { kind: 'transferred', number: 'MVT-2018-007' },
    });
    expect(checkMovement(settled, movement('solde', 10_799)).ok).toBe(false);
  });
});

it('says what the authority owes or has paid too much, never both', () => {
  expect(contributionBalance(assignment())).toEqual({ stillDue: ZERO, surplus: euros(40) });
  expect(contributionBalance(assignment({ contributionReceived: euros(960) }))).toEqual({
    stillDue: euros(2_000),
    surplus: ZERO,
  });
});

describe('an invoice to enter', () => {
  const enter = (number: string, amount: number, changes: Partial<PayableAssignment> = {}) =>
    enterInvoice(
      assignment({ invoice: { number: 'F-12', amount: euros(10_000) }, ...changes }),
      { number, amount: euros(amount), date: TODAY },
      { recorded: [{ assignment: 'MS-2018-001', holder: 'ALPHA', number: 'F-12' }], today: TODAY },
    );
  it.each([
    ['F-13', 4_800, 14_800],
    ['AV-1', -10_000, 0],
  ])('%s of %d € makes the total %d €', (number, amount, total) => {
    expect(enter(number, amount)).toEqual({ ok: true, value: euros(total) });
  });
  it.each<[string, number, Partial<PayableAssignment>]>([
    ['f 12', 1, {}],
    ['F-13', 4_800.01, {}],
    ['F-13', 0, {}],
    ['', 1, {}],
    ['AV-1', -10_000.01, {}],
    ['F-13', 1, { state: 'à signer' }],
    ['F-13', 1, { state: 'soldé' }],
  ])('%j of %d € is refused %o', (number, amount, changes) => {
    expect(enter(number, amount, changes).ok).toBe(false);
  });
  it.each([
    ['-200', -200],
    ['− 1 200,50 €', -1_200.5],
    ['200', 200],
  ])('reads %j', (typed, amount) => {
    expect(parseInvoiceAmount(typed)).toEqual({ ok: true, value: euros(amount) });
  });
});

describe('the next payment', () => {
  const terms = { contributionDue: 'avant solde' as const, instalmentRate: rate(0.3) };
  it('is the instalment while the work runs, the balance once it is accepted', () => {
    const running = assignment({ state: 'en cours', paidToHolder: ZERO, invoice: null, acceptedByCuf: null });
    expect(nextPayment(running, terms, [])).toEqual({ payment: { kind: 'acompte', amount: euros(4_440) } });
    expect(nextPayment(assignment(), terms, [])).toEqual({ payment: { kind: 'solde', amount: euros(10_800) } });
  });
  it('says each missing thing once', () => {
    const unsigned = assignment({ state: 'à signer', signedOn: null, invoice: null });
    const open = nextPayment(unsigned, terms, []);
    const reasons = 'missing' in open ? open.missing.map(({ reason }) => reason) : [];
    expect(reasons).toHaveLength(2);
    expect(new Set(reasons).size).toBe(reasons.length);
  });
});
