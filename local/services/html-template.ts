/** Templates compile to JavaScript that runs in the scope of the script: text is written, scriptlets are code. */

/**
 * Source of a function `(escape, ...members) => text`. `<?= value ?>` writes escaped, `<?!= value ?>` as it is,
 * `<? code ?>` runs.
 */
export function templateSource(template: string, members: readonly string[]): string {
  const parts: string[] = [];
  let end = 0;
  for (const match of template.matchAll(/<\?(!?=)?([\s\S]*?)\?>/g)) {
    parts.push(written(template.slice(end, match.index)));
    const [whole, mark, code = ''] = match;
    if (mark === '=') parts.push(`__write(__escape(__text(${code})));`);
    else if (mark === '!=') parts.push(`__write(__text(${code}));`);
    else parts.push(code);
    end = match.index + whole.length;
  }
  parts.push(written(template.slice(end)));
  return [
    `(function (__escape${members.map(name => `, ${name}`).join('')}) {`,
    'let __page = "";',
    'const __write = text => { __page += text; };',
    'const __text = value => (value === null || value === undefined ? "" : String(value));',
    'const output = { append: text => { __write(__text(text)); }, appendUntrusted: text => { __write(__escape(__text(text))); } };',
    ...parts,
    'return __page;',
    '})',
  ].join('\n');
}

function written(text: string): string {
  return text === ''
    ? ''
    : `__write(${JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')});`;
}
