// The scenario language: what it accepts, and the sentence that each mistake gets.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { MAX_SCENARIO_BYTES, MAX_STEPS, parseScenario, ScenarioError } from '../../local/play/scenario';

const HEAD = 'title: Essai\nstart: 2018-09-21T09:00:00+02:00\nsteps:\n';
const parseStep = (yaml: string) => parseScenario(`${HEAD}  - ${yaml}\n`).steps[0];
const refusal = (source: string): string => {
  try {
    parseScenario(source);
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
  throw new Error('the scenario was accepted');
};

describe('a scenario', () => {
  it('has a title, a start as an instant, and numbered steps that know their line', () => {
    const scenario = parseScenario(`${HEAD}  - run: A\n  # a comment\n  - at: 2018-11-17T00:00:01+01:00\n`);
    expect(scenario.title).toBe('Essai');
    expect(scenario.start).toBe(Date.UTC(2018, 8, 21, 7));
    expect(scenario.steps.map(({ number, line, at }) => ({ number, line, at }))).toEqual([
      { number: 1, line: 4, at: undefined },
      { number: 2, line: 6, at: Date.UTC(2018, 10, 16, 23, 0, 1) },
    ]);
  });

  it('keeps a number as the author wrote it when it is not written the plain way', () => {
    const step = parseStep(
      'submit: { Code INSEE: 01053, Téléphone: +33612345678, Coût: 1e3, Total: 12.5, Nom: 00123 }',
    );
    expect(step?.gesture).toMatchObject({
      answers: { 'Code INSEE': '01053', Téléphone: '+33612345678', Coût: '1e3', Total: 12.5, Nom: '00123' },
    });
  });

  it('leaves dates and fractions as text', () => {
    expect(parseStep('set: { ClotureCandidatures: 2018-10-14, Part: 1/2 }')?.gesture).toMatchObject({
      values: { ClotureCandidatures: '2018-10-14', Part: '1/2' },
    });
  });

  it('keeps hostile text as it is', () => {
    const text = '=IMPORTXML("http://x") R&D <Lyon> "É" $& $1 🌍';
    expect(parseStep(`submit: { Intitulé: ${JSON.stringify(text)} }`)?.gesture).toMatchObject({
      answers: { Intitulé: text },
    });
  });

  it('reads an empty value as an emptied cell', () => {
    expect(parseStep('set: { PointsPrix: }')?.gesture).toMatchObject({ values: { PointsPrix: '' } });
  });

  it.each([
    ['on: [CONS-2018-001]', ['CONS-2018-001']],
    ['on: CONS-2018-001', ['CONS-2018-001']],
    ['on: ["#3", OFF-2018-001-ALPHA-2]', ['#3', 'OFF-2018-001-ALPHA-2']],
    ['answers: []', []],
  ])('selects the rows of a menu item: %s', (line, on) => {
    expect(parseStep(`run: Ouvrir les plis\n    ${line}`)?.gesture).toMatchObject({ kind: 'run', on });
  });

  it('takes the answers of a menu item as the texts that a person types', () => {
    expect(parseStep('run: Attribuer\n    answers: [ALPHA, 12, 05/11/2018, oui]')?.gesture).toMatchObject({
      answers: ['ALPHA', '12', '05/11/2018', 'oui'],
    });
  });

  it('takes a fault on a gesture or on the clock alone', () => {
    expect(parseStep('at: 2018-11-17T00:00:01+01:00\n    fault: { kill: { call: 17, when: after } }')?.fault).toEqual({
      kill: { call: 17, when: 'after' },
    });
    expect(parseStep('run: A\n    fault: { mailQuota: 5, how: bounce }')?.fault).toEqual({
      mailQuota: 5,
      how: 'bounce',
    });
  });
});

describe('a mistake in a step gets one sentence with its step, its line and its key', () => {
  it.each<[string, string]>([
    ['3', 'Step 1 (line 4): a step is a block'],
    ['run: A\n    colour: red', 'Step 1 (line 5): `colour` is not known here'],
    ['run: A\n    set: { A: 1 }', 'Step 1 (line 5): has both `run` and `set`'],
    ['by: a@cuf.example', 'Step 1 (line 4): does nothing'],
    ['run: ""', 'Step 1 (line 4): `run` must not be empty.'],
    ['on: [DEM-2018-001]', 'Step 1 (line 4): `on` goes with `run` only.'],
    ['set: { A: 1 }\n    as: r1', 'Step 1 (line 5): `as` goes with `submit` or `comment` only.'],
    ['at: 2018-11-05', 'Step 1 (line 4): `at` must be an ISO instant with its offset'],
    ['at: 2018-13-05T00:00:00Z', 'Step 1 (line 4): `at` must be an ISO instant with its offset'],
    ['run: A\n    by: Anne', 'Step 1 (line 5): `by` must be an e-mail address.'],
    ['set: []', 'Step 1 (line 4): `set` must be a block of keys and values.'],
    ['fill: { tab: Titulaires, rows: [] }', 'Step 1 (line 4): `fill.rows` must hold at least one row.'],
    [
      'fill:\n      tab: Titulaires\n      rows:\n        - Code: [1]',
      'Step 1 (line 7): `fill.rows[1].Code` must be a text or a number.',
    ],
    ['submit: { A: { b: 1 } }', 'Step 1 (line 4): `submit.A` must be a text or a number.'],
    ['resubmit: { Intitulé: x }', 'Step 1 (line 4): `resubmit.as` is missing.'],
    ['renameQuestion: { from: A }', 'Step 1 (line 4): `renameQuestion.to` is missing.'],
    ['edit: { tab: Demandes, row: 3 }', 'Step 1 (line 4): `edit.values` is missing.'],
    ['edit: { tab: Demandes, row: 0, values: { A: 1 } }', 'Step 1 (line 4): `edit.row` must be at least 1.'],
    ['rows: { tab: A, do: move }', 'Step 1 (line 4): `rows.do` must be `insertBefore`, `delete`, `sort`.'],
    ['rows: { tab: A, do: sort }', 'Step 1 (line 4): `rows.by` is missing.'],
    ['rows: { tab: A, do: sort, by: X, at: 3 }', 'Step 1 (line 4): `rows.at` is not known here.'],
    ['mail: bonjour', 'Step 1 (line 4): `mail` must be a block of keys and values.'],
    ['mail: { reply: ALPHA }', 'Step 1 (line 4): `mail.reply` must be a consultation and a holder'],
    ['mail: { reply: CONS-2018-001/ALPHA, txt: a }', 'Step 1 (line 4): `mail.txt` is not known here.'],
    ['mail: { from: a@b.example, subject: a }', 'Step 1 (line 4): `mail.to` is missing.'],
    [
      'mail: { from: a@b.example, to: c@d.example, headers: { "X Y": a } }',
      'Step 1 (line 4): `mail.headers` must be header names',
    ],
    [
      'mail: { from: a@b.example, to: c@d.example, auth: maybe }',
      'Step 1 (line 4): `mail.auth` must be pass, fail, none.',
    ],
    ['formula: { tab: Budget, cell: 20, text: "=1" }', 'Step 1 (line 4): `formula.cell` must be a text.'],
    ['formula: { tab: Budget, cell: H0, text: "=1" }', 'Step 1 (line 4): `formula.cell` must be a cell such as H20.'],
    ['run: A\n    fault: {}', 'Step 1 (line 5): `fault` must name a fault.'],
    ['run: A\n    fault: { fire: twice }', 'Step 1 (line 5): `fault.fire` goes with `submit` or `resubmit` only.'],
    ['submit: { A: b }\n    fault: { fire: thrice }', 'Step 1 (line 5): `fault.fire` must be twice, blank, together.'],
    ['run: A\n    fault: { kill: { call: 0 } }', 'Step 1 (line 5): `fault.kill.call` must be at least 1.'],
    ['run: A\n    fault: { how: throw }', 'Step 1 (line 5): `fault` has `how` without `mailQuota`.'],
    ['run: A\n    fault: { timeLimit: 0 }', 'Step 1 (line 5): `fault.timeLimit` must be more than 0.'],
    ['run: A\n    fault: { lockBusy: false }', 'Step 1 (line 5): `fault.lockBusy` must be true.'],
  ])('%j', (step, message) => {
    expect(refusal(`${HEAD}  - ${step}\n`)).toContain(message);
  });

  it('names the step by its place, whatever stands before it', () => {
    expect(refusal(`${HEAD}  - run: A\n\n\n  - run: B\n    tabs: C\n`)).toContain('Step 2 (line 8): `tabs`');
  });
});

describe('a mistake in the file gets one sentence with its line', () => {
  const bomb = [
    'a: &a [1,1,1,1,1,1,1,1,1]',
    ...'bcdefgh'.split('').map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[i]}`)}]`),
  ];
  it.each<[string, string, string]>([
    ['an empty file', '', 'a scenario has `title`, `start` and `steps`.'],
    ['a list', '- a', 'a scenario has `title`, `start` and `steps`.'],
    ['no start', 'title: a\nsteps: []', 'Line 1: `start` is missing.'],
    ['another key', `author: x\n${HEAD}  - run: A`, 'Line 1: `author` is not known here'],
    ['a key twice', `${HEAD}  - run: A\n    run: B`, 'Line 5: Map keys must be unique.'],
    ['a tag', `${HEAD}  - run: !!js/function x`, 'Line 4: Unresolved tag'],
    ['an open bracket', 'a: [', 'Line 1: '],
    ['an alias bomb', bomb.join('\n'), 'repeats its aliases too often'],
    ['a deep nest', '['.repeat(200_000), 'nested too deeply'],
    ['too large a file', `# ${'x'.repeat(MAX_SCENARIO_BYTES)}`, 'the file is larger than 8 MB.'],
    ['too many steps', `${HEAD}${'  - run: A\n'.repeat(MAX_STEPS + 1)}`, `more than ${MAX_STEPS} steps.`],
  ])('%s', (_name, source, message) => {
    expect(refusal(source)).toContain(message);
  });

  it('whatever the file holds, it is a scenario or a sentence', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.string().map(text => `${HEAD}  - run: ${text}`),
        ),
        source => {
          try {
            parseScenario(source);
          } catch (error) {
            expect(error).toBeInstanceOf(ScenarioError);
          }
        },
      ),
    );
  });
});

describe('the scenarios of the repository', () => {
  const folder = join(__dirname, '../../scenarios');
  it.each(readdirSync(folder).filter(name => name.endsWith('.yaml')))('%s reads', name => {
    expect(parseScenario(readFileSync(join(folder, name), 'utf8')).steps.length).toBeGreaterThan(0);
  });
});
