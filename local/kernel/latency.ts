/**
 * How long a call takes, in modelled milliseconds. The figures were measured by the community, to within a factor of
 * three; they start the model, they do not promise anything of a real account.
 */
import type { CallCost } from './contract';
import type { CallKind } from './counted';

/** Added to a read or a write for each cell it moves. */
export const MS_PER_CELL = 0.05;

const MS_BY_KIND: Record<CallKind, number> = {
  read: 100,
  write: 100,
  structure: 100,
  flush: 200,
  cache: 30,
  properties: 80,
  lock: 80,
  trigger: 400,
  gmailSearch: 500,
  gmailRead: 150,
  gmailSend: 800,
  drive: 400,
  export: 1_500,
  docs: 400,
  forms: 400,
};

/** Modelled milliseconds of one call. */
export function callLatency(kind: CallKind, cost: CallCost): number {
  return cost.ms ?? MS_BY_KIND[kind] + MS_PER_CELL * ((cost.read ?? 0) + (cost.written ?? 0));
}

/** The limits of a run, in milliseconds. */
export const RUN_LIMIT_MS = 6 * 60_000;
export const SHORT_RUN_LIMIT_MS = 30_000;

/** Google's text when a run is cut off. */
export const TIME_LIMIT_TEXT = 'Exceeded maximum execution time';
