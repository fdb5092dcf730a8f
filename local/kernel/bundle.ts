/** The built add-on as clasp pushes it: every script file, compiled once per process, the HTML pages and the manifest. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';

/** What the local Workspace reads of `appsscript.json`. */
interface Manifest {
  timeZone?: string;
  runtimeVersion?: string;
  oauthScopes?: string[];
  dependencies?: { enabledAdvancedServices?: { userSymbol: string; serviceId: string; version: string }[] };
}

/** Advanced services: their global exists only when the manifest enables it, under the name that it gives. */
const ADVANCED_BY_ID: Readonly<Record<string, string>> = {
  gmail: 'Gmail',
  drive: 'Drive',
  sheets: 'Sheets',
  docs: 'Docs',
};

/** A bundle that cannot be loaded, with the reason. */
export class BundleError extends Error {
  override readonly name = 'BundleError';
}

/** The files of one Apps Script project. */
export class Bundle {
  readonly scripts: readonly vm.Script[];
  /** HTML files by name, without the extension. */
  readonly pages: ReadonlyMap<string, string>;
  readonly scopes: ReadonlySet<string>;
  /** Global name → the advanced service behind it. */
  readonly advancedServices: ReadonlyMap<string, string>;

  private constructor(files: ReadonlyMap<string, string>) {
    const manifestText = files.get('appsscript.json');
    if (manifestText === undefined) throw new BundleError('Le script construit ne contient pas appsscript.json.');
    const manifest = JSON.parse(manifestText) as Manifest;
    if (manifest.runtimeVersion !== 'V8') throw new BundleError('appsscript.json : runtimeVersion doit valoir V8.');
    const names = [...files.keys()].sort();
    this.scripts = names
      .filter(name => name.endsWith('.js') || name.endsWith('.gs'))
      .map(name => new vm.Script(withoutMark(name, files.get(name) ?? ''), { filename: name }));
    this.pages = new Map(
      names.filter(name => name.endsWith('.html')).map(name => [name.slice(0, -'.html'.length), files.get(name) ?? '']),
    );
    this.scopes = new Set(manifest.oauthScopes ?? []);
    this.advancedServices = new Map(
      (manifest.dependencies?.enabledAdvancedServices ?? []).map(({ userSymbol, serviceId }) => [
        userSymbol,
        ADVANCED_BY_ID[serviceId] ?? serviceId,
      ]),
    );
  }

  /** From text, by file name. */
  static of(files: Readonly<Record<string, string>>): Bundle {
    return new Bundle(new Map(Object.entries(files)));
  }

  /** From a folder such as `dist`; read again only when a file has changed. */
  static load(folder: string): Bundle {
    const names = readdirSync(folder).filter(name => /\.(?:js|gs|html|json)$/.test(name));
    const stamp = names.map(name => `${name}:${statSync(join(folder, name)).mtimeMs}`).join('|');
    const known = loaded.get(folder);
    if (known?.stamp === stamp) return known.bundle;
    const bundle = new Bundle(new Map(names.map(name => [name, readFileSync(join(folder, name), 'utf8')])));
    loaded.set(folder, { stamp, bundle });
    return bundle;
  }

  /** Whether a global of that name exists in this project: advanced services must be enabled. */
  offers(globalName: string): boolean {
    return !ADVANCED.has(globalName) || this.advancedServices.get(globalName) === globalName;
  }
}

const ADVANCED: ReadonlySet<string> = new Set(Object.values(ADVANCED_BY_ID));
const loaded = new Map<string, { stamp: string; bundle: Bundle }>();

function withoutMark(name: string, source: string): string {
  if (source.startsWith('\uFEFF')) throw new BundleError(`${name} commence par une marque d'ordre des octets.`);
  return source;
}
