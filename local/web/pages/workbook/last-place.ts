/** Where this browser tab was in the workbook: a page that is loaded again opens there. */
export interface LastPlace {
  readonly spreadsheet: string;
  readonly sheet: number;
  readonly row: number;
  readonly column: number;
}

const KEY = 'appui-aict.place';

export function rememberPlace(place: LastPlace): void {
  sessionStorage.setItem(KEY, JSON.stringify(place));
}

/** Undefined when nothing is remembered, or nothing that can be read. */
export function lastPlace(): LastPlace | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    return isPlace(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

function isPlace(kept: unknown): kept is LastPlace {
  if (typeof kept !== 'object' || kept === null || !('spreadsheet' in kept)) return false;
  const numbers = ['sheet', 'row', 'column'].map(key => (kept as Record<string, unknown>)[key]);
  return typeof kept.spreadsheet === 'string' && numbers.every(number => Number.isInteger(number));
}
