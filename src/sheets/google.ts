/** The one door through which Google's services come in: handed over by main.ts, never reached for elsewhere. */

export interface Google {
  readonly sheets: GoogleAppsScript.Spreadsheet.SpreadsheetApp;
  readonly charts: GoogleAppsScript.Charts.Charts;
  readonly properties: GoogleAppsScript.Properties.PropertiesService;
  readonly locks: GoogleAppsScript.Lock.LockService;
  readonly session: GoogleAppsScript.Base.Session;
  readonly utilities: GoogleAppsScript.Utilities.Utilities;
  readonly scripts: GoogleAppsScript.Script.ScriptApp;
  readonly html: GoogleAppsScript.HTML.HtmlService;
  readonly forms: GoogleAppsScript.Forms.FormApp;
  readonly documents: GoogleAppsScript.Document.DocumentApp;
  /** Undefined when the advanced service is not enabled in the project; so are `gmail` and `otherSheets`. */
  readonly drive: GoogleAppsScript.Drive | undefined;
  readonly gmail: GoogleAppsScript.Gmail | undefined;
  /** The advanced service Sheets: other spreadsheets than the one the script is bound to. */
  readonly otherSheets: GoogleAppsScript.Sheets | undefined;
}

/** SHA-256 of a text in UTF-8, as lower-case hexadecimal. */
export function sha256Of(utilities: GoogleAppsScript.Utilities.Utilities): (text: string) => string {
  return text =>
    utilities
      .computeDigest(utilities.DigestAlgorithm.SHA_256, text, utilities.Charset.UTF_8)
      .map(byte => (byte & 0xff).toString(16).padStart(2, '0'))
      .join('');
}
