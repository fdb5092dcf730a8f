/**
 * The payment gate: what is missing before a holder may be paid, all of it at once. An instalment follows the contract's
 * rate; the balance waits for the deliverables, both acceptances, the invoice and the authority's contribution.
 */
import { type Cents, formatCents, larger, minus, percentOf, type Rate, ZERO } from './money';
import { ok, type Result, refused } from './result';
import type { ContributionDue } from './settings';
import type { AssignmentState } from './states';
import type { Day } from './time';
import { paymentWording as wording } from './wording-days';

/** What CUF or the authority may record about the deliverables. */
export const ACCEPTANCES = ['accepté', 'refusé'] as const;
/** What one of them recorded; null when it has not said yet. */
export type Acceptance = (typeof ACCEPTANCES)[number] | null;

/** The holder's invoice for the whole work, with VAT, instalments included. */
export interface Invoice {
  readonly number: string;
  readonly amount: Cents;
}

/** An invoice already recorded, whatever the assignment. */
export interface RecordedInvoice {
  readonly assignment: string;
  readonly holder: string;
  readonly number: string;
}

/** An assignment as its row and its movements state it. Amounts are with VAT. */
export interface PayableAssignment {
  readonly reference: string;
  readonly holder: string;
  readonly state: AssignmentState;
  readonly signedOn: Day | null;
  /** The contract and its amendments. */
  readonly total: Cents;
  readonly authorityShare: Cents;
  /** Received from the authority, net of refunds. */
  readonly contributionReceived: Cents;
  readonly deliverablesReceivedOn: Day | null;
  readonly acceptedByCuf: Acceptance;
  readonly acceptedByAuthority: Acceptance;
  readonly invoice: Invoice | null;
  /** Paid to the holder, net of credit notes. */
  readonly paidToHolder: Cents;
}

/** What the settings say: when the contribution must be in, and the share of the price paid before the balance. */
export interface PaymentTerms {
  readonly contributionDue: ContributionDue;
  readonly instalmentRate: Rate;
}

export type PaymentKind = 'acompte' | 'solde';

/** What a missing item is about. */
export type MissingItem =
  | 'state'
  | 'signature'
  | 'contribution'
  | 'deliverables'
  | 'acceptance by CUF'
  | 'acceptance by the authority'
  | 'invoice'
  | 'amount';

/** One thing that is missing, and the sentence that says what to do. */
export interface Missing {
  readonly item: MissingItem;
  readonly reason: string;
}

/** The gate is open when nothing is missing; `payable` is then what may be paid, otherwise zero. */
export interface PaymentGate {
  readonly missing: readonly Missing[];
  readonly payable: Cents;
}

const gate = (missing: readonly Missing[], payable: Cents): PaymentGate => ({
  missing,
  payable: missing.length === 0 ? payable : ZERO,
});

/** What is missing before the work may start: the signature and, with « avant démarrage », the contribution. */
export function missingToStart(assignment: PayableAssignment, { contributionDue }: PaymentTerms): Missing[] {
  return [
    ...missingState(assignment),
    ...missingSignature(assignment),
    ...(contributionDue === 'avant démarrage' ? missingContribution(assignment) : []),
  ];
}

/**
 * Whether an instalment may be paid. All instalments together are at most total × rate. One needs no invoice and no
 * acceptance, and the contribution only with « avant démarrage ».
 */
export function checkInstalment(assignment: PayableAssignment, terms: PaymentTerms): PaymentGate {
  const { total, paidToHolder } = assignment;
  const most = percentOf(total, terms.instalmentRate);
  const missing = missingToStart(assignment, terms);
  if (most === 0) missing.push({ item: 'amount', reason: wording.noInstalments });
  else if (paidToHolder >= most)
    missing.push({ item: 'amount', reason: wording.instalmentsPaid(formatCents(paidToHolder), formatCents(most)) });
  return gate(missing, larger(minus(most, paidToHolder), ZERO));
}

/**
 * Whether the balance may be paid: invoice − what was paid. The contribution must be in whatever the setting: « avant
 * démarrage » only asks for it sooner. `recorded` are the invoices of every assignment, this one's own included.
 */
export function checkBalance(assignment: PayableAssignment, recorded: readonly RecordedInvoice[]): PaymentGate {
  const { invoice, paidToHolder } = assignment;
  const missing = [
    ...missingState(assignment),
    ...missingSignature(assignment),
    ...missingContribution(assignment),
    ...missingDeliverables(assignment),
    ...missingAcceptance('acceptance by CUF', assignment.acceptedByCuf, wording.cuf),
    ...missingAcceptance('acceptance by the authority', assignment.acceptedByAuthority, wording.authority),
  ];
  if (invoice === null) return gate([...missing, { item: 'invoice', reason: wording.noInvoice }], ZERO);
  missing.push(...invoiceProblems(assignment, invoice, recorded));
  if (paidToHolder > invoice.amount)
    missing.push({ item: 'amount', reason: wording.overpaid(formatCents(paidToHolder), formatCents(invoice.amount)) });
  else if (paidToHolder === invoice.amount && paidToHolder > 0)
    missing.push({ item: 'amount', reason: wording.allPaid(formatCents(paidToHolder)) });
  return gate(missing, larger(minus(invoice.amount, paidToHolder), ZERO));
}

/** What may be paid now, to be authorised as a whole. */
export interface Payment {
  readonly kind: PaymentKind;
  readonly amount: Cents;
}

/** States in which instalments are paid; later only the balance is. */
const BEFORE_BALANCE: readonly AssignmentState[] = ['signé', 'en cours', 'livré', 'à corriger'];

/**
 * The payment that is open now: an instalment before the service fait where the contract has some, otherwise the balance. Or
 * all that is missing, each thing once.
 */
export function nextPayment(
  assignment: PayableAssignment,
  terms: PaymentTerms,
  recorded: readonly RecordedInvoice[],
): { readonly payment: Payment } | { readonly missing: readonly Missing[] } {
  const instalment =
    terms.instalmentRate > 0 && BEFORE_BALANCE.includes(assignment.state) ? checkInstalment(assignment, terms) : null;
  if (instalment?.missing.length === 0) return { payment: { kind: 'acompte', amount: instalment.payable } };
  const balance = checkBalance(assignment, recorded);
  if (balance.missing.length === 0) return { payment: { kind: 'solde', amount: balance.payable } };
  const reasons = new Map([...(instalment?.missing ?? []), ...balance.missing].map(one => [one.reason, one]));
  return { missing: [...reasons.values()] };
}

/** A payment of this amount, or everything that is missing, one sentence a line. */
export function checkPayment(
  kind: PaymentKind,
  amount: Cents,
  facts: {
    readonly assignment: PayableAssignment;
    readonly terms: PaymentTerms;
    readonly recorded: readonly RecordedInvoice[];
  },
): Result<Cents> {
  const { assignment, terms, recorded } = facts;
  const { missing, payable } =
    kind === 'acompte' ? checkInstalment(assignment, terms) : checkBalance(assignment, recorded);
  if (missing.length > 0) return refused(missing.map(({ reason }) => reason).join('\n'));
  if (amount <= 0) return refused(wording.notPositive);
  if (kind === 'acompte')
    return amount <= payable ? ok(amount) : refused(wording.aboveInstalment(formatCents(amount), formatCents(payable)));
  return amount === payable ? ok(amount) : refused(wording.notTheBalance(formatCents(amount), formatCents(payable)));
}

/** « Facture n° 12 » is number 12. */
const BEFORE_NUMBER = /^\s*(?:facture\b)?\s*(?:n\s*[°º]|num[ée]ro\b)?/i;

/**
 * Numbers are compared by their letters and digits alone: « F-2018/12 », « f 201812 » and « Facture n° F2018-12 » are the same
 * invoice.
 */
export const invoiceKey = (number: string): string =>
  number
    .normalize('NFC')
    .replace(BEFORE_NUMBER, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * What is wrong with an invoice: no number, a number already recorded for another assignment, an amount that is nil or above
 * the contract. Two holders may happen to use one number: it then carries the holder's code, so that it stands once.
 */
export function invoiceProblems(
  { reference, holder, total }: Pick<PayableAssignment, 'reference' | 'holder' | 'total'>,
  { number, amount }: Invoice,
  recorded: readonly RecordedInvoice[],
): Missing[] {
  const reasons: string[] = [];
  const shown = number.trim();
  const key = invoiceKey(number);
  if (key === '') reasons.push(wording.noInvoiceNumber);
  const twin = recorded.find(other => other.assignment !== reference && key !== '' && invoiceKey(other.number) === key);
  if (twin?.holder === holder) reasons.push(wording.invoiceTwice(shown, twin.assignment));
  else if (twin !== undefined) reasons.push(wording.invoiceOfAnother(shown, twin.assignment, twin.holder, holder));
  if (amount <= 0) reasons.push(wording.invoiceZero(shown));
  if (amount > total)
    reasons.push(
      wording.invoiceTooHigh(shown, formatCents(amount), formatCents(total), formatCents(minus(amount, total))),
    );
  return reasons.map(reason => ({ item: 'invoice', reason }));
}

function missingState({ state }: PayableAssignment): Missing[] {
  if (state === 'résilié') return [{ item: 'state', reason: wording.terminated }];
  return state === 'soldé' || state === 'clos' ? [{ item: 'state', reason: wording.closed(state) }] : [];
}

function missingSignature({ signedOn, state }: PayableAssignment): Missing[] {
  return signedOn === null || state === 'à signer' ? [{ item: 'signature', reason: wording.unsigned }] : [];
}

function missingContribution({ authorityShare, contributionReceived }: PayableAssignment): Missing[] {
  if (contributionReceived >= authorityShare) return [];
  const missing = minus(authorityShare, contributionReceived);
  const reason = wording.contribution(
    formatCents(contributionReceived),
    formatCents(authorityShare),
    formatCents(missing),
  );
  return [{ item: 'contribution', reason }];
}

function missingDeliverables({ deliverablesReceivedOn }: PayableAssignment): Missing[] {
  return deliverablesReceivedOn === null ? [{ item: 'deliverables', reason: wording.noDeliverables }] : [];
}

function missingAcceptance(item: MissingItem, acceptance: Acceptance, by: string): Missing[] {
  if (acceptance === 'accepté') return [];
  return [{ item, reason: acceptance === 'refusé' ? wording.notApproved(by) : wording.notAccepted(by) }];
}
