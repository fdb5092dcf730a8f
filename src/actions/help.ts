/** Aide: what each step of the cycle needs, and where the settings are. */
import { escapeHtml } from '../mail/html';
import { wording } from '../sheets/wording';
import type { Desk } from './desk';

export function showHelp(desk: Desk): null {
  desk.screen.page(wording.helpTitle, wording.helpLines.map(line => `<p>${escapeHtml(line)}</p>`).join('\n'));
  return null;
}
