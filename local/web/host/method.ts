/** A method of the host: its parameters are parsed before it runs, since they come from a browser. */
import type { z } from 'zod';
import type { Caller } from '../wire';
import type { WorkspaceHost } from './workspace-host';

/** The methods by name, whatever they take: parameters are parsed by each one's schema before it runs. */
export type MethodTable = ReadonlyMap<string, Method<unknown, unknown>>;

export interface Method<P, R> {
  readonly params: z.ZodType<P>;
  /** Refused while a dialog of the workbook waits for an answer; such a method may be asynchronous. */
  readonly whenIdle: boolean;
  readonly run: (host: WorkspaceHost, params: P, caller: Caller) => R;
}

/** A method that runs at once, also while somebody has a dialog open: it may not be asynchronous. */
export function method<P, R>(
  params: z.ZodType<P>,
  run: (host: WorkspaceHost, params: P, caller: Caller) => R,
): Method<P, R> {
  return { params, run, whenIdle: false };
}

/** A method that needs the Workspace for itself: it moves time, replaces it, or takes long. */
export function methodWhenIdle<P, R>(
  params: z.ZodType<P>,
  run: (host: WorkspaceHost, params: P, caller: Caller) => R,
): Method<P, R> {
  return { params, run, whenIdle: true };
}
