/** The rows an action works on: what the person has selected, on the right tab, one or several. */
import { type Row, type TabKey, tabOf } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import type { Desk } from './desk';
import { Refused } from './refused';

function selectedRows(desk: Desk, key: TabKey): readonly number[] {
  const { tab, rows } = desk.workbook.selection();
  const wanted = tabOf(key).name;
  if (tab !== wanted || rows.length === 0) throw new Refused(wording.selectRows(wanted));
  return rows;
}

/** The selected rows of a tab that hold something; refuses an empty selection or another tab. */
export function selected<K extends TabKey>(desk: Desk, key: K): StoredRow<K>[] {
  const rows = desk.workbook
    .table(key)
    .readRows(selectedRows(desk, key))
    .filter(({ values }) => firstValue(values) !== '');
  if (rows.length === 0) throw new Refused(wording.selectRows(tabOf(key).name));
  return rows;
}

/** The one selected row of a tab; refuses several. */
export function selectedOne<K extends TabKey>(desk: Desk, key: K): StoredRow<K> {
  const [row, ...others] = selected(desk, key);
  if (!row || others.length > 0) throw new Refused(wording.selectOneRow(tabOf(key).name));
  return row;
}

/** The same rows as they stand now, under the lock; refuses when one has gone or has become another. */
export function again<K extends TabKey>(desk: Desk, key: K, before: readonly StoredRow<K>[]): StoredRow<K>[] {
  const now = desk.workbook.table(key).readRows(before.map(({ at }) => at));
  const same =
    now.length === before.length && now.every((row, i) => firstValue(row.values) === firstValue(before[i]?.values));
  if (!same) throw new Refused(wording.rowsMoved);
  return now;
}

function firstValue<K extends TabKey>(values: Row<K> | undefined): string {
  const [first] = Object.values(values ?? {});
  return String(first ?? '');
}
