/** The screen: menus found by caption, boxes answered in order, and a record of what people saw. */
import { ServiceObject } from '../../local/kernel/contract';
import type { KernelPartFactory } from '../../local/kernel/parts';
import type { Workspace } from '../../local/kernel/workspace';
import { OWNER, workspaceOf } from './fake-script';

/** As much of SpreadsheetApp as the menu needs. */
const sheets: KernelPartFactory = context => ({
  globals: execution => ({
    SpreadsheetApp: new (class SpreadsheetApp extends ServiceObject {
      getUi() {
        return context.ui(execution);
      }
      getSelectedRows() {
        return execution.selection?.rows ?? null;
      }
    })(),
  }),
});

const MENU = `
  function onOpen(e) {
    const ui = SpreadsheetApp.getUi();
    ui.createMenu('Appui AICT').addItem('Installer ou mettre à jour', 'install').addSeparator()
      .addSubMenu(ui.createMenu('Demandes').addItem('Appliquer les décisions', 'apply').addItem('Vérifier la complétude', 'check'))
      .addToUi();
  }`;
const made = (source: string) => workspaceOf(MENU + source, [sheets]);
const CLICK = { sheet: 'Demandes', rows: [3, 4] };
const seen = (workspace: Workspace) =>
  workspace.screens.map(({ kind, title, text, answer }) => [kind, title, text, answer]);

describe('the menu', () => {
  test('an item runs its function as the person who clicks, with the rows they selected', () => {
    const workspace = made(
      'function apply() { console.log(Session.getActiveUser().getEmail(), SpreadsheetApp.getSelectedRows().join()) }',
    );
    const record = workspace.runMenu('Appliquer les décisions', { ...CLICK, by: 'anne@cuf.example' });
    expect(record).toMatchObject({ function: 'apply', trigger: 'menu', by: 'anne@cuf.example' });
    expect(record.logs[0]?.text).toBe('anne@cuf.example 3,4');
    expect(workspace.executions.map(run => [run.function, run.trigger, run.by])).toEqual([
      ['onOpen', 'onOpen', 'anne@cuf.example'],
      ['apply', 'menu', 'anne@cuf.example'],
    ]);
  });

  test('the workbook is opened once for each person', () => {
    const workspace = made('function install() {}');
    for (const by of [OWNER, OWNER, 'anne@cuf.example'])
      workspace.runMenu('Installer ou mettre à jour', { ...CLICK, by });
    expect(workspace.executions.filter(run => run.function === 'onOpen').map(run => run.by)).toEqual([
      OWNER,
      'anne@cuf.example',
    ]);
  });

  test('an unknown item stops the step and names the nearest ones', () => {
    expect(() => made('').runMenu('Appliquer les decision', CLICK)).toThrow(
      /n'a pas d'article « Appliquer les decision »\. Les plus proches : « Appui AICT › Demandes › Appliquer les décisions »/,
    );
  });

  test('an error of the script is shown to the person', () => {
    const workspace = made('function install() { throw new Error("Il manque l’onglet Demandes") }');
    expect(workspace.runMenu('Installer ou mettre à jour', CLICK).outcome).toBe('error');
    expect(seen(workspace)).toEqual([['error', '', 'Il manque l’onglet Demandes', null]]);
  });
});

describe('boxes', () => {
  const asking = (body: string) => made(`function install() { const ui = SpreadsheetApp.getUi(); ${body} }`);
  const answer = (workspace: Workspace, ...answers: string[]) =>
    workspace.runMenu('Installer ou mettre à jour', { ...CLICK, answers });

  test('prompts and confirmations take the answers in order; a message takes none', () => {
    const workspace = asking(`
      ui.alert('Bonjour');
      const r = ui.prompt('Retrait', 'Motif ?', ui.ButtonSet.OK_CANCEL);
      console.log(r.getResponseText(), r.getSelectedButton() === ui.Button.OK);
      console.log(ui.alert('Sûr ?', ui.ButtonSet.YES_NO) === ui.Button.YES, ui.alert('T', 'Encore ?', ui.ButtonSet.OK_CANCEL) + '')`);
    workspace.step = 7;
    expect(answer(workspace, 'Désistement', 'oui', 'Annuler').logs.map(line => line.text)).toEqual([
      'Désistement true',
      'true CANCEL',
    ]);
    expect(seen(workspace)).toEqual([
      ['alert', '', 'Bonjour', null],
      ['prompt', 'Retrait', 'Motif ?', 'Désistement'],
      ['alert', '', 'Sûr ?', 'oui'],
      ['alert', 'T', 'Encore ?', 'Annuler'],
    ]);
    expect(workspace.screens[0]?.step).toBe(7);
  });

  test.each([
    ['[annuler]', 'CANCEL', ''],
    ['[fermer]', 'CLOSE', ''],
    ['annuler', 'OK', 'annuler'],
    ['', 'OK', ''],
  ])('a prompt answered with « %s » gives %s', (given, button, text) => {
    const workspace = asking(
      `const r = ui.prompt('?', ui.ButtonSet.OK_CANCEL); console.log(r.getSelectedButton() + '|' + r.getResponseText())`,
    );
    expect(answer(workspace, given).logs[0]?.text).toBe(`${button}|${text}`);
  });

  test('a missing answer stops the step, whatever the script catches, and the run can do nothing more', () => {
    const workspace = asking(`try { ui.prompt('Motif ?') } catch (e) { try { ui.alert('caught') } catch (again) {} }`);
    expect(() => answer(workspace)).toThrow('Il manque une réponse à la question « Motif ? »');
    expect(seen(workspace)).toEqual([['prompt', '', 'Motif ?', null]]);
    expect(workspace.executions.at(-1)?.outcome).toBe('error');
  });

  test('answers to spare stop the step', () => {
    expect(() => answer(asking(''), 'oui')).toThrow("Réponses en trop, que personne n'a demandées : « oui »");
  });

  test('an answer that is not a button of the box stops the step', () => {
    expect(() => answer(asking(`try { ui.alert('?', ui.ButtonSet.YES_NO) } catch (e) {}`), 'ok')).toThrow(
      "« ok » n'est pas un bouton",
    );
  });

  test('dialogs and the sidebar are recorded as the text a person reads', () => {
    const workspace = asking(`
      ui.showModalDialog(HtmlService.createHtmlOutput('<style>p{}</style><h1>Envoi</h1><p>R&amp;D&nbsp;: <b>12</b> mails</p><script>x()</script>'), 'Aperçu');
      ui.showSidebar(HtmlService.createHtmlOutput('<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>').setTitle('Fiche'))`);
    answer(workspace);
    expect(seen(workspace)).toEqual([
      ['dialog', 'Aperçu', 'Envoi\nR&D\u00a0: 12 mails', null],
      ['sidebar', 'Fiche', 'a\tb\nc', null],
    ]);
  });

  test('there is no screen in a trigger', () => {
    const workspace = made('function job() { SpreadsheetApp.getUi() }');
    expect(workspace.fire('job', { kind: 'installable', by: OWNER }).error).toBe(
      'Cannot call SpreadsheetApp.getUi() from this context.',
    );
  });
});
