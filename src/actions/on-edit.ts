/**
 * What happens when a person types in a cell: a status goes only where the table of states allows, amounts lose their
 * confirmation when they change, and what the add-on writes is put back. A simple trigger: no service that needs consent.
 */
import { checkTechnicalScore } from '../scheme/bids';
import { scoreOfGrid } from '../scheme/request-grid';
import { handEditable, isState, type RequestState } from '../scheme/states';
import { type Column, FINE_RATE, isFineRate } from '../sheets/columns';
import type { Google } from '../sheets/google';
import type { LedgerNote } from '../sheets/ledger-book';
import { PROPOSAL_VERDICTS, TAB_KEYS, tabOf } from '../sheets/schema';
import { wording } from '../sheets/wording';
import { reviewWording } from '../sheets/wording-review';
import { moveAssignment } from './assignment-moves';
import { selectionCriteria } from './check-completeness';
import { Desk } from './desk';
import { withLock } from './run';
import { settleProposal } from './settle-proposal';

export interface EditEvent {
  readonly range: GoogleAppsScript.Spreadsheet.Range;
  readonly source: GoogleAppsScript.Spreadsheet.Spreadsheet;
  /** Given for a single cell only; absent when the cell was empty or became so. */
  readonly value?: unknown;
  readonly oldValue?: unknown;
}

const LEDGER_WAIT_MS = 20_000;
const CLOSED: RequestState = 'close';
const CONFIRMED_AMOUNTS: readonly string[] = ['Montant HT', 'Taux TVA', 'Montant TTC'];
const TECHNICAL_SCORE = 'Note technique';

/** Handles one edit; several cells at once (a paste) are left for Vérifier l'installation. */
export function afterEdit(google: Google, { range, source, value, oldValue }: EditEvent): void {
  const sheet = range.getSheet();
  const key = TAB_KEYS.find(one => tabOf(one).name === sheet.getName());
  if (key === 'committee') noteForCommittee(google);
  if (key === undefined || range.getNumRows() > 1 || range.getNumColumns() > 1) return;
  const row = range.getRow();
  const header = String(row === 1 ? (oldValue ?? '') : sheet.getRange(1, range.getColumn()).getValue()).trim();
  const column = Object.values(tabOf(key).columns).find(one => one.header === header);
  if (column === undefined || tabOf(key).kind === 'free') return;
  if (row === 1) putBack(range, oldValue ?? '', wording.headerProtected(header), source);
  else if (key === 'requests' && header === 'Statut') checkStatus(google, range, value, oldValue, source);
  else if (key === 'requests' && column === tabOf('requests').columns.grid) scoreByGrid(google, range, value);
  else if (key === 'requests' && column === tabOf('requests').columns.proposalVerdict)
    settle(google, range, value, source);
  else if (column.owner !== 'staff')
    putBack(range, inColumn(column, oldValue), wording.cellProtected(header, tabOf(key).name), source);
  else if (key === 'bids') checkBid(google, column, { range, source, value, oldValue });
  else if (key === 'settings') checkSetting(google, String(sheet.getRange(row, 1).getValue()).trim());
  else if (column.kind === 'rate' && isFineRate(range.getValue())) range.setNumberFormat(FINE_RATE);
}

/** A setting that cannot be read stays as it was typed, and whoever typed it is told at once. */
function checkSetting(google: Google, name: string): void {
  const { workbook } = new Desk(google, { kind: 'typist', email: '' });
  const problem = workbook.settings.problems.find(one => one.name === name);
  if (problem) workbook.spreadsheet.toast(problem.reason, wording.settingUnread, 15);
}

/** Who may comment in the committee's workbook may have changed: the next sweep shares it again. */
function noteForCommittee(google: Google): void {
  const desk = new Desk(google, { kind: 'typist', email: '' });
  const book = desk.memory.get('committeeBook');
  if (book === null || book.stale.includes('committee')) return;
  desk.memory.set('committeeBook', { ...book, stale: [...book.stale, 'committee'] });
  desk.memory.save();
}

function checkStatus(
  google: Google,
  range: GoogleAppsScript.Spreadsheet.Range,
  value: unknown,
  oldValue: unknown,
  source: GoogleAppsScript.Spreadsheet.Spreadsheet,
): void {
  const from = String(oldValue ?? '').trim();
  const to = String(value ?? '').trim();
  if (from === to) return;
  const allowed = isState('request', from)
    ? handEditable(from, to)
    : { ok: false as const, reason: wording.statusByMenu };
  if (!allowed.ok) {
    putBack(range, from, allowed.reason, source);
    return;
  }
  const reference = String(range.getSheet().getRange(range.getRow(), 1).getValue());
  recordByHand(google, { action: 'Statut saisi', subject: reference, field: 'Statut', before: from, after: to });
}

/** A grid that staff have filled gives the score; one that cannot be read says why and changes nothing. */
function scoreByGrid(google: Google, range: GoogleAppsScript.Spreadsheet.Range, value: unknown): void {
  const desk = new Desk(google, { kind: 'typist', email: '' });
  const criteria = selectionCriteria(desk);
  const score = criteria.ok ? scoreOfGrid(String(value ?? ''), criteria.value) : criteria;
  if (!score.ok) desk.workbook.spreadsheet.toast(score.reason, wording.gridUnread, 15);
  else if (score.value !== null) {
    const requests = desk.workbook.table('requests');
    requests.update(range.getRow(), { score: score.value });
    requests.commit();
  }
}

/** « accepter » or « refuser » beside the changes that an authority proposes. */
function settle(
  google: Google,
  range: GoogleAppsScript.Spreadsheet.Range,
  value: unknown,
  source: GoogleAppsScript.Spreadsheet.Spreadsheet,
): void {
  const verdict = PROPOSAL_VERDICTS.find(one => one === String(value ?? '').trim());
  if (verdict === undefined) return;
  const desk = new Desk(google, { kind: 'typist', email: google.session.getActiveUser().getEmail() });
  let said = '';
  const isDone = withLock(google, LEDGER_WAIT_MS, () => {
    const [row] = desk.workbook.table('requests').readRows([range.getRow()]);
    if (row !== undefined) said = settleProposal(desk, row, verdict);
  });
  if (!isDone) {
    range.clearContent();
    said = reviewWording.settledBusy;
  }
  source.toast(said, reviewWording.settleTitle, 15);
}

/** Every move is in the ledger, one made by hand too; who typed may be hidden from a simple trigger. */
function recordByHand(google: Google, note: LedgerNote): void {
  const desk = new Desk(google, { kind: 'typist', email: google.session.getActiveUser().getEmail() });
  const recorded = withLock(google, LEDGER_WAIT_MS, () => {
    desk.ledger.record(note);
    if (note.after === CLOSED) closeAssignment(desk, note.subject);
    desk.save();
  });
  if (!recorded) console.warn(wording.busy);
}

/** A request that is closed closes the assignment that was settled for it. */
function closeAssignment(desk: Desk, request: string): void {
  const assignment = desk.workbook.table('assignments').find('request', request);
  if (assignment?.values.state === 'soldé') moveAssignment(desk, assignment, 'clos', 'saisie du statut');
}

/**
 * What staff type on a bid: nothing any more once its consultation is decided, a technical score within its points. An
 * amount that changes is no longer confirmed.
 */
function checkBid(google: Google, column: Column<unknown>, { range, source, oldValue }: EditEvent): void {
  const desk = new Desk(google, { kind: 'typist', email: '' });
  const [bid] = desk.workbook.table('bids').readRows([range.getRow()]);
  const consultation = bid && desk.workbook.table('consultations').find('reference', bid.values.consultation);
  const { reference = '', status = '', technicalPoints = null } = consultation?.values ?? {};
  if (status === 'attribuée' || status === 'sans suite') {
    putBack(range, inColumn(column, oldValue), wording.alreadyDecided(reference, status), source);
    return;
  }
  if (CONFIRMED_AMOUNTS.includes(column.header)) unconfirm(range.getSheet(), range.getRow());
  const score = bid?.values.technicalScore ?? null;
  if (column.header !== TECHNICAL_SCORE || score === null || technicalPoints === null) return;
  const checked = checkTechnicalScore(score, technicalPoints);
  if (!checked.ok) source.toast(wording.notRankedAsTyped(checked.reason), TECHNICAL_SCORE, 15);
}

/** A former value as its column holds it: an edit gives numbers and dates as texts, which a cell would keep as texts. */
function inColumn({ kind }: Column<unknown>, oldValue: unknown): unknown {
  const isNumber = kind !== 'text' && /^-?\d+(?:\.\d+)?(?:E[-+]?\d+)?$/i.test(String(oldValue));
  return isNumber ? Number(oldValue) : oldValue;
}

/** Restores what stood in the cell and says why, beside the cell and on the screen. */
function putBack(
  range: GoogleAppsScript.Spreadsheet.Range,
  oldValue: unknown,
  reason: string,
  source: GoogleAppsScript.Spreadsheet.Spreadsheet,
): void {
  if (oldValue === undefined || oldValue === null || oldValue === '') range.clearContent();
  else range.setValue(oldValue);
  source.toast(reason, wording.putBack, 15);
}

function unconfirm(sheet: GoogleAppsScript.Spreadsheet.Sheet, row: number): void {
  const headers = sheet.getRange(1, 1, 1, sheet.getLastColumn()).getValues()[0] ?? [];
  const at = headers.indexOf('Confirmé par') + 1;
  if (at > 0) sheet.getRange(row, at).clearContent();
}
