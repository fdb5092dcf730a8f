/** After an execution that died half-way: what the memory should know is rebuilt from the workbook itself. */
import type { LetterName } from '../mail/letter-templates';
import { parseFrenchDay } from '../scheme/time';
import type { OpenConsultation } from '../sheets/memory';
import type { Row } from '../sheets/schema';
import { type StoredRow, WorkbookProblem } from '../sheets/table';
import type { Desk } from './desk';
import { isFor } from './letters';

const OPEN_STATES: readonly string[] = ['envoyée', 'échue', 'plis ouverts'];
const REMINDER: LetterName = 'Rappel avant la date limite';
const ASKS_OPINIONS: LetterName = 'Avis demandés au comité';
const REMINDS_OF_OPINIONS: LetterName = 'Rappel des avis du comité';
const ASKS_ACCEPTANCE: LetterName = 'Livrables à valider';
/** States in which the authority's answer still has a row to go to. */
const ANSWERABLE: readonly string[] = ['livré', 'service fait'];
const WAITING: readonly string[] = ['à envoyer', 'en cours'];

/**
 * Takes up what an execution that died left, before anything else is done; no call when nothing was left. A workbook that
 * lacks a tab or a column is left for « Installer ou mettre à jour » to mend.
 */
export function takeUpInterrupted(desk: Desk): void {
  try {
    desk.ledger.catchUp();
    if (desk.memory.get('interrupted') === true) recoverMemory(desk);
  } catch (problem) {
    if (!(problem instanceof WorkbookProblem)) throw problem;
  }
}

/** Rebuilds the open consultations and the outbox's list from Consultations, Offres, Demandes and Envois. */
export function recoverMemory(desk: Desk): void {
  const { workbook, memory } = desk;
  const consultations = workbook.table('consultations').all();
  const bids = workbook.table('bids').all();
  const letters = workbook
    .table('letters')
    .all()
    .map(({ values }) => values);
  const unfinished = new Set<string>(memory.get('waiting')?.consultations ?? []);
  for (const { at, values } of consultations) {
    const rows = bids.filter(({ values: bid }) => bid.consultation === values.reference);
    const waits = rows.some(({ values: bid }) => WAITING.includes(bid.sendState));
    if (waits && values.status !== 'sans suite') unfinished.add(values.reference);
    if (OPEN_STATES.includes(values.status)) {
      memory.setOpenConsultation(values.reference, indexOf(at, values, rows, letters));
      if (values.sendingComplete !== true) unfinished.add(values.reference);
    } else memory.setOpenConsultation(values.reference, null);
  }
  const receipts = workbook
    .table('requests')
    .all()
    .filter(({ values }) => WAITING.includes(values.receipt))
    .map(({ values }) => values.reference);
  memory.set('waiting', {
    consultations: [...unfinished],
    receipts,
    letters: letters.some(({ state }) => WAITING.includes(state)),
  });
  memory.set('acceptances', acceptancesOf(workbook.table('assignments').all(), letters));
  const session = sessionOf(letters);
  if (session !== null) memory.set('session', session);
  memory.set('replyBases', [...workbook.settings.settings.replyAddresses]);
  memory.set('interrupted', false);
  desk.save();
}

/** The last letter that asked for the service fait of each delivery: by its token the authority may still answer. */
function acceptancesOf(
  assignments: readonly StoredRow<'assignments'>[],
  letters: readonly Row<'letters'>[],
): Record<string, string[]> {
  const asked = letters.filter(({ template }) => template === ASKS_ACCEPTANCE);
  return Object.fromEntries(
    assignments.flatMap(({ values: { reference, state } }) => {
      const [last] = asked.filter(({ subject }) => subject === reference).reverse();
      return last === undefined || !ANSWERABLE.includes(state) ? [] : [[reference, [last.token]]];
    }),
  );
}

/** The session that the last letters to the committee were about, with the tokens of all of them. */
function sessionOf(letters: readonly Row<'letters'>[]): { day: string; tokens: string[]; reminded: boolean } | null {
  const toCommittee = letters.filter(({ template }) => template === ASKS_OPINIONS || template === REMINDS_OF_OPINIONS);
  const last = toCommittee[toCommittee.length - 1];
  const day = parseFrenchDay(last?.subject.split(' ').pop() ?? '');
  if (last === undefined || !day.ok) return null;
  return {
    day: day.value,
    tokens: toCommittee.map(({ token }) => token),
    reminded: toCommittee.some(({ template, subject }) => template === REMINDS_OF_OPINIONS && subject === last.subject),
  };
}

function indexOf(
  at: number,
  consultation: Row<'consultations'>,
  rows: readonly StoredRow<'bids'>[],
  letters: readonly Row<'letters'>[],
): OpenConsultation {
  const first = rows.filter(({ values }) => values.token !== '');
  return {
    request: consultation.request,
    row: at,
    deadline: consultation.deadline ?? 0,
    closed: consultation.status !== 'envoyée',
    opened: consultation.status === 'plis ouverts',
    extraRows: rows.filter(({ values }) => values.token === '' && values.receivedMessage !== '').map(({ at }) => at),
    holders: first.map(({ at: row, values }) => {
      const addresses = values.address
        .split(/[;,\s]+/)
        .filter(address => address !== '')
        .map(address => address.toLowerCase());
      const own = letters.filter(letter => isFor({ bid: values.reference, addresses }, letter));
      const deposits = rows.filter(({ values: bid }) => bid.holder === values.holder && bid.receivedMessage !== '');
      return {
        code: values.holder,
        bid: values.reference,
        row,
        token: values.token,
        letterTokens: own.map(({ token }) => token),
        thread: values.thread,
        message: values.sentMessage,
        addresses,
        deposits: deposits.length,
        late: deposits.filter(({ values: bid }) => bid.timeliness === 'hors délai').length,
        asked: values.state === 'question',
        declined: values.state === 'déclinée',
        reminded: own.some(({ template }) => template === REMINDER),
      };
    }),
  };
}
