/**
 * When a time trigger runs. Google promises a window, not a minute: where in the window is drawn from the trigger's id,
 * so that every replay of a scenario has the same drift, of 15 minutes at most.
 */
import type { EpochMs } from './contract';
import { hashOf } from './random';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The most that a trigger drifts. */
export const MAX_DRIFT_MS = 15 * MINUTE;

export type Schedule =
  | { every: 'minutes'; count: number }
  | { every: 'hours'; count: number }
  /** Days of the week from 1 (Monday) to 7; hour and minute on the clock of Paris. */
  | { every: 'days'; count: number; hour: number; minute?: number; weekDay?: number }
  | { every: 'month'; day: number; hour: number; minute?: number }
  | { every: 'once'; at: EpochMs };

/** The first run strictly after `after`, for a trigger made at `created`; undefined when it has no more. */
export function nextRun(schedule: Schedule, id: string, created: EpochMs, after: EpochMs): EpochMs | undefined {
  switch (schedule.every) {
    case 'minutes':
      return nextOfGrid(created, schedule.count * MINUTE, id, after);
    case 'hours':
      return nextOfGrid(created, schedule.count * HOUR, id, after);
    case 'once': {
      const at = Math.max(schedule.at, created) + seconds(id, MAX_DRIFT_MS);
      return at > after ? at : undefined;
    }
    case 'days':
      return nextDay(schedule, id, created, after);
    case 'month':
      return nextMonth(schedule, id, after);
  }
}

/** Whole seconds from 0 to below `window`, drawn from the id. */
function seconds(id: string, window: number): number {
  return (hashOf(id) % Math.max(1, Math.floor(window / 1000))) * 1000;
}

function nextOfGrid(created: EpochMs, period: number, id: string, after: EpochMs): EpochMs {
  const first = created + 1000 + seconds(id, Math.min(period, MAX_DRIFT_MS) - 1000);
  if (first > after) return first;
  return first + (Math.floor((after - first) / period) + 1) * period;
}

/** `atHour(8)` runs between 8 and 9, always at the same minute; `nearMinute` narrows it to a quarter of an hour after. */
function minuteOfHour(id: string, minute: number | undefined): number {
  return minute === undefined ? hashOf(id) % 60 : minute + (hashOf(id) % Math.min(15, 60 - minute));
}

function nextDay(
  schedule: Extract<Schedule, { every: 'days' }>,
  id: string,
  created: EpochMs,
  after: EpochMs,
): EpochMs | undefined {
  const minute = minuteOfHour(id, schedule.minute);
  const origin = new Date(created);
  for (let day = 0; day < 3_660_000; day += schedule.weekDay === undefined ? schedule.count : 1) {
    const due = new Date(origin.getFullYear(), origin.getMonth(), origin.getDate() + day, schedule.hour, minute);
    if (schedule.weekDay !== undefined && due.getDay() !== schedule.weekDay % 7) continue;
    if (due.getTime() > Math.max(after, created)) return due.getTime();
    // Far behind: jump near the target instead of walking every day from the origin.
    const behind = Math.floor((after - due.getTime()) / (24 * HOUR)) - 1;
    if (behind > schedule.count) day += Math.floor(behind / schedule.count) * schedule.count - schedule.count;
  }
  return undefined;
}

function nextMonth(schedule: Extract<Schedule, { every: 'month' }>, id: string, after: EpochMs): EpochMs {
  const minute = minuteOfHour(id, schedule.minute);
  const origin = new Date(after);
  for (let month = 0; ; month += 1) {
    const due = new Date(origin.getFullYear(), origin.getMonth() + month, schedule.day, schedule.hour, minute);
    // The 31st of a shorter month does not exist: that month has no run.
    if (due.getDate() === schedule.day && due.getTime() > after) return due.getTime();
  }
}
