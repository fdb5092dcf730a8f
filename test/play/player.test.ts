// The gestures of a scenario on a real Workspace, with a small script in place of the add-on.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bundle } from '../../local/kernel/bundle';
import { Workspace } from '../../local/kernel/workspace';
import { Player, type StepReport } from '../../local/play/player';
import { parseScenario } from '../../local/play/scenario';
import { Stage } from '../../local/play/stage';
import { workspaceParts } from '../../local/play/workspace-parts';
import { parseMime, partText, walkParts } from '../../local/post/mime-tree';

const OWNER = 'dispositif@cuf.example';
const MANIFEST = JSON.stringify({
  timeZone: 'Europe/Paris',
  runtimeVersion: 'V8',
  oauthScopes: [
    'spreadsheets.currentonly',
    'script.container.ui',
    'script.scriptapp',
    'userinfo.email',
    'gmail.send',
    'gmail.readonly',
    'forms',
    'drive.file',
    'documents',
  ].map(scope => `https://www.googleapis.com/auth/${scope}`),
  dependencies: { enabledAdvancedServices: [{ userSymbol: 'Gmail', serviceId: 'gmail', version: 'v1' }] },
});

/** Makes three tabs and a form; keeps answers, edits and selections in tabs; writes to a holder. */
const SCRIPT = `
function onOpen() {
  SpreadsheetApp.getUi().createMenu('Essai')
    .addItem('Installer', 'install').addItem('Montrer la sélection', 'showSelection')
    .addItem('Demander', 'askTwo').addItem('Consulter', 'consult').addToUi();
}
function install() {
  const book = SpreadsheetApp.getActiveSpreadsheet();
  const make = (name, rows) => {
    const sheet = book.insertSheet(name);
    sheet.setFrozenRows(1);
    sheet.getRange(1, 1, rows.length, rows[0].length).setValues(rows);
  };
  make('Paramètres', [['Paramètre', 'Valeur'], ['CompteGestion', Session.getEffectiveUser().getEmail()], ['Plafond', 15000]]);
  make('Titulaires', [['Code', 'Courriel', 'Double'], ['ALPHA', 'contact@alpha.example; autre@alpha.example', '']]);
  make('Demandes', [['Référence', 'Collectivité'], ['DEM-2018-002', 'Ville B'], ['DEM-2018-001', 'Ville A']]);
  make('Réponses', [['Heure', 'Texte']]);
  const form = FormApp.create('Formulaire', true).setTitle('Formulaire').setAllowResponseEdits(true);
  form.addTextItem().setTitle('Intitulé').setRequired(true);
  form.addCheckboxItem().setTitle('Secteurs').setChoiceValues(['Santé et protection sociale', 'Agriculture']);
  ScriptApp.newTrigger('onAnswer').forForm(form).onFormSubmit().create();
}
function onEdit(e) {
  const sheet = e.range.getSheet();
  if (sheet.getName() === 'Demandes') sheet.getRange(e.range.getRow(), 3).setValue('vu : ' + e.value);
}
function onAnswer(e) {
  const lock = LockService.getScriptLock();
  if (!lock.tryLock(1000)) return console.log('occupé');
  const items = e.response ? e.response.getItemResponses().map(item => String(item.getResponse())) : [];
  const sheet = SpreadsheetApp.getActiveSpreadsheet().getSheetByName('Réponses');
  sheet.appendRow([new Date(), items.join(' / ')]);
  SpreadsheetApp.flush();
  lock.releaseLock();
}
function showSelection() {
  const ranges = SpreadsheetApp.getActiveRangeList().getRanges();
  SpreadsheetApp.getUi().alert(ranges.map(range => range.getSheet().getName() + '!' + range.getRow() + '+' + range.getNumRows()).join(' '));
}
function askTwo() {
  const ui = SpreadsheetApp.getUi();
  if (SpreadsheetApp.getActiveSheet().getName() === 'Titulaires') return ui.alert('Refusé.');
  const one = ui.prompt('Un').getResponseText();
  SpreadsheetApp.getActiveSpreadsheet().toast(one + ui.prompt('Deux').getResponseText());
}
function consult() {
  const raw = ['To: contact@alpha.example', 'Reply-To: dispositif+jeton@cuf.example', 'Subject: [CONS-2018-001] Consultation', '', 'Bonjour'].join('\\r\\n');
  Gmail.Users.Messages.send({ raw: Utilities.newBlob(raw).getBytes() }, 'me');
}
`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'player-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function play(
  steps: string,
): Promise<{ stage: Stage; reports: StepReport[]; rows: (tab: string) => string[][]; toasts: string[] }> {
  const scenario = parseScenario(
    `title: Essai\nstart: 2018-11-05T09:00:00+01:00\nsteps:\n  - run: Installer\n${steps}`,
  );
  const bundle = Bundle.of({ 'appsscript.json': MANIFEST, 'code.js': SCRIPT });
  const workspace = Workspace.create({ start: scenario.start, owner: OWNER, bundle, parts: workspaceParts });
  const stage = new Stage(workspace);
  const reports: StepReport[] = [];
  const rows = (tab: string): string[][] => {
    const sheet = stage.workbook.sheet(tab);
    return sheet ? sheet.displayValues({ row: 1, column: 1, rows: sheet.lastRow, columns: sheet.lastColumn }) : [];
  };
  await new Player(stage, folder).play(scenario, report => reports.push(report));
  return { stage, reports, rows, toasts: stage.screens.map(({ text }) => text) };
}

describe('at the workbook', () => {
  it('`set` types a value beside the name of a setting', async () => {
    expect((await play('  - set: { Plafond: 12000 }\n')).rows('Paramètres')[2]).toEqual(['Plafond', '12000']);
  });

  it('`fill` types rows below the last one, by header', async () => {
    const { rows } = await play(
      '  - fill: { tab: Titulaires, rows: [{ Courriel: b@beta.example, Code: BETA }, { Code: GAMMA }] }\n',
    );
    expect(
      rows('Titulaires')
        .slice(2)
        .map(row => row.slice(0, 2)),
    ).toEqual([
      ['BETA', 'b@beta.example'],
      ['GAMMA', ''],
    ]);
  });

  it('`fill` is told to the script once a row', async () => {
    const { reports } = await play(
      '  - fill: { tab: Titulaires, rows: [{ Code: BETA, Courriel: b@b.example }, { Code: GAMMA }] }\n',
    );
    expect(reports[1]?.executions.map(execution => execution.function)).toEqual(['onEdit', 'onEdit']);
  });

  it('`fill` does not count what a computed column spills', async () => {
    const { rows } = await play(
      '  - formula: { tab: Titulaires, cell: C1, text: "=ARRAYFORMULA(IF(A1:A6=\\"Code\\";\\"Double\\";A1:A6&\\"!\\"))" }\n' +
        '  - fill: { tab: Titulaires, rows: [{ Code: BETA }] }\n',
    );
    expect(rows('Titulaires')[2]).toEqual(['BETA', '', 'BETA!']);
  });

  it('`edit` types in the row of a reference, and the script hears of it', async () => {
    const { rows } = await play('  - edit: { tab: Demandes, row: DEM-2018-001, values: { Collectivité: Ville C } }\n');
    expect(rows('Demandes')[2]).toEqual(['DEM-2018-001', 'Ville C', 'vu : Ville C']);
  });

  it('`edit` keeps what a person types: a text is read as Sheets reads it', async () => {
    const { rows } = await play('  - edit: { tab: Demandes, row: "#2", values: { Collectivité: 1/2 } }\n');
    expect(rows('Demandes')[1]?.[1]).toMatch(/^0?1\/0?2\/2018$/);
  });

  it('`rows` inserts, deletes and sorts', async () => {
    const { rows } = await play(
      '  - rows: { tab: Demandes, do: insertBefore, at: DEM-2018-001 }\n' +
        '  - rows: { tab: Demandes, do: delete, at: "#3" }\n' +
        '  - rows: { tab: Demandes, do: sort, by: Référence }\n' +
        '  - rows: { tab: Paramètres, do: delete, at: Plafond }\n' +
        '  - rows: { tab: Demandes, do: insertBefore, at: DEM-2018-002 }\n',
    );
    expect(rows('Demandes').map(([reference]) => reference)).toEqual(['Référence', 'DEM-2018-001', '', 'DEM-2018-002']);
    expect(rows('Paramètres')).toHaveLength(2);
  });

  it('`tamper` writes and nobody hears of it', async () => {
    const { rows } = await play('  - tamper: { tab: Demandes, row: 3, values: { Collectivité: forcé } }\n');
    expect(rows('Demandes')[2]).toEqual(['DEM-2018-001', 'forcé']);
  });
});

describe('in the menu', () => {
  it.each([
    ['[DEM-2018-001]', 'Demandes!3+1'],
    ['[DEM-2018-002, DEM-2018-001]', 'Demandes!2+2'],
    ['[ALPHA]', 'Titulaires!2+1'],
    ['["#3"]\n    tab: Paramètres', 'Paramètres!3+1'],
  ])('`on: %s` selects %s', async (on, selected) => {
    expect((await play(`  - run: Montrer la sélection\n    on: ${on}\n`)).toasts).toContain(selected);
  });

  it('answers are given in order', async () => {
    const { toasts } = await play('  - run: Demander\n    answers: [a, b]\n');
    expect(toasts.at(-1)).toBe('ab');
  });

  it('a refusal before everything was asked is a normal outcome', async () => {
    const { toasts } = await play('  - run: Demander\n    on: [ALPHA]\n    answers: [a, b]\n');
    expect(toasts.at(-1)).toBe('Refusé.');
  });

  it('screens are recorded with the number of their step', async () => {
    const { reports } = await play('  - run: Demander\n    answers: [a, b]\n');
    expect(reports[1]?.screens.map(({ step, kind, answer }) => [step, kind, answer])).toEqual([
      [2, 'prompt', 'a'],
      [2, 'prompt', 'b'],
      [2, 'toast', null],
    ]);
  });
});

describe('at the form', () => {
  const answer = (steps: string) =>
    play(steps).then(({ rows }) =>
      rows('Réponses')
        .slice(1)
        .map(([, text]) => text),
    );

  it('an answer fires its trigger once', async () => {
    expect(await answer('  - submit: { Intitulé: Eau }\n')).toEqual(['Eau']);
  });

  it('a choice may be written by its first words', async () => {
    expect(await answer('  - submit: { Intitulé: Eau, Secteurs: [sante, Agriculture] }\n')).toEqual([
      'Eau / Santé et protection sociale,Agriculture',
    ]);
  });

  it('`fire: twice` fires the same answer again', async () => {
    expect(await answer('  - submit: { Intitulé: Eau }\n    fault: { fire: twice }\n')).toEqual(['Eau', 'Eau']);
  });

  it('`fire: blank` fires again without any answer', async () => {
    expect(await answer('  - submit: { Intitulé: Eau }\n    fault: { fire: blank }\n')).toEqual(['Eau', '']);
  });

  it('`fire: together` starts the second execution inside the first', async () => {
    const { reports, rows } = await play(
      '  - submit: { Intitulé: Un }\n    fault: { fire: together }\n  - submit: { Intitulé: Deux }\n',
    );
    expect(reports[1]?.executions).toEqual([]);
    const [inner, outer] = reports[2]?.executions ?? [];
    expect(inner?.startedAt).not.toBe(outer?.startedAt);
    expect(inner?.logs.map(({ text }) => text)).toEqual(['occupé']);
    expect(
      rows('Réponses')
        .slice(1)
        .map(([, text]) => text),
    ).toEqual(['Un']);
  });

  it('the respondent edits the answer that was named', async () => {
    expect(
      await answer('  - submit: { Intitulé: Eau }\n    as: r1\n  - resubmit: { as: r1, Intitulé: Terre }\n'),
    ).toEqual(['Eau', 'Terre']);
  });

  it('a renamed question is answered by its new title', async () => {
    expect(await answer('  - renameQuestion: { from: Intitulé, to: Titre }\n  - submit: { Titre: Eau }\n')).toEqual([
      'Eau',
    ]);
  });

  it('what the page refuses is shown, and the story goes on', async () => {
    const { toasts } = await play('  - submit: { Intitulé: "" }\n  - submit: { Intitulé: Eau }\n');
    expect(toasts[0]).toMatch(/Intitulé.*obligatoire/);
  });
});

describe('by mail', () => {
  const REPLY =
    '  - run: Consulter\n  - at: 2018-11-06T10:00:00+01:00\n    mail: { reply: CONS-2018-001/ALPHA, text: "MONTANT HT : 9 000 €", attachments: [prix.txt] }\n';

  it("a reply goes to the Reply-To of the holder's own mail, with the original quoted below and its attachments", async () => {
    writeFileSync(join(folder, 'prix.txt'), 'neuf mille');
    const { stage, reports } = await play(REPLY);
    const [message] = stage.office.received(OWNER);
    expect(message?.record).toMatchObject({
      subject: 'Re: [CONS-2018-001] Consultation',
      hasAttachment: true,
      internalDate: Date.UTC(2018, 10, 6, 9),
    });
    expect(message?.record.envelope).toEqual({ from: 'contact@alpha.example', to: 'dispositif+jeton@cuf.example' });
    const tree = parseMime(message?.raw ?? Buffer.alloc(0));
    const [text] = [...walkParts(tree)].filter(part => part.mimeType === 'text/plain').map(partText);
    expect(text).toMatch(/^MONTANT HT : 9 000 €[\s\S]*a écrit :[\s\S]*> Bonjour/);
    expect(reports[2]).toMatchObject({ mail: { sent: 0, received: 1 }, mailMeanwhile: { sent: 0, received: 0 } });
  });

  it('a mail of its own arrives with the verdict asked for', async () => {
    const { stage } = await play(
      '  - mail: { from: Zoé <z@z.example>, to: dispositif@cuf.example, subject: Bonjour, auth: fail }\n',
    );
    const [message] = stage.office.received(OWNER);
    expect(message?.record.subject).toBe('Bonjour');
    expect(message?.raw.toString()).toMatch(/dmarc=fail/);
  });

  it('`eml` arrives as it is', async () => {
    writeFileSync(join(folder, 'm.eml'), 'From: a@b.example\r\nSubject: Tel quel\r\n\r\nTexte\r\n');
    const { stage } = await play('  - eml: m.eml\n');
    expect(stage.office.received(OWNER)[0]?.raw.toString()).toContain(
      'From: a@b.example\r\nSubject: Tel quel\r\n\r\nTexte\r\n',
    );
  });
});

describe('a step that cannot be played stops the run with its number, its line and a sentence', () => {
  it.each([
    ['run: Rien', 'Le menu'],
    ['run: Demander\n    answers: [a]', 'Il manque une réponse'],
    ['run: Demander\n    answers: [a, b, c]', 'Réponses en trop'],
    ['run: Montrer la sélection\n    on: [DEM-2018-009]', 'has no row « DEM-2018-009 »'],
    ['run: Montrer la sélection\n    on: [OMEGA]', 'No tab has a row « OMEGA »'],
    ['run: Montrer la sélection\n    on: ["#3"]', 'needs `tab`'],
    ['edit: { tab: Demande, row: "#2", values: { A: 1 } }', 'has no tab « Demande »; it has'],
    [
      'edit: { tab: Demandes, row: "#2", values: { Besoin: 1 } }',
      'has no column « Besoin »; it has « Référence », « Collectivité »',
    ],
    ['fill: { tab: Titulaires, rows: [{ Nom: A }] }', 'has no column « Nom »'],
    ['set: { Plafonds: 1 }', 'has no row « Plafonds »'],
    ['rows: { tab: Demandes, do: delete, at: "#9999" }', 'has no row #9999'],
    ['submit: { Titre: A }', 'Titre'],
    [
      'submit: { Intitulé: A, Secteurs: [Pêche] }',
      'does not offer « Pêche »; it offers « Santé et protection sociale »',
    ],
    ['resubmit: { as: r9, Intitulé: A }', 'No answer was submitted `as: r9`.'],
    ['submit: { Intitulé: A }\n    fault: { fire: together }', 'needs another submission'],
    ['renameQuestion: { from: Titre, to: Nom }', 'Titre'],
    ['comment: { tab: Demandes, row: DEM-2018-001, author: Anne, text: Oui }', "no committee's workbook yet"],
    ['mail: { reply: CONS-2018-001/ALPHA, text: Oui }', 'ALPHA has received no mail about CONS-2018-001'],
    ['mail: { reply: CONS-2018-001/OMEGA, text: Oui }', 'There is no holder OMEGA'],
    ['mail: { from: a@b.example, to: c@d.example, attachments: [rien.pdf] }', 'There is no file rien.pdf'],
    ['eml: rien.eml', 'There is no file rien.eml'],
    ['at: 2018-11-04T09:00:00+01:00', 'ne recule pas'],
  ])('%j', async (step, reason) => {
    const failure: unknown = await play(`  - ${step}\n`).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'ScenarioError', step: 2 });
    expect(String((failure as Error).message)).toContain(reason);
  });
});
