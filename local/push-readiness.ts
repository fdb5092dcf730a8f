// Whether `npm run push` can work, decided from two files of this machine: no network, nothing is sent anywhere.

/** Stands in .clasp.json until a script exists. */
export const PLACEHOLDER_SCRIPT_ID = 'REMPLACER_PAR_L_IDENTIFIANT_DU_SCRIPT';

export type Readiness = { ready: true } | { ready: false; advice: string };

const NO_SCRIPT = `Nothing was pushed: .clasp.json does not name a script yet.

  1. Open the workbook in Google Sheets, then Extensions > Apps Script.
  2. In the script editor, Project settings (the cog) > IDs > copy the script ID.
  3. Put it in .clasp.json in place of "${PLACEHOLDER_SCRIPT_ID}", then run npm run push again.

The files to push are ready in dist/.`;

const NO_LOGIN = `Nothing was pushed: clasp is not logged in on this machine.

  1. Turn on the Apps Script API once for the account: https://script.google.com/home/usersettings
  2. Run: npx clasp login        (on a machine without a browser: npx clasp login --no-localhost)
  3. Log in with an account that may edit the script, then run npm run push again.

The files to push are ready in dist/.`;

/**
 * Says whether clasp may be started.
 * @param project text of .clasp.json, undefined when there is none
 * @param login text of clasp's credentials file, undefined when there is none
 */
export function pushReadiness(project: string | undefined, login: string | undefined): Readiness {
  const scriptId = project === undefined ? undefined : member(parse(project), 'scriptId');
  if (typeof scriptId !== 'string' || scriptId.trim() === '' || scriptId === PLACEHOLDER_SCRIPT_ID) {
    return { ready: false, advice: NO_SCRIPT };
  }
  const store = login === undefined ? undefined : parse(login);
  const stored = member(member(store, 'tokens'), 'default') ?? member(store, 'token') ?? store;
  const token = member(stored, 'refresh_token') ?? member(stored, 'access_token');
  return typeof token === 'string' && token !== '' ? { ready: true } : { ready: false, advice: NO_LOGIN };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
