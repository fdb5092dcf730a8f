/**
 * A dossier read from the workbook: its request, its consultation with the bids, its assignment, and the lines of the
 * ledger about them. Reads only: two or three calls a tab, whatever the workbook holds.
 */
import { checkCompleteness } from '../scheme/completeness';
import type { DossierFacts } from '../scheme/next-step';
import { parseReference } from '../scheme/references';
import { isState } from '../scheme/states';
import { type Row, TAB_KEYS, type TabKey, tabOf } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { assignmentChecks } from './assignment-checks';
import type { Desk } from './desk';
import { Refused } from './refused';
import { checkReady } from './send-terms';

export interface Dossier {
  readonly request: StoredRow<'requests'>;
  readonly consultation: StoredRow<'consultations'> | null;
  readonly bids: readonly StoredRow<'bids'>[];
  readonly assignment: StoredRow<'assignments'> | null;
  readonly events: readonly Row<'ledger'>[];
}

/** The column of each tab that names a file, as the key of its schema. */
const FILE_COLUMN: { readonly [K in TabKey]?: keyof Row<K> & string } = {
  requests: 'reference',
  consultations: 'request',
  bids: 'consultation',
  assignments: 'request',
  movements: 'assignment',
  opinions: 'subject',
  messages: 'tiedTo',
  derogations: 'subject',
  letters: 'subject',
};

/** Reference of the request that the first selected row is about; null when it is about none. */
export function selectedRequest(desk: Desk): string | null {
  const { tab, rows } = desk.workbook.selection();
  const key = TAB_KEYS.find(one => tabOf(one).name === tab);
  const [first] = rows;
  const column = key === undefined ? undefined : FILE_COLUMN[key];
  if (key === undefined || column === undefined || first === undefined) return null;
  const [row] = desk.workbook.table(key).readRows([first]);
  return row === undefined ? null : requestOf(desk, String(row.values[column as keyof typeof row.values] ?? ''));
}

/** The request behind a reference of any kind; null when the text is none, or leads to none. */
function requestOf(desk: Desk, text: string): string | null {
  const reference = parseReference(text);
  switch (reference?.kind) {
    case 'request':
      return text;
    case 'consultation':
      return desk.workbook.table('consultations').find('reference', text)?.values.request ?? null;
    case 'bid':
      return requestOf(desk, desk.workbook.table('bids').find('reference', text)?.values.consultation ?? '');
    case 'assignment':
      return desk.workbook.table('assignments').find('reference', text)?.values.request ?? null;
    default:
      return null;
  }
}

/** The dossier of a request; null when its row is gone. */
export function readDossier(desk: Desk, reference: string): Dossier | null {
  const { workbook } = desk;
  const request = workbook.table('requests').find('reference', reference);
  if (request === null) return null;
  const named = request.values.consultation;
  const consultation = named === '' ? null : workbook.table('consultations').find('reference', named);
  const isSent = consultation !== null && consultation.values.status !== 'brouillon';
  const bids = isSent ? workbook.table('bids').where('consultation', named) : [];
  const assignment = isSent ? workbook.table('assignments').find('request', reference) : null;
  const subjects = [
    reference,
    ...(consultation === null ? [] : [consultation.values.reference]),
    ...(assignment === null ? [] : [assignment.values.reference]),
  ];
  const events = workbook
    .table('ledger')
    .whereAmong('subject', subjects)
    .map(({ values }) => values);
  return { request, consultation, bids, assignment, events };
}

/** What the rules need to know of it; null when the request's status cannot be read. */
export function factsOf(desk: Desk, { request, consultation, bids, assignment }: Dossier): DossierFacts | null {
  const { reference, status, decision, qualification } = request.values;
  if (!isState('request', status)) return null;
  const consultationState = consultation?.values.status ?? '';
  const assignmentState = assignment?.values.state ?? '';
  return {
    request: { reference, status, decision, qualification },
    consultation:
      consultation !== null && isState('consultation', consultationState)
        ? {
            reference: consultation.values.reference,
            status: consultationState,
            deadline: consultation.values.deadline,
            invited: consultation.values.invited ?? 0,
            answered: consultation.values.answers ?? 0,
            unsent: bids.filter(({ values }) => ['à envoyer', 'en cours'].includes(values.sendState)).length,
            notReady: consultationState === 'brouillon' ? whyNotReady(desk, consultation) : '',
            ...bidsByNeed(bids.map(({ values }) => values)),
          }
        : null,
    assignment:
      assignment !== null && isState('assignment', assignmentState)
        ? {
            reference: assignment.values.reference,
            state: assignmentState,
            notNow: assignmentChecks(desk, assignment.values),
          }
        : null,
    now: desk.now(),
  };
}

function bidsByNeed(bids: readonly Row<'bids'>[]) {
  const references = (wanted: (bid: Row<'bids'>) => boolean): string[] =>
    bids.filter(wanted).map(({ reference }) => reference);
  const counts = ({ state, timeliness, decision }: Row<'bids'>): boolean =>
    state === 'reçue' && timeliness !== 'hors délai' && decision !== 'irrégulière';
  const isConfirmed = ({ confirmedBy }: Row<'bids'>): boolean => confirmedBy !== '';
  return {
    toSettle: references(({ state }) => state === 'à vérifier'),
    toConfirm: references(bid => counts(bid) && !isConfirmed(bid)),
    toScore: references(bid => counts(bid) && isConfirmed(bid) && bid.technicalScore === null),
    // A bid that was left out of the ranking says why, and is not ranked again by itself.
    rankable: references(
      bid => counts(bid) && isConfirmed(bid) && bid.technicalScore !== null && (bid.rank !== null || bid.reason === ''),
    ),
    ranked: references(({ rank }) => rank !== null),
  };
}

function whyNotReady(desk: Desk, consultation: StoredRow<'consultations'>): string {
  try {
    checkReady(desk, consultation);
    return '';
  } catch (problem) {
    if (problem instanceof Refused) return problem.message;
    throw problem;
  }
}

/** What is missing or unreadable in the request, as sentences; nothing once the file has been found complete. */
export function missingIn({ request: { values, problems } }: Dossier): readonly string[] {
  const unreadable = problems.map(({ header, reason }) => `${header} : ${reason}`);
  const isUnderReview = values.status === 'reçue' || values.status === 'à compléter';
  return [...unreadable, ...(isUnderReview ? checkCompleteness(values).missing : [])];
}
