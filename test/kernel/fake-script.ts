/** A tiny script for the tests of the kernel, and a Workspace around it. */
import { Bundle } from '../../local/kernel/bundle';
import type { KernelPartFactory } from '../../local/kernel/parts';
import { PARTS } from '../../local/kernel/parts';
import { Workspace, type WorkspaceOptions } from '../../local/kernel/workspace';

export const START = Date.parse('2018-09-21T09:00:00+02:00');
export const OWNER = 'gestion@cuf.example';

const MANIFEST = {
  timeZone: 'Europe/Paris',
  runtimeVersion: 'V8',
  oauthScopes: [
    'https://www.googleapis.com/auth/spreadsheets.currentonly',
    'https://www.googleapis.com/auth/script.container.ui',
    'https://www.googleapis.com/auth/script.scriptapp',
    'https://www.googleapis.com/auth/userinfo.email',
  ],
  dependencies: { enabledAdvancedServices: [{ userSymbol: 'Gmail', serviceId: 'gmail', version: 'v1' }] },
};

/** A bundle of one file, with the pages and the manifest changes that a test needs. */
export function script(source: string, others: Record<string, string> = {}, manifest: object = {}): Bundle {
  return Bundle.of({
    'appsscript.json': JSON.stringify({ ...MANIFEST, ...manifest }),
    'code.js': source,
    ...others,
  });
}

/** A Workspace in memory around a script; `extra` adds parts to the kernel's own. */
export function workspaceOf(
  bundle: Bundle | string,
  extra: readonly KernelPartFactory[] = [],
  options: Partial<WorkspaceOptions> = {},
): Workspace {
  return Workspace.create({
    start: START,
    owner: OWNER,
    bundle: typeof bundle === 'string' ? script(bundle) : bundle,
    parts: [...OWN_PARTS, ...extra],
    ...options,
  });
}

/** The kernel's own services, whatever else the list of parts has grown to. */
const OWN = new Set(['properties', 'cache', 'lock', 'session', 'utilities', 'script', 'html']);
const OWN_PARTS: readonly KernelPartFactory[] = PARTS.map(make => context => {
  const part = make(context);
  return OWN.has(part.name ?? '') ? part : { globals: () => ({}) };
});

/** Runs one function as the owner clicking, and gives what it logged. */
export function logged(workspace: Workspace, functionName: string): string[] {
  const record = workspace.fire(functionName, { kind: 'dialog', by: OWNER });
  if (record.outcome !== 'ok') throw new Error(record.error ?? record.outcome);
  return record.logs.map(line => line.text);
}
