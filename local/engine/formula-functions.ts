/** The functions this Workspace adds to HyperFormula: the wrapper of each formula, calls into the script, and the clock. */
import {
  CellError,
  EmptyValue,
  ErrorType,
  FunctionPlugin,
  HyperFormula,
  type SimpleCellAddress,
  SimpleRangeValue,
} from 'hyperformula';
import { CellFault, type CellValue } from './display';
import { DATE_FORMAT, DATE_TIME_FORMAT, PERCENT_FORMAT, TIME_FORMAT } from './entry';
import { engineErrorType, engineFault } from './formula-faults';
import { VOLATILE_FUNCTIONS } from './formula-syntax';
import { type ResultCell, resultCells, scriptArgument } from './script-arguments';
import type { ZoneTime } from './zone-time';

type FormulaNode = Parameters<FunctionPlugin['evaluateAst']>[0];
type FormulaState = Parameters<FunctionPlugin['evaluateAst']>[1];
type FormulaValue = ReturnType<FunctionPlugin['evaluateAst']>;
type CallNode = Extract<FormulaNode, { procedureName: string }>;

/** What the functions ask of the calculator that holds the engine; handed over as the engine's `context`. */
export interface FormulaHost {
  readonly zone: ZoneTime;
  /** The clock, as a serial number. */
  now(): number;
  /** A number between 0 and 1. */
  random(): number;
  /** Whether a cell of the engine shows dates. */
  isDateAt(address: SimpleCellAddress): boolean;
  /** The automatic number format that a plain reference to that cell passes on. */
  formatAt(address: SimpleCellAddress): string | undefined;
  /** Whether that area of the engine holds a formula with NOW, TODAY or RAND. */
  holdsVolatile(start: SimpleCellAddress, end: SimpleCellAddress): boolean;
  /** Calls a function of the script, or gives what it gave for the same arguments; throws with the sentence to show. */
  callScript(name: string, args: unknown[]): unknown;
  /** Hears of every formula computed, and answers whether filled cells keep its result from spilling. */
  computed(address: SimpleCellAddress, cells: ResultCell[][]): { blocked: boolean };
}

const VOLATILE_ARGUMENT =
  'Cette fonction ne peut pas faire référence à une cellule contenant NOW(), TODAY() ou RAND().';

/** Registers the functions, once for the process. */
export function registerFormulaFunctions(): void {
  if (HyperFormula.getFunctionPlugin('CELLRESULT') !== undefined) return;
  const names = ['CELLRESULT', 'SCRIPTCALL', 'NOW', 'TODAY', 'RAND', 'RANDBETWEEN'];
  HyperFormula.registerFunctionPlugin(WorkspaceFunctions, {
    enGB: Object.fromEntries(names.map(name => [name, name])),
  });
}

class WorkspaceFunctions extends FunctionPlugin {
  static override implementedFunctions = {
    CELLRESULT: { method: 'cellResult' },
    SCRIPTCALL: { method: 'scriptCall', vectorizationForbidden: true },
    NOW: { method: 'nowSerial', parameters: [], isVolatile: true },
    TODAY: { method: 'todaySerial', parameters: [], isVolatile: true },
    RAND: { method: 'randomNumber', parameters: [], isVolatile: true },
    RANDBETWEEN: { method: 'randomBetween', isVolatile: true },
  };

  /** The root of every formula: reports the whole result, gives the engine its top left cell. */
  cellResult(ast: CallNode, state: FormulaState): FormulaValue {
    const body = ast.args.length === 1 ? ast.args[0] : undefined;
    if (body === undefined) return new CellError(ErrorType.ERROR);
    const call = scriptCallIn(body);
    let cells: ResultCell[][];
    if (call === undefined) {
      const value = this.evaluateAst(body, state);
      const format =
        'reference' in body ? this.#host.formatAt(body.reference.toSimpleCellAddress(state.formulaAddress)) : undefined;
      cells =
        value instanceof SimpleRangeValue
          ? value.data.map(row => row.map(item => withFormat(item, undefined)))
          : [[withFormat(value, format ?? callFormat(body))]];
      if (value instanceof CellError) return value;
    } else {
      const returned = this.#callScript(call, state);
      if (returned instanceof CellError) return returned;
      cells = resultCells(returned, this.#host.zone);
    }
    if (this.#host.computed(state.formulaAddress, cells).blocked) return new CellError(ErrorType.SPILL);
    return toEngine(cells[0]?.[0]?.value ?? null);
  }

  scriptCall(ast: CallNode, state: FormulaState): FormulaValue {
    const returned = this.#callScript(ast, state);
    if (returned instanceof CellError) return returned;
    const cells = resultCells(returned, this.#host.zone);
    const [first] = cells[0] ?? [];
    if (cells.length === 1 && cells[0]?.length === 1) return toEngine(first?.value ?? null);
    return SimpleRangeValue.onlyValues(cells.map(row => row.map(cell => toEngine(cell.value))));
  }

  nowSerial(): FormulaValue {
    return this.#host.now();
  }

  todaySerial(): FormulaValue {
    return Math.floor(this.#host.now());
  }

  randomNumber(): FormulaValue {
    return this.#host.random();
  }

  randomBetween(ast: CallNode, state: FormulaState): FormulaValue {
    const [low, high] = ast.args.map(arg => cellOf(this.evaluateAst(arg, state)));
    if (typeof low !== 'number' || typeof high !== 'number') return new CellError(ErrorType.VALUE);
    const from = Math.ceil(low);
    return from + Math.floor(this.#host.random() * (Math.floor(high) - from + 1));
  }

  get #host(): FormulaHost {
    return hostOf(this.config.context);
  }

  #callScript(ast: CallNode, state: FormulaState): unknown {
    const [nameNode, ...argNodes] = ast.args;
    const name = nameNode !== undefined && 'value' in nameNode ? String(nameNode.value) : '';
    if (argNodes.some(node => this.#isVolatile(node, state))) return new CellError(ErrorType.ERROR, VOLATILE_ARGUMENT);
    try {
      return this.#host.callScript(
        name,
        argNodes.map(node => this.#scriptArgument(node, state)),
      );
    } catch (error) {
      return new CellError(ErrorType.ERROR, error instanceof Error ? error.message : String(error));
    }
  }

  #scriptArgument(node: FormulaNode, state: FormulaState): unknown {
    const { zone } = this.#host;
    if ('procedureName' in node && node.procedureName === 'SCRIPTCALL') {
      const returned = this.#callScript(node, state);
      return returned instanceof CellError ? '#ERROR!' : returned;
    }
    const value = this.evaluateAst(node, state);
    if (!(value instanceof SimpleRangeValue)) {
      const isDate =
        'reference' in node
          ? this.#host.isDateAt(node.reference.toSimpleCellAddress(state.formulaAddress))
          : isDateNumber(value);
      return scriptArgument(cellOf(value), isDate, zone);
    }
    if (!('start' in node && 'toSimpleCellAddress' in node.start)) {
      return value.data.map(row => row.map(item => scriptArgument(cellOf(item), isDateNumber(item), zone)));
    }
    const start = node.start.toSimpleCellAddress(state.formulaAddress);
    return value.data.map((items, row) =>
      items.map((item, column) => {
        const cell = cellOf(item);
        const isDate =
          typeof cell === 'number' &&
          this.#host.isDateAt({ sheet: start.sheet, row: start.row + row, col: start.col + column });
        return scriptArgument(cell, isDate, zone);
      }),
    );
  }

  #isVolatile(node: FormulaNode, state: FormulaState): boolean {
    if ('procedureName' in node) {
      return VOLATILE_FUNCTIONS.has(node.procedureName) || node.args.some(arg => this.#isVolatile(arg, state));
    }
    if ('reference' in node) {
      const cell = node.reference.toSimpleCellAddress(state.formulaAddress);
      return this.#host.holdsVolatile(cell, cell);
    }
    if ('start' in node && 'toSimpleCellAddress' in node.start && 'toSimpleCellAddress' in node.end) {
      const start = node.start.toSimpleCellAddress(state.formulaAddress);
      return this.#host.holdsVolatile(start, node.end.toSimpleCellAddress(state.formulaAddress));
    }
    if ('left' in node) return this.#isVolatile(node.left, state) || this.#isVolatile(node.right, state);
    if ('expression' in node) return this.#isVolatile(node.expression, state);
    return 'value' in node && typeof node.value === 'object' && this.#isVolatile(node.value, state);
  }
}

function hostOf(context: unknown): FormulaHost {
  if (typeof context === 'object' && context !== null && 'callScript' in context) return context as FormulaHost;
  throw new TypeError('The formula engine was built without its calculator.');
}

function scriptCallIn(node: FormulaNode): CallNode | undefined {
  if ('expression' in node) return scriptCallIn(node.expression);
  return 'procedureName' in node && node.procedureName === 'SCRIPTCALL' ? node : undefined;
}

/** NOW and TODAY are dates by themselves; the engine types the results of its own date functions. */
function callFormat(node: FormulaNode): string | undefined {
  if (!('procedureName' in node)) return undefined;
  if (node.procedureName === 'TODAY') return DATE_FORMAT;
  return node.procedureName === 'NOW' ? DATE_TIME_FORMAT : undefined;
}

/** The engine's typed numbers (dates, rates, amounts) carry their kind; they are objects that are not exported. */
interface TypedNumber {
  readonly val: number;
  getDetailedType(): string;
}

function isTypedNumber(value: unknown): value is TypedNumber {
  return typeof value === 'object' && value !== null && 'getDetailedType' in value;
}

function isDateNumber(value: unknown): boolean {
  return isTypedNumber(value) && ['NUMBER_DATE', 'NUMBER_DATETIME'].includes(value.getDetailedType());
}

function automaticFormat(value: unknown): string | undefined {
  if (!isTypedNumber(value)) return undefined;
  switch (value.getDetailedType()) {
    case 'NUMBER_DATE':
      return DATE_FORMAT;
    case 'NUMBER_DATETIME':
      return DATE_TIME_FORMAT;
    case 'NUMBER_TIME':
      return TIME_FORMAT;
    case 'NUMBER_PERCENT':
      return PERCENT_FORMAT;
    default:
      return undefined;
  }
}

function withFormat(value: unknown, format: string | undefined): ResultCell {
  const automatic = format ?? automaticFormat(value);
  const cell = cellOf(value);
  return automatic === undefined ? { value: cell } : { value: cell, format: automatic };
}

/** A value of the engine as a cell has it. */
function cellOf(value: unknown): CellValue {
  if (value instanceof CellError) return engineFault(value.type, value.message);
  if (isTypedNumber(value)) return value.val;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function toEngine(value: CellValue): Exclude<FormulaValue, SimpleRangeValue> {
  if (value instanceof CellFault) return new CellError(engineErrorType(value.code), value.message);
  return value ?? EmptyValue;
}
