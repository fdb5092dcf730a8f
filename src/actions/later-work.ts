/** Menu items whose work is not there yet say so in a sentence; they never pretend. */
import { wording } from '../sheets/wording';
import type { Desk } from './desk';

export function notYet(caption: string): (desk: Desk) => null {
  return desk => {
    desk.screen.tell(caption, wording.notYet(caption));
    return null;
  };
}
