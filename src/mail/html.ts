/** Text shown as HTML: escaped, in paragraphs, nothing in a value able to become a tag, an attribute or a link. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text fit to stand in HTML, between tags or inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => ENTITIES[character] ?? character);
}

/** A value fit to be the replacement string of `String.replace`: `$&` and the like stay as typed. */
export function escapeReplacement(text: string): string {
  return text.replace(/\$/g, '$$$$');
}

/** A plain text as a small HTML document in French: blank lines part paragraphs, other line ends are kept. */
export function htmlOfText(text: string): string {
  const paragraphs = text
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .filter(paragraph => paragraph.trim() !== '')
    .map(paragraph => `<p>${escapeHtml(paragraph).replace(/\n/g, '<br>\n')}</p>`);
  return `<!DOCTYPE html>\n<html lang="fr">\n<head><meta charset="UTF-8"></head>\n<body>\n${paragraphs.join('\n')}\n</body>\n</html>`;
}
