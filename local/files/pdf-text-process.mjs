/**
 * Reads a PDF on its standard input and writes what its text is, as JSON: `{ "status": "read" | "encrypted" | "unreadable", "text": … }`.
 * A process of its own: the caller waits for it as a script waits for Drive, and a file made to hang it is cut off with it.
 */
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

const PAGES_LIMIT = 60;
const TEXT_LIMIT = 200_000;

// pdf.js leaves some failures on a damaged file uncaught; the reading itself says what could not be read.
process.on('unhandledRejection', () => undefined);

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const loading = getDocument({
  data: Uint8Array.from(Buffer.concat(chunks)),
  verbosity: VerbosityLevel.ERRORS,
  isEvalSupported: false,
  disableFontFace: true,
  useSystemFonts: false,
  stopAtErrors: false,
});
const said = await read().catch(error => ({
  status: error.name === 'PasswordException' ? 'encrypted' : 'unreadable',
  text: '',
}));
process.stdout.write(JSON.stringify(said));

/** One line of text a line of the page; what is read of the first pages counts when a later one cannot be. */
async function read() {
  const document = await loading.promise;
  let text = '';
  for (let number = 1; number <= Math.min(document.numPages, PAGES_LIMIT) && text.length < TEXT_LIMIT; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    for (const item of items) if ('str' in item) text += item.hasEOL ? `${item.str}\n` : item.str;
    text += '\n';
    page.cleanup();
  }
  return { status: 'read', text: text.slice(0, TEXT_LIMIT) };
}
