/** The instants that a visitor may want to see pass: the deadlines of consultations, and when calls open and close. */
import type { Sheet } from '../../engine/sheet';
import type { EpochMs } from '../../kernel/contract';
import { headerColumns } from '../../play/sheet-address';
import type { Stage } from '../../play/stage';

export interface Deadline {
  at: EpochMs;
  /** What ends or begins then, in words. */
  text: string;
}

const DATED_SETTINGS: Readonly<Record<string, string>> = {
  OuvertureAppel: "Ouverture de l'appel à demandes",
  ClotureAppel: "Clôture de l'appel à demandes",
  OuvertureCandidatures: 'Ouverture des candidatures',
  ClotureCandidatures: 'Clôture des candidatures',
};
const MOST = 8;

/** Those that are still to come, the next one first. */
export function deadlinesOf({ workbook, workspace }: Stage): Deadline[] {
  const now = workspace.clock.shown;
  const serials = [
    ...rowsOf(workbook.sheet('Consultations'), 'Référence', 'Date limite').map(([reference, serial]) => ({
      serial,
      text: `${reference} : date limite des offres`,
    })),
    ...rowsOf(workbook.sheet('Paramètres'), 'Paramètre', 'Valeur').flatMap(([name, serial]) => {
      const text = DATED_SETTINGS[name];
      return text === undefined ? [] : [{ serial: lastSecondOf(name, serial), text }];
    }),
  ];
  return serials
    .map(({ serial, text }) => ({ at: workbook.zone.toInstant(serial), text }))
    .filter(({ at }) => at > now)
    .sort((one, other) => one.at - other.at)
    .slice(0, MOST);
}

/** When the call for requests opens and closes, as staff have set it; null where they have not. */
export function callDatesOf({ workbook }: Stage): { opensAt: EpochMs | null; closesAt: EpochMs | null } {
  const settings = new Map(rowsOf(workbook.sheet('Paramètres'), 'Paramètre', 'Valeur'));
  const instantOf = (name: string): EpochMs | null => {
    const serial = settings.get(name);
    return serial === undefined ? null : workbook.zone.toInstant(lastSecondOf(name, serial));
  };
  return { opensAt: instantOf('OuvertureAppel'), closesAt: instantOf('ClotureAppel') };
}

/** A closing day without an hour counts to its last second. */
function lastSecondOf(name: string, serial: number): number {
  return name.startsWith('Cloture') && Number.isInteger(serial) ? serial + 1 - 1 / 86_400 : serial;
}

/** A text and a number of each row that has both. */
function rowsOf(sheet: Sheet | undefined, name: string, value: string): [string, number][] {
  if (sheet === undefined) return [];
  const columns = headerColumns(sheet);
  const [named, valued] = [columns.get(name), columns.get(value)];
  if (named === undefined || valued === undefined) return [];
  return sheet.document.values.slice(1).flatMap((row): [string, number][] => {
    const serial = row?.[valued - 1];
    return typeof serial === 'number' ? [[String(row?.[named - 1] ?? ''), serial]] : [];
  });
}
