/** Time in the Workspace: its clock, what is due, every run of the script, and the accidents that a trainer arranges. */
import { z } from 'zod';
import { method, methodWhenIdle } from './method';
import { NotPossible, type WorkspaceHost } from './workspace-host';

const CLOCK = ['web', 'clock'] as const;
const nothing = z.strictObject({});
const fault = z.strictObject({
  kill: z.strictObject({ call: z.int().min(1).max(10_000), when: z.enum(['before', 'after']) }).optional(),
  timeLimit: z.number().min(1).max(360).optional(),
  lockBusy: z.literal(true).optional(),
  mailQuota: z.int().min(0).max(1500).optional(),
  how: z.enum(['throw', 'bounce']).optional(),
});
const MAX_LEAP_MS = 800 * 24 * 3600_000;

/** Lets the clock follow the machine or stand still, and remembers which. */
export function letClockFollow(host: Pick<WorkspaceHost, 'workspace'>, follows: boolean): void {
  host.workspace.clock.followMachine(follows);
  host.workspace.store.put<{ follows: boolean }>(...CLOCK, { follows });
}

/** Takes up what was remembered: a clock that followed goes on from where it stood. */
export function takeUpClock({ workspace }: Pick<WorkspaceHost, 'workspace'>): void {
  workspace.clock.followMachine(workspace.store.get<{ follows: boolean }>(...CLOCK)?.follows ?? false);
}

export const timeMethods = {
  'time.state': method(nothing, ({ workspace }) => ({
    now: workspace.clock.now(),
    follows: workspace.clock.follows,
    fault: workspace.nextFault ?? null,
    triggers: workspace.triggers.all().map(({ id, handler, user, nextAt, eventType }) => ({
      id,
      handler,
      user,
      eventType,
      nextAt: nextAt ?? null,
    })),
    notices: workspace.notices.slice(-20).reverse(),
  })),
  'time.follow': methodWhenIdle(z.strictObject({ follows: z.boolean() }), (host, { follows }) => {
    letClockFollow(host, follows);
  }),
  /** Moves the clock; what is due on the way runs. */
  'time.move': methodWhenIdle(z.strictObject({ to: z.number() }), ({ workspace }, { to }) => {
    const now = workspace.clock.now();
    if (to < now) throw new NotPossible("L'horloge ne recule pas : choisissez un instant à venir.");
    if (to > now + MAX_LEAP_MS) throw new NotPossible('Pas plus de deux ans à la fois.');
    workspace.moveTo(Math.round(to));
  }),
  /** Newest first. */
  'time.executions': method(
    z.strictObject({
      from: z.int().min(0),
      count: z.int().min(1).max(200),
      outcome: z.enum(['', 'ok', 'error', 'killed', 'timeout']),
      function: z.string().max(100),
      custom: z.boolean(),
    }),
    ({ workspace }, { from, count, outcome, function: name, custom }) => {
      const all = workspace.executions.filter(
        record =>
          (outcome === '' || record.outcome === outcome) &&
          (name === '' || record.function === name) &&
          (custom || record.trigger !== 'custom'),
      );
      return {
        total: all.length,
        executions: all.slice(Math.max(0, all.length - from - count), all.length - from).reverse(),
      };
    },
  ),
  'time.fault': method(z.strictObject({ fault: fault.nullable() }), ({ workspace }, { fault: wanted }) => {
    workspace.nextFault =
      wanted === null
        ? undefined
        : (Object.fromEntries(Object.entries(wanted).filter(([, part]) => part !== undefined)) as NonNullable<
            typeof workspace.nextFault
          >);
  }),
};
