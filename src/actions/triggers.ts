/** The triggers of the managing account: created when missing, never twice. */
import { wording } from '../sheets/wording';
import type { Desk } from './desk';

const EVERY_MINUTES = 15;
const DAILY_HOUR = 8;

/** Names of the front door's functions that triggers call. */
export const TRIGGER_HANDLERS = { form: 'onFormAnswer', sweep: 'onSweep', daily: 'onDaily' } as const;

/** Creates the triggers that are missing and removes duplicates; says what changed. */
export function ensureTriggers(desk: Desk): string[] {
  const { scripts, forms } = desk.google;
  const changes: string[] = [];
  const formId = desk.memory.get('form')?.id ?? '';
  const present = scripts.getProjectTriggers();
  for (const [kind, handler] of Object.entries(TRIGGER_HANDLERS)) {
    const ours = present.filter(trigger => trigger.getHandlerFunction() === handler);
    const right = kind === 'form' ? ours.filter(trigger => trigger.getTriggerSourceId() === formId) : ours;
    for (const extra of ours.filter(trigger => trigger !== right[0])) {
      scripts.deleteTrigger(extra);
      changes.push(wording.triggerRemoved(handler));
    }
    if (right.length > 0) continue;
    const builder = scripts.newTrigger(handler);
    if (kind === 'form') builder.forForm(forms.openById(formId)).onFormSubmit().create();
    else if (kind === 'sweep') builder.timeBased().everyMinutes(EVERY_MINUTES).create();
    else builder.timeBased().everyDays(1).atHour(DAILY_HOUR).create();
    changes.push(wording.triggerCreated(handler));
  }
  return changes;
}
