/** The PDF gives back the text that was typed, whatever it is, on A4 pages with their numbers. */
import { inflateSync } from 'node:zlib';
import { type DocumentModel, emptyDocument, paragraphNode } from '../../local/files/document-model';
import { renderPdf } from '../../local/files/pdf';

const AT = Date.parse('2018-11-05T10:00:00Z');

function documentOf(...paragraphs: string[]): DocumentModel {
  const model = emptyDocument();
  model.body.blocks = paragraphs.map(paragraphNode);
  return model;
}

/** Objects of a PDF by number: their dictionary and their stream, inflated. */
function objectsOf(pdf: Buffer): Map<number, { head: string; stream: string }> {
  const objects = new Map<number, { head: string; stream: string }>();
  const source = pdf.toString('latin1');
  for (const match of source.matchAll(/(\d+) 0 obj\n([\s\S]*?)(?:\nstream\n([\s\S]*?)\nendstream)?\nendobj/g)) {
    const [, number, head = '', stream] = match;
    const raw = stream === undefined ? '' : Buffer.from(stream, 'latin1');
    const bytes =
      raw === '' ? '' : head.includes('FlateDecode') ? inflateSync(raw).toString('latin1') : raw.toString('latin1');
    objects.set(Number(number), { head, stream: bytes });
  }
  return objects;
}

/** The text of each page, read as a viewer does: glyph codes through the ToUnicode table of the font in use. */
function pagesOf(bytes: Uint8Array): string[] {
  const objects = objectsOf(Buffer.from(bytes));
  const reference = (text: string, key: string): number => Number(new RegExp(`/${key} (\\d+) 0 R`).exec(text)?.[1]);
  const tableOf = (font: number): string[] => {
    const cmap = objects.get(reference(objects.get(font)?.head ?? '', 'ToUnicode'))?.stream ?? '';
    return [...cmap.matchAll(/\[([^\]]*)\]/g)].flatMap(([, list = '']) =>
      [...list.matchAll(/<([0-9a-f ]*)>/g)].map(([, code = '']) =>
        code
          .trim()
          .split(/\s+/)
          .map(unit => String.fromCharCode(Number.parseInt(unit, 16)))
          .join(''),
      ),
    );
  };
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\n/.test(head));
  return pages.map(({ head }) => {
    const resources = objects.get(reference(head, 'Resources'))?.head ?? head;
    const tables = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', number]) => [name, tableOf(Number(number))]),
    );
    let table: string[] = [];
    let text = '';
    const content = objects.get(reference(head, 'Contents'))?.stream ?? '';
    for (const [, font, run] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[((?:<[0-9a-f]*>|[^\]])*)\] TJ/g)) {
      if (font !== undefined) table = tables.get(font) ?? [];
      else
        text += [...(run ?? '').matchAll(/<([0-9a-f]*)>/g)]
          .flatMap(([, codes = '']) => codes.match(/.{4}/g) ?? [])
          .map(code => table[Number.parseInt(code, 16)] ?? '?')
          .join('');
    }
    return text;
  });
}

const textOf = (model: DocumentModel): string => pagesOf(renderPdf(model, { title: 'Essai', at: AT })).join('');

test.each([
  '=IMPORTXML("http://x")',
  '+33 6 12 34 56 78',
  '00123',
  '1/2',
  'R&D <Lyon> "É" $& $1 \\',
  'Œuvre « d’été » – 15\u202F000\u00A0€ …',
  'emoji 😀 🎉 fin',
  'famille 👩‍🚀, drapeau 🇫🇷, cœur ❤️',
  'flèche → coche ✓ puce •',
  '西安 Ουαγα Київ ɓŋɔ e\u0301',
  'invisible\u200Bet\u00ADtiret',
])('%j comes out as it was typed', text => {
  expect(textOf(documentOf(text))).toBe(`${text}Page\u00A01\u00A0/\u00A01`);
});

test('a tab is drawn as four spaces', () => {
  expect(textOf(documentOf('tab\tici'))).toContain('tab    ici');
});

test('40,000 characters run over several pages, none lost, each page numbered', () => {
  const text = Array.from({ length: 5_000 }, (_, index) => `mot${String(index).padStart(4, '0')}`).join(' ');
  const pages = pagesOf(renderPdf(documentOf(text), { title: 'Long', at: AT }));
  expect(pages.length).toBeGreaterThan(5);
  pages.forEach((page, index) => {
    expect(page.endsWith(`Page\u00A0${index + 1}\u00A0/\u00A0${pages.length}`)).toBe(true);
  });
  const body = pages.map(page => page.replace(/Page\u00A0.*$/, '')).join('');
  expect(body.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
});

test('40,000 characters without a space, in the cell of a table too', () => {
  const text = 'é'.repeat(40_000);
  const model = documentOf('avant');
  model.body.blocks.push({
    type: 'table',
    columnWidths: {},
    rows: [{ type: 'row', cells: [{ type: 'cell', blocks: [paragraphNode(text)] }] }],
  });
  const body = pagesOf(renderPdf(model, { title: 'Long', at: AT }))
    .map(page => page.replace(/Page\u00A0.*$/, ''))
    .join('');
  expect(body).toBe(`avant${text}`);
});

test('a header and a footer stand on every page', () => {
  const model = documentOf('mot '.repeat(3_000));
  model.header = { blocks: [paragraphNode('Cités Unies France')] };
  model.footer = { blocks: [paragraphNode('CONS-2018-001')] };
  const pages = pagesOf(renderPdf(model, { title: 'T', at: AT }));
  expect(pages.length).toBeGreaterThan(2);
  for (const page of pages) {
    expect(page).toContain('Cités Unies France');
    expect(page).toContain('CONS-2018-001');
  }
});

test.each([0, 1, 2])('a heading never stands alone at the foot of a page (%i lines before)', lines => {
  const model = documentOf(...Array.from({ length: lines }, () => 'Ligne'));
  const blocks = Array.from({ length: 120 }, (_, index) => ({
    ...paragraphNode(index % 3 === 0 ? `Titre ${index}` : `Texte ${index}`),
    heading: index % 3 === 0 ? ('HEADING1' as const) : ('NORMAL' as const),
  }));
  model.body.blocks.push(...blocks);
  for (const page of pagesOf(renderPdf(model, { title: 'T', at: AT }))) {
    expect(page).toMatch(/Texte \d+Page/);
  }
});

test('the same document at the same instant gives the same bytes; it says its title and its language', () => {
  const render = () => Buffer.from(renderPdf(documentOf('Bonjour'), { title: 'Été', at: AT }));
  const first = render();
  expect(render().equals(first)).toBe(true);
  expect(first.toString('latin1')).toContain('/Lang (fr-FR)');
  expect(first.toString('latin1')).toContain('D:20181105100000Z');
});
