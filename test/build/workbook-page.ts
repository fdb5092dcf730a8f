/**
 * The page docs/workbook.md, out of what the add-on itself is built from: the schema of the tabs, the settings, the menu and
 * the documentation of the formulas. French is what people read on the screen, word for word.
 */
import ts from 'typescript';
import { cents, formatCents, formatRate, rate } from '../../src/scheme/money';
import { type SettingDefinition, settingDefinitions } from '../../src/scheme/settings';
import { dayOf, formatDay, instant, isoParis } from '../../src/scheme/time';
import type { ColumnKind, ColumnOwner } from '../../src/sheets/columns';
import { MENU, MENU_NAME, type MenuItem } from '../../src/sheets/menu';
import { TAB_KEYS, type TabKey, type TabKind, tabOf } from '../../src/sheets/schema';

interface ShownColumn {
  readonly header: string;
  readonly kind: ColumnKind;
  readonly owner: ColumnOwner;
  readonly help: string;
  readonly choices?: readonly string[];
  readonly formula?: string;
}

const KINDS: Readonly<Record<ColumnKind, string>> = {
  text: 'text',
  amount: 'amount in euros',
  rate: 'rate',
  integer: 'whole number',
  score: 'score',
  instant: 'date and time',
  day: 'date',
};
const OWNERS: Readonly<Record<ColumnOwner, string>> = { addon: 'add-on', staff: 'staff', formula: 'formula' };
const TAB_KINDS: Readonly<Record<TabKind, string>> = {
  table: 'The add-on adds the rows.',
  staff: 'Staff keep this tab.',
  free: 'A page, written by the add-on.',
};
const REQUIREMENTS = { always: 'always', toSend: 'to send', never: '' } as const;

/** The whole page; `stubs` is the text of dist/stubs.js. */
export function workbookPage(stubs: string): string {
  return `${[
    INTRODUCTION,
    '## Tabs',
    ...TAB_KEYS.map(tabSection),
    '## Lists of values',
    'A cell of these columns takes one of these words and no other.',
    table(['Column', 'Values'], valueLists()),
    '## Settings',
    'Rows of `Paramètres`, in order. The cell of each value is a named range of the same name, which formulas use. "Needed" says when an empty cell is refused.',
    table(['Setting', 'Label', 'First value', 'Values', 'Needed', 'Help'], settings()),
    '## Formulas',
    'Custom functions for any cell of the workbook. An argument between brackets may be left out; most take a cell or a range.',
    ...formulas(stubs),
    '## Menu',
    `The menu \`${MENU_NAME}\`, in order.`,
    menu(),
  ].join('\n\n')}\n`;
}

const INTRODUCTION = `# The workbook

<!-- Written by npx tsx test/build/write-workbook-page.ts out of the schema. A test fails when this page and the code differ. -->

Every tab, column, list of values, setting, formula and menu item, as \`src/sheets/schema.ts\`, \`src/scheme/settings.ts\` and
\`src/sheets/menu.ts\` define them. French words are those of the screen; each help text is the note of its header cell.

Columns are found by their header: they may be moved, and others may be added beside them, but a header must keep its name. "Filled by" says
who writes: the **add-on** (the column is protected), **staff**, or a **formula** that stands in the header cell and spills below it.`;

function tabSection(key: TabKey): string {
  const { name, kind, about, columns } = tabOf(key);
  const all: readonly (readonly [string, ShownColumn])[] = Object.entries(columns);
  const headers = new Map(all.map(([columnKey, { header }]) => [columnKey, header]));
  const title = `### ${name}\n\n${about} *${TAB_KINDS[kind]}*`;
  const rows = all.map(([, column]) => [
    column.header,
    column.choices === undefined ? KINDS[column.kind] : 'list of values',
    OWNERS[column.owner],
    column.formula === undefined
      ? column.help
      : `${column.help} ${code(column.formula.replace(/\{(\w+)\}/g, (_, used: string) => `{${headers.get(used)}}`))}`,
  ]);
  return rows.length === 0 ? title : `${title}\n\n${table(['Column', 'Holds', 'Filled by', 'Help'], rows)}`;
}

function valueLists(): string[][] {
  return TAB_KEYS.flatMap(key => {
    const { name, columns } = tabOf(key);
    return Object.values(columns).flatMap(({ header, choices }: ShownColumn) =>
      choices === undefined ? [] : [[`${name}, ${header}`, choices.join(' · ')]],
    );
  });
}

function settings(): string[][] {
  return settingDefinitions().map(setting => [
    code(setting.name),
    setting.label,
    firstValue(setting),
    setting.choices?.join(' · ') ?? '',
    REQUIREMENTS[setting.required],
    setting.help,
  ]);
}

/** As the cell shows it. */
function firstValue({ initial, kind }: SettingDefinition): string {
  if (initial instanceof Date) {
    const at = instant(initial.getTime());
    return `${formatDay(dayOf(at))} ${isoParis(at).slice(11, 19)}`;
  }
  if (kind === 'amount') return formatCents(cents(Number(initial) * 100));
  return kind === 'rate' ? formatRate(rate(Number(initial))) : String(initial);
}

function formulas(stubs: string): string[] {
  return ts
    .createSourceFile('stubs.js', stubs, ts.ScriptTarget.ES2020, true, ts.ScriptKind.JS)
    .statements.filter(ts.isFunctionDeclaration)
    .filter(({ name }) => name?.text.startsWith('AICT_'))
    .map(declaration => {
      const doc = (ts.getJSDocCommentsAndTags(declaration).at(-1)?.getText() ?? '').replace(/^ ?\*?\*? ?/gm, '');
      const summary = /^\/?\**\s*([\s\S]*?)\n\s*\n@/.exec(doc)?.[1]?.replace(/\s+/g, ' ').trim() ?? '';
      const given = [...doc.matchAll(/^@param \{(.+?)\} (\[?\w+\]?) (.+)$/gm)];
      const [, example = '', result = ''] = /^@return \{(.+?)\} (.+)$/m.exec(doc) ?? [];
      const call = `${declaration.name?.text}(${given.map(([, , name]) => name).join('; ')})`;
      const rows = given.map(([, shown = '', name = '', about = '']) => [code(name), about, code(shown)]);
      return [
        `### ${call}`,
        summary,
        table(['Argument', 'What it is', 'Example'], [...rows, ['gives', result, code(example)]]),
      ].join('\n\n');
    });
}

function menu(): string {
  const line = ({ caption }: MenuItem): string => `- ${caption}`;
  return MENU.map(entry =>
    'handler' in entry
      ? line(entry)
      : [`- **${entry.caption}**`, ...entry.items.map(item => `  ${line(item)}`)].join('\n'),
  ).join('\n');
}

const code = (text: string): string => `\`${text}\``;

function table(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
  return [line(headers), line(headers.map(() => '---')), ...rows.map(line)].join('\n');
}
