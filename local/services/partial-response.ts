/** The `fields` of a Google API: `nextPageToken,comments(id,author/displayName)` says what of an answer is given. */

/** The fields that a resource has: `true` for a value, else those of the object, or of each object in the list. */
export interface FieldShape {
  readonly [name: string]: true | FieldShape;
}

/** What was asked for: `'*'` is everything. */
export type FieldMask = '*' | ReadonlyMap<string, FieldMask>;

/** A selection that cannot be read, or a field that does not exist; `field` is Google's word for it. */
export class InvalidField extends Error {
  override readonly name = 'InvalidField';
  constructor(readonly field: string) {
    super(`Invalid field selection ${field}`);
  }
}

/** Reads a selection. Throws InvalidField. */
export function fieldMask(text: string, shape: FieldShape): FieldMask {
  const tokens = text.match(/[(),/]|[^\s(),/]+/g) ?? [];
  let next = 0;
  const list = (known: FieldShape): FieldMask => {
    const wanted = new Map<string, FieldMask>();
    let isAll = false;
    do {
      const item = path(known);
      if (item === '*') isAll = true;
      else wanted.set(item.name, both(wanted.get(item.name), item.mask));
    } while (tokens[next] === ',' && next++ < tokens.length);
    return isAll ? '*' : wanted;
  };
  const path = (known: FieldShape): '*' | { name: string; mask: FieldMask } => {
    const name = tokens[next++] ?? '';
    if (name === '*') return '*';
    const inner = Object.hasOwn(known, name) ? known[name] : undefined;
    if (inner === undefined) throw new InvalidField(name === '' ? text : name);
    if (tokens[next] !== '/' && tokens[next] !== '(') return { name, mask: '*' };
    if (inner === true) throw new InvalidField(`${name}/${tokens[next + 1] ?? ''}`);
    if (tokens[next++] === '/') {
      const below = path(inner);
      return { name, mask: below === '*' ? '*' : new Map([[below.name, below.mask]]) };
    }
    const mask = list(inner);
    if (tokens[next++] !== ')') throw new InvalidField(text);
    return { name, mask };
  };
  const mask = list(shape);
  if (next < tokens.length) throw new InvalidField(text);
  return mask;
}

/** What the mask leaves of an answer; fields without a value are absent. */
export function masked(value: unknown, mask: FieldMask): unknown {
  if (Array.isArray(value)) return value.map(item => masked(item, mask));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).flatMap(([name, field]): [string, unknown][] => {
    const wanted = mask === '*' ? '*' : mask.get(name);
    return wanted === undefined || field === undefined ? [] : [[name, masked(field, wanted)]];
  });
  return Object.fromEntries(kept);
}

function both(a: FieldMask | undefined, b: FieldMask): FieldMask {
  if (a === undefined) return b;
  if (a === '*' || b === '*') return '*';
  const merged = new Map(a);
  for (const [name, mask] of b) merged.set(name, both(merged.get(name), mask));
  return merged;
}
