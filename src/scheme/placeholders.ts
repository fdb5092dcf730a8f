/**
 * `{{placeholders}}` of the templates that staff edit (letters in the workbook, terms of reference in a Doc):
 * where they stand, and how values are put in their place without ever being read again.
 */
import type { Result } from './result';

/** A placeholder of a template: its name as written, spaces tidied, and its place `[start, end[` in UTF-16 units. */
export interface Placeholder {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const PLACEHOLDER = /\{\{([^{}\r\n]*)\}\}/g;

const wording = {
  unbalanced: (excerpt: string) =>
    `Le modèle a une accolade double sans sa paire, près de « ${excerpt} » : un champ s’écrit {{nom du champ}}, sur une seule ligne.`,
  nameless: 'Le modèle a un champ sans nom : {{}}. Écrivez le nom du champ entre les accolades, ou retirez-les.',
  unknown: (names: string, possible: string) =>
    `Champ inconnu dans le modèle : ${names}. Champs possibles : ${possible}.`,
  missing: (names: string) => `Champ du modèle sans valeur : ${names}.`,
};

/** What two spellings of one name share: case, invisible characters, kinds of space and of apostrophe do not tell names apart. */
const keyOf = (name: string): string => tidy(name).toLowerCase().replace(/’/g, "'");

const tidy = (name: string): string =>
  name
    .replace(/[\u200B-\u200D\u2060\uFEFF\u00AD]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .normalize('NFC');

const braced = (names: readonly string[]): string => names.map(name => `{{${name}}}`).join(', ');

const distinct = (names: readonly string[]): string[] => {
  const seen = new Map<string, string>();
  for (const name of names) if (!seen.has(keyOf(name))) seen.set(keyOf(name), name);
  return [...seen.values()];
};

/** The placeholders of a text, in order. Braces that do not pair are not placeholders; `checkPlaceholders` names them. */
export function findPlaceholders(text: string): Placeholder[] {
  return [...text.matchAll(PLACEHOLDER)].map(match => ({
    name: tidy(match[1] ?? ''),
    start: match.index ?? 0,
    end: (match.index ?? 0) + match[0].length,
  }));
}

/** The name among `known` that a placeholder means (case and spaces aside), or undefined. */
export function knownPlaceholder(name: string, known: readonly string[]): string | undefined {
  const key = keyOf(name);
  return known.find(candidate => keyOf(candidate) === key);
}

/**
 * The placeholders of a template whose names are all `known`, under their known spelling.
 * Refuses, with a sentence for the screen: a double brace without its pair, a nameless placeholder, an unknown name.
 */
export function checkPlaceholders(text: string, known: readonly string[]): Result<Placeholder[]> {
  const found = findPlaceholders(text);
  const stray = strayBrace(text, found);
  if (stray !== undefined) return { ok: false, reason: wording.unbalanced(stray) };
  if (found.some(({ name }) => name === '')) return { ok: false, reason: wording.nameless };

  const resolved: Placeholder[] = [];
  const unknown: string[] = [];
  for (const placeholder of found) {
    const name = knownPlaceholder(placeholder.name, known);
    if (name === undefined) unknown.push(placeholder.name);
    else resolved.push({ ...placeholder, name });
  }
  if (unknown.length > 0) return { ok: false, reason: wording.unknown(braced(distinct(unknown)), braced(known)) };
  return { ok: true, value: resolved };
}

/** A few characters around the first `{{` or `}}` that belongs to no placeholder; undefined when all pair. */
function strayBrace(text: string, found: readonly Placeholder[]): string | undefined {
  let from = 0;
  for (const { start, end } of [...found, { start: text.length, end: text.length }]) {
    const at = text.slice(from, start).search(/\{\{|\}\}/);
    if (at >= 0)
      return text
        .slice(Math.max(0, from + at - 12), from + at + 24)
        .replace(/\s+/g, ' ')
        .trim();
    from = end;
  }
  return undefined;
}

/**
 * The template with each placeholder replaced by its value, letter for letter: a value that holds `{{`, `$&` or `\` stays
 * as it is. `known` lists every name the template may use; one that is used and has no value (absent or blank) is refused.
 */
export function fillPlaceholders(
  text: string,
  values: Readonly<Record<string, string>>,
  known: readonly string[],
): Result<string> {
  const checked = checkPlaceholders(text, known);
  if (!checked.ok) return checked;

  const missing = placeholdersWithoutValue(checked.value, values);
  if (missing.length > 0) return { ok: false, reason: wording.missing(braced(missing)) };

  const parts: string[] = [];
  let from = 0;
  for (const { name, start, end } of checked.value) {
    parts.push(text.slice(from, start), values[name] ?? '');
    from = end;
  }
  parts.push(text.slice(from));
  return { ok: true, value: parts.join('') };
}

/** Names of the placeholders whose value is absent or blank, each once, in the order of the template. */
export function placeholdersWithoutValue(
  placeholders: readonly Placeholder[],
  values: Readonly<Record<string, string>>,
): string[] {
  const given = new Map(Object.entries(values));
  const isBlank = (name: string): boolean => (given.get(name) ?? '').trim() === '';
  return distinct(placeholders.map(({ name }) => name).filter(isBlank));
}
