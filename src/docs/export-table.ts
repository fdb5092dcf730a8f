/** A table to export, as data: what CSV files and workbooks outside Google are made of. */
import type { Day, Instant } from '../scheme/time';

/** One cell: nothing, a text, a number with the way it shows, a day, an instant. Amounts are in euros, rates are fractions. */
export type ExportCell =
  | null
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'amount' | 'rate' | 'integer' | 'score'; readonly value: number }
  | { readonly kind: 'day'; readonly value: Day }
  | { readonly kind: 'instant'; readonly value: Instant };

export interface ExportTable {
  readonly name: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly ExportCell[])[];
}
