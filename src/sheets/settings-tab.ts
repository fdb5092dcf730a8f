/** Tab Paramètres: each setting's raw value by name, parsed by the rules. */
import { parseSettings, type SettingProblem, type Settings } from '../scheme/settings';

export interface ReadSettings {
  readonly settings: Settings;
  readonly problems: readonly SettingProblem[];
}

/** Reads the whole tab in one call: names in the first column, values in the one headed `Valeur`. */
export function readSettings(sheet: GoogleAppsScript.Spreadsheet.Sheet): ReadSettings {
  const [header = [], ...rows] = sheet.getDataRange().getValues();
  const name = header.indexOf('Paramètre');
  const value = header.indexOf('Valeur');
  const raw: Record<string, unknown> = {};
  for (const cells of rows) if (name >= 0 && value >= 0) raw[String(cells[name]).trim()] = cells[value];
  return parseSettings(raw);
}
