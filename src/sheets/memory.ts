/**
 * What the add-on remembers beside the cells: document properties, read once and written once an execution. Everything
 * here can be rebuilt from the workbook; nothing of a sealed bid is ever kept here.
 */
import * as z from 'zod/mini';

type Properties = GoogleAppsScript.Properties.Properties;

const holderIndex = () =>
  z.object({
    code: z.string(),
    bid: z.string(),
    row: z.number(),
    token: z.string(),
    /** Tokens of the letters sent since: an answer to a reminder is an answer. */
    letterTokens: z.array(z.string()),
    thread: z.string(),
    message: z.string(),
    addresses: z.array(z.string()),
    /** 0 while the holder has not answered; then the number of its deposits. */
    deposits: z.number(),
    declined: z.boolean(),
    reminded: z.boolean(),
    /** How many of its deposits are late. */
    late: z.number(),
    /** Whether it has asked a question and sent nothing since. */
    asked: z.boolean(),
  });
export type HolderIndex = z.output<ReturnType<typeof holderIndex>>;

const openConsultation = () =>
  z.object({
    request: z.string(),
    /** Its row in Consultations, to be checked: rows move. */
    row: z.number(),
    deadline: z.number(),
    closed: z.boolean(),
    opened: z.boolean(),
    /** Rows of second and later deposits, beside the holders' own rows. */
    extraRows: z.array(z.number()),
    holders: z.array(holderIndex()),
  });
/** A consultation that has been sent and not yet decided: what the sweep needs to recognise an answer without reading a tab. */
export type OpenConsultation = z.output<ReturnType<typeof openConsultation>>;

const FIXED = () => ({
  /** Version of the workbook's structure, for migrations. */
  version: z.number(),
  /** The account whose mailbox is read and whose triggers run. */
  managingAccount: z.string(),
  /** Number and hash of the last ledger line. */
  ledger: z.object({ number: z.number(), hash: z.string() }),
  /** Salt of the ledger's personal-data hashes. */
  salt: z.string(),
  /** Last number given, by kind of reference. */
  counters: z.record(z.string(), z.number()),
  /** The request form: its id, its addresses, which item is which question. */
  form: z.object({ id: z.string(), url: z.string(), items: z.record(z.string(), z.string()) }),
  /** Form answers already taken in, as `id@timestamp`, and the instant up to which the sweep has caught up. */
  answers: z.object({ since: z.number(), recent: z.array(z.string()) }),
  /** Gmail's history id up to which mail is read, rows of Messages then, and when. */
  mailbox: z.object({ historyId: z.string(), readAt: z.number(), rows: z.number() }),
  /** A history id that is older than every mail now being sent: where to look for what really left. */
  sendingSince: z.object({ historyId: z.string(), at: z.number() }),
  /** When mails were last attempted: SENT is trusted ten minutes later. */
  attemptedAt: z.number(),
  /** No mail leaves before this instant: Gmail has said that the account's limit is reached. */
  pausedUntil: z.number(),
  /** What waits in the outbox: consultations to send or to finish, receipts, and whether letters are queued. */
  waiting: z.object({ consultations: z.array(z.string()), receipts: z.array(z.string()), letters: z.boolean() }),
  /** Instants of our own sends over the last 24 hours. */
  sends: z.array(z.object({ hour: z.number(), count: z.number() })),
  /** Ids of the Drive folder, of the terms of reference template, and of the contract's (absent in older workbooks). */
  files: z.object({ folder: z.string(), template: z.string(), contract: z.optional(z.string()) }),
  /** Assignments whose authority is asked for the service fait, with the tokens of the letters that ask. */
  acceptances: z.record(z.string(), z.array(z.string())),
  /** The next session of the committee: its day, tokens of the letters that ask for opinions, reminder gone. */
  session: z.object({
    day: z.string(),
    tokens: z.array(z.string()),
    reminded: z.boolean(),
  }),
  /**
   * The committee's workbook: its id, tabs whose changes it does not show yet (`committee`: whom it is shared with), a
   * fingerprint of the addresses that may comment, and whether a colleague asked for its comments to be read.
   */
  committeeBook: z.object({
    id: z.string(),
    stale: z.array(z.string()),
    shared: z.string(),
    asked: z.boolean(),
  }),
  /** True when an execution was found to have died half-way: the next sweep looks for what it left. */
  interrupted: z.boolean(),
  /** True when the last sweep read mail and left the catch-up of form answers to the next one. */
  answersPostponed: z.boolean(),
  /** Addresses that answers come back to, as they were at the last sending. */
  replyBases: z.array(z.string()),
  /** Openings asked for by somebody who has no access to the mailbox. */
  openings: z.array(z.object({ consultation: z.string(), openers: z.array(z.string()), askedBy: z.string() })),
  /** Sendings that a person interrupted: references of consultations, and `Envois` for letters. */
  paused: z.array(z.string()),
  /** The framework tender, while applications are awaited. */
  tender: z.nullable(z.object({ launchedAt: z.number() })),
  /** When the last sweep began. */
  sweptAt: z.number(),
  /** Day of the last daily digest. */
  digest: z.string(),
});
type Fixed = { [K in keyof ReturnType<typeof FIXED>]: z.output<ReturnType<typeof FIXED>[K]> };

interface Schemas {
  readonly fixed: ReturnType<typeof FIXED>;
  readonly open: ReturnType<typeof openConsultation>;
}

let built: Schemas | null = null;

/** The schemas, built when a property is first read: loading the script builds nothing. */
function schemas(): Schemas {
  built ??= { fixed: FIXED(), open: openConsultation() };
  return built;
}

const OPEN = 'consultation.';
/** Instant (epoch ms) of the next thing a sweep would find by itself; the empty text when there is none. */
export const NEXT_DUE = 'aict.prochaineEcheance';

/** A property holds 9 KB: a longer value goes on in others, named after it; no name of ours holds this sign. */
const PART = '~';
/** At most three bytes a character. */
const PART_CHARS = 3_000;
const partOf = (key: string, index: number): string => `${key}${PART}${index}`;

export class Memory {
  private stored: Record<string, string> | null = null;
  private readonly changed: Record<string, string> = {};

  constructor(private readonly properties: Properties) {}

  private raw(key: string): string {
    let value = this.part(key);
    for (let index = 1, part = this.part(partOf(key, index)); part !== ''; part = this.part(partOf(key, index))) {
      value += part;
      index += 1;
    }
    return value;
  }

  private part(key: string): string {
    this.stored ??= { ...this.properties.getProperties() };
    return this.changed[key] ?? this.stored[key] ?? '';
  }

  /** Forgets what was read: another execution may have stored something while this one waited for the lock. */
  forget(): void {
    this.stored = null;
  }

  private write(key: string, value: string): void {
    if (this.raw(key) === value) return;
    let index = 0;
    for (; index * PART_CHARS < value.length || index === 0; index += 1)
      this.changed[index === 0 ? key : partOf(key, index)] = value.slice(index * PART_CHARS, (index + 1) * PART_CHARS);
    for (; this.part(partOf(key, index)) !== ''; index += 1) this.changed[partOf(key, index)] = '';
  }

  /** The value under a name, or null when it was never set or cannot be read. */
  get<K extends keyof Fixed>(key: K): Fixed[K] | null {
    return parsed(schemas().fixed[key] as unknown as z.ZodMiniType<Fixed[K], unknown>, this.raw(key));
  }

  set<K extends keyof Fixed>(key: K, value: Fixed[K]): void {
    this.write(key, JSON.stringify(value));
  }

  /** Every consultation that is open, by reference. */
  openConsultations(): Map<string, OpenConsultation> {
    this.raw('');
    const keys = new Set([...Object.keys(this.stored ?? {}), ...Object.keys(this.changed)]);
    const found = new Map<string, OpenConsultation>();
    for (const key of [...keys].sort()) {
      if (!key.startsWith(OPEN) || key.includes(PART)) continue;
      const value = parsed(schemas().open, this.raw(key));
      if (value) found.set(key.slice(OPEN.length), value);
    }
    return found;
  }

  setOpenConsultation(reference: string, value: OpenConsultation | null): void {
    this.write(OPEN + reference, value === null ? '' : JSON.stringify(value));
  }

  /** Instant (epoch ms) of the next thing that a sweep is to find; null when none is known. */
  get nextDue(): number | null {
    const stored = this.raw(NEXT_DUE);
    return stored === '' ? null : Number(stored);
  }

  setNextDue(value: number | null): void {
    this.write(NEXT_DUE, value === null ? '' : String(value));
  }

  /** True when something waits to be stored. */
  get dirty(): boolean {
    return Object.keys(this.changed).length > 0;
  }

  /** Stores what changed, in one call; nothing changed, no call. */
  save(): void {
    if (!this.dirty) return;
    this.properties.setProperties({ ...this.changed });
    this.stored = { ...this.stored, ...this.changed };
    for (const key of Object.keys(this.changed)) delete this.changed[key];
  }
}

function parsed<T>(schema: z.ZodMiniType<T, unknown>, raw: string): T | null {
  if (raw === '') return null;
  try {
    const result = z.safeParse(schema, JSON.parse(raw));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}
