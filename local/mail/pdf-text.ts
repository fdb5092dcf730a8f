/** The text of a PDF, page by page, read without drawing anything; capped, since the file comes from outside. */
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

const PAGES_LIMIT = 60;
const TEXT_LIMIT = 200_000;
const TIME_LIMIT_MS = 20_000;

/** One line of text a line of the page; '' when the file has none, is protected or cannot be read. */
export async function textOfPdf(bytes: Uint8Array): Promise<string> {
  const loading = getDocument({
    data: Uint8Array.from(bytes),
    verbosity: VerbosityLevel.ERRORS,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: false,
  });
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<string>(resolve => {
    late = setTimeout(() => resolve(''), TIME_LIMIT_MS);
  });
  try {
    return await Promise.race([read(loading), tooLate]);
  } catch {
    return '';
  } finally {
    clearTimeout(late);
    await loading.destroy();
  }
}

async function read(loading: ReturnType<typeof getDocument>): Promise<string> {
  const document = await loading.promise;
  let text = '';
  for (let number = 1; number <= Math.min(document.numPages, PAGES_LIMIT) && text.length < TEXT_LIMIT; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    let line = '';
    for (const item of items) {
      if (!('str' in item)) continue;
      line += item.str;
      if (item.hasEOL) {
        text += `${line}\n`;
        line = '';
      }
    }
    text += `${line}\n`;
    page.cleanup();
  }
  return text.slice(0, TEXT_LIMIT);
}
