/** What a dossier's rows say to the rule of the next step, and all that is missing now, in the actions' own words. */
import { standingOf } from '../scheme/bids';
import type { AssignmentFacts, ConsultationFacts, DossierFacts, SendingStanding } from '../scheme/next-step';
import { checkBalance, missingToStart } from '../scheme/payment';
import { isState } from '../scheme/states';
import type { StoredRow } from '../sheets/table';
import { cardWording } from '../sheets/wording-card';
import { invoicesOf, payableOf, termsOf } from './assignment-account';
import { checkCall } from './call-funds';
import { judgeRequest } from './check-completeness';
import { correctionsOf } from './correct-address';
import type { Desk } from './desk';
import type { Dossier } from './dossier';
import { pausedJobs } from './pauses';
import { candidateOf, judgeBids } from './rank-bids';
import { sentenceOf } from './run';
import { checkQuota, invitationLetter, inviteesOf, missingToSend } from './send-terms';

type Bids = readonly StoredRow<'bids'>[];
type Consultation = StoredRow<'consultations'>;
type Assignment = StoredRow<'assignments'>;

/** The sentence with which a check refuses; '' when it passes. */
export function refusalOf(check: () => unknown): string {
  try {
    check();
    return '';
  } catch (problem) {
    return sentenceOf(problem);
  }
}

/** What the rule needs to know of a dossier; null when the request's status cannot be read. */
export function factsOf(desk: Desk, { request, consultation, bids, assignment }: Dossier): DossierFacts | null {
  const { reference, status, decision, qualification } = request.values;
  if (!isState('request', status)) return null;
  return {
    request: { reference, status, decision, qualification },
    consultation: consultation === null ? null : consultationFacts(desk, consultation, bids),
    assignment: assignment === null ? null : assignmentFacts(desk, assignment),
    now: desk.now(),
  };
}

function consultationFacts(desk: Desk, row: Consultation, bids: Bids): ConsultationFacts | null {
  const { reference, status, deadline, invited, answers } = row.values;
  if (!isState('consultation', status)) return null;
  const holdersOf = (wanted: Bids): string[] => wanted.map(({ values }) => values.holder);
  return {
    reference,
    status,
    deadline,
    invited: invited ?? 0,
    answered: answers ?? 0,
    sending: sendingOf(desk, row, bids),
    unsent: bids.filter(isUnsent).length,
    corrected: status === 'envoyée' ? correctedHolders(desk, row) : [],
    openingQueued: desk.memory.get('openings')?.some(one => one.consultation === reference) === true,
    asking: holdersOf(bids.filter(({ values }) => values.state === 'question')),
    bids: status === 'plis ouverts' ? standings(desk, row, bids) : [],
  };
}

const isUnsent = ({ values: { sendState } }: StoredRow<'bids'>): boolean =>
  sendState === 'à envoyer' || sendState === 'en cours';

function sendingOf(desk: Desk, { values: { reference, status } }: Consultation, bids: Bids): SendingStanding {
  if (status === 'brouillon')
    return desk.memory.get('waiting')?.consultations.includes(reference) === true ? 'queued' : 'not begun';
  if (pausedJobs(desk).includes(reference)) return 'paused';
  return bids.some(isUnsent) ? 'running' : 'complete';
}

function correctedHolders(desk: Desk, { values }: Consultation): string[] {
  let holders: string[] = [];
  refusalOf(() => {
    holders = correctionsOf(desk, values).map(({ row }) => row.values.holder);
  });
  return holders;
}

/** Once open, each deposit as *Classer les offres* judges it. */
function standings(desk: Desk, { values }: Consultation, bids: Bids): ConsultationFacts['bids'] {
  return judgeBids(desk, values, bids).map(({ row, why }) => ({
    reference: row.values.reference,
    standing: standingOf(candidateOf(row.values), why, row.values.rank),
  }));
}

function assignmentFacts(desk: Desk, { values }: Assignment): AssignmentFacts | null {
  const { reference, state } = values;
  if (!isState('assignment', state)) return null;
  const items = (missing: readonly { readonly item: AssignmentFacts['missingToStart'][number] }[]) =>
    missing.map(({ item }) => item);
  return {
    reference,
    state,
    isCallable: refusalOf(() => checkCall(values)) === '',
    missingToStart: items(missingToStart(payableOf(values), termsOf(desk))),
    missingToPay: items(checkBalance(payableOf(values), invoicesOf([values])).missing),
  };
}

/** Everything that is missing now, a sentence each: on the request, for the sending, in the bids, on the assignment. */
export function missingOn(desk: Desk, { request, consultation, bids, assignment }: Dossier): readonly string[] {
  const status = consultation?.values.status;
  return [
    ...new Set([
      ...missingOnRequest(request),
      ...(consultation !== null && status === 'brouillon' ? missingForSending(desk, consultation) : []),
      ...bids.flatMap(({ values }) =>
        values.sendState === 'échec' ? [cardWording.mailFailed(values.holder, values.reason)] : [],
      ),
      ...(consultation !== null && status === 'plis ouverts'
        ? judgeBids(desk, consultation.values, bids).flatMap(({ row, why }) =>
            why?.pending === true ? [`${row.values.reference} : ${why.reason}`] : [],
          )
        : []),
      ...(assignment === null ? [] : missingOnAssignment(desk, assignment)),
    ]),
  ];
}

function missingOnRequest(request: StoredRow<'requests'>): string[] {
  const { status, proposedChanges, receipt, receiptReason } = request.values;
  const isUnderReview = status === 'reçue' || status === 'à compléter';
  return [
    ...(isUnderReview
      ? judgeRequest(request).missing
      : request.problems.map(({ header, reason }) => `${header} : ${reason}`)),
    ...(proposedChanges === '' ? [] : [cardWording.proposedChanges]),
    ...(receipt === 'échec' ? [cardWording.receiptFailed(receiptReason)] : []),
  ];
}

function missingForSending(desk: Desk, consultation: Consultation): string[] {
  const departure = [
    refusalOf(() => invitationLetter(desk)),
    refusalOf(() =>
      checkQuota(desk, inviteesOf(desk, consultation).filter(({ invited: isInvited }) => isInvited).length),
    ),
  ];
  return [...missingToSend(desk, consultation), ...departure.filter(reason => reason !== '')];
}

/** From the signature on, what the work still needs to start; once delivered, what the balance still needs to be paid. */
function missingOnAssignment(desk: Desk, { values }: Assignment): string[] {
  const { state } = values;
  if (state === 'signé') return missingToStart(payableOf(values), termsOf(desk)).map(({ reason }) => reason);
  if (state !== 'livré' && state !== 'service fait') return [];
  return checkBalance(payableOf(values), invoicesOf([values])).missing.map(({ reason }) => reason);
}
