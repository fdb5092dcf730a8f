/** Time that passes in the Workspace while people watch: slice by slice, so that months can be followed, and stopped. */
import type { EpochMs } from '../../kernel/contract';
import type { Workspace } from '../../kernel/workspace';
import { tellInstant } from '../../play/story';

/** A quarter of a day: a handful of runs. */
const SLICE_MS = 6 * 3600_000;

/** How many slices lie before an instant. */
export function slicesUntil({ clock }: Workspace, to: EpochMs): number {
  return Math.max(1, Math.ceil((to - clock.shown) / SLICE_MS));
}

/**
 * Moves the clock to an instant; what is due on the way runs. `next` is asked before each slice with how many are behind
 * and where the clock stands, and ends it with false. Gives whether the clock came there. An instant that is past is now.
 */
export async function passTime(
  workspace: Workspace,
  to: EpochMs,
  next: (slices: number, text: string) => Promise<boolean>,
): Promise<boolean> {
  const { clock } = workspace;
  clock.settle();
  const from = clock.setTo;
  for (let slice = 0; ; slice += 1) {
    if (!(await next(slice, `le ${tellInstant(clock.shown)}`))) return false;
    const until = Math.min(to, from + (slice + 1) * SLICE_MS);
    // Others may have acted meanwhile, and their time passes too.
    workspace.moveTo(Math.max(until, clock.shown));
    if (until === to) return true;
  }
}
