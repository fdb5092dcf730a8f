/**
 * The formulas of one spreadsheet: HyperFormula evaluates them and knows what depends on what; this file feeds it the
 * columns that some formula reads, spills arrays itself, and calls a function of the script only when an argument changed.
 */
import {
  AlwaysSparse,
  DetailedCellError,
  ErrorType,
  HyperFormula,
  type RawCellContent,
  type SimpleCellAddress,
} from 'hyperformula';
import type { Clock, CustomFunctions } from '../kernel/contract';
import { CellFault, isDateFormat } from './display';
import type { FormulaDocument, SheetArea, SheetDocument, Stored } from './document';
import { AUTOMATIC_FORMAT } from './entry';
import { engineFault } from './formula-faults';
import { type FormulaHost, registerFormulaFunctions } from './formula-functions';
import { type CompiledFormula, compileFormula, engineSheetName, type FormulaScope } from './formula-syntax';
import { type Area, cellKey, contains, intersection, keyPosition } from './grid-area';
import { callKey, type ResultCell } from './script-arguments';
import type { ZoneTime } from './zone-time';

/** What the calculator reads of its spreadsheet. */
export interface CalculationSource {
  readonly zone: ZoneTime;
  sheets(): readonly SheetDocument[];
  namedArea(name: string): SheetArea | undefined;
  /** The number format set on a cell, General when none. */
  numberFormat(sheetId: number, row: number, column: number): string;
}

/** What a formula shows: its own cell and the cells it spills over. */
export interface FormulaResult {
  /** What it would fill, kept while something is in the way. */
  readonly cells: ResultCell[][];
  readonly blocked: boolean;
}

type Held = RawCellContent | typeof NOT_A_VALUE;

interface Target {
  readonly sheetId: number;
  readonly key: string;
}

interface Watched {
  readonly sheetId: number;
  readonly row: number;
  readonly column: number;
  compiled: CompiledFormula;
  result: FormulaResult;
}

/** Rounds of spilling after which formulas that feed one another are left as they are. */
const MAX_ROUNDS = 50;
/** Changes between two looks after which reading everything again is cheaper. */
const MAX_DIRTY_AREAS = 2000;
const MAX_REMEMBERED_CALLS = 4000;
const ENGINE_MAX_ROWS = 10_000_000;

const NOT_A_VALUE = Symbol('formula');
const EMPTY_RESULT: FormulaResult = { cells: [[{ value: null }]], blocked: false };
const BLOCKED_CELL: ResultCell = { value: engineFault(ErrorType.SPILL, undefined) };

type Remembered = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };

export class Calculator implements FormulaHost {
  readonly #source: CalculationSource;
  readonly #clock: Clock;
  /** Asked again at each recalculation: its calls share one context of the script. */
  readonly #loadScripts: () => CustomFunctions;
  #scripts: CustomFunctions | undefined;
  #engine: HyperFormula | undefined;
  readonly #engineSheets = new Map<number, number>();
  readonly #sheetOfEngine = new Map<number, number>();
  /** By tab, then by `row:column`. */
  readonly #formulas = new Map<number, Map<string, Watched>>();
  /** Of those, the ones whose result has several cells, blocked or not. */
  readonly #spilling = new Map<number, Set<Watched>>();
  /** What the engine holds, by tab, column and row from 1; NOT_A_VALUE where a formula stands. */
  readonly #columns = new Map<number, Map<number, Held[]>>();
  readonly #remembered = new Map<string, Remembered>();
  readonly #computed = new Map<string, { sheetId: number; key: string; cells: ResultCell[][] }>();
  #dirtyAreas: SheetArea[] = [];
  /** Everything is read anew at the next look. */
  #stale = true;
  /** Formulas may have moved or mean something else: they are compiled again at the next look. */
  #recompile = false;
  #calculating = false;
  #calculatedAt = Number.NaN;
  #seed = 1;

  constructor(source: CalculationSource, clock: Clock, loadScripts: () => CustomFunctions) {
    this.#source = source;
    this.#clock = clock;
    this.#loadScripts = loadScripts;
  }

  get zone(): ZoneTime {
    return this.#source.zone;
  }

  /** Values changed in that area, formulas there included. */
  contentChanged(area: SheetArea): void {
    if (this.#stale) return;
    this.#dirtyAreas.push(area);
    if (this.#dirtyAreas.length <= MAX_DIRTY_AREAS) return;
    this.#dirtyAreas = this.#source.sheets().map(whole);
  }

  /** A tab got rows or columns at its end: only open ranges mean something else. */
  sheetGrew(): void {
    for (const formulas of this.#formulas.values()) {
      for (const { sheetId, row, column, compiled } of formulas.values()) {
        if (compiled.openRanges) this.contentChanged({ sheetId, row, column, rows: 1, columns: 1 });
      }
    }
  }

  /** Tabs or names changed, or rows and columns of the tab `moved`. */
  shapeChanged(moved?: SheetDocument): void {
    this.#recompile = true;
    if (moved !== undefined) this.contentChanged(whole(moved));
  }

  /** The functions of the script changed: nothing they gave before counts. */
  scriptsChanged(): void {
    this.#remembered.clear();
    this.#stale = true;
  }

  /** Brings every result up to date. */
  settle(): void {
    if (this.#calculating) return;
    this.#calculating = true;
    try {
      if (this.#stale) this.#rebuild();
      else this.#update();
    } finally {
      this.#calculating = false;
      this.#scripts = undefined;
    }
  }

  /** The formulas of a tab with their results, by `row:column`. */
  *results(sheetId: number): IterableIterator<{ row: number; column: number; cells: ResultCell[][] }> {
    for (const { row, column, result } of this.#formulas.get(sheetId)?.values() ?? []) {
      yield { row, column, cells: result.blocked ? [[BLOCKED_CELL]] : result.cells };
    }
  }

  // What the formulas ask (FormulaHost).

  now(): number {
    return this.zone.toSerial(this.#clock.now());
  }

  /** The same sequence at every replay of a scenario. */
  random(): number {
    this.#seed = (this.#seed * 48_271) % 2_147_483_647;
    return this.#seed / 2_147_483_647;
  }

  isDateAt(address: SimpleCellAddress): boolean {
    const format = this.formatAt(address);
    return format !== undefined && isDateFormat(format);
  }

  formatAt(address: SimpleCellAddress): string | undefined {
    const sheetId = this.#sheetOfEngine.get(address.sheet);
    if (sheetId === undefined) return undefined;
    const row = address.row + 1;
    const column = address.col + 1;
    const set = this.#source.numberFormat(sheetId, row, column);
    if (set !== AUTOMATIC_FORMAT) return set;
    const own = this.#formulas.get(sheetId)?.get(cellKey(row, column));
    if (own !== undefined) return (this.#fresh(own) ?? own.result.cells)[0]?.[0]?.format;
    for (const watched of this.#spilling.get(sheetId) ?? []) {
      const cell = (this.#fresh(watched) ?? watched.result.cells)[row - watched.row]?.[column - watched.column];
      if (cell !== undefined) return cell.format;
    }
    return undefined;
  }

  holdsVolatile(start: SimpleCellAddress, end: SimpleCellAddress): boolean {
    const sheetId = this.#sheetOfEngine.get(start.sheet);
    if (sheetId === undefined) return false;
    const area: Area = {
      row: start.row + 1,
      column: start.col + 1,
      rows: end.row - start.row + 1,
      columns: end.col - start.col + 1,
    };
    for (const watched of this.#formulas.get(sheetId)?.values() ?? []) {
      if (watched.compiled.volatile && contains(area, watched.row, watched.column)) return true;
    }
    return false;
  }

  callScript(name: string, args: unknown[]): unknown {
    const key = callKey(name, args);
    const known = this.#remembered.get(key);
    if (known !== undefined) {
      if (known.ok) return known.value;
      throw known.error;
    }
    let outcome: Remembered;
    try {
      outcome = { ok: true, value: this.#functions.call(name, args) };
    } catch (error) {
      outcome = { ok: false, error };
    }
    this.#remembered.set(key, outcome);
    if (this.#remembered.size > MAX_REMEMBERED_CALLS) {
      const [oldest] = this.#remembered.keys();
      if (oldest !== undefined) this.#remembered.delete(oldest);
    }
    if (outcome.ok) return outcome.value;
    throw outcome.error;
  }

  computed(address: SimpleCellAddress, cells: ResultCell[][]): { blocked: boolean } {
    const sheetId = this.#sheetOfEngine.get(address.sheet);
    if (sheetId === undefined) return { blocked: false };
    const row = address.row + 1;
    const column = address.col + 1;
    const key = cellKey(row, column);
    this.#computed.set(`${sheetId}!${key}`, { sheetId, key, cells });
    return { blocked: this.#isBlocked(sheetId, row, column, cells) };
  }

  /** What the engine computed for a formula in this round, not yet shown. */
  #fresh({ sheetId, row, column }: Watched): ResultCell[][] | undefined {
    return this.#computed.get(`${sheetId}!${cellKey(row, column)}`)?.cells;
  }

  /** Shows a new result, and keeps the list of the formulas that fill more than their own cell. */
  #show(watched: Watched, result: FormulaResult): void {
    watched.result = result;
    let spilling = this.#spilling.get(watched.sheetId);
    if (spilling === undefined) {
      spilling = new Set();
      this.#spilling.set(watched.sheetId, spilling);
    }
    if (result.cells.length > 1 || (result.cells[0]?.length ?? 1) > 1) spilling.add(watched);
    else spilling.delete(watched);
  }

  get #functions(): CustomFunctions {
    this.#scripts ??= this.#loadScripts();
    return this.#scripts;
  }

  #rebuild(): void {
    const sheets = this.#source.sheets();
    this.#engine?.destroy();
    this.#engine = undefined;
    this.#stale = false;
    this.#recompile = false;
    this.#dirtyAreas = [];
    this.#formulas.clear();
    this.#columns.clear();
    this.#spilling.clear();
    this.#computed.clear();
    this.#engineSheets.clear();
    this.#sheetOfEngine.clear();
    this.#calculatedAt = this.#clock.now();
    if (sheets.every(sheet => Object.keys(sheet.formulas).length === 0)) return;
    const engine = this.#startEngine(sheets);
    const scope = this.#scope();
    engine.suspendEvaluation();
    const keys: Target[] = [];
    for (const sheet of sheets) {
      for (const [key, formula] of Object.entries(sheet.formulas)) {
        this.#watch(sheet, key, formula, scope);
        keys.push({ sheetId: sheet.sheetId, key });
      }
    }
    for (const sheet of sheets) {
      for (const { row, column, compiled } of this.#formulas.get(sheet.sheetId)?.values() ?? []) {
        this.#setFormula(engine, sheet.sheetId, row, column, compiled.text);
      }
    }
    this.#evaluate(engine, keys);
  }

  #startEngine(sheets: readonly SheetDocument[]): HyperFormula {
    registerFormulaFunctions();
    const engine = HyperFormula.buildEmpty({
      licenseKey: 'gpl-v3',
      context: this,
      maxRows: ENGINE_MAX_ROWS,
      undoLimit: 0,
      chooseAddressMappingPolicy: new AlwaysSparse(),
      functionArgSeparator: ',',
      decimalSeparator: '.',
      arrayColumnSeparator: ',',
      arrayRowSeparator: ';',
      nullDate: { year: 1899, month: 12, day: 30 },
      dateFormats: ['DD/MM/YYYY', 'YYYY-MM-DD'],
      currencySymbol: ['€'],
      localeLang: 'fr',
      caseSensitive: false,
      accentSensitive: true,
    });
    this.#engine = engine;
    this.#matchSheets(engine, sheets);
    return engine;
  }

  /** Gives the engine the tabs of the spreadsheet, no more and no less. */
  #matchSheets(engine: HyperFormula, sheets: readonly SheetDocument[]): void {
    const wanted = new Set(sheets.map(({ sheetId }) => sheetId));
    for (const [sheetId, id] of this.#engineSheets) {
      if (wanted.has(sheetId)) continue;
      engine.removeSheet(id);
      this.#engineSheets.delete(sheetId);
      this.#sheetOfEngine.delete(id);
      this.#formulas.delete(sheetId);
      this.#spilling.delete(sheetId);
      this.#columns.delete(sheetId);
    }
    for (const sheetId of wanted) {
      if (this.#engineSheets.has(sheetId)) continue;
      engine.addSheet(engineSheetName(sheetId));
      const id = engine.getSheetId(engineSheetName(sheetId));
      if (id === undefined) throw new Error(`The formula engine has no tab ${sheetId}.`);
      this.#engineSheets.set(sheetId, id);
      this.#sheetOfEngine.set(id, sheetId);
    }
  }

  #setFormula(engine: HyperFormula, sheetId: number, row: number, column: number, text: string): void {
    engine.setCellContents(this.#address(sheetId, row, column), text);
    const held = this.#columns.get(sheetId)?.get(column);
    if (held !== undefined) held[row] = NOT_A_VALUE;
  }

  #update(): void {
    const moved = this.#clock.now() !== this.#calculatedAt;
    if (this.#dirtyAreas.length === 0 && !this.#recompile && !(moved && this.#hasVolatile())) return;
    const areas = this.#dirtyAreas;
    const sheets = new Map(this.#source.sheets().map(sheet => [sheet.sheetId, sheet]));
    const engine = this.#engine;
    if (engine === undefined) {
      this.#dirtyAreas = [];
      if ([...sheets.values()].some(({ formulas }) => Object.keys(formulas).length > 0)) this.#rebuild();
      return;
    }
    this.#dirtyAreas = [];
    this.#calculatedAt = this.#clock.now();
    engine.suspendEvaluation();
    const scope = this.#scope();
    const dirty = this.#dirtyFormulas(sheets, areas);
    if (this.#recompile) {
      this.#recompile = false;
      this.#matchSheets(engine, [...sheets.values()]);
      this.#addRecompiled(sheets, scope, dirty);
    }
    const again: Target[] = [];
    const retracted: SheetArea[] = [];
    for (const target of dirty.values()) {
      const sheet = sheets.get(target.sheetId);
      const { row, column } = keyPosition(target.key);
      const before = this.#formulas.get(target.sheetId)?.get(target.key);
      const formula = sheet?.formulas[target.key];
      if (before !== undefined) {
        retracted.push({ sheetId: target.sheetId, ...spillArea(before) });
        this.#spilling.get(target.sheetId)?.delete(before);
      }
      this.#formulas.get(target.sheetId)?.delete(target.key);
      if (sheet === undefined) continue;
      if (formula === undefined) {
        engine.setCellContents(this.#address(target.sheetId, row, column), null);
        const held = this.#columns.get(target.sheetId)?.get(column);
        if (held !== undefined) held[row] = null;
        continue;
      }
      const watched = this.#watch(sheet, target.key, formula, scope);
      this.#setFormula(engine, target.sheetId, row, column, watched.compiled.text);
      again.push(target);
    }
    for (const area of [...areas, ...retracted]) this.#feed(engine, sheets.get(area.sheetId), area);
    for (const target of this.#touchedBy(areas, moved)) {
      const watched = this.#formulas.get(target.sheetId)?.get(target.key);
      if (watched === undefined) continue;
      this.#setFormula(engine, target.sheetId, watched.row, watched.column, watched.compiled.text);
      again.push(target);
    }
    for (const area of [...areas, ...retracted]) again.push(...this.#setBlocked(engine, area));
    this.#evaluate(engine, again);
  }

  /** The formulas that stand, or stood, in the areas. */
  #dirtyFormulas(sheets: ReadonlyMap<number, SheetDocument>, areas: readonly SheetArea[]): Map<string, Target> {
    const dirty = new Map<string, Target>();
    for (const area of areas) {
      const { sheetId } = area;
      const keys = [
        ...(this.#formulas.get(sheetId)?.keys() ?? []),
        ...Object.keys(sheets.get(sheetId)?.formulas ?? {}),
      ];
      for (const key of keys) {
        const { row, column } = keyPosition(key);
        if (contains(area, row, column)) dirty.set(`${sheetId}!${key}`, { sheetId, key });
      }
    }
    return dirty;
  }

  /** Adds the formulas that came, went, or now mean something else. */
  #addRecompiled(sheets: ReadonlyMap<number, SheetDocument>, scope: FormulaScope, dirty: Map<string, Target>): void {
    for (const [sheetId, sheet] of sheets) {
      const known = this.#formulas.get(sheetId);
      for (const key of known?.keys() ?? []) {
        if (sheet.formulas[key] === undefined) dirty.set(`${sheetId}!${key}`, { sheetId, key });
      }
      for (const [key, formula] of Object.entries(sheet.formulas)) {
        const before = known?.get(key)?.compiled.text;
        if (before !== compileFormula(formula, sheetId, scope).text) dirty.set(`${sheetId}!${key}`, { sheetId, key });
      }
    }
  }

  /** Formulas to compute again though no precedent changed: volatile ones, and spills in whose way something came or went. */
  #touchedBy(areas: readonly SheetArea[], moved: boolean): Target[] {
    const touched: Target[] = [];
    for (const [sheetId, spilling] of this.#spilling) {
      for (const watched of spilling) {
        const wanted = wantedArea(watched);
        if (areas.some(area => area.sheetId === sheetId && intersection(area, wanted) !== undefined)) {
          touched.push({ sheetId, key: cellKey(watched.row, watched.column) });
        }
      }
    }
    if (!moved) return touched;
    for (const [sheetId, formulas] of this.#formulas) {
      for (const [key, { compiled }] of formulas) if (compiled.volatile) touched.push({ sheetId, key });
    }
    return touched;
  }

  /** Blocked spills that an area emptied by another formula may have freed. */
  #setBlocked(engine: HyperFormula, area: SheetArea): Target[] {
    const freed: Target[] = [];
    for (const watched of this.#spilling.get(area.sheetId) ?? []) {
      if (!watched.result.blocked || intersection(area, wantedArea(watched)) === undefined) continue;
      this.#setFormula(engine, area.sheetId, watched.row, watched.column, watched.compiled.text);
      freed.push({ sheetId: area.sheetId, key: cellKey(watched.row, watched.column) });
    }
    return freed;
  }

  #hasVolatile(): boolean {
    for (const formulas of this.#formulas.values()) {
      for (const { compiled } of formulas.values()) if (compiled.volatile) return true;
    }
    return false;
  }

  /** Ends the suspension, reads what was computed, writes what spilled, and again until nothing moves. */
  #evaluate(engine: HyperFormula, first: readonly Target[]): void {
    const sheets = new Map(this.#source.sheets().map(sheet => [sheet.sheetId, sheet]));
    let look = new Map(first.map(target => [`${target.sheetId}!${target.key}`, target]));
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const changes = engine.resumeEvaluation();
      for (const change of changes) {
        if (!('address' in change)) continue;
        const sheetId = this.#sheetOfEngine.get(change.address.sheet);
        const key = cellKey(change.address.row + 1, change.address.col + 1);
        if (sheetId !== undefined && this.#formulas.get(sheetId)?.has(key) === true)
          look.set(`${sheetId}!${key}`, { sheetId, key });
      }
      for (const [id, target] of this.#computed) look.set(id, target);
      const moved: SheetArea[] = [];
      for (const [id, { sheetId, key }] of look) {
        const watched = this.#formulas.get(sheetId)?.get(key);
        if (watched === undefined) continue;
        const before = spillArea(watched);
        const shownBefore = watched.result;
        this.#show(watched, this.#read(engine, watched, this.#computed.get(id)?.cells));
        const after = spillArea(watched);
        if (before.rows * before.columns > 1) moved.push({ sheetId, ...before });
        if (after.rows * after.columns > 1 && (watched.result !== shownBefore || before.rows !== after.rows)) {
          moved.push({ sheetId, ...after });
        }
      }
      this.#computed.clear();
      look = new Map();
      engine.suspendEvaluation();
      if (moved.length === 0) break;
      for (const area of moved) this.#feed(engine, sheets.get(area.sheetId), area);
      for (const area of moved) {
        for (const target of this.#setBlocked(engine, area)) look.set(`${target.sheetId}!${target.key}`, target);
      }
    }
    engine.resumeEvaluation();
    this.#computed.clear();
  }

  #read(engine: HyperFormula, watched: Watched, cells: ResultCell[][] | undefined): FormulaResult {
    const value = engine.getCellValue(this.#address(watched.sheetId, watched.row, watched.column));
    if (value instanceof DetailedCellError) {
      if (value.type === ErrorType.SPILL && cells !== undefined) return { cells, blocked: true };
      return { cells: [[{ value: engineFault(value.type, value.message) }]], blocked: false };
    }
    return cells === undefined ? watched.result : { cells, blocked: false };
  }

  #watch(sheet: SheetDocument, key: string, formula: FormulaDocument, scope: FormulaScope): Watched {
    const compiled = compileFormula(formula, sheet.sheetId, scope);
    const watched: Watched = { sheetId: sheet.sheetId, ...keyPosition(key), compiled, result: EMPTY_RESULT };
    let formulas = this.#formulas.get(sheet.sheetId);
    if (formulas === undefined) {
      formulas = new Map();
      this.#formulas.set(sheet.sheetId, formulas);
    }
    formulas.set(key, watched);
    for (const area of compiled.precedents) this.#needColumns(area);
    return watched;
  }

  #needColumns(area: SheetArea): void {
    let columns = this.#columns.get(area.sheetId);
    if (columns === undefined) {
      columns = new Map();
      this.#columns.set(area.sheetId, columns);
    }
    const sheet = this.#source.sheets().find(({ sheetId }) => sheetId === area.sheetId);
    const engine = this.#engine;
    if (sheet === undefined || engine === undefined) return;
    for (let column = area.column; column < area.column + area.columns; column += 1) {
      if (columns.has(column)) continue;
      columns.set(column, []);
      this.#feed(engine, sheet, { sheetId: area.sheetId, row: 1, column, rows: sheet.maxRows, columns: 1 });
    }
  }

  /** Writes what changed of the values and spilled results of an area into the engine, in the columns it holds. */
  #feed(engine: HyperFormula, sheet: SheetDocument | undefined, area: SheetArea): void {
    const columns = sheet === undefined ? undefined : this.#columns.get(area.sheetId);
    if (sheet === undefined || columns === undefined) return;
    const spills = [...(this.#spilling.get(area.sheetId) ?? [])].filter(
      watched => intersection(area, spillArea(watched)) !== undefined,
    );
    const lastSpilled = Math.max(0, ...spills.map(watched => watched.row + watched.result.cells.length - 1));
    for (const [column, held] of columns) {
      if (column < area.column || column >= area.column + area.columns) continue;
      const lastRow = Math.min(area.row + area.rows - 1, Math.max(sheet.values.length, held.length - 1, lastSpilled));
      let block: RawCellContent[][] = [];
      const flush = (next: number) => {
        if (block.length === 0) return;
        engine.setCellContents(this.#address(area.sheetId, next - block.length, column), block);
        block = [];
      };
      for (let row = area.row; row <= lastRow; row += 1) {
        const content =
          sheet.formulas[cellKey(row, column)] === undefined
            ? engineContent(sheet.values[row - 1]?.[column - 1] ?? this.#spilledAt(spills, row, column) ?? null)
            : NOT_A_VALUE;
        if (content === NOT_A_VALUE || content === (held[row] ?? null)) {
          flush(row);
          continue;
        }
        held[row] = content;
        block.push([content]);
      }
      flush(lastRow + 1);
    }
  }

  #spilledAt(spills: readonly Watched[], row: number, column: number): Stored | CellFault | undefined {
    for (const watched of spills) {
      if (watched.result.blocked || (watched.row === row && watched.column === column)) continue;
      const cell = watched.result.cells[row - watched.row]?.[column - watched.column];
      if (cell !== undefined) return cell.value;
    }
    return undefined;
  }

  #isBlocked(sheetId: number, row: number, column: number, cells: readonly (readonly ResultCell[])[]): boolean {
    const rows = cells.length;
    const columns = cells[0]?.length ?? 1;
    if (rows * columns === 1) return false;
    const sheet = this.#source.sheets().find(candidate => candidate.sheetId === sheetId);
    if (sheet === undefined) return false;
    for (let r = row; r < row + rows; r += 1) {
      const stored = sheet.values[r - 1];
      for (let c = column; c < column + columns; c += 1) {
        if (r === row && c === column) continue;
        const value = stored?.[c - 1];
        if ((value !== null && value !== undefined) || sheet.formulas[cellKey(r, c)] !== undefined) return true;
      }
    }
    const area: Area = { row, column, rows, columns };
    for (const other of this.#spilling.get(sheetId) ?? []) {
      if (other.row === row && other.column === column) continue;
      if (!other.result.blocked && intersection(area, spillArea(other)) !== undefined) return true;
    }
    return false;
  }

  #address(sheetId: number, row: number, column: number): SimpleCellAddress {
    return { sheet: this.#engineSheets.get(sheetId) ?? -1, row: row - 1, col: column - 1 };
  }

  #scope(): FormulaScope {
    const sheets = this.#source.sheets();
    const byName = new Map(sheets.map(sheet => [sheet.name.toLocaleLowerCase('fr'), sheet]));
    const byId = new Map(sheets.map(sheet => [sheet.sheetId, sheet]));
    return {
      sheet: name => byName.get(name.toLocaleLowerCase('fr')),
      sheetById: sheetId => byId.get(sheetId),
      namedRange: name => this.#source.namedArea(name),
      isScriptFunction: name => this.#functions.has(name),
    };
  }
}

function whole({ sheetId, maxRows, maxColumns }: SheetDocument): SheetArea {
  return { sheetId, row: 1, column: 1, rows: maxRows, columns: maxColumns };
}

/** The cells a formula fills now. */
function spillArea({ row, column, result }: Watched): Area {
  if (result.blocked) return { row, column, rows: 1, columns: 1 };
  return { row, column, rows: result.cells.length, columns: result.cells[0]?.length ?? 1 };
}

/** The cells a formula would fill if nothing stood in the way. */
function wantedArea({ row, column, result }: Watched): Area {
  return { row, column, rows: result.cells.length, columns: result.cells[0]?.length ?? 1 };
}

/** Text goes in behind an apostrophe, so that the engine reads neither numbers nor formulas in it. */
function engineContent(value: Stored | CellFault): RawCellContent {
  if (value instanceof CellFault) return `="${value.code}"`;
  return typeof value === 'string' ? `'${value}` : value;
}
