// The name that Google shows for an account, as the tab Comité gives it: comments carry that name and no address.
import type { Workbook } from '../engine/workbook';
import type { CommentAuthor } from '../files/comments';
import { headerColumns } from './sheet-address';

const COMMITTEE_TAB = 'Comité';
const ADDRESS = 'Courriel';
const SHOWN_NAME = 'Nom affiché dans Google';

/** The display name of an account: that of the tab Comité, else what stands before the @. */
export function displayNameOf(workbook: Workbook, account: string): string {
  const wanted = account.trim().toLowerCase();
  const member = members(workbook).find(({ accounts }) => accounts.some(one => one.toLowerCase() === wanted));
  return member?.name ?? account.trim().split('@')[0] ?? account;
}

/** Somebody by their display name: the account is that of the tab Comité; without one, the name stands for it. */
export function personNamed(workbook: Workbook, name: string): CommentAuthor {
  const member = members(workbook).find(one => one.name === name.trim());
  return { displayName: name, account: member?.accounts[0] ?? name };
}

/** The rows of the tab that have a display name. */
function members(workbook: Workbook): { name: string; accounts: string[] }[] {
  const sheet = workbook.sheet(COMMITTEE_TAB);
  if (sheet === undefined || sheet.lastRow < 2) return [];
  const columns = headerColumns(sheet);
  const [address, shown] = [columns.get(ADDRESS), columns.get(SHOWN_NAME)];
  if (address === undefined || shown === undefined) return [];
  const texts = (column: number): string[] =>
    sheet.displayValues({ row: 2, column, rows: sheet.lastRow - 1, columns: 1 }).map(([text = '']) => text.trim());
  const addresses = texts(address);
  return texts(shown).flatMap((name, index) => {
    const accounts = (addresses[index] ?? '').split(/[\s,;]+/).filter(one => one.includes('@'));
    return name === '' ? [] : [{ name, accounts }];
  });
}
