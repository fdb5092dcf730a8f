/**
 * Google's enumerations (`ScriptApp.AuthMode.FULL`): each value is one object for ever, so that `===` holds across
 * calls, and its members read like those of the real ones.
 */
import { ServiceObject } from './contract';

/** One value of an enumeration; shows as its name. */
export class EnumValue<Name extends string = string> extends ServiceObject {
  readonly #name: Name;
  readonly #ordinal: number;

  constructor(name: Name, ordinal: number) {
    super();
    this.#name = name;
    this.#ordinal = ordinal;
  }

  name(): Name {
    return this.#name;
  }

  override toString(): Name {
    return this.#name;
  }

  ordinal(): number {
    return this.#ordinal;
  }

  compareTo(other: EnumValue): number {
    return this.#ordinal - other.ordinal();
  }
}

/** An enumeration with its values as members; its name shows in the error when a value does not exist. */
export type Enumeration<Name extends string> = ServiceObject & { readonly [name in Name]: EnumValue<name> };

/** Makes an enumeration. Call it once, at module level. */
export function enumeration<Name extends string>(className: string, names: readonly Name[]): Enumeration<Name> {
  const holder = new EnumerationHolder(className);
  names.forEach((name, ordinal) => {
    Object.defineProperty(holder, name, { value: new EnumValue(name, ordinal), enumerable: true });
  });
  return holder as ServiceObject as Enumeration<Name>;
}

/** Carries the name under which an enumeration shows itself. */
export class EnumerationHolder extends ServiceObject {
  readonly #className: string;

  constructor(className: string) {
    super();
    this.#className = className;
  }

  /** The name of an enumeration, without giving the script a member to read it by. */
  static nameOf(holder: EnumerationHolder): string {
    return holder.#className;
  }
}
