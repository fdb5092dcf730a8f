/** Blocks of cells as the clipboard carries them between spreadsheets: lines of texts between tabs, quoted where they must be. */

export function writeTabSeparated(rows: readonly (readonly string[])[]): string {
  return rows.map(row => row.map(quoted).join('\t')).join('\n');
}

function quoted(text: string): string {
  return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The texts of a pasted block; a text in quotes may hold tabs and lines. */
export function readTabSeparated(pasted: string): string[][] {
  const rows: string[][] = [[]];
  let index = 0;
  while (index < pasted.length) {
    const { text, end } = pasted[index] === '"' ? readQuoted(pasted, index) : readPlain(pasted, index);
    rows.at(-1)?.push(text);
    const separator = pasted[end];
    if (separator === undefined) break;
    index = end + 1;
    if (separator === '\t') {
      if (index >= pasted.length) rows.at(-1)?.push('');
    } else {
      if (separator === '\r' && pasted[index] === '\n') index += 1;
      if (index < pasted.length) rows.push([]);
    }
  }
  return rows;
}

function readPlain(pasted: string, start: number): { text: string; end: number } {
  let end = start;
  while (end < pasted.length && !'\t\n\r'.includes(pasted[end] ?? '')) end += 1;
  return { text: pasted.slice(start, end), end };
}

function readQuoted(pasted: string, start: number): { text: string; end: number } {
  let text = '';
  for (let index = start + 1; index < pasted.length; index += 1) {
    const sign = pasted[index] ?? '';
    if (sign !== '"') text += sign;
    else if (pasted[index + 1] === '"') {
      text += '"';
      index += 1;
    } else {
      const next = pasted[index + 1];
      // A quote that does not end its cell was no quotation: the text is taken as it stands.
      return next === undefined || '\t\n\r'.includes(next) ? { text, end: index + 1 } : readPlain(pasted, start);
    }
  }
  return readPlain(pasted, start);
}

/** The block repeated until it fills a selection of so many rows and columns; as it is where the selection is no multiple of it. */
export function filling(values: string[][], rows: number, columns: number): string[][] {
  const width = Math.max(...values.map(line => line.length));
  if (rows % values.length !== 0 || columns % width !== 0) return values;
  return Array.from({ length: rows }, (_, down) =>
    Array.from({ length: columns }, (__, across) => values[down % values.length]?.[across % width] ?? ''),
  );
}
