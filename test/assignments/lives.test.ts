/**
 * The envelope over random lives of hundreds of files, by the rules alone: after every gesture, allowed or refused, the parts
 * add up to the cent, and no rule ever lets more out than there is.
 */
import fc from 'fast-check';
import { amend } from '../../src/scheme/amendment';
import {
  type Budget,
  breakDownBudget,
  type Commitment,
  checkCommitment,
  checkReservation,
  computeBudget,
  paidByScheme,
  type Reservation,
} from '../../src/scheme/envelope';
import { splitBetweenFunders } from '../../src/scheme/funders';
import { enterInvoice } from '../../src/scheme/invoice';
import {
  type Cents,
  cents,
  htOf,
  minus,
  NO_VAT,
  type Rate,
  rate,
  STANDARD_VAT,
  sum,
  ttcOf,
  ZERO,
} from '../../src/scheme/money';
import {
  checkMovement,
  contributionBalance,
  type MovementDirection,
  type RecordedMovement,
} from '../../src/scheme/movements';
import {
  missingToStart,
  nextPayment,
  type PayableAssignment,
  type PaymentTerms,
  type RecordedInvoice,
} from '../../src/scheme/payment';
import type { Result } from '../../src/scheme/result';
import { financedBase, splitShares } from '../../src/scheme/shares';
import { type AssignmentState, type Gesture, move } from '../../src/scheme/states';
import { settleTermination } from '../../src/scheme/termination';
import type { Day } from '../../src/scheme/time';

const ENVELOPE = cents(100_000_00);
const CEILING = { ceiling: cents(15_000_00), ceilingOn: 'TTC' as const };
const FUNDERS = [
  { funder: 'AFD', share: rate(0.6) },
  { funder: 'DAECT', share: rate(0.4) },
];
const DAY = '2019-01-15' as Day;

interface File {
  readonly reference: string;
  readonly member: boolean;
  readonly rate: Rate;
  reserved: Cents | null;
  assignment: (PayableAssignment & { readonly scheme: Cents; readonly excess: Cents }) | null;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** An edition in memory: what the workbook holds, and the same money counted a second way, gesture by gesture. */
class Edition {
  readonly files: File[];
  readonly movements: RecordedMovement[] = [];
  readonly invoices: RecordedInvoice[] = [];
  /** What is left, from what each gesture says that it takes or gives back. */
  left = ENVELOPE;

  constructor(
    members: readonly boolean[],
    readonly terms: PaymentTerms,
  ) {
    this.files = members.map((member, index) => ({
      reference: `MS-2018-${String(index + 1).padStart(3, '0')}`,
      member,
      rate: member ? rate(0.8) : rate(0.5),
      reserved: null,
      assignment: null,
    }));
  }

  get reservations(): Reservation[] {
    return this.files.flatMap(({ reference, member, reserved }) =>
      reserved === null
        ? []
        : [{ reference, supportType: 'Montage de projet', memberStatus: statusOf(member), amount: reserved }],
    );
  }

  /** With the split between funders when it is asked for: it is long, and the envelope does not need it. */
  commitments(isSplit: boolean): Commitment[] {
    return this.files.flatMap(({ reference, member, assignment }) => {
      if (assignment === null) return [];
      const { total, scheme, paidToHolder, authorityShare, contributionReceived } = assignment;
      const split = isSplit ? splitBetweenFunders(scheme, FUNDERS) : null;
      return {
        reference,
        supportType: 'Montage de projet',
        memberStatus: statusOf(member),
        total,
        scheme,
        paidToHolder,
        contributionCalled: authorityShare,
        contributionReceived,
        funders: split?.ok ? split.value : [],
      };
    });
  }

  get budget(): Budget {
    return computeBudget({ envelope: ENVELOPE, reservations: this.reservations, assignments: this.commitments(false) });
  }

  reserve(file: File, estimate: Cents): void {
    if (file.reserved !== null || file.assignment !== null) return;
    const base = estimate < CEILING.ceiling ? estimate : CEILING.ceiling;
    const { scheme } = splitShares({ total: base, rate: file.rate });
    if (!checkReservation(this.budget, scheme).ok) return;
    file.reserved = scheme;
    this.left = minus(this.left, scheme);
  }

  award(file: File, ttc: Cents, isCarried: boolean): void {
    if (file.reserved === null) return;
    const derogation = isCarried ? { kind: 'excessCarriedByAuthority' as const } : undefined;
    const financed = financedBase({ ttc, vatRate: NO_VAT, ...CEILING, derogation });
    if (!financed.ok) return;
    const shares = splitShares({ total: ttc, base: financed.value.base, rate: file.rate });
    const released = file.reserved;
    if (!checkCommitment({ budget: this.budget, reservationReleased: released, amount: shares.scheme }).ok) return;
    this.left = sum([this.left, released, cents(-shares.scheme)]);
    file.reserved = null;
    file.assignment = {
      reference: file.reference,
      holder: 'ALPHA',
      state: 'à signer',
      signedOn: null,
      total: ttc,
      scheme: shares.scheme,
      authorityShare: shares.authority,
      excess: financed.value.excess,
      contributionReceived: ZERO,
      paidToHolder: ZERO,
      deliverablesReceivedOn: null,
      acceptedByCuf: null,
      acceptedByAuthority: null,
      invoice: null,
    };
  }

  /** A withdrawal before the award, or the end of the assignment on the work that was accepted. */
  end(file: File, acceptedWork: Cents): void {
    if (file.reserved !== null) {
      this.left = sum([this.left, file.reserved]);
      file.reserved = null;
    }
    const one = file.assignment;
    if (one === null || !this.moves(one, 'résilié', 'Résilier')) return;
    const { total, excess, contributionReceived, paidToHolder } = one;
    const settled = settleTermination(
      { total, base: minus(total, excess), rate: file.rate, contributionReceived, paidToHolder },
      acceptedWork,
    );
    if (!settled.ok) return;
    const { shares, released, refundToAuthority, stillDueByAuthority } = settled.value;
    this.left = sum([this.left, released]);
    this.change(file, {
      state: 'résilié',
      total: acceptedWork,
      scheme: shares.scheme,
      authorityShare: shares.authority,
      excess: minus(acceptedWork, shares.base),
    });
    const balance = contributionBalance(this.assignmentOf(file));
    expect(balance).toEqual({ surplus: refundToAuthority, stillDue: stillDueByAuthority });
  }

  amend(file: File, newTotal: Cents): void {
    const one = file.assignment;
    if (one === null || ['à signer', 'soldé', 'clos', 'résilié'].includes(one.state)) return;
    if (newTotal < (one.invoice?.amount ?? ZERO)) return;
    const { total, scheme, authorityShare, paidToHolder } = one;
    const shares = { scheme, authority: authorityShare };
    const amended = amend({ ...CEILING, total, shares, vatRate: NO_VAT, rate: file.rate, paidToHolder }, newTotal);
    if (!amended.ok) return;
    const { schemeChange } = amended.value;
    if (!checkCommitment({ budget: this.budget, reservationReleased: ZERO, amount: schemeChange }).ok) return;
    this.left = minus(this.left, schemeChange);
    this.change(file, {
      total: newTotal,
      scheme: amended.value.shares.scheme,
      authorityShare: amended.value.shares.authority,
      excess: minus(newTotal, amended.value.shares.base),
    });
  }

  step(file: File, gesture: Gesture, to: AssignmentState): void {
    const one = file.assignment;
    if (one === null || !this.moves(one, to, gesture)) return;
    if (to === 'en cours' && missingToStart(one, this.terms).length > 0) return;
    if (to === 'service fait' && one.deliverablesReceivedOn === null) return;
    const verdict = to === 'service fait' ? 'accepté' : to === 'à corriger' ? 'refusé' : null;
    this.change(file, {
      state: to,
      ...(to === 'signé' ? { signedOn: DAY } : {}),
      ...(to === 'livré' ? { deliverablesReceivedOn: DAY } : {}),
      acceptedByCuf: verdict,
      acceptedByAuthority: verdict,
    });
  }

  invoice(file: File, amount: Cents, number: string): void {
    const one = file.assignment;
    if (one === null) return;
    const entered = enterInvoice(one, { number, amount, date: DAY }, { recorded: this.invoices, today: DAY });
    if (!entered.ok) return;
    this.invoices.push({ assignment: file.reference, holder: 'ALPHA', number });
    this.change(file, { invoice: { number, amount: entered.value } });
  }

  pay(file: File): void {
    if (file.assignment === null) return;
    const open = nextPayment(file.assignment, this.terms, this.invoices);
    if ('payment' in open) this.moved(file, open.payment.kind, open.payment.amount, `auto-${this.movements.length}`);
  }

  /** A movement as somebody enters it; a second time at once, it is always refused. */
  moved(file: File, direction: MovementDirection, amount: Cents, document: string): void {
    if (file.assignment === null) return;
    const enter = () =>
      checkMovement(
        {
          assignment: this.assignmentOf(file),
          terms: this.terms,
          invoices: this.invoices,
          movements: this.movements,
          today: DAY,
        },
        { direction, amount, date: DAY, document },
      );
    const outcome: Result<unknown> & ReturnType<typeof enter> = enter();
    if (!outcome.ok || outcome.value.kind !== 'recorded') return;
    const { state } = file.assignment;
    const settles = direction === 'solde' && state === 'service fait';
    this.change(file, { ...outcome.value.account, ...(settles ? { state: 'soldé' } : {}) });
    this.movements.push({
      number: `MVT-${this.movements.length + 1}`,
      assignment: file.reference,
      direction,
      amount,
      date: DAY,
      document,
      awaitsTransfer: false,
    });
    expect(enter().ok).toBe(false);
  }

  private assignmentOf(file: File): NonNullable<File['assignment']> {
    if (file.assignment === null) throw new Error(`${file.reference} is not awarded`);
    return file.assignment;
  }

  private moves({ state }: PayableAssignment, to: AssignmentState, gesture: Gesture): boolean {
    return move('assignment', state, to, gesture).ok;
  }

  private change(file: File, columns: Partial<Writable<NonNullable<File['assignment']>>>): void {
    file.assignment = { ...this.assignmentOf(file), ...columns };
  }

  /** What must hold after every gesture. */
  check(): void {
    const { reserved, committed, remaining, paid, contributionsReceived } = this.budget;
    expect(sum([reserved, committed, remaining])).toBe(ENVELOPE);
    expect(remaining).toBe(this.left);
    expect(remaining).toBeGreaterThanOrEqual(0);
    expect(paid).toBeLessThanOrEqual(committed);
    expect(contributionsReceived).toBe(minus(this.total('participation reçue'), this.total('remboursement')));
  }

  /** What must hold of each file, and of each breakdown: slower, at the end of a life. */
  checkFiles(): void {
    for (const { assignment } of this.files) {
      if (assignment === null) continue;
      const { reference, total, scheme, authorityShare, contributionReceived, paidToHolder } = assignment;
      const own = (direction: MovementDirection) => this.total(direction, reference);
      expect(sum([scheme, authorityShare])).toBe(total);
      expect(contributionReceived).toBe(minus(own('participation reçue'), own('remboursement')));
      expect(paidToHolder).toBe(minus(sum([own('acompte'), own('solde')]), own('avoir')));
      expect(contributionReceived).toBeGreaterThanOrEqual(0);
      expect(paidToHolder).toBeGreaterThanOrEqual(0);
      if (assignment.state === 'soldé' && own('avoir') === 0) expect(paidToHolder).toBe(assignment.invoice?.amount);
      if (paidToHolder === total) expect(paidByScheme({ total, scheme, paidToHolder })).toBe(scheme);
    }
    const { committed, paid } = this.budget;
    const breakdown = breakDownBudget(this.reservations, this.commitments(true));
    for (const lines of [breakdown.bySupportType, breakdown.byMemberStatus, breakdown.byFunder]) {
      expect(sum(lines.map(line => line.committed))).toBe(committed);
      expect(sum(lines.map(line => line.paid))).toBe(paid);
    }
  }

  private total(direction: MovementDirection, assignment?: string): Cents {
    return sum(
      this.movements
        .filter(one => one.direction === direction && (assignment === undefined || one.assignment === assignment))
        .map(({ amount }) => amount),
    );
  }
}

const statusOf = (member: boolean) => (member ? ('Adhérent' as const) : ('Non adhérent' as const));

type Act = (edition: Edition, file: File, amount: Cents, number: string) => void;

/** Every gesture; those that move a file on come more often, so that some files are paid and closed. */
const ACTS: readonly Act[] = [
  (edition, file, amount) => edition.reserve(file, amount),
  (edition, file, amount) => edition.reserve(file, amount),
  (edition, file, amount) => edition.award(file, amount, false),
  (edition, file, amount) => edition.award(file, amount, true),
  (edition, file) => edition.step(file, 'Établir le marché', 'signé'),
  (edition, file) => edition.step(file, 'Établir le marché', 'signé'),
  (edition, file) => edition.step(file, 'Appeler la contribution', 'en cours'),
  (edition, file) => edition.step(file, 'Enregistrer les livrables', 'livré'),
  (edition, file) => edition.step(file, 'Constater le service fait', 'à corriger'),
  (edition, file) => edition.step(file, 'Constater le service fait', 'service fait'),
  (edition, file, amount, document) => edition.moved(file, 'participation reçue', amount, document),
  (edition, file, _, document) =>
    edition.moved(file, 'participation reçue', contributionBalance(file.assignment ?? NOTHING).stillDue, document),
  (edition, file, _, document) =>
    edition.moved(file, 'remboursement', contributionBalance(file.assignment ?? NOTHING).surplus, document),
  (edition, file, amount, document) => edition.moved(file, 'remboursement', amount, document),
  (edition, file, amount, document) => edition.moved(file, 'avoir', amount, document),
  (edition, file, amount, document) => edition.moved(file, 'solde', amount, document),
  (edition, file, amount, number) => edition.invoice(file, amount, number),
  (edition, file, _, number) => edition.invoice(file, file.assignment?.total ?? ZERO, number),
  (edition, file, amount, number) => edition.invoice(file, cents(-amount), number),
  (edition, file) => edition.pay(file),
  (edition, file) => edition.pay(file),
  (edition, file, amount) => edition.amend(file, amount),
  (edition, file, amount) => edition.end(file, amount),
];
const NOTHING = { authorityShare: ZERO, contributionReceived: ZERO };

/** A life of a few files runs deep; hundreds of files share one envelope. */
const life = (files: number, gestures: number) =>
  fc.record({
    members: fc.array(fc.boolean(), { minLength: files, maxLength: files }),
    contributionDue: fc.constantFrom('avant solde' as const, 'avant démarrage' as const),
    instalmentRate: fc.constantFrom(rate(0), rate(0.3)),
    gestures: fc.array(
      fc.tuple(
        fc.nat({ max: files - 1 }),
        fc.nat({ max: ACTS.length - 1 }),
        fc.integer({ min: 1, max: 16_000_00 }),
        fc.nat({ max: 500 }),
      ),
      { minLength: gestures / 2, maxLength: gestures },
    ),
  });
type Life = ReturnType<typeof life> extends fc.Arbitrary<infer T> ? T : never;

function live({ members, contributionDue, instalmentRate, gestures }: Life): Edition {
  const edition = new Edition(members, { contributionDue, instalmentRate });
  for (const [index, act, amount, number] of gestures) {
    const file = edition.files[index];
    if (file === undefined) continue;
    ACTS[act]?.(edition, file, cents(amount), `n° ${number}`);
    edition.check();
  }
  edition.checkFiles();
  return edition;
}

describe('random lives', () => {
  it('of a few files, deep: the parts add up to the cent after every gesture', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(life(3, 240), one => {
        for (const { assignment } of live(one).files) reached.add(assignment?.state ?? '');
      }),
      { numRuns: 40, seed: 2018, endOnFailure: true },
    );
    // The lives go all the way: otherwise what holds of them would say little.
    expect([...reached]).toEqual(expect.arrayContaining(['à signer', 'livré', 'soldé', 'résilié']));
  });

  it('of hundreds of files on one envelope', () => {
    fc.assert(
      fc.property(life(300, 1_200), one => {
        live(one);
      }),
      { numRuns: 4, seed: 2018, endOnFailure: true },
    );
  });
});

describe('the amount before tax of an amended price', () => {
  it('gives the price back to the cent, or a cent apart where no amount does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000_00 }),
        fc.constantFrom(NO_VAT, STANDARD_VAT, rate(0.055)),
        (ttc, vat) => {
          expect(Math.abs(ttcOf(htOf(cents(ttc), vat), vat) - ttc)).toBeLessThanOrEqual(1);
        },
      ),
    );
    expect(htOf(cents(1_200_00), STANDARD_VAT)).toBe(1_000_00);
  });
});
