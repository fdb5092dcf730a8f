/** Time in the Workspace: its clock, what is due, every run of the script, and the accidents that a trainer arranges. */
import { z } from 'zod';
import type { ExecutionRecord } from '../../kernel/contract';
import { menuItems } from '../../kernel/menu';
import { deadlinesOf } from './deadlines';
import { method, methodWhenIdle } from './method';
import { passTime, slicesUntil } from './passing-time';
import { NotPossible, type WorkspaceHost } from './workspace-host';

const CLOCK = ['web', 'clock'] as const;
const nothing = z.strictObject({});
const fault = z
  .strictObject({
    kill: z.strictObject({ call: z.int().min(1).max(10_000), when: z.enum(['before', 'after']) }).optional(),
    timeLimit: z.number().min(1).max(360).optional(),
    lockBusy: z.literal(true).optional(),
    mailQuota: z.int().min(0).max(1500).optional(),
    how: z.enum(['throw', 'bounce']).optional(),
  })
  .refine(({ mailQuota, how }) => (mailQuota === undefined) === (how === undefined), {
    error: '`mailQuota` et `how` vont ensemble',
  });
/** What goes wrong in the next run of a menu item, of a page or of an installable trigger. */
export type ArmedFault = z.output<typeof fault>;

const MAX_LEAP_MS = 800 * 24 * 3600_000;
const NOTICES_SHOWN = 50;

/** Lets the clock follow the machine or stand still, and remembers which. */
export function letClockFollow({ workspace }: Pick<WorkspaceHost, 'workspace'>, follows: boolean): void {
  workspace.clock.followMachine(follows);
  workspace.store.put<{ follows: boolean }>(...CLOCK, { follows });
}

/** Takes up what was remembered: a clock that followed goes on from where it stood. */
export function takeUpClock({ workspace }: Pick<WorkspaceHost, 'workspace'>): void {
  workspace.clock.followMachine(workspace.store.get<{ follows: boolean }>(...CLOCK)?.follows ?? false);
}

export const timeMethods = {
  'time.state': method(nothing, ({ workspace, stage }) => ({
    now: workspace.clock.shown,
    follows: workspace.clock.follows,
    fault: (workspace.nextFault ?? null) as ArmedFault | null,
    triggers: workspace.triggers.all().map(({ id, handler, user, nextAt, eventType, schedule }) => ({
      id,
      handler,
      user,
      eventType,
      schedule: schedule ?? null,
      nextAt: nextAt ?? null,
    })),
    deadlines: deadlinesOf(stage),
    /** What Google wrote to the owners of failed triggers, newest first. */
    notices: workspace.notices.slice(-NOTICES_SHOWN).reverse(),
    /** The caption of each function that stands behind an item of the menu. */
    captions: Object.fromEntries(
      menuItems(workspace.menusOf(stage.manager)).map(({ functionName, caption }) => [functionName, caption]),
    ),
  })),
  'time.follow': methodWhenIdle(z.strictObject({ follows: z.boolean() }), (host, { follows }) => {
    letClockFollow(host, follows);
  }),
  /** Moves the clock; what is due on the way runs. Ends early, where the clock then stands, when somebody stops it. */
  'time.move': methodWhenIdle(z.strictObject({ to: z.number() }), async ({ workspace, work }, { to }) => {
    const now = workspace.clock.shown;
    if (to < now) throw new NotPossible("L'horloge ne recule pas : choisissez un instant à venir.");
    if (to > now + MAX_LEAP_MS) throw new NotPossible('Pas plus de deux ans à la fois.');
    const total = slicesUntil(workspace, to);
    await work.run('Le temps passe', total, async next => {
      await passTime(workspace, Math.round(to), next);
    });
  }),
  /** A window of the runs, newest first, and the functions that have run. Without `custom`, formulas are left out. */
  'time.executions': method(
    z.strictObject({
      from: z.int().min(0),
      count: z.int().min(1).max(200),
      outcome: z.enum(['', 'ok', 'error', 'killed', 'timeout']),
      function: z.string().max(100),
      custom: z.boolean(),
    }),
    ({ workspace }, { from, count, outcome, function: name, custom }) => {
      const runs = workspace.executions.filter(({ trigger }) => custom || trigger !== 'custom');
      const chosen = runs.filter(
        record => (outcome === '' || record.outcome === outcome) && (name === '' || record.function === name),
      );
      return {
        total: chosen.length,
        functions: [...new Set(runs.map(record => record.function))].sort(),
        executions: windowOf(chosen, from, count),
      };
    },
  ),
  'time.fault': method(z.strictObject({ fault: fault.nullable() }), ({ workspace }, { fault: wanted }) => {
    const parts = Object.entries(wanted ?? {}).filter(([, part]) => part !== undefined);
    workspace.nextFault = parts.length === 0 ? undefined : (Object.fromEntries(parts) as typeof workspace.nextFault);
  }),
};

function windowOf(records: readonly ExecutionRecord[], from: number, count: number): ExecutionRecord[] {
  const end = Math.max(0, records.length - from);
  return records.slice(Math.max(0, end - count), end).reverse();
}
