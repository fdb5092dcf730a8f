/**
 * The script's zone is Europe/Paris, and V8 reads one zone per process: every local program calls `useParisTime()`
 * first, jest sets TZ in its configuration, and the Workspace refuses to start anywhere else.
 */
export const SCRIPT_TIME_ZONE = 'Europe/Paris';

/** Puts the process on Paris time. To be called at the entry of a program, before any Date is shown. */
export function useParisTime(): void {
  process.env.TZ = SCRIPT_TIME_ZONE;
}

/** Throws a sentence that says what to do when the process is not on Paris time. */
export function assertParisTime(): void {
  const winter = new Date(2018, 0, 15, 12).getTime() === Date.UTC(2018, 0, 15, 11);
  const summer = new Date(2018, 6, 15, 12).getTime() === Date.UTC(2018, 6, 15, 10);
  const historic = new Date(1950, 6, 15, 12).getTime() === Date.UTC(1950, 6, 15, 11);
  if (winter && summer && historic) return;
  throw new Error(
    `Le Workspace local tourne à l'heure de Paris, ce processus est à l'heure « ${process.env.TZ ?? 'de la machine'} » : ` +
      'appelez useParisTime() au tout début du programme, ou lancez-le avec TZ=Europe/Paris.',
  );
}
