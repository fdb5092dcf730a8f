/** PropertiesService: texts of the script, of a user, of the document, with Google's sizes. */
import { type Execution, type Part, ScriptError, ServiceObject } from '../kernel/contract';
import type { KernelContext } from '../kernel/services-context';

const KIND = 'properties';
/** Largest value, in UTF-8 bytes. */
export const PROPERTY_BYTES = 9 * 1024;
/** Largest store, names included, in UTF-8 bytes. */
export const STORE_BYTES = 500 * 1024;

export const SCRIPT_PROPERTIES = 'script';

/** Id of the document properties of a spreadsheet. */
export function documentProperties(spreadsheetId: string): string {
  return `document:${spreadsheetId}`;
}

type Values = Record<string, string>;

/** One store of properties. A value that does not change is not written again. */
export class Properties extends ServiceObject {
  readonly #execution: Execution;
  readonly #context: KernelContext;
  readonly #id: string;

  constructor(execution: Execution, context: KernelContext, id: string) {
    super();
    this.#execution = execution;
    this.#context = context;
    this.#id = id;
  }

  getProperty(key: string): string | null {
    this.#execution.count('Properties.getProperty');
    const values = this.#values();
    return Object.hasOwn(values, key) ? (values[key] ?? null) : null;
  }

  getProperties(): Values {
    this.#execution.count('Properties.getProperties');
    return { ...this.#values() };
  }

  getKeys(): string[] {
    this.#execution.count('Properties.getKeys');
    return Object.keys(this.#values());
  }

  setProperty(key: string, value: string): this {
    this.#execution.count('Properties.setProperty');
    return this.#write({ ...this.#values(), [String(key)]: text(value) });
  }

  setProperties(properties: Record<string, unknown>, deleteAllOthers = false): this {
    this.#execution.count('Properties.setProperties');
    const given = Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, text(value)]));
    return this.#write(deleteAllOthers ? given : { ...this.#values(), ...given });
  }

  deleteProperty(key: string): this {
    this.#execution.count('Properties.deleteProperty');
    const { [key]: _, ...others } = this.#values();
    return this.#write(others);
  }

  deleteAllProperties(): this {
    this.#execution.count('Properties.deleteAllProperties');
    return this.#write({});
  }

  #values(): Values {
    return this.#context.store.get<Values>(KIND, this.#id) ?? {};
  }

  #write(values: Values): this {
    let total = 0;
    for (const [key, value] of Object.entries(values)) {
      const size = Buffer.byteLength(value, 'utf8');
      if (size > PROPERTY_BYTES) throw new ScriptError('Argument too large: value');
      total += Buffer.byteLength(key, 'utf8') + size;
    }
    if (total > STORE_BYTES) {
      throw new ScriptError(
        'You have exceeded the property storage quota. Please remove some properties and try again.',
      );
    }
    if (!same(values, this.#values())) this.#context.store.put(KIND, this.#id, values);
    return this;
  }
}

export class PropertiesService extends ServiceObject {
  readonly #execution: Execution;
  readonly #context: KernelContext;

  constructor(execution: Execution, context: KernelContext) {
    super();
    this.#execution = execution;
    this.#context = context;
  }

  getScriptProperties(): Properties {
    return this.#open(SCRIPT_PROPERTIES);
  }

  getUserProperties(): Properties {
    return this.#open(`user:${this.#execution.effectiveUser}`);
  }

  getDocumentProperties(): Properties {
    return this.#open(documentProperties(this.#context.boundSpreadsheetId));
  }

  #open(id: string): Properties {
    return new Properties(this.#execution, this.#context, id);
  }
}

export function propertiesPart(context: KernelContext): Part {
  return {
    name: 'properties',
    globals: execution => ({ PropertiesService: new PropertiesService(execution, context) }),
  };
}

function text(value: unknown): string {
  if (value === null || value === undefined) throw new ScriptError(`Invalid argument: value (${String(value)})`);
  return String(value);
}

function same(one: Values, other: Values): boolean {
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length && keys.every(key => Object.hasOwn(other, key) && one[key] === other[key])
  );
}
