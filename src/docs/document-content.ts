/** A document written from scratch, as data: what default templates and records are made of. Google knows nothing of it. */

export type ContentBlock =
  | { readonly kind: 'title' | 'subtitle' | 'heading' | 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** Two columns: what it is about in bold, then its value. */
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  /** A first row of headers, then the data. */
  | { readonly kind: 'table'; readonly headers: readonly string[]; readonly rows: readonly (readonly string[])[] }
  /** A chart as bars, one a line: a label, a bar from 0 to 1 of the width there is, the value in words. */
  | {
      readonly kind: 'bars';
      readonly caption: string;
      readonly bars: readonly { readonly label: string; readonly length: number; readonly shown: string }[];
    }
  /** What follows starts on a new page. */
  | { readonly kind: 'rule' | 'pageBreak' };

export interface DocumentContent {
  /** Lines at the top of every page. */
  readonly header: readonly string[];
  /** The line at the foot of every page. */
  readonly footer: string;
  readonly blocks: readonly ContentBlock[];
}
