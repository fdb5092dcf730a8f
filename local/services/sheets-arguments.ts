/** How the Sheets API reads what a script gives it: member by member, with Google's sentences for what it refuses. */
import { ScriptError } from '../kernel/contract';
import { GoogleJsonError } from './gmail';

export type Json = Record<string, unknown>;

export function invalidArgument(api: string, message: string): GoogleJsonError {
  return new GoogleJsonError(api, 400, 'badRequest', message);
}

/** The members of an object, each of them known here; what the local Workspace does not know stops the script. */
export function members(given: unknown, known: readonly string[], api: string): Json {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw invalidArgument(api, 'Invalid JSON payload received.');
  const stranger = Object.keys(given).find(key => !known.includes(key));
  if (stranger !== undefined)
    throw new ScriptError(
      `Invalid JSON payload received. Unknown name "${stranger}": ${api} of the local Workspace does not take it.`,
    );
  return given as Json;
}

export function listOf(given: unknown, name: string, api: string): unknown[] {
  if (!Array.isArray(given)) throw invalidArgument(api, `Invalid value at '${name}'.`);
  return given;
}

export function textOf(given: unknown, name: string, api: string): string {
  if (typeof given !== 'string') throw invalidArgument(api, `Invalid value at '${name}' (TYPE_STRING)`);
  return given;
}

/** A whole number from `least` on. */
export function wholeOf(given: unknown, name: string, api: string, least = 0): number {
  if (typeof given !== 'number' || !Number.isInteger(given) || given < least)
    throw invalidArgument(api, `Invalid value at '${name}' (TYPE_INT32), ${String(given)}`);
  return given;
}
