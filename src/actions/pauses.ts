/** Which sendings a person has interrupted: the memory's list, beside the reason that their rows give. */
import type { Desk } from './desk';

/** References of the consultations whose sending was interrupted, and `Envois` for letters. */
export function pausedJobs(desk: Desk): readonly string[] {
  return desk.memory.get('paused') ?? [];
}

export function rememberPause(desk: Desk, job: string): void {
  const paused = pausedJobs(desk);
  if (!paused.includes(job)) desk.memory.set('paused', [...paused, job]);
}

/** Costs nothing when the job was not interrupted. */
export function forgetPause(desk: Desk, job: string): void {
  const paused = pausedJobs(desk);
  if (paused.includes(job))
    desk.memory.set(
      'paused',
      paused.filter(other => other !== job),
    );
}
