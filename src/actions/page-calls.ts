/** What the pages « Envoi », « Prévisualisation » and « Vérifier l'installation » ask of the script. */
import { parseReference } from '../scheme/references';
import { wording } from '../sheets/wording';
import { type CheckReport, reportOf } from './check-installation';
import type { Desk } from './desk';
import { installNow } from './install';
import { pauseLetters, sendLettersSlice, unpauseLetters } from './letters';
import { testToSelf } from './preview-sending';
import { Refused } from './refused';
import { pauseConsultation, sendSlice, unpauseConsultation } from './send-terms';
import { LETTERS_JOB, type SendingProgress } from './sending-progress';

/** Sends the next mails of a job. */
export function nextSlice(desk: Desk, job: unknown): SendingProgress {
  return job === LETTERS_JOB ? sendLettersSlice(desk) : sendSlice(desk, consultationOf(job));
}

/** Stops a job where it stands. */
export function stopJob(desk: Desk, job: unknown): SendingProgress {
  return job === LETTERS_JOB ? pauseLetters(desk) : pauseConsultation(desk, consultationOf(job));
}

/** Takes an interrupted job up again, with its next mails. */
export function resumeJob(desk: Desk, job: unknown): SendingProgress {
  if (job === LETTERS_JOB) unpauseLetters(desk);
  else unpauseConsultation(desk, consultationOf(job));
  return nextSlice(desk, job);
}

/** Sends one mail of a consultation to the person who asks, and says so. */
export function sendTestToSelf(desk: Desk, reference: unknown): string {
  return testToSelf(desk, consultationOf(reference));
}

/** Puts back what the installation can mend, then checks again. */
export function repair(desk: Desk): CheckReport {
  const changes = installNow(desk);
  desk.startOver();
  return reportOf(desk, changes);
}

/** The checks once more, after something was mended by hand. */
export function checkAgain(desk: Desk): CheckReport {
  return reportOf(desk, null);
}

function consultationOf(typed: unknown): string {
  const reference = typeof typed === 'string' ? parseReference(typed) : null;
  if (typeof typed !== 'string' || reference?.kind !== 'consultation') throw new Refused(wording.unknownReference(''));
  return typed;
}
