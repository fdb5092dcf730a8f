/** Enregistrer une dérogation: what lets an award pass the ceiling or the envelope, with who granted it and why. */
import { parseAmount, ZERO } from '../scheme/money';
import { parseReference } from '../scheme/references';
import { wording } from '../sheets/wording';
import { DEROGATION_NATURES, parseNature } from './derogations';
import type { Desk } from './desk';
import { Refused, require } from './refused';

const TITLE = 'Enregistrer une dérogation';
const COUNTER = 'derogation';

export function recordDerogation(desk: Desk): (() => void) | null {
  const subject = selectedReference(desk);
  const natureText = desk.screen.ask(TITLE, wording.askNature(subject, Object.values(DEROGATION_NATURES)));
  if (natureText === null) return null;
  const nature = parseNature(natureText);
  require(nature, wording.unknownNature(natureText, Object.values(DEROGATION_NATURES)));
  const amountText = desk.screen.ask(TITLE, wording.askDerogationAmount);
  if (amountText === null) return null;
  const amount = amountText === '' ? { ok: true as const, value: ZERO } : parseAmount(amountText);
  if (!amount.ok) throw new Refused(amount.reason);
  require(nature !== 'base' || amount.value > desk.settings.ceiling, wording.raisedBaseTooLow(desk.settings.ceiling));
  require(nature !== 'envelope' || amount.value > 0, wording.overrunRequired);
  const reason = desk.screen.ask(TITLE, wording.askReason(subject));
  if (reason === null) return null;
  require(reason !== '', wording.reasonRequired);
  const grantedBy = desk.screen.ask(TITLE, wording.askGrantedBy);
  if (grantedBy === null) return null;
  require(grantedBy !== '', wording.grantedByRequired);
  if (nature !== 'excess') checkDirection(desk, grantedBy);
  return () => {
    const number = `DER-${desk.settings.edition}-${String(desk.nextNumber(COUNTER)).padStart(3, '0')}`;
    desk.workbook.table('derogations').append([
      {
        number,
        nature: DEROGATION_NATURES[nature],
        subject,
        amount: amount.value === 0 ? null : amount.value,
        reason,
        grantedBy,
        grantedAt: desk.now(),
      },
    ]);
    desk.ledger.record({
      action: TITLE,
      subject,
      field: DEROGATION_NATURES[nature],
      after: amount.value === 0 ? number : `${number} : ${wording.euros(amount.value)}`,
    });
    desk.save();
    desk.screen.note(wording.derogationRecorded(number));
  };
}

/** The reference in the selected row: its first cell that holds one. */
function selectedReference(desk: Desk): string {
  const { spreadsheet } = desk.workbook;
  const { rows } = desk.workbook.selection();
  const [row] = rows;
  require(row !== undefined && rows.length === 1, wording.selectAnyRow);
  const sheet = spreadsheet.getActiveSheet();
  const cells = sheet.getRange(row, 1, 1, Math.max(sheet.getLastColumn(), 1)).getValues()[0] ?? [];
  const reference = cells.map(String).find(cell => parseReference(cell) !== null);
  require(reference, wording.selectAnyRow);
  return reference.trim().toUpperCase();
}

/** Where tab Comité names a `direction`, only it grants derogations. */
function checkDirection(desk: Desk, grantedBy: string): void {
  const directors = desk.workbook
    .table('committee')
    .all()
    .filter(({ values }) => values.role === 'direction')
    .map(({ values }) => values.name);
  const plain = (name: string) =>
    name
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .trim();
  require(directors.length === 0 || directors.some(name => plain(name) === plain(grantedBy)), wording.notDirection(
    grantedBy,
    directors,
  ));
}
