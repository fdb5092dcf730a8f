// The scenario language: a YAML file becomes a list of typed steps, or one sentence that says what is wrong and where.
// The file is hostile until parsed: its size, its aliases and its steps are capped, unknown keys are refused.
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import { z } from 'zod';

/** Largest scenario file, in bytes. */
export const MAX_SCENARIO_BYTES = 8_000_000;
/** Most steps of one scenario. */
export const MAX_STEPS = 10_000;
/** Most alias expansions of one scenario; `yaml` counts nested ones by multiplication. */
const MAX_ALIASES = 500;

/** A number written the plain way; `00123`, `+33`, `1e3`, `0x1F` stay the text that the author wrote. */
const PLAIN_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Why a scenario cannot be read, or why a step of it cannot be played. `step` counts from 1; `line` is the file's. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  constructor(
    readonly reason: string,
    readonly step?: number,
    readonly line?: number,
    options?: ErrorOptions,
  ) {
    super(`${place(step, line)}${reason}`, options);
  }
}

function place(step: number | undefined, line: number | undefined): string {
  if (step !== undefined) return `Step ${step}${line === undefined ? '' : ` (line ${line})`}: `;
  return line === undefined ? '' : `Line ${line}: `;
}

const instant = z
  .string()
  .refine(text => INSTANT.test(text) && !Number.isNaN(Date.parse(text)), {
    error: 'must be an ISO instant with its offset, such as 2018-11-05T14:30:00+01:00',
  })
  .transform(text => Date.parse(text));

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** What a person types in a cell; '' clears it. */
const typed = scalar.transform(value => value ?? '');
const text = scalar.transform(value => (value === null ? '' : String(value)));
const filledText = text.refine(value => value.trim() !== '', { error: 'must not be empty' });
const oneOrMore = <T extends z.ZodType>(item: T) =>
  z.union([z.array(item).min(1, { error: 'must name at least one' }), item.transform(value => [value])]);
const typedCells = z.record(z.string(), typed).refine(values => Object.keys(values).length > 0, {
  error: 'must name at least one value',
});
/** A row: the value of its first column, `#3`, or the sheet's row number. */
const rowAddress = z.union([
  z.string().refine(value => value.trim() !== '', { error: 'must not be empty' }),
  z.number().int().min(1),
]);
const answer = z.union([scalar.transform(value => value ?? ''), z.array(filledText)]);
const address = z.string().refine(value => /^[^\s@]+@[^\s@]+$/.test(value), { error: 'must be an e-mail address' });
const authVerdict = z.enum(['pass', 'fail', 'none']);

const mailParts = {
  subject: text.optional(),
  text: text.optional(),
  html: text.optional(),
  headers: z
    .record(z.string(), text)
    .refine(headers => Object.keys(headers).every(name => /^[!-9;-~]+$/.test(name)), {
      error: 'must be header names (no space, no colon) with their texts',
    })
    .optional(),
  attachments: z.array(filledText).optional(),
  auth: authVerdict.optional(),
};

/**
 * A reply in the thread of a mail: the one by which a holder was consulted, or the last one about a file that an address
 * received.
 */
const replyMail = z.strictObject({
  reply: z.string().regex(/^(?:CONS-\d{4}-\d{3,}\/\S+|(?:DEM|MS|CAND)-\d{4}-\d{3,}\/[^\s@/]+@[^\s@/]+)$/, {
    error:
      'must be a consultation and a holder, such as CONS-2018-001/ALPHA, or a file and the address that was written to, such as MS-2018-001/mairie@ville.example',
  }),
  from: filledText.optional(),
  ...mailParts,
});
/** A mail of its own. */
const newMail = z.strictObject({ from: filledText, to: oneOrMore(filledText), ...mailParts });

const rows = z.discriminatedUnion('do', [
  z.strictObject({ tab: filledText, do: z.literal('insertBefore'), at: rowAddress }),
  z.strictObject({ tab: filledText, do: z.literal('delete'), at: rowAddress }),
  z.strictObject({ tab: filledText, do: z.literal('sort'), by: filledText }),
]);

const author = filledText.optional();
/** A comment on a cell: that of the column when one is named, else the first of the row. */
const newComment = z
  .strictObject({
    in: z.enum(['classeur', 'comité']).default('comité'),
    tab: filledText,
    row: rowAddress,
    column: filledText.optional(),
    author,
    text: filledText,
    quoted: z.boolean().default(true),
  })
  .transform(comment => ({ do: 'add' as const, ...comment }));
/** What is done to a comment or a reply that an earlier step named with `as`. */
const commentDeeds = {
  reply: z
    .strictObject({ reply: filledText, author, text: filledText })
    .transform(({ reply, ...rest }) => ({ do: 'reply' as const, comment: reply, ...rest })),
  resolve: z
    .strictObject({ resolve: filledText, author, text: filledText.optional() })
    .transform(({ resolve, ...rest }) => ({ do: 'resolve' as const, comment: resolve, ...rest })),
  reopen: z
    .strictObject({ reopen: filledText, author, text: filledText.optional() })
    .transform(({ reopen, ...rest }) => ({ do: 'reopen' as const, comment: reopen, ...rest })),
  edit: z
    .strictObject({ edit: filledText, author, text: filledText })
    .transform(({ edit, ...rest }) => ({ do: 'edit' as const, comment: edit, ...rest })),
  delete: z
    .strictObject({ delete: filledText, author })
    .transform(({ delete: gone, ...rest }) => ({ do: 'delete' as const, comment: gone, ...rest })),
} as const;

/** What each gesture is given. Its key in the step is its name here. */
const gestures = {
  run: filledText,
  set: typedCells,
  fill: z.strictObject({ tab: filledText, rows: z.array(typedCells).min(1, { error: 'must hold at least one row' }) }),
  submit: z.record(z.string(), answer),
  resubmit: z
    .looseObject({ as: filledText })
    .transform(({ as: name, ...answers }) => ({ as: name, answers }))
    .pipe(z.strictObject({ as: z.string(), answers: z.record(z.string(), answer) })),
  renameQuestion: z.strictObject({ from: filledText, to: filledText }),
  edit: z.strictObject({ tab: filledText, row: rowAddress, values: typedCells }),
  rows,
  comment: newComment,
  mail: newMail,
  eml: filledText,
  formula: z.strictObject({
    tab: filledText,
    cell: z.string().regex(/^[A-Za-z]{1,3}[1-9]\d{0,6}$/, { error: 'must be a cell such as H20' }),
    text: filledText,
  }),
  tamper: z.strictObject({ tab: filledText, row: rowAddress, values: typedCells }),
} as const;

const fault = z
  .strictObject({
    kill: z
      .strictObject({ call: z.number().int().min(1), when: z.enum(['before', 'after']).default('before') })
      .optional(),
    fire: z.enum(['twice', 'blank', 'together']).optional(),
    mailQuota: z.number().int().min(0).optional(),
    how: z.enum(['throw', 'bounce']).optional(),
    timeLimit: z.number().positive().optional(),
    lockBusy: z.literal(true).optional(),
  })
  .refine(value => Object.keys(value).length > 0, { error: 'must name a fault' })
  .refine(value => value.how === undefined || value.mailQuota !== undefined, {
    error: 'has `how` without `mailQuota`',
  });

type GestureName = keyof typeof gestures;
/** Keys that go with one gesture only. */
const companions: { readonly [name in GestureName]?: Readonly<Record<string, z.ZodType>> } = {
  run: { on: oneOrMore(rowAddress).optional(), answers: oneOrMore(text).optional(), tab: filledText.optional() },
  submit: { as: filledText.optional() },
  comment: { as: filledText.optional() },
  eml: { auth: authVerdict.optional() },
};
const everyStep = { at: instant.optional(), by: address.optional(), fault: fault.optional() } as const;

export type Typed = string | number | boolean;
export type RowAddress = string | number;
export type Answers = Readonly<Record<string, Typed | readonly string[]>>;
export type Fault = z.output<typeof fault>;
export type ReplyMail = z.output<typeof replyMail>;
export type NewMail = z.output<typeof newMail>;
export type MailGesture = ReplyMail | NewMail;
type CommentDeed = keyof typeof commentDeeds;
export type CommentGesture = z.output<typeof newComment> | z.output<(typeof commentDeeds)[CommentDeed]>;
export type RowsGesture = z.output<typeof rows>;
export type AuthVerdict = z.output<typeof authVerdict>;

/** What the person of a step does. */
export type Gesture =
  | { kind: 'wait' }
  | { kind: 'run'; item: string; on: RowAddress[]; answers: string[]; tab: string | undefined }
  | { kind: 'set'; values: Record<string, Typed> }
  | ({ kind: 'fill' } & z.output<typeof gestures.fill>)
  | { kind: 'submit'; answers: Answers; as: string | undefined }
  | { kind: 'resubmit'; answers: Answers; as: string }
  | ({ kind: 'renameQuestion' } & z.output<typeof gestures.renameQuestion>)
  | ({ kind: 'edit' } & z.output<typeof gestures.edit>)
  | { kind: 'rows'; rows: RowsGesture }
  | { kind: 'comment'; comment: CommentGesture; as: string | undefined }
  | { kind: 'mail'; mail: MailGesture }
  | { kind: 'eml'; path: string; auth: AuthVerdict | undefined }
  | ({ kind: 'formula' } & z.output<typeof gestures.formula>)
  | ({ kind: 'tamper' } & z.output<typeof gestures.tamper>);

/** One step, in the order of the file. `number` counts from 1; `at` is in milliseconds since the epoch. */
export interface Step {
  readonly number: number;
  readonly line: number;
  readonly at: number | undefined;
  readonly by: string | undefined;
  readonly fault: Fault | undefined;
  readonly gesture: Gesture;
}

export interface Scenario {
  readonly title: string;
  /** Where the clock stands before the first step, in milliseconds since the epoch. */
  readonly start: number;
  readonly steps: readonly Step[];
}

type Path = readonly PropertyKey[];

/** The source of a scenario with the way back from a key to its line. */
class Source {
  readonly #document: Document;
  readonly #lines: LineCounter;
  readonly value: unknown;

  constructor(source: string) {
    if (Buffer.byteLength(source) > MAX_SCENARIO_BYTES) {
      throw new ScenarioError(`the file is larger than ${MAX_SCENARIO_BYTES / 1_000_000} MB.`);
    }
    this.#lines = new LineCounter();
    try {
      this.#document = parseDocument(source, { lineCounter: this.#lines, prettyErrors: false, uniqueKeys: true });
    } catch (error) {
      throw new ScenarioError('the file is nested too deeply to be read.', undefined, undefined, { cause: error });
    }
    const problem = this.#document.errors[0] ?? this.#document.warnings[0];
    if (problem?.message.includes('call stack')) throw new ScenarioError('the file is nested too deeply to be read.');
    if (problem)
      throw new ScenarioError(sentence(problem.message), undefined, this.#lines.linePos(problem.pos[0]).line);
    visit(this.#document, {
      Scalar(_key, node) {
        const plain = typeof node.value === 'number' || typeof node.value === 'bigint';
        if (plain && node.source !== undefined && !PLAIN_NUMBER.test(node.source)) node.value = node.source;
      },
    });
    try {
      this.value = this.#document.toJS({ maxAliasCount: MAX_ALIASES });
    } catch (error) {
      throw new ScenarioError('the file repeats its aliases too often to be read.', undefined, undefined, {
        cause: error,
      });
    }
  }

  /** The line of the deepest node of `path` that exists. */
  line(path: Path): number {
    let node: unknown = this.#document.contents;
    let offset = startOf(node);
    for (const key of path) {
      if (isAlias(node)) node = node.resolve(this.#document);
      if (isMap(node)) {
        const pair = node.items.find(item => isScalar(item.key) && String(item.key.value) === String(key));
        if (!pair) break;
        offset = startOf(pair.key) ?? offset;
        node = pair.value;
      } else if (isSeq(node) && typeof key === 'number') {
        node = node.items[key];
        offset = startOf(node) ?? offset;
      } else break;
    }
    return this.#lines.linePos(offset ?? 0).line;
  }
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined;
  const [start] = node.range as unknown[];
  return typeof start === 'number' ? start : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sentence(message: string): string {
  const text = message.trim().replace(/\s+/g, ' ');
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

const list = (words: readonly string[]): string => words.map(word => `\`${word}\``).join(', ');

/** The first fault found, as a sentence; `key` is the whole path inside the step. */
function explain(issue: z.core.$ZodIssue, path: Path): { path: Path; reason: string } {
  const full = [...path, ...issue.path];
  const key = full.reduce<string>(
    (name, part) =>
      typeof part === 'number' ? `${name}[${part + 1}]` : name === '' ? String(part) : `${name}.${String(part)}`,
    '',
  );
  const of = key === '' ? 'this' : `\`${key}\``;
  if (issue.code === 'unrecognized_keys') {
    const unknown = issue.keys.map(part => (key === '' ? part : `${key}.${part}`));
    return {
      path: [...full, issue.keys[0] ?? ''],
      reason: `${list(unknown)} ${unknown.length > 1 ? 'are' : 'is'} not known here.`,
    };
  }
  if (issue.code === 'invalid_union') {
    if (issue.input === undefined) return { path: full, reason: `${of} is missing.` };
    const [first] = issue.errors.filter(branch => branch.every(nested => !isWrongKind(nested))).sort(byCloseness);
    if (first?.[0]) return explain(first[0], full);
    const discriminator = 'discriminator' in issue ? issue.discriminator : undefined;
    if (discriminator !== undefined)
      return { path: full, reason: `${of} must be ${list(DISCRIMINATED.get(discriminator) ?? [])}.` };
    const kinds = new Set(issue.errors.flatMap(branch => branch.filter(isWrongKind).map(expectedKind)));
    return {
      path: full,
      reason: `${of} must be ${kinds.has('a block of keys and values') ? 'a block of keys and values' : 'a text or a number'}.`,
    };
  }
  if (issue.code === 'invalid_value')
    return { path: full, reason: `${of} must be ${issue.values.map(String).join(', ')}.` };
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined) return { path: full, reason: `${of} is missing.` };
    return { path: full, reason: `${of} must be ${EXPECTED[issue.expected] ?? issue.expected}.` };
  }
  if (issue.code === 'custom' || issue.code === 'invalid_format')
    return { path: full, reason: `${of} ${issue.message}.` };
  if (issue.code === 'too_small' && typeof issue.minimum === 'number' && issue.origin !== 'array') {
    return { path: full, reason: `${of} must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}.` };
  }
  return { path: full, reason: `${of} ${issue.message}.` };
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a block of keys and values',
  record: 'a block of keys and values',
  array: 'a list',
};

const DISCRIMINATED: ReadonlyMap<string, readonly string[]> = new Map([['do', ['insertBefore', 'delete', 'sort']]]);

/** A branch of a union that was not meant at all: the value itself is of another kind. */
function isWrongKind(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}

function expectedKind(issue: z.core.$ZodIssue): string {
  return issue.code === 'invalid_type' ? (EXPECTED[issue.expected] ?? issue.expected) : '';
}

/** The branch with the fewest missing keys was meant. */
function byCloseness(a: readonly z.core.$ZodIssue[], b: readonly z.core.$ZodIssue[]): number {
  const missing = (branch: readonly z.core.$ZodIssue[]): number =>
    branch.filter(issue => issue.path.length === 1 && issue.input === undefined).length;
  return missing(a) - missing(b);
}

/**
 * Reads a scenario.
 * @throws ScenarioError with the step, the line and the key at fault.
 */
export function parseScenario(source: string): Scenario {
  const file = new Source(source);
  const root = file.value;
  if (!isRecord(root)) throw new ScenarioError('a scenario has `title`, `start` and `steps`.', undefined, 1);
  for (const key of Object.keys(root)) {
    if (!['title', 'start', 'steps'].includes(key)) {
      throw new ScenarioError(
        `\`${key}\` is not known here; a scenario has \`title\`, \`start\` and \`steps\`.`,
        undefined,
        file.line([key]),
      );
    }
  }
  const head = check(
    z.object({ title: filledText, start: instant, steps: z.array(z.unknown()) }),
    root,
    [],
    (path, reason) => {
      throw new ScenarioError(reason, undefined, file.line(path));
    },
  );
  if (head.steps.length > MAX_STEPS)
    throw new ScenarioError(`\`steps\` holds more than ${MAX_STEPS} steps.`, undefined, file.line(['steps']));
  return { title: head.title, start: head.start, steps: head.steps.map((step, index) => parseStep(step, index, file)) };
}

function check<T extends z.ZodType>(
  schema: T,
  value: unknown,
  path: Path,
  fail: (path: Path, reason: string) => never,
): z.output<T> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  if (!issue) throw new Error('zod refused a value without saying why');
  const { path: where, reason } = explain(issue, path);
  return fail(where, reason);
}

function parseStep(value: unknown, index: number, file: Source): Step {
  const number = index + 1;
  const at = (path: Path): Path => ['steps', index, ...path];
  const fail = (path: Path, reason: string): never => {
    throw new ScenarioError(reason, number, file.line(at(path)));
  };
  if (!isRecord(value)) return fail([], 'a step is a block of keys and values, such as `run: …`.');
  const names = Object.keys(gestures) as GestureName[];
  const present = names.filter(name => name in value);
  const [name, second] = present;
  if (second !== undefined) return fail([second], `has both \`${name}\` and \`${second}\`; a step is one gesture.`);
  const own = name === undefined ? {} : (companions[name] ?? {});
  for (const key of Object.keys(value)) {
    if (key === name || key in everyStep || key in own) continue;
    const owners = names.filter(other => key in (companions[other] ?? {}));
    if (owners.length > 0) {
      return fail([key], `\`${key}\` goes with ${owners.map(owner => `\`${owner}\``).join(' or ')} only.`);
    }
    return fail(
      [key],
      `\`${key}\` is not known here; a step is one of ${list(names)}, with ${list(Object.keys(everyStep))}.`,
    );
  }
  const common = check(z.object(everyStep), value, [], fail);
  if (name === undefined && common.at === undefined && common.fault === undefined) {
    return fail([], `does nothing; a step is one of ${list(names)}, or moves the clock with \`at\`.`);
  }
  if (common.fault?.fire !== undefined && name !== 'submit' && name !== 'resubmit') {
    return fail(['fault', 'fire'], '`fault.fire` goes with `submit` or `resubmit` only.');
  }
  const gesture = parseGesture(name, value, fail);
  return { number, line: file.line(at([])), at: common.at, by: common.by, fault: common.fault, gesture };
}

function parseGesture(
  name: GestureName | undefined,
  step: Record<string, unknown>,
  fail: (path: Path, reason: string) => never,
): Gesture {
  const read = <T extends z.ZodType>(schema: T, key: string): z.output<T> => check(schema, step[key], [key], fail);
  switch (name) {
    case undefined:
      return { kind: 'wait' };
    case 'run':
      return {
        kind: 'run',
        item: read(gestures.run, 'run'),
        on: read(oneOrMore(rowAddress).optional(), 'on') ?? [],
        answers: read(z.union([z.array(text), text.transform(value => [value])]).optional(), 'answers') ?? [],
        tab: read(filledText.optional(), 'tab'),
      };
    case 'set':
      return { kind: 'set', values: read(gestures.set, 'set') };
    case 'fill':
      return { kind: 'fill', ...read(gestures.fill, 'fill') };
    case 'submit':
      return { kind: 'submit', answers: read(gestures.submit, 'submit'), as: read(filledText.optional(), 'as') };
    case 'resubmit':
      return { kind: 'resubmit', ...read(gestures.resubmit, 'resubmit') };
    case 'renameQuestion':
      return { kind: 'renameQuestion', ...read(gestures.renameQuestion, 'renameQuestion') };
    case 'edit':
      return { kind: 'edit', ...read(gestures.edit, 'edit') };
    case 'rows':
      return { kind: 'rows', rows: read(gestures.rows, 'rows') };
    case 'comment':
      return parseComment(step, fail);
    case 'mail':
      return {
        kind: 'mail',
        mail: isRecord(step.mail) && 'reply' in step.mail ? read(replyMail, 'mail') : read(gestures.mail, 'mail'),
      };
    case 'eml':
      return { kind: 'eml', path: read(gestures.eml, 'eml'), auth: read(authVerdict.optional(), 'auth') };
    case 'formula':
      return { kind: 'formula', ...read(gestures.formula, 'formula') };
    case 'tamper':
      return { kind: 'tamper', ...read(gestures.tamper, 'tamper') };
  }
}

/** A new comment, or what is done to an earlier one: the key that names it says which. */
function parseComment(step: Record<string, unknown>, fail: (path: Path, reason: string) => never): Gesture {
  const given = step.comment;
  const deed = isRecord(given) ? (Object.keys(commentDeeds) as CommentDeed[]).find(name => name in given) : undefined;
  const schema: z.ZodType<CommentGesture> = deed === undefined ? newComment : commentDeeds[deed];
  const comment = check(schema, given, ['comment'], fail);
  const as = check(filledText.optional(), step.as, ['as'], fail);
  if (as !== undefined && (comment.do === 'edit' || comment.do === 'delete')) {
    return fail(['as'], `\`as\` names what is written; \`${comment.do}\` writes nothing new.`);
  }
  return { kind: 'comment', comment, as };
}
