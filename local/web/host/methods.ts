/** Every method that a page can call, by area. Their types are the pages' types. */

import { commentMethods } from './comment-methods';
import { driveMethods } from './drive-methods';
import { formMethods } from './form-methods';
import { mailMethods } from './mail-methods';
import type { Method, MethodTable } from './method';
import { scriptMethods } from './script-methods';
import { sessionMethods } from './session-methods';
import { timeMethods } from './time-methods';
import { tryMethods } from './try-methods';
import { workbookMethods } from './workbook-methods';

export const METHODS = {
  ...sessionMethods,
  ...scriptMethods,
  ...workbookMethods,
  ...commentMethods,
  ...mailMethods,
  ...formMethods,
  ...driveMethods,
  ...timeMethods,
  ...tryMethods,
} as const;

export type Methods = typeof METHODS;
export type MethodName = keyof Methods;

/** What a page gives to a method. */
export type Params<N extends MethodName> = Methods[N] extends Method<infer P, unknown> ? P : never;
/** What it gets back; binary data and dates do not cross. */
export type Result<N extends MethodName> = Methods[N] extends { run: (...args: never[]) => infer R }
  ? Awaited<R>
  : never;

export const METHOD_TABLE: MethodTable = new Map(
  Object.entries(METHODS) as unknown as [string, Method<unknown, unknown>][],
);
