/** The register of members: one authority's lines, read by the named columns so that one call is enough. */
import * as z from 'zod/mini';
import type { RegisterLine } from '../scheme/membership';
import { REGISTER_RANGES } from './layout';
import type { Place } from './lookup';
import { tabOf } from './schema';
import { wording } from './wording';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
type RegisterKey = keyof typeof REGISTER_RANGES;

export interface RegisterReading {
  readonly lines: RegisterLine[];
  /** Sentences on what could not be read. */
  readonly problems: string[];
}

/** Lines of the register at the places where a SIREN was found; places in other tabs or columns are passed over. */
export function readRegister(spreadsheet: Spreadsheet, places: readonly Place[]): RegisterReading {
  const tab = tabOf('members');
  const problems: string[] = [];
  const columns = new Map<RegisterKey, number>();
  for (const [key, name] of Object.entries(REGISTER_RANGES) as [RegisterKey, string][]) {
    const range = spreadsheet.getRangeByName(name);
    if (range) columns.set(key, range.getColumn());
    else problems.push(wording.missingHeader(tab.name, [tab.columns[key].header]));
  }
  const siren = columns.get('siren');
  const sheet = spreadsheet.getSheetByName(tab.name);
  const rows = places.filter(place => place.tab === tab.name && place.column === siren).map(place => place.row);
  if (!sheet || siren === undefined || rows.length === 0) return { lines: [], problems };
  const width = Math.max(...columns.values());
  const lines = rows.map(row => {
    const cells = sheet.getRange(row, 1, 1, width).getValues()[0] ?? [];
    const value = <K extends RegisterKey>(key: K) => {
      const at = columns.get(key);
      const parsed = z.safeParse(tab.columns[key].parse, at === undefined ? '' : cells[at - 1]);
      if (parsed.success) return parsed.data;
      problems.push(wording.badCell(tab.name, row, tab.columns[key].header, parsed.error.issues[0]?.message ?? ''));
      return null;
    };
    return {
      line: row,
      siren: String(value('siren') ?? ''),
      since: value('memberSince') as RegisterLine['since'],
      until: value('memberUntil') as RegisterLine['until'],
      duesPaid: value('duesPaid') as RegisterLine['duesPaid'],
    };
  });
  return { lines, problems };
}
