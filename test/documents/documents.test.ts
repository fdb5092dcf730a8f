// The documents say what is: commands, dependencies, links, and the examples of the scenario language, which are played.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { builtScript } from '../../local/play/built-script';
import type { Outputs } from '../../local/play/outputs';
import { Performance } from '../../local/play/performance';
import { parseScenario } from '../../local/play/scenario';

const ROOT = join(__dirname, '../..');
const MINUTES = 60_000;
const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const folder = (path: string): string[] => readdirSync(join(ROOT, path)).map(name => join(path, name));
const DOCUMENTS = ['README.md', 'CHANGELOG.md', 'NOTICE', ...folder('docs'), ...folder('docs/decisions')].filter(path =>
  /(?:\.md|NOTICE)$/.test(path),
);
const project = JSON.parse(text('package.json')) as {
  scripts: Record<string, string>;
  devDependencies: Record<string, string>;
};

describe('the README', () => {
  const commands = [...text('README.md').matchAll(/npm (?:run )?([a-z]+)/g)]
    .map(([, name = '']) => name)
    .filter(name => name !== 'ci');

  it('names every npm script, and no other', () => {
    expect([...new Set(commands)].sort()).toEqual(Object.keys(project.scripts).sort());
  });

  it('gives the commands that set everything up first', () => {
    expect(commands.slice(0, 2)).toEqual(['start', 'test']);
  });

  it('names files and folders that exist', () => {
    const [, layout = ''] = /## What is where\n```\n([\s\S]*?)```/.exec(text('README.md')) ?? [];
    const paths = layout.match(/(?:(?:src|local|scenarios|test|bench|docs)\/[\w./-]*|appsscript\.json)/g) ?? [];
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter(path => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

describe('docs/dependencies.md', () => {
  const listed = [...text('docs/dependencies.md').matchAll(/^\| (?!package|---)([^|]+) \|/gm)].flatMap(
    ([, cell = '']) => cell.split(', ').map(name => name.trim()),
  );

  it('has a line for every dependency, and no other', () => {
    expect([...listed].sort()).toEqual(Object.keys(project.devDependencies).sort());
  });
});

describe('package-lock.json', () => {
  // A registry that lacks another platform's binaries makes `npm install` drop them silently, and `npm ci` then refuses.
  it('has an entry for every optional package, so that npm ci works on every machine', () => {
    const { packages } = JSON.parse(text('package-lock.json')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    const missing = Object.entries(packages).flatMap(([at, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        name => packages[`${at}/node_modules/${name}`] === undefined && packages[`node_modules/${name}`] === undefined,
      ),
    );
    expect(missing).toEqual([]);
  });
});

describe.each(DOCUMENTS)('%s', path => {
  const page = text(path);
  const prose = page.replace(/```[\s\S]*?```/g, '');

  it('links to pages and headings that exist', () => {
    const links = [...prose.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, target = '']) => target);
    const broken = links.filter(target => {
      const [file = '', anchor] = target.split('#');
      const full = file === '' ? join(ROOT, path) : resolve(ROOT, dirname(path), file);
      return !existsSync(full) || (anchor !== undefined && !headings(readFileSync(full, 'utf8')).includes(anchor));
    });
    expect(broken).toEqual([]);
  });

  it('names source files that exist', () => {
    const named = [...prose.matchAll(/`((?:src|local|test|bench|scenarios|docs)\/[\w./-]+)`/g)].map(
      ([, name = '']) => name,
    );
    expect(named.filter(name => !existsSync(join(ROOT, name)))).toEqual([]);
  });

  it('points at nothing outside the repository', () => {
    expect(page).not.toMatch(/\.\.\/shared|(?:^|[\s`(])\/(?:home|work|tmp|Users)\/|registry\./);
  });
});

/** Headings as GitHub links to them. */
function headings(page: string): string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replace(/ /g, '-'),
  );
}

describe('docs/scenarios.md', () => {
  const page = text('docs/scenarios.md');
  const blocks = (info: string): string[] =>
    [...page.matchAll(new RegExp(`^\`\`\`${info}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, block = '']) => block);
  const story = blocks('yaml').join('');
  let outputs: Outputs;

  beforeAll(async () => {
    const place = mkdtempSync(join(tmpdir(), 'scenario-language-'));
    try {
      cpSync(join(ROOT, 'scenarios/pieces'), join(place, 'pieces'), { recursive: true });
      writeFileSync(join(place, 'language.yaml'), story);
      const performance = new Performance({ file: join(place, 'language.yaml'), bundleDir: builtScript(ROOT) });
      await performance.play();
      outputs = performance.outputs();
    } finally {
      rmSync(place, { recursive: true });
    }
  }, 3 * MINUTES);

  it('shows every gesture of the language', () => {
    const whole = story + blocks('yaml read-only').join('');
    const shown = new Set(parseScenario(whole).steps.map(({ gesture }) => gesture.kind));
    expect([...shown].sort()).toEqual([
      'comment',
      'edit',
      'eml',
      'fill',
      'formula',
      'mail',
      'renameQuestion',
      'resubmit',
      'rows',
      'run',
      'set',
      'submit',
      'tamper',
      'wait',
    ]);
  });

  it('tells a story that ends as the page says', () => {
    const { Demandes: requests = [], Consultations: consultations = [], Offres: bids = [] } = outputs.workbook;
    expect(requests.map(({ Intitulé: title }) => title).sort()).toEqual([
      'Dix ans de coopération',
      'Eau potable à Ouagadougou, phase 2',
    ]);
    expect(consultations).toMatchObject([{ Référence: 'CONS-2018-001', Statut: 'envoyée', 'Titulaires consultés': 2 }]);
    expect(bids.find(({ Titulaire: holder }) => holder === 'ALPHA')).toMatchObject({ Envoi: 'envoyé', État: 'reçue' });
    expect(outputs.cells.Budget?.H20?.formula).toContain('AICT_TAUX');
    expect(outputs.executions.filter(({ outcome }) => outcome === 'killed')).toHaveLength(1);
  });
});
