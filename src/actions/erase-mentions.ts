/**
 * The people of a file taken out of every text that stands beside it: lines of other tabs, what staff typed in columns of their
 * own, and notes on cells. What the lines tell otherwise stays.
 */
import { withoutContactDetails } from '../scheme/contact-details';
import { withoutMentions } from '../scheme/retention';
import type { Column } from '../sheets/columns';
import { type Row, type TabKey, tabOf } from '../sheets/schema';
import { retentionWording as wording } from '../sheets/wording-retention';
import type { Desk } from './desk';

/** How many lines were cleaned beside the file's own. */
export interface Mentions {
  readonly messages: number;
  readonly letters: number;
  readonly opinions: number;
  /** Lines of any other tab. */
  readonly others: number;
}

/** A text where addresses and numbers of others than the people of the file may stand too, as in free texts. */
const REASON = 'Motif';

const cleaned = (text: string, people: readonly string[]): string => withoutMentions(text, people, wording.replacement);

/** The texts of a row that name the people, without them; empty when none does. */
export function withoutPeople<K extends TabKey>(key: K, values: Row<K>, people: readonly string[]): Partial<Row<K>> {
  const columns: Readonly<Record<string, Pick<Column<unknown>, 'header' | 'kind' | 'choices' | 'isFreeText'>>> =
    tabOf(key).columns;
  const changed = Object.entries(values).flatMap(([name, value]) => {
    const column = columns[name];
    if (typeof value !== 'string' || column?.kind !== 'text' || column.choices !== undefined) return [];
    const unnamed = cleaned(value, people);
    const clean = column.isFreeText || column.header === REASON ? withoutContactDetails(unnamed) : unnamed;
    return clean === value ? [] : [[name, clean] as const];
  });
  return Object.fromEntries(changed) as Partial<Row<K>>;
}

/** Lines of the other tabs about the file: who wrote, to whom we wrote, and every mention of the people. */
export function eraseMentions(desk: Desk, reference: string, people: readonly string[]): Mentions {
  const { workbook } = desk;
  const messages = workbook.table('messages').where('tiedTo', reference);
  for (const { at, values } of messages)
    workbook.table('messages').update(at, {
      ...withoutPeople('messages', values, [...people, values.from]),
      from: wording.replacement,
    });
  const letters = workbook.table('letters').where('subject', reference);
  for (const { at, values } of letters)
    workbook.table('letters').update(at, {
      to: wording.replacement,
      mailSubject: cleaned(values.mailSubject, people),
      mailText: wording.replacement,
      reason: '',
    });
  const consultations = workbook.table('consultations').where('request', reference);
  const named = consultations.map(({ values }) => values.reference);
  const others =
    eraseIn(desk, 'consultations', 'request', [reference], people) +
    eraseIn(desk, 'derogations', 'subject', [reference, ...named], people) +
    eraseIn(desk, 'bids', 'consultation', named, people) +
    eraseIn(desk, 'questions', 'consultation', named, people) +
    eraseIn(desk, 'letters', 'subject', named, people);
  return {
    messages: messages.length,
    letters: letters.length,
    opinions: eraseIn(desk, 'opinions', 'subject', [reference], people),
    others,
  };
}

function eraseIn<K extends TabKey>(
  { workbook }: Desk,
  key: K,
  column: keyof Row<K> & string,
  values: readonly string[],
  people: readonly string[],
): number {
  if (values.length === 0) return 0;
  const table = workbook.table(key);
  const found = table.whereAmong(column, values).flatMap(row => {
    const patch = withoutPeople(key, row.values, people);
    return Object.keys(patch).length === 0 ? [] : [{ at: row.at, patch }];
  });
  for (const { at, patch } of found) table.update(at, patch);
  return found.length;
}

/** Columns that staff added, and notes on the cells of the row. */
export function eraseOwnCells({ workbook }: Desk, key: TabKey, at: number, people: readonly string[]): void {
  const sheet = workbook.sheet(key);
  const width = sheet.getLastColumn();
  const ours = new Set(Object.values(tabOf(key).columns).map(({ header }) => header));
  const [titles = []] = sheet.getRange(1, 1, 1, width).getValues() as unknown[][];
  const row = sheet.getRange(at, 1, 1, width);
  const [cells = []] = row.getValues() as unknown[][];
  titles.forEach((title, index) => {
    const cell = cells[index];
    if (typeof cell !== 'string' || ours.has(String(title).trim())) return;
    const clean = cleaned(cell, people);
    if (clean !== cell) sheet.getRange(at, index + 1).setValue(clean);
  });
  const [notes = []] = row.getNotes();
  const clean = notes.map(note => cleaned(note, people));
  if (clean.some((note, index) => note !== notes[index])) row.setNotes([clean]);
}
