/** PDFs written by hand, so that each oddity is there on purpose: tables, revisions, object streams, lies. */
import { deflateSync } from 'node:zlib';

/** Objects by number; each is the text between `obj` and `endobj`. */
export type Objects = Readonly<Record<number, string>>;

export interface Written {
  readonly text: string;
  /** Offset of the last table. */
  readonly table: number;
}

/** A tree of `count` pages under object 2, the first page being object 3. */
export function pageTree(count: number, announced = count): Objects {
  const pages = Array.from({ length: count }, (_, index) => index + 3);
  return {
    1: '<< /Type /Catalog /Pages 2 0 R >>',
    2: `<< /Type /Pages /Count ${announced} /Kids [${pages.map(page => `${page} 0 R`).join(' ')}] >>`,
    ...Object.fromEntries(pages.map(page => [page, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>'])),
  };
}

/** A file with a classic table; `previous` is what it adds a revision to. */
export function classic(
  objects: Objects,
  { previous, extra = '' }: { previous?: Written; extra?: string } = {},
): Written {
  let text = previous?.text ?? '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n';
  const offsets = Object.entries(objects).map(([number, body]) => {
    const offset = text.length;
    text += `${number} 0 obj\n${body}\nendobj\n`;
    return [Number(number), offset] as const;
  });
  const table = text.length;
  text += 'xref\n';
  if (previous === undefined) text += '0 1\n0000000000 65535 f \n';
  for (const [number, offset] of offsets) text += `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`;
  const chain = previous === undefined ? '' : `/Prev ${previous.table} `;
  text += `trailer\n<< /Size 100 /Root 1 0 R ${chain}${extra} >>\nstartxref\n${table}\n%%EOF\n`;
  return { text, table };
}

/** A file whose catalogue and tree stand in a compressed object stream, found by a cross-reference stream. */
export function compressed(
  objects: Objects,
  { predictor = false, sameIndex = false }: { predictor?: boolean; sameIndex?: boolean } = {},
): string {
  const entries = Object.entries(objects);
  let body = '';
  const heads = entries.map(([number, value]) => {
    const head = `${number} ${body.length}`;
    body += `${value} `;
    return head;
  });
  const first = `${heads.join(' ')} `;
  const packed = deflateSync(Buffer.from(first + body, 'latin1')).toString('latin1');
  let text = '%PDF-1.5\n%\xe2\xe3\xcf\xd3\n';
  const stream = text.length;
  text += `90 0 obj\n<< /Type /ObjStm /N ${entries.length} /First ${first.length} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed}\nendstream\nendobj\n`;
  const table = text.length;
  const rows: number[][] = Array.from({ length: 92 }, (_, number) => {
    const index = entries.findIndex(([key]) => Number(key) === number);
    if (index >= 0) return [2, 0, 90, sameIndex ? 0 : index];
    if (number === 90) return [1, stream >> 8, stream & 255, 0];
    if (number === 91) return [1, table >> 8, table & 255, 0];
    return [0, 0, 0, 0];
  });
  // The « up » predictor: each row is the difference with the one above.
  const lines = rows.map((row, at) =>
    predictor ? [2, ...row.map((byte, column) => (byte - (rows[at - 1]?.[column] ?? 0)) & 255)] : row,
  );
  const data = deflateSync(Buffer.from(lines.flat())).toString('latin1');
  const parameters = predictor ? '/DecodeParms << /Predictor 12 /Columns 4 >> ' : '';
  return `${text}91 0 obj\n<< /Type /XRef /Size 92 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode ${parameters}/Length ${data.length} >>\nstream\n${data}\nendstream\nendobj\nstartxref\n${table}\n%%EOF\n`;
}

/** A file for readers old and new: its table calls the pages free, and a stream beside it tells where they are. */
export function hybrid(objects: Objects): string {
  let text = '%PDF-1.5\n';
  const offsets = new Map<number, number>();
  const write = (number: number, body: string): void => {
    offsets.set(number, text.length);
    text += `${number} 0 obj\n${body}\nendobj\n`;
  };
  for (const [number, body] of Object.entries(objects)) write(Number(number), body);
  const hidden = Object.keys(objects)
    .map(Number)
    .filter(number => number > 2);
  const rows = hidden.map(number => {
    const offset = offsets.get(number) ?? 0;
    return String.fromCharCode(1, offset >> 8, offset & 255, 0);
  });
  const data = rows.join('');
  const index = `[${hidden[0]} ${hidden.length}]`;
  write(90, `<< /Type /XRef /Size 91 /W [1 2 1] /Index ${index} /Length ${data.length} >>\nstream\n${data}\nendstream`);
  const table = text.length;
  text += 'xref\n0 1\n0000000000 65535 f \n';
  for (const number of [1, 2]) text += `${number} 1\n${String(offsets.get(number)).padStart(10, '0')} 00000 n \n`;
  for (const number of hidden) text += `${number} 1\n0000000000 00000 f \n`;
  return `${text}trailer\n<< /Size 91 /Root 1 0 R /XRefStm ${offsets.get(90)} >>\nstartxref\n${table}\n%%EOF\n`;
}

export const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
