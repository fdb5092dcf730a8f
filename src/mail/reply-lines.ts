/** Reads the three reply lines of our consultation mail: a proposal that a person confirms, every doubt flagged, nothing guessed. */
import { type Cents, formatCents, NO_VAT, parseAmount, parseRate, type Rate, ttcOf } from '../scheme/money';
import { doubtAround, PRICE_MARK } from './price-context';
import type { CutText } from './quoted-text';
import { amounts as wording } from './wording';

/** What a bid says of its price. */
export interface AmountProposal {
  readonly ht: Cents | null;
  readonly vatRate: Rate | null;
  readonly ttc: Cents | null;
  /** The lines read, as written. */
  readonly source: string;
  /** '' for the message's own text; else the name of the document in which the lines stand. */
  readonly from: string;
  /** French phrases, one per reason for doubt; empty when the three lines are there and agree. */
  readonly flags: readonly string[];
}

export interface AmountLimits {
  /** The ceiling and whether it is on HT or TTC; undefined when there is none. */
  readonly ceiling?: { readonly amount: Cents; readonly on: 'HT' | 'TTC' };
}

type Field = 'ht' | 'rate' | 'ttc';

/** A filled line: which of the three, what follows its colon, and the line whole. */
interface FilledLine {
  readonly field: Field;
  /** What stands before the value: the words before the first label, and the label itself. */
  readonly label: string;
  readonly value: string;
  readonly line: string;
}

const TEXT_LIMIT = 200_000;
const LINES_LIMIT = 5_000;
const LINE_LIMIT = 300;
const SOURCE_LIMIT = 600;
/** Filled lines read of one text; a bid has three. */
const FILLED_LIMIT = 100;

const LABEL =
  /\b(?:(montant ?h ?\.? ?t\b\.?)|(taux ?(?:de )?(?:la )?t ?\.? ?v ?\.? ?a\b\.?)|(montant ?t ?\.? ?t ?\.? ?c\b\.?))(?: ?\([^()]{0,40}\))? ?[:=]/gi;

/** 300 €: no study costs less than half a day of a consultant; below it, thousands or a unit were meant. */
export const SMALLEST = 30_000;

export const USUAL_RATES = [0, 0.021, 0.055, 0.085, 0.1, 0.2].map(fraction => Math.round(fraction * 100_000));

/** Words of a body that pays no VAT, folded to lower case without accents. */
export const EXEMPT =
  /\bnon[ -]assujetti|\bnon soumis[a-z]* a (?:la )?t\.?v\.?a|\bpas (?:assujetti|soumis|redevable)[a-z]* (?:a|de) (?:la )?t\.?v\.?a|\bt\.?v\.?a\.? non applicable|\b293 ?-?b\b|\bexoner[a-z]{1,4} de (?:la )?t\.?v\.?a|\bfranchise (?:en base )?de t\.?v\.?a/;

/**
 * The amounts of the reply lines, or undefined when no line is filled in. They are looked for in what the sender wrote;
 * only when none stands there, in the text quoted below (our own lines are empty there, so a filled one is the sender's),
 * with a flag. Inconsistent, repeated, ambiguous or unusual figures are flagged; an unreadable one is null.
 */
export function readReplyLines(text: CutText, limits: AmountLimits = {}): AmountProposal | undefined {
  const written = filledLines(text.reply);
  const lines = written.length > 0 ? written : filledLines(text.quoted);
  if (lines.length === 0) return undefined;
  const flags = new Set<string>();
  if (written.length === 0) flags.add(wording.inQuotedText);
  if (lines.length >= FILLED_LIMIT) flags.add(wording.longText);

  const plain = folded((written.length > 0 ? text.reply : text.quoted).slice(0, TEXT_LIMIT));
  const exempt = EXEMPT.test(plain);
  const ht = amountOf(lines, 'ht', flags);
  const vatRate = rateWritten(lines) ? rateOf(lines, exempt, flags) : rateUnwritten(plain, exempt, flags);
  const ttc = ttcWritten(lines) || ht === null || vatRate === null ? amountOf(lines, 'ttc', flags) : ttcOf(ht, vatRate);
  if (!ttcWritten(lines) && ttc !== null) flags.add(wording.computedTtc);
  checkTogether(ht, vatRate, ttc, limits, flags);
  const source = [...new Set(lines.map(({ line }) => line))].join('\n').slice(0, SOURCE_LIMIT);
  return { ht, vatRate, ttc, source, from: '', flags: [...flags] };
}

function rateWritten(lines: readonly FilledLine[]): boolean {
  return lines.some(({ field }) => field === 'rate');
}

/** Without its line, the rate that the text states elsewhere. */
function rateUnwritten(text: string, exempt: boolean, flags: Set<string>): Rate | null {
  if (exempt) return NO_VAT;
  const [only, ...others] = ratesIn(text);
  return only === undefined || others.length > 0 ? flagged(flags, wording.missingRate) : only;
}

/** The usual rate that leads from one to the other to the cent; null when none or several do, or when both are equal and nothing says why. */
export function rateBetween(ht: Cents, ttc: Cents): Rate | null {
  const fitting = USUAL_RATES.filter(rate => ttcOf(ht, rate as Rate) === ttc);
  const [only = 0] = fitting;
  return fitting.length === 1 && only !== 0 ? (only as Rate) : null;
}

function ttcWritten(lines: readonly FilledLine[]): boolean {
  return lines.some(({ field }) => field === 'ttc');
}

function filledLines(text: string): FilledLine[] {
  const found: FilledLine[] = [];
  for (const line of text.slice(0, TEXT_LIMIT).split('\n', LINES_LIMIT)) {
    if (found.length >= FILLED_LIMIT) break;
    found.push(...linesWithin(line));
  }
  return found;
}

/** The fields of one line: usually one, all three when somebody joined them. A value left as `…` is not filled in. */
function linesWithin(raw: string): FilledLine[] {
  if (!/montant|taux/i.test(raw)) return [];
  const line = tidied(raw.slice(0, LINE_LIMIT));
  const labels = [...line.matchAll(LABEL)];
  return labels.flatMap((match, index) => {
    const start = (match.index ?? 0) + match[0].length;
    const end = labels[index + 1]?.index ?? line.length;
    const value = line
      .slice(start, end)
      .replace(/[ /;|,]+$/, '')
      .trim();
    const field: Field = match[1] !== undefined ? 'ht' : match[2] !== undefined ? 'rate' : 'ttc';
    return /\d|assujetti|exoner|exonér|applicable|franchise|neant|néant|sans objet/i.test(value)
      ? [{ field, label: line.slice(index === 0 ? 0 : match.index, start), value, line }]
      : [];
  });
}

/** Full-width digits, special spaces and points of suspension made ordinary; marks of emphasis and quotation dropped. */
export function tidied(line: string): string {
  return (/^[ -~€À-ÿ]*$/.test(line) ? line : line.normalize('NFKC'))
    .replace(/\u0080/g, '€')
    .replace(/[\u200b-\u200d\u2060\ufeff*_|]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[> ]+/, '')
    .trim();
}

export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/\s+/g, ' ')
    .toLowerCase();
}

/** The one value of a field; null when absent, unreadable, or given twice differently. */
function amountOf(lines: readonly FilledLine[], field: 'ht' | 'ttc', flags: Set<string>): Cents | null {
  const own = lines.filter(line => line.field === field);
  if (own.length === 0) {
    flags.add(field === 'ht' ? wording.missingHt : wording.missingTtc);
    return null;
  }
  const values = own.map(line => amountIn(line, field, flags));
  const [first = null] = values;
  if (values.every(value => value === first)) return first;
  flags.add(wording.repeated(field === 'ht' ? 'MONTANT HT' : 'MONTANT TTC'));
  return null;
}

export const FOREIGN_CURRENCY = /[$£¥]|\b(?:usd|gbp|chf|cad|xof|xaf|fcfa|cfa|dollars?|livres|francs?)\b/i;
const THOUSANDS = /\dk\b|\d k ?€|k€|k ?eur|\bmilliers\b/i;
const EURO = /€|eur(?:os?)?\b/i;
const TAX_WORDS = /\b(?:h ?\.? ?t|t ?\.? ?t ?\.? ?c)\b\.?/gi;

function amountIn({ label, value, line }: FilledLine, field: 'ht' | 'ttc', flags: Set<string>): Cents | null {
  if (FOREIGN_CURRENCY.test(value)) return flagged(flags, wording.otherCurrency(line));
  if (THOUSANDS.test(value)) return flagged(flags, wording.thousandsUnit(value));
  if (saysOtherTax(value, field)) flags.add(wording.otherTax(line));
  const inCents = value.match(/\d{1,3}(?: \d{3})* ?(?:€|euros?) ?\d{2}\b/i) !== null;
  if (inCents) return flagged(flags, wording.unreadable(line));

  const figures = figuresOf(value);
  const [figure] = figures;
  if (figure === undefined) return flagged(flags, wording.unreadable(line));
  if (figures.length > 1) return flagged(flags, wording.severalFigures(line));
  if (/[-−] ?$/.test(value.slice(0, value.indexOf(figure)))) return flagged(flags, wording.negative);
  if (!EURO.test(value)) flags.add(wording.noCurrency(line));
  if (/^\d{1,3}[.,]\d{3}$/.test(figure)) return flagged(flags, wording.ambiguousThousands(figure));
  const read = parseAmount(figure.replace(/['’]/g, ' '));
  if (!read.ok) return flagged(flags, wording.unreadable(line));
  if (read.value === 0) flags.add(wording.zero);
  if (read.value !== 0 && read.value < SMALLEST) flags.add(wording.small);
  const doubt = doubtAround(folded(`${label} ${value.replace(figure, PRICE_MARK)}`));
  if (doubt !== undefined) flags.add(doubt);
  return read.value;
}

function flagged(flags: Set<string>, flag: string): null {
  flags.add(flag);
  return null;
}

/** Numbers of a value, percentages aside; a space, a point, a comma or an apostrophe inside belongs to the number. */
function figuresOf(value: string): string[] {
  const numbers = value.matchAll(/\d(?:[\d .,'’]{0,30}\d)?(?: ?%)?/g);
  return [...numbers].map(match => match[0]).filter(text => !text.endsWith('%'));
}

function saysOtherTax(value: string, field: 'ht' | 'ttc'): boolean {
  const said = (value.match(TAX_WORDS) ?? []).map(word => word.replace(/[ .]/g, '').toLowerCase());
  return said.length > 0 && !said.includes(field);
}

function rateOf(lines: readonly FilledLine[], exempt: boolean, flags: Set<string>): Rate | null {
  const own = lines.filter(line => line.field === 'rate');
  const values = own.map(line => rateIn(line, flags));
  const [first = null] = values;
  if (!values.every(value => value === first)) return flagged(flags, wording.repeated('TAUX TVA'));
  if (exempt && first !== null && first !== 0) flags.add(wording.exemptWithRate);
  return first;
}

function rateIn({ value, line }: FilledLine, flags: Set<string>): Rate | null {
  const text = folded(value);
  if (EXEMPT.test(text) || /\b(?:non assujetti|exonere|non applicable|franchise|neant|sans objet)/.test(text)) {
    const stated = /(\d{1,3}(?:[.,]\d{1,3})?) ?%/.exec(text);
    if (stated !== null && Number((stated[1] ?? '').replace(',', '.')) !== 0) {
      return flagged(flags, wording.exemptWithRate);
    }
    return NO_VAT;
  }
  if (EURO.test(value)) return flagged(flags, wording.unreadableRate(line));
  const figures = [...value.matchAll(/\d{1,6}(?:[.,]\d{1,6})?/g)].map(match => match[0]);
  const [figure] = figures;
  if (figure === undefined || figures.length > 1) return flagged(flags, wording.unreadableRate(line));
  const read = parseRate(`${figure} %`);
  if (!read.ok || /[-−] ?\d/.test(value)) return flagged(flags, wording.unreadableRate(line));
  if (!USUAL_RATES.includes(read.value)) flags.add(wording.unusualRate);
  return read.value;
}

const RATE =
  /\b(?:tva|taxe)[^\d\n%]{0,24}(\d{1,2}(?:[.,]\d{1,2})?) ?%|(\d{1,2}(?:[.,]\d{1,2})?) ?% ?(?:de |\()?(?:la )?tva\b/g;

/** The VAT rates that a text states, each once; `plain` in lower case, without accents. */
export function ratesIn(plain: string): Rate[] {
  const found = [...plain.matchAll(RATE)].flatMap(match => {
    const read = parseRate(`${match[1] ?? match[2] ?? ''} %`);
    return read.ok ? [read.value] : [];
  });
  return [...new Set(found)];
}

/** What three figures together leave in doubt: added to `flags`. */
export function checkTogether(
  ht: Cents | null,
  vatRate: Rate | null,
  ttc: Cents | null,
  { ceiling }: AmountLimits,
  flags: Set<string>,
): void {
  if (ht !== null && vatRate !== null && ttc !== null && ttcOf(ht, vatRate) !== ttc) {
    flags.add(wording.inconsistent(formatCents(ttcOf(ht, vatRate))));
  }
  if (ht !== null && ttc !== null && ttc < ht) flags.add(wording.ttcBelowHt);
  const limited = ceiling?.on === 'HT' ? ht : ttc;
  if (ceiling !== undefined && limited !== null && limited > ceiling.amount) flags.add(wording.overCeiling);
}
