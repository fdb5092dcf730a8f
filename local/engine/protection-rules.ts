/** Who may change what: Google's protections of tabs and ranges. The owner of the spreadsheet always edits. */
import type { ProtectionDocument, SheetDocument, SpreadsheetDocument } from './document';
import { type Area, covered, intersection } from './grid-area';

/** Whether an account is among those a protection lets edit. Addresses compare without case. */
export function mayEdit(protection: ProtectionDocument, book: SpreadsheetDocument, account: string): boolean {
  const lower = account.toLowerCase();
  return lower === book.owner.toLowerCase() || protection.editors.some(editor => editor.toLowerCase() === lower);
}

/** The protection that keeps an account from changing the cells of an area; undefined when nothing does. */
export function protectionAgainst(
  book: SpreadsheetDocument,
  sheet: SheetDocument,
  area: Area,
  account: string,
): ProtectionDocument | undefined {
  return sheet.protections.find(protection => {
    if (protection.warningOnly || mayEdit(protection, book, account)) return false;
    if (protection.area !== null) return intersection(protection.area, area) !== undefined;
    return !covered(area, protection.unprotected);
  });
}

/** The protection that keeps an account from inserting, deleting or moving whole rows or columns; `area` is what would move or go. */
export function protectionAgainstShape(
  book: SpreadsheetDocument,
  sheet: SheetDocument,
  area: Area | undefined,
  account: string,
): ProtectionDocument | undefined {
  return sheet.protections.find(protection => {
    if (protection.warningOnly || mayEdit(protection, book, account)) return false;
    if (protection.area === null) return true;
    return area !== undefined && intersection(protection.area, area) !== undefined;
  });
}
