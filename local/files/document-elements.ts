/**
 * The elements of a Google Doc that a script holds: sections, paragraphs, list items, tables, text. They edit the working
 * copy of their document in memory; nothing reaches the server before `saveAndClose`, so edits are not counted. Reading is:
 * the first read of content after an opening fetches it all, and is counted once, as Body.getText.
 */
import { ScriptError, ServiceObject } from '../kernel/contract';
import { type Enumeration, EnumValue, enumeration } from '../kernel/enumeration';
import {
  ALIGNMENTS,
  type BlockNode,
  CELL_ALIGNMENTS,
  type CellNode,
  cellNode,
  type DocumentModel,
  deleteText,
  GLYPHS,
  HEADINGS,
  insertText,
  type ParagraphNode,
  paragraphNode,
  paragraphsIn,
  type RowNode,
  type SectionNode,
  styleAt,
  styleText,
  type TableNode,
  type TextStyle,
  textOf,
  textOfBlocks,
} from './document-model';

/** What the elements need of the document they belong to. */
export interface DocumentSession {
  readonly model: DocumentModel;
  /** Throws when the document was closed; elements of a closed document are dead. */
  requireOpen(): void;
  /** Notes that content is read. */
  read(): void;
  /** Notes that something changed, so that it is saved. */
  edited(): void;
}

type ParagraphChange = { [K in keyof Omit<ParagraphNode, 'type' | 'runs'>]?: ParagraphNode[K] | undefined };

const wrong = (method: string, args: readonly unknown[]): ScriptError =>
  new ScriptError(
    `The parameters (${args.map(value => (value === null ? 'null' : typeof value)).join(',')}) don't match the method signature for DocumentApp.${method}.`,
  );

function text(value: unknown, method: string): string {
  if (typeof value !== 'string') throw wrong(method, [value]);
  return value;
}

function number(value: unknown, method: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong(method, [value]);
  return value;
}

/** The name of a value of one enumeration; a string of the same letters is refused, as Google refuses it. */
function nameIn<T extends string>(members: Enumeration<T>, value: unknown, method: string): T {
  if (!(value instanceof EnumValue) || (members as Record<string, unknown>)[value.name()] !== value)
    throw wrong(method, [value]);
  return value.name() as T;
}

/**
 * Google runs RE2: no look-around, no back reference. Flags cannot be given; a `(?i)` at the head is taken.
 */
export function searchPattern(pattern: string): RegExp {
  if (/\(\?<?[=!]|\\[1-9]|\\k</.test(pattern)) throw new ScriptError(`Invalid regular expression pattern ${pattern}`);
  const caseless = pattern.startsWith('(?i)');
  try {
    return new RegExp(caseless ? pattern.slice('(?i)'.length) : pattern, caseless ? 'giu' : 'gu');
  } catch {
    throw new ScriptError(`Invalid regular expression pattern ${pattern}`);
  }
}

const ATTRIBUTE_OF_STYLE: Record<keyof TextStyle, string> = {
  bold: 'BOLD',
  italic: 'ITALIC',
  underline: 'UNDERLINE',
  strikethrough: 'STRIKETHROUGH',
  fontSize: 'FONT_SIZE',
  fontFamily: 'FONT_FAMILY',
  foregroundColor: 'FOREGROUND_COLOR',
  backgroundColor: 'BACKGROUND_COLOR',
  linkUrl: 'LINK_URL',
};

export const Attribute = enumeration('Attribute', Object.values(ATTRIBUTE_OF_STYLE));
export const ParagraphHeading = enumeration('ParagraphHeading', HEADINGS);
export const HorizontalAlignment = enumeration('HorizontalAlignment', ALIGNMENTS);
export const VerticalAlignment = enumeration('VerticalAlignment', CELL_ALIGNMENTS);
export const GlyphType = enumeration('GlyphType', GLYPHS);
export const ElementType = enumeration('ElementType', [
  'BODY_SECTION',
  'FOOTER_SECTION',
  'HEADER_SECTION',
  'HORIZONTAL_RULE',
  'LIST_ITEM',
  'PAGE_BREAK',
  'PARAGRAPH',
  'TABLE',
  'TABLE_CELL',
  'TABLE_ROW',
  'TEXT',
]);
type ElementTypeName = keyof typeof ElementType & string;

function styleOfAttributes(attributes: unknown, method: string): { [K in keyof TextStyle]?: TextStyle[K] | null } {
  if (typeof attributes !== 'object' || attributes === null) throw wrong(method, [attributes]);
  const names = new Map(Object.entries(ATTRIBUTE_OF_STYLE).map(([style, attribute]) => [attribute, style]));
  const entries = Object.entries(attributes).map(([attribute, value]) => {
    const style = names.get(attribute);
    if (style === undefined)
      throw new ScriptError(`DocumentApp.${method}: the local Workspace does not know the attribute ${attribute}.`);
    return [style, value] as const;
  });
  return Object.fromEntries(entries);
}

const attributesOf = (style: TextStyle): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(ATTRIBUTE_OF_STYLE).map(([key, name]) => [name, style[key as keyof TextStyle] ?? null]),
  );

/** Keys of what elements share with each other; a script cannot reach a symbol that it does not hold. */
const SESSION = Symbol('session');
const NODE = Symbol('node');

export abstract class DocumentElement extends ServiceObject {
  readonly #session: DocumentSession;
  readonly #type: ElementTypeName;

  constructor(session: DocumentSession, type: ElementTypeName) {
    super();
    this.#session = session;
    this.#type = type;
  }

  getType(): ServiceObject {
    return ElementType[this.#type];
  }

  protected [SESSION](): DocumentSession {
    this.#session.requireOpen();
    return this.#session;
  }
}

/** Where a search matched: a text element and offsets, the last one included. */
export class RangeElement extends ServiceObject {
  readonly #element: Text;
  readonly #start: number;
  readonly #endInclusive: number;

  constructor(element: Text, start: number, endInclusive: number) {
    super();
    this.#element = element;
    this.#start = start;
    this.#endInclusive = endInclusive;
  }

  getElement(): Text {
    return this.#element;
  }

  getStartOffset(): number {
    return this.#start;
  }

  getEndOffsetInclusive(): number {
    return this.#endInclusive;
  }

  isPartial(): boolean {
    return true;
  }
}

/** The text of one paragraph. */
export class Text extends DocumentElement {
  readonly #paragraph: ParagraphNode;

  constructor(session: DocumentSession, paragraph: ParagraphNode) {
    super(session, 'TEXT');
    this.#paragraph = paragraph;
  }

  get [NODE](): ParagraphNode {
    return this.#paragraph;
  }

  asText(): Text {
    return this;
  }

  getText(): string {
    this[SESSION]().read();
    return textOf(this.#paragraph);
  }

  setText(value: string): Text {
    const first = styleAt(this.#paragraph, 0);
    this.#paragraph.runs = [];
    insertText(this.#paragraph, 0, text(value, 'Text.setText'));
    return this.#restyle(first);
  }

  appendText(value: string): Text {
    insertText(this.#paragraph, textOf(this.#paragraph).length, text(value, 'Text.appendText'));
    return this.#edited();
  }

  insertText(offset: number, value: string): Text {
    const length = textOf(this.#paragraph).length;
    if (number(offset, 'Text.insertText') < 0 || offset > length) throw outside(offset, length);
    insertText(this.#paragraph, offset, text(value, 'Text.insertText'));
    return this.#edited();
  }

  deleteText(startOffset: number, endOffsetInclusive: number): Text {
    this.#requireRange(startOffset, endOffsetInclusive, 'Text.deleteText');
    deleteText(this.#paragraph, startOffset, endOffsetInclusive);
    return this.#edited();
  }

  setBold(...args: unknown[]): Text {
    return this.#style('bold', 'Text.setBold', args);
  }

  setItalic(...args: unknown[]): Text {
    return this.#style('italic', 'Text.setItalic', args);
  }

  setUnderline(...args: unknown[]): Text {
    return this.#style('underline', 'Text.setUnderline', args);
  }

  setStrikethrough(...args: unknown[]): Text {
    return this.#style('strikethrough', 'Text.setStrikethrough', args);
  }

  setFontSize(...args: unknown[]): Text {
    return this.#style('fontSize', 'Text.setFontSize', args);
  }

  setFontFamily(...args: unknown[]): Text {
    return this.#style('fontFamily', 'Text.setFontFamily', args);
  }

  setForegroundColor(...args: unknown[]): Text {
    return this.#style('foregroundColor', 'Text.setForegroundColor', args);
  }

  setBackgroundColor(...args: unknown[]): Text {
    return this.#style('backgroundColor', 'Text.setBackgroundColor', args);
  }

  setLinkUrl(...args: unknown[]): Text {
    return this.#style('linkUrl', 'Text.setLinkUrl', args);
  }

  isBold(offset = 0): boolean | null {
    return styleAt(this.#paragraph, offset).bold ?? null;
  }

  getLinkUrl(offset = 0): string | null {
    return styleAt(this.#paragraph, offset).linkUrl ?? null;
  }

  getAttributes(offset = 0): Record<string, unknown> {
    this[SESSION]().read();
    return attributesOf(styleAt(this.#paragraph, offset));
  }

  setAttributes(...args: unknown[]): Text {
    const [start, end, attributes] = args.length === 1 ? [0, this.#last(), args[0]] : args;
    return this.#restyle(styleOfAttributes(attributes, 'Text.setAttributes'), Number(start), Number(end));
  }

  #style(key: keyof TextStyle, method: string, args: readonly unknown[]): Text {
    if (args.length !== 1 && args.length !== 3) throw wrong(method, args);
    const [start, end, value] = args.length === 1 ? [0, this.#last(), args[0]] : args;
    if (args.length === 3) this.#requireRange(start, end, method);
    const kind =
      key === 'fontSize'
        ? 'number'
        : ['bold', 'italic', 'underline', 'strikethrough'].includes(key)
          ? 'boolean'
          : 'string';
    if (value !== null && typeof value !== kind) throw wrong(method, args);
    return this.#restyle({ [key]: value }, Number(start), Number(end));
  }

  #restyle(change: { [K in keyof TextStyle]?: TextStyle[K] | null }, start = 0, end = this.#last()): Text {
    if (end >= start) styleText(this.#paragraph, start, end, change);
    return this.#edited();
  }

  #requireRange(start: unknown, end: unknown, method: string): void {
    const length = textOf(this.#paragraph).length;
    if (number(start, method) < 0 || (start as number) >= length) throw outside(start as number, length);
    if (number(end, method) < (start as number) || (end as number) >= length) throw outside(end as number, length);
  }

  #last(): number {
    return textOf(this.#paragraph).length - 1;
  }

  #edited(): Text {
    this[SESSION]().edited();
    return this;
  }
}

const outside = (index: number, length: number): ScriptError =>
  new ScriptError(`Index (${index}) must be less than the content length (${length}).`);

export class Paragraph extends DocumentElement {
  readonly #node: ParagraphNode;

  constructor(session: DocumentSession, node: ParagraphNode) {
    super(session, node.type === 'listItem' ? 'LIST_ITEM' : 'PARAGRAPH');
    this.#node = node;
  }

  get [NODE](): ParagraphNode {
    return this.#node;
  }

  asParagraph(): Paragraph {
    if (this.#node.type !== 'paragraph') throw new ScriptError('The element is not a paragraph.');
    return this;
  }

  editAsText(): Text {
    return new Text(this[SESSION](), this.#node);
  }

  getText(): string {
    this[SESSION]().read();
    return textOf(this.#node);
  }

  setText(value: string): this {
    this.editAsText().setText(value);
    return this;
  }

  appendText(value: string): AppendedText {
    const start = textOf(this.#node).length;
    const whole = this.editAsText().appendText(value);
    return new AppendedText(this[SESSION](), whole, start, textOf(this.#node).length - 1);
  }

  clear(): this {
    this.#node.runs = [];
    return this.#set({});
  }

  getHeading(): ServiceObject {
    return ParagraphHeading[this.#node.heading];
  }

  setHeading(heading: unknown): this {
    return this.#set({ heading: nameIn(ParagraphHeading, heading, `${this.#class()}.setHeading`) });
  }

  setAlignment(alignment: unknown): this {
    return this.#set({ alignment: nameIn(HorizontalAlignment, alignment, `${this.#class()}.setAlignment`) });
  }

  setSpacingBefore(points: number): this {
    return this.#set({ spacingBefore: number(points, `${this.#class()}.setSpacingBefore`) });
  }

  setSpacingAfter(points: number): this {
    return this.#set({ spacingAfter: number(points, `${this.#class()}.setSpacingAfter`) });
  }

  setLineSpacing(multiplier: number): this {
    return this.#set({ lineSpacing: number(multiplier, `${this.#class()}.setLineSpacing`) });
  }

  setIndentStart(points: number): this {
    return this.#set({ indentStart: number(points, `${this.#class()}.setIndentStart`) });
  }

  setIndentFirstLine(points: number): this {
    return this.#set({ indentFirstLine: number(points, `${this.#class()}.setIndentFirstLine`) });
  }

  setAttributes(attributes: unknown): this {
    this.editAsText().setAttributes(attributes);
    return this;
  }

  #class(): string {
    return this.#node.type === 'listItem' ? 'ListItem' : 'Paragraph';
  }

  #set(change: ParagraphChange): this {
    Object.assign(this.#node, change);
    this[SESSION]().edited();
    return this;
  }
}

/** What `appendText` gives: the text that was just added, to be styled apart from what stands before it. */
export class AppendedText extends DocumentElement {
  static readonly scriptName = 'Text';
  readonly #text: Text;
  readonly #start: number;
  readonly #endInclusive: number;

  constructor(session: DocumentSession, text: Text, start: number, endInclusive: number) {
    super(session, 'TEXT');
    this.#text = text;
    this.#start = start;
    this.#endInclusive = endInclusive;
  }

  setBold(bold: boolean | null): AppendedText {
    return this.#style('setBold', bold);
  }

  setItalic(italic: boolean | null): AppendedText {
    return this.#style('setItalic', italic);
  }

  setUnderline(underline: boolean | null): AppendedText {
    return this.#style('setUnderline', underline);
  }

  setFontSize(points: number | null): AppendedText {
    return this.#style('setFontSize', points);
  }

  setForegroundColor(color: string | null): AppendedText {
    return this.#style('setForegroundColor', color);
  }

  setLinkUrl(url: string | null): AppendedText {
    return this.#style('setLinkUrl', url);
  }

  #style(
    setter: 'setBold' | 'setItalic' | 'setUnderline' | 'setFontSize' | 'setForegroundColor' | 'setLinkUrl',
    value: unknown,
  ): AppendedText {
    if (this.#endInclusive >= this.#start) this.#text[setter](this.#start, this.#endInclusive, value);
    return this;
  }
}

export class ListItem extends Paragraph {
  asListItem(): ListItem {
    return this;
  }

  setGlyphType(glyph: unknown): this {
    this[NODE].glyph = nameIn(GlyphType, glyph, 'ListItem.setGlyphType');
    this[SESSION]().edited();
    return this;
  }

  getGlyphType(): ServiceObject {
    return GlyphType[this[NODE].glyph ?? 'BULLET'];
  }

  setNestingLevel(level: number): this {
    this[NODE].nesting = number(level, 'ListItem.setNestingLevel');
    this[SESSION]().edited();
    return this;
  }

  getListId(): string {
    return this[NODE].listId ?? '';
  }

  setListId(item: ListItem): this {
    if (!(item instanceof ListItem)) throw wrong('ListItem.setListId', [item]);
    this[NODE].listId = item.getListId();
    this[NODE].glyph = item[NODE].glyph ?? 'BULLET';
    this[SESSION]().edited();
    return this;
  }
}

const asElement = (session: DocumentSession, node: ParagraphNode): Paragraph =>
  node.type === 'listItem' ? new ListItem(session, node) : new Paragraph(session, node);

/** What holds blocks: the body, the header, the footer, a table cell. */
abstract class BlockContainer extends DocumentElement {
  readonly #blocks: () => BlockNode[];
  readonly #class: string;

  constructor(session: DocumentSession, type: ElementTypeName, className: string, blocks: () => BlockNode[]) {
    super(session, type);
    this.#class = className;
    this.#blocks = blocks;
  }

  appendParagraph(value: string): Paragraph {
    return this.#insertParagraph(this.#blocks().length, value, 'appendParagraph');
  }

  insertParagraph(index: number, value: string): Paragraph {
    return this.#insertParagraph(number(index, `${this.#class}.insertParagraph`), value, 'insertParagraph');
  }

  appendListItem(value: string): ListItem {
    const before = this.#blocks().at(-1);
    const listId = before?.type === 'listItem' ? before.listId : `list-${countLists(this[SESSION]().model) + 1}`;
    const node: ParagraphNode = {
      ...paragraphNode(text(value, `${this.#class}.appendListItem`)),
      type: 'listItem',
      glyph: (before?.type === 'listItem' ? before.glyph : undefined) ?? 'BULLET',
      nesting: 0,
      ...(listId === undefined ? {} : { listId }),
    };
    this.#put(this.#blocks().length, node);
    return new ListItem(this[SESSION](), node);
  }

  appendTable(cells: unknown = []): Table {
    if (
      !Array.isArray(cells) ||
      !cells.every(row => Array.isArray(row) && row.every(cell => typeof cell === 'string'))
    ) {
      throw wrong(`${this.#class}.appendTable`, [cells]);
    }
    const rows = cells.map((row: string[]): RowNode => ({ type: 'row', cells: row.map(cellNode) }));
    const node: TableNode = { type: 'table', rows, columnWidths: {} };
    this.#put(this.#blocks().length, node);
    return new Table(this[SESSION](), node);
  }

  appendHorizontalRule(): HorizontalRule {
    this.#put(this.#blocks().length, { ...paragraphNode(''), holds: 'horizontalRule' });
    return new HorizontalRule(this[SESSION]());
  }

  getNumChildren(): number {
    return this.#blocks().length;
  }

  getChild(index: number): Paragraph | Table {
    const node = this.#blocks()[number(index, `${this.#class}.getChild`)];
    if (!node)
      throw new ScriptError(
        `Child index (${index}) must be less than the number of child elements (${this.#blocks().length}).`,
      );
    return node.type === 'table' ? new Table(this[SESSION](), node) : asElement(this[SESSION](), node);
  }

  removeChild(child: Paragraph | Table): this {
    const at = this.#blocks().indexOf(child[NODE]);
    if (at < 0) throw new ScriptError('Element does not contain the specified child element.');
    if (this.#blocks().length === 1) throw new ScriptError("Can't remove the last paragraph in a document section.");
    this.#blocks().splice(at, 1);
    this[SESSION]().edited();
    return this;
  }

  clear(): this {
    this.#blocks().splice(0, this.#blocks().length, paragraphNode(''));
    this[SESSION]().edited();
    return this;
  }

  getText(): string {
    this[SESSION]().read();
    return textOfBlocks(this.#blocks());
  }

  getParagraphs(): Paragraph[] {
    this[SESSION]().read();
    return [...paragraphsIn(this.#blocks())].map(node => asElement(this[SESSION](), node));
  }

  getListItems(): ListItem[] {
    this[SESSION]().read();
    return [...paragraphsIn(this.#blocks())]
      .filter(node => node.type === 'listItem')
      .map(node => new ListItem(this[SESSION](), node));
  }

  getTables(): Table[] {
    this[SESSION]().read();
    return this.#blocks().flatMap(node => (node.type === 'table' ? [new Table(this[SESSION](), node)] : []));
  }

  /** The next match after `from`, or null. A match never spans two paragraphs. */
  findText(pattern: string, from: RangeElement | null = null): RangeElement | null {
    this[SESSION]().read();
    const expression = searchPattern(text(pattern, `${this.#class}.findText`));
    const after = from?.getElement()[NODE];
    let passed = after === undefined;
    for (const node of paragraphsIn(this.#blocks())) {
      if (!passed && node !== after) continue;
      expression.lastIndex = node === after && from ? from.getEndOffsetInclusive() + 1 : 0;
      passed = true;
      const match = expression.exec(textOf(node));
      if (match && match[0] !== '') {
        return new RangeElement(new Text(this[SESSION](), node), match.index, match.index + match[0].length - 1);
      }
    }
    return null;
  }

  /**
   * Replaces every match inside one paragraph. The replacement is read as Java reads one: `$1` is a group, `\` escapes;
   * what Google does is not documented, and this is the reading that breaks a script which forgot to escape.
   */
  replaceText(pattern: string, replacement: string): this {
    this[SESSION]().read();
    const expression = searchPattern(text(pattern, `${this.#class}.replaceText`));
    const template = text(replacement, `${this.#class}.replaceText`);
    for (const node of paragraphsIn(this.#blocks())) {
      const matches = [...textOf(node).matchAll(expression)].filter(match => match[0] !== '').reverse();
      for (const match of matches) {
        const value = expand(template, match).replace(/\r\n/g, '\n');
        const afterValue = match.index + 1 + value.length;
        insertText(node, match.index + 1, value);
        if (match[0].length > 1) deleteText(node, afterValue, afterValue + match[0].length - 2);
        deleteText(node, match.index, match.index);
      }
    }
    this[SESSION]().edited();
    return this;
  }

  #insertParagraph(index: number, value: string, method: string): Paragraph {
    if (index < 0 || index > this.#blocks().length) {
      throw new ScriptError(
        `Child index (${index}) must be less than or equal to the number of child elements (${this.#blocks().length}).`,
      );
    }
    const node = paragraphNode(text(value, `${this.#class}.${method}`));
    this.#put(index, node);
    return new Paragraph(this[SESSION](), node);
  }

  #put(index: number, node: BlockNode): void {
    this.#blocks().splice(index, 0, node);
    this[SESSION]().edited();
  }
}

function countLists(model: DocumentModel): number {
  const sections = [model.body, model.header, model.footer].filter(
    (section): section is SectionNode => section !== undefined,
  );
  return new Set(sections.flatMap(({ blocks }) => [...paragraphsIn(blocks)].map(node => node.listId))).size;
}

function expand(template: string, match: RegExpMatchArray): string {
  return template.replace(/\\(.?)|\$(\d?)/gs, (_whole, escaped: string | undefined, group: string | undefined) => {
    if (escaped !== undefined) {
      if (escaped === '') throw new ScriptError('Invalid argument: replacement');
      return escaped;
    }
    if (!group || Number(group) >= match.length) throw new ScriptError('Illegal group reference');
    return match[Number(group)] ?? '';
  });
}

export class Body extends BlockContainer {
  constructor(session: DocumentSession) {
    super(session, 'BODY_SECTION', 'Body', () => session.model.body.blocks);
  }

  appendPageBreak(): PageBreak {
    this[SESSION]().model.body.blocks.push({ ...paragraphNode(''), holds: 'pageBreak' });
    this[SESSION]().edited();
    return new PageBreak(this[SESSION]());
  }

  getMarginTop(): number {
    return this[SESSION]().model.marginTop;
  }

  getMarginBottom(): number {
    return this[SESSION]().model.marginBottom;
  }

  getMarginLeft(): number {
    return this[SESSION]().model.marginLeft;
  }

  getMarginRight(): number {
    return this[SESSION]().model.marginRight;
  }

  setMarginTop(points: number): this {
    return this.#set('marginTop', points, 'setMarginTop');
  }

  setMarginBottom(points: number): this {
    return this.#set('marginBottom', points, 'setMarginBottom');
  }

  setMarginLeft(points: number): this {
    return this.#set('marginLeft', points, 'setMarginLeft');
  }

  setMarginRight(points: number): this {
    return this.#set('marginRight', points, 'setMarginRight');
  }

  setPageWidth(points: number): this {
    return this.#set('pageWidth', points, 'setPageWidth');
  }

  setPageHeight(points: number): this {
    return this.#set('pageHeight', points, 'setPageHeight');
  }

  #set(
    key: 'marginTop' | 'marginBottom' | 'marginLeft' | 'marginRight' | 'pageWidth' | 'pageHeight',
    points: number,
    method: string,
  ): this {
    this[SESSION]().model[key] = number(points, `Body.${method}`);
    this[SESSION]().edited();
    return this;
  }
}

export class HeaderSection extends BlockContainer {
  constructor(session: DocumentSession, section: SectionNode) {
    super(session, 'HEADER_SECTION', 'HeaderSection', () => section.blocks);
  }
}

export class FooterSection extends BlockContainer {
  constructor(session: DocumentSession, section: SectionNode) {
    super(session, 'FOOTER_SECTION', 'FooterSection', () => section.blocks);
  }
}

export class HorizontalRule extends DocumentElement {
  constructor(session: DocumentSession) {
    super(session, 'HORIZONTAL_RULE');
  }
}

export class PageBreak extends DocumentElement {
  constructor(session: DocumentSession) {
    super(session, 'PAGE_BREAK');
  }
}

export class Table extends DocumentElement {
  readonly #node: TableNode;

  constructor(session: DocumentSession, node: TableNode) {
    super(session, 'TABLE');
    this.#node = node;
  }

  get [NODE](): TableNode {
    return this.#node;
  }

  asTable(): Table {
    return this;
  }

  getNumRows(): number {
    return this.#node.rows.length;
  }

  getRow(index: number): TableRow {
    const row = this.#node.rows[number(index, 'Table.getRow')];
    if (!row)
      throw new ScriptError(
        `Child index (${index}) must be less than the number of child elements (${this.#node.rows.length}).`,
      );
    return new TableRow(this[SESSION](), row);
  }

  getCell(rowIndex: number, cellIndex: number): TableCell {
    return this.getRow(rowIndex).getCell(cellIndex);
  }

  appendTableRow(): TableRow {
    const row: RowNode = { type: 'row', cells: [] };
    this.#node.rows.push(row);
    this[SESSION]().edited();
    return new TableRow(this[SESSION](), row);
  }

  setBorderColor(color: string): Table {
    return this.#set({ borderColor: text(color, 'Table.setBorderColor') });
  }

  setBorderWidth(points: number): Table {
    return this.#set({ borderWidth: number(points, 'Table.setBorderWidth') });
  }

  setColumnWidth(columnIndex: number, points: number): Table {
    this.#node.columnWidths[number(columnIndex, 'Table.setColumnWidth')] = number(points, 'Table.setColumnWidth');
    return this.#set({});
  }

  #set(change: Partial<TableNode>): Table {
    Object.assign(this.#node, change);
    this[SESSION]().edited();
    return this;
  }
}

export class TableRow extends DocumentElement {
  readonly #node: RowNode;

  constructor(session: DocumentSession, node: RowNode) {
    super(session, 'TABLE_ROW');
    this.#node = node;
  }

  getNumCells(): number {
    return this.#node.cells.length;
  }

  getCell(index: number): TableCell {
    const cell = this.#node.cells[number(index, 'TableRow.getCell')];
    if (!cell)
      throw new ScriptError(
        `Child index (${index}) must be less than the number of child elements (${this.#node.cells.length}).`,
      );
    return new TableCell(this[SESSION](), cell);
  }

  appendTableCell(value = ''): TableCell {
    const cell = cellNode(text(value, 'TableRow.appendTableCell'));
    this.#node.cells.push(cell);
    this[SESSION]().edited();
    return new TableCell(this[SESSION](), cell);
  }

  setMinimumHeight(points: number): TableRow {
    this.#node.minimumHeight = number(points, 'TableRow.setMinimumHeight');
    this[SESSION]().edited();
    return this;
  }
}

export class TableCell extends BlockContainer {
  readonly #node: CellNode;

  constructor(session: DocumentSession, node: CellNode) {
    super(session, 'TABLE_CELL', 'TableCell', () => node.blocks);
    this.#node = node;
  }

  setText(value: string): TableCell {
    this.#node.blocks.splice(0, this.#node.blocks.length, paragraphNode(text(value, 'TableCell.setText')));
    return this.#set({});
  }

  setBackgroundColor(color: string): TableCell {
    return this.#set({ backgroundColor: text(color, 'TableCell.setBackgroundColor') });
  }

  setPaddingTop(points: number): TableCell {
    return this.#set({ paddingTop: number(points, 'TableCell.setPaddingTop') });
  }

  setPaddingBottom(points: number): TableCell {
    return this.#set({ paddingBottom: number(points, 'TableCell.setPaddingBottom') });
  }

  setPaddingLeft(points: number): TableCell {
    return this.#set({ paddingLeft: number(points, 'TableCell.setPaddingLeft') });
  }

  setPaddingRight(points: number): TableCell {
    return this.#set({ paddingRight: number(points, 'TableCell.setPaddingRight') });
  }

  setVerticalAlignment(alignment: unknown): TableCell {
    return this.#set({ verticalAlignment: nameIn(VerticalAlignment, alignment, 'TableCell.setVerticalAlignment') });
  }

  #set(change: Partial<CellNode>): TableCell {
    Object.assign(this.#node, change);
    this[SESSION]().edited();
    return this;
  }
}
