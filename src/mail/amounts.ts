/**
 * The price of a bid in free text and in the text of its documents. What is read is a proposal with its source; every
 * doubt is a flag, and nothing is guessed. Linear in the length of the text, whatever it holds.
 */
import { type Cents, formatCents, NO_VAT, parseAmount, type Rate, sum, ttcOf, ZERO } from '../scheme/money';
import { doubtAround, doubtBeside, doubtsOfText, PRICE_MARK, type ReadLine, saysInWords } from './price-context';
import {
  type AmountLimits,
  type AmountProposal,
  checkTogether,
  EXEMPT,
  FOREIGN_CURRENCY,
  folded,
  rateBetween,
  ratesIn,
  readReplyLines,
  SMALLEST,
  tidied,
  USUAL_RATES,
} from './reply-lines';
import { amounts as wording } from './wording';

export type { AmountProposal } from './reply-lines';

/** Where a price is looked for: what the sender wrote, what they quoted, and the text of the documents that have any. */
export interface BidTexts {
  readonly reply: string;
  readonly quoted: string;
  readonly documents: readonly { readonly name: string; readonly text: string }[];
}

export interface ReadingLimits extends AmountLimits {
  /** Figures of our own documents: a bid that repeats one may only quote us. */
  readonly ownFigures?: readonly Cents[];
}

const TEXT_LIMIT = 200_000;
const LINES_LIMIT = 5_000;
const LINE_LIMIT = 600;
const SOURCE_LIMIT = 600;
const FIGURES_LIMIT = 200;
const FIGURES_SHOWN = 6;

/**
 * What a bid proposes as its price, the first to be shown to staff: the filled reply lines; else the sender's own text; else
 * what stands in the quoted text and is not ours, always with a doubt; then each document. Empty when no figure with a currency or a tax word is found anywhere.
 */
export function readAmounts(texts: BidTexts, limits: ReadingLimits = {}): readonly AmountProposal[] {
  const lines = withRestOfReply(readReplyLines({ reply: texts.reply, quoted: texts.quoted }, limits), texts.reply);
  const free = lines === undefined ? readFreeText(texts.reply, '', limits) : undefined;
  const documents = texts.documents.flatMap(({ name, text }) => readFreeText(text, name, limits) ?? []);
  const own = lines ?? free ?? readQuotedText(texts.quoted, limits);
  const [first, ...others] = [...(own === undefined ? [] : [own]), ...documents];
  if (first === undefined) return [];
  const different = others.filter(other => differs(first, other)).map(({ from }) => wording.documentDiffers(from));
  return [{ ...first, flags: [...new Set([...first.flags, ...different])] }, ...others];
}

/** The reply lines, doubted when the rest of the message gives another price or a condition. */
function withRestOfReply(lines: AmountProposal | undefined, reply: string): AmountProposal | undefined {
  if (lines === undefined) return undefined;
  const text = linesOf(reply);
  const others = distinct(firstFigures(text).filter(({ tax }) => tax !== 'vat')).filter(
    amount => amount !== lines.ht && amount !== lines.ttc,
  );
  const plain = folded(text.join('\n'));
  const flags = new Set([...lines.flags, ...doubtsOfText(plain)]);
  if (lines.vatRate !== null && ratesIn(plain).some(rate => rate !== lines.vatRate)) flags.add(wording.severalRates);
  if (others.length > 0) flags.add(wording.otherAmounts(others.slice(0, FIGURES_SHOWN).map(formatCents).join(', ')));
  if (flags.size === 0) addDoubtBeside(text, new Set(lines.source.split('\n')), flags);
  return { ...lines, flags: [...flags] };
}

/** Lines of ours that name the ceiling. */
const OUR_CEILING = /\b(?:plafond|plafonne|depasser|maximum|au plus|limite)/;

/** A price written below or between quoted lines that no mark tells from it: a proposal that is always in doubt. */
function readQuotedText(quoted: string, limits: ReadingLimits): AmountProposal | undefined {
  const lines = quoted.slice(0, TEXT_LIMIT).split('\n', LINES_LIMIT);
  let found = 0;
  const theirs = lines.filter(line => {
    if (found >= FIGURES_LIMIT) return false;
    const amounts = figuresOf(tidied(line.slice(0, LINE_LIMIT))).map(({ amount }) => amount);
    const isOurs = amounts.some(
      amount => amount !== null && (amount === limits.ceiling?.amount || limits.ownFigures?.includes(amount)),
    );
    found += amounts.length;
    return amounts.length > 0 && !isOurs && !OUR_CEILING.test(folded(line.slice(0, LINE_LIMIT)));
  });
  const read = readFreeText(theirs.join('\n'), '', limits);
  return read && { ...read, flags: [wording.inQuotedText, ...read.flags] };
}

/** Whether two proposals say different things; what one of them leaves open says nothing. */
function differs(one: AmountProposal, other: AmountProposal): boolean {
  return (['ht', 'vatRate', 'ttc'] as const).some(
    key => one[key] !== null && other[key] !== null && one[key] !== other[key],
  );
}

type Tax = 'ht' | 'ttc' | 'vat' | 'unsaid';

/** A figure of the text that is, or may be, money. */
interface Figure {
  /** Null when it cannot be read without a doubt. */
  readonly amount: Cents | null;
  readonly tax: Tax;
  readonly isTotal: boolean;
  readonly isUnit: boolean;
  /** Only a space parts it from another number, which may be a part of it. */
  readonly followsNumber: boolean;
  readonly line: string;
  /** In lower case, without accents, each price written as marks. */
  readonly sentence: string;
  readonly flags: readonly string[];
}

function readFreeText(text: string, from: string, limits: ReadingLimits): AmountProposal | undefined {
  const lines = linesOf(text);
  const found = firstFigures(lines);
  const plain = folded(lines.join('\n'));
  if (found.length === 0) return saysInWords(plain) ? inWordsAlone(lines, from) : undefined;
  const flags = new Set<string>();
  if (text.length > TEXT_LIMIT) flags.add(wording.longText);
  for (const doubt of doubtsOfText(plain)) flags.add(doubt);
  const prices = found.filter(({ tax, isUnit }) => tax !== 'vat' && !isUnit);
  if (prices.length === 0) {
    for (const { line, isUnit, flags: own } of found)
      for (const flag of isUnit ? [...own, wording.dailyRate(line)] : own) flags.add(flag);
    flags.add(found.some(({ isUnit }) => isUnit) ? wording.onlyDailyRate : wording.onlyVat);
    return proposal({ ht: null, vatRate: null, ttc: null }, found, from, flags);
  }
  if (found.some(({ isUnit }) => isUnit)) flags.add(wording.dailyRate(found.find(({ isUnit }) => isUnit)?.line ?? ''));
  for (const { flags: own } of prices) for (const flag of own) flags.add(flag);
  const unreadable = prices.some(({ amount }) => amount === null);
  const ht = unreadable ? null : one(prices, 'ht', flags);
  const ttc = unreadable ? null : one(prices, 'ttc', flags);
  const unsaid = distinct(prices.filter(({ tax }) => tax === 'unsaid'));
  const settled = settle({ ht, ttc, unsaid }, plain, found, flags);
  for (const amount of [settled.ht, settled.ttc])
    if (amount !== null && limits.ownFigures?.includes(amount) === true)
      flags.add(wording.ownFigure(formatCents(amount)));
  checkTogether(settled.ht, settled.vatRate, settled.ttc, limits, flags);
  if ([settled.ht, settled.ttc].includes(ZERO)) flags.add(wording.zero);
  for (const amount of new Set([settled.ht, settled.ttc])) {
    if (amount !== null && amount < SMALLEST) flags.add(wording.small);
    const doubt = doubtOfAmount(prices.filter(figure => figure.amount === amount));
    if (amount !== null && doubt !== undefined) flags.add(doubt);
  }
  if (flags.size === 0) addDoubtBeside(lines, new Set(found.map(({ line }) => line)), flags);
  return proposal(settled, prices, from, flags);
}

/** Figures that agree are proposed without a doubt only when all that stands about them is understood. */
function addDoubtBeside(lines: readonly string[], priced: ReadonlySet<string>, flags: Set<string>): void {
  const read = lines.map((line): ReadLine => ({ plain: marked(line), written: line, holdsPrice: priced.has(line) }));
  const doubt = doubtBeside(read);
  if (doubt !== undefined) flags.add(doubt);
}

/** Why none of the places where an amount stands is plainly the price of the bid. */
function doubtOfAmount(figures: readonly Figure[]): string | undefined {
  const doubts = figures.map(figure =>
    figure.followsNumber ? wording.beforeNumber(figure.line) : doubtAround(figure.sentence),
  );
  return doubts.includes(undefined) ? undefined : doubts[0];
}

/** A price that stands in words only: nothing is read of it, and nothing is lost. */
function inWordsAlone(lines: readonly string[], from: string): AmountProposal {
  const source = lines.filter(line => saysInWords(folded(line))).join('\n');
  return { ht: null, vatRate: null, ttc: null, source: source.slice(0, SOURCE_LIMIT), from, flags: [wording.inWords] };
}

const linesOf = (text: string): string[] =>
  text
    .slice(0, TEXT_LIMIT)
    .split('\n', LINES_LIMIT)
    .map(line => tidied(line.slice(0, LINE_LIMIT)));

interface Settled {
  readonly ht: Cents | null;
  readonly vatRate: Rate | null;
  readonly ttc: Cents | null;
}

function proposal(
  settled: Settled,
  figures: readonly Figure[],
  from: string,
  flags: ReadonlySet<string>,
): AmountProposal {
  const source = [...new Set(figures.map(({ line }) => line))].join('\n').slice(0, SOURCE_LIMIT);
  return { ...settled, source, from, flags: [...flags] };
}

const distinct = (figures: readonly Figure[]): Cents[] => [
  ...new Set(figures.flatMap(({ amount }) => (amount === null ? [] : [amount]))),
];

/** The one amount of a tax; of several, the labelled total when it is the sum of the others. */
function one(figures: readonly Figure[], tax: 'ht' | 'ttc', flags: Set<string>): Cents | null {
  const own = figures.filter(figure => figure.tax === tax);
  const values = distinct(own);
  const [first = null] = values;
  if (values.length <= 1) return first;
  flags.add(wording.severalAmounts(values.slice(0, FIGURES_SHOWN).map(formatCents)));
  const totals = distinct(own.filter(({ isTotal }) => isTotal));
  const [total = null] = totals;
  const parts = own.flatMap(({ amount, isTotal }) => (amount === null || isTotal ? [] : [amount]));
  if (total === null || totals.length > 1 || sum(parts) !== total) return null;
  flags.delete(wording.severalAmounts(values.slice(0, FIGURES_SHOWN).map(formatCents)));
  return total;
}

function settle(
  read: { readonly ht: Cents | null; readonly ttc: Cents | null; readonly unsaid: readonly Cents[] },
  plain: string,
  figures: readonly Figure[],
  flags: Set<string>,
): Settled {
  const { ht, ttc } = read;
  const isExempt = EXEMPT.test(plain);
  const rates = ratesIn(plain);
  const [stated = null] = rates;
  if (rates.length > 1) flags.add(wording.severalRates);
  const vatRate = rates.length > 1 ? null : (stated ?? (isExempt ? NO_VAT : null));
  if (isExempt && stated !== null && stated !== 0) flags.add(wording.exemptWithRate);
  checkVat(ht, ttc, figures, flags);
  const others = read.unsaid.filter(amount => amount !== ht && amount !== ttc);
  if (ht === null && ttc === null) {
    const [only] = others;
    // Without VAT both are the same, whatever the message calls it.
    if (isExempt && vatRate === 0 && others.length === 1 && only !== undefined && flags.size === 0)
      return { ht: only, vatRate: NO_VAT, ttc: only };
    if (others.length > 0) flags.add(wording.unsaidTax(others.slice(0, FIGURES_SHOWN).map(formatCents).join(', ')));
    return { ht: null, vatRate, ttc: null };
  }
  if (others.length > 0) flags.add(wording.unsaidTax(others.slice(0, FIGURES_SHOWN).map(formatCents).join(', ')));
  if (ht !== null && ttc !== null) {
    const rate = vatRate ?? rateBetween(ht, ttc);
    if (rate === null) flags.add(wording.missingRate);
    else if (!USUAL_RATES.includes(rate)) flags.add(wording.unusualRate);
    return { ht, vatRate: rate, ttc };
  }
  if (vatRate === null) {
    flags.add(wording.missingRate);
    flags.add(ht === null ? wording.missingHt : wording.missingTtc);
    return { ht, vatRate: null, ttc };
  }
  if (!USUAL_RATES.includes(vatRate)) flags.add(wording.unusualRate);
  if (ht !== null) {
    if (vatRate !== 0) flags.add(wording.computedTtc);
    return { ht, vatRate, ttc: ttcOf(ht, vatRate) };
  }
  return { ht: htBefore(ttc as Cents, vatRate, flags), vatRate, ttc };
}

/** The amount before tax that gives this total to the cent; null when none does. */
function htBefore(ttc: Cents, vatRate: Rate, flags: Set<string>): Cents | null {
  if (vatRate === 0) return ttc;
  const near = Math.round(ttc / (1 + vatRate / 100_000));
  const found = [near, near - 1, near + 1].find(amount => amount >= 0 && ttcOf(amount as Cents, vatRate) === ttc);
  flags.add(found === undefined ? wording.missingHt : wording.computedHt);
  return found === undefined ? null : (found as Cents);
}

/** A VAT amount that is stated must be the difference. */
function checkVat(ht: Cents | null, ttc: Cents | null, figures: readonly Figure[], flags: Set<string>): void {
  const stated = distinct(figures.filter(({ tax }) => tax === 'vat'));
  if (stated.length === 0 || ht === null || ttc === null) return;
  if (!stated.some(amount => sum([ht, amount]) === ttc)) flags.add(wording.vatDiffers);
}

const NUMBER = /(?<![\d.,])\d(?:[\d ]{0,14}\d)?(?:[.,'’]\d{1,3}){0,4}(?![\d])/g;
const CURRENCY_AFTER = /^ ?(?:€|eur\b|euros?\b)/i;
const CURRENCY_BEFORE = /(?:€|\beur(?:os?)?) ?$/i;
const THOUSANDS_AFTER = /^ ?(?:k ?(?:€|eur)|k\b|milliers)/i;
const TAX_AFTER =
  /^ ?(?:€(?:uros?\b)?|eur\b\.?|euros?\b)?[ ,:([/]{0,4}(?:soit )?(h\.? ?t\b|hors[ -]t(?:axe|\.?v\.?a\b)|t\.? ?t\.? ?c\b|toutes taxes|tax(?:es)? comprise|net(?:s)? de tax|t\.?v\.?a\.? (?:comprise|incluse)|(?:de (?:la )?)?t\.? ?v\.? ?a\b(?! ?(?:non|en sus|exoner|[:(à]? ?\d{1,2}(?:[.,]\d)? ?%)))/i;
const TAX_WORDS =
  /\b(?:h\.? ?t\b|hors[ -](?:taxes?|t\.?v\.?a\b)|t\.? ?t\.? ?c\b|toutes taxes comprises|t\.? ?v\.? ?a\b)/gi;
const TOTAL = /\b(?:total|montant|forfait(?:aire)?|prix global|cout global|offre financiere|s'eleve|s’eleve)/;
const UNIT =
  /^[^\d]{0,24}(?:\/|par|la|le|l['’]) ?(?:jours?|journee|jour-homme|homme-jour|heures?|h\b|demi-journee|mois|page|entretien|unite|personne|deplacement|nuitee?|repas)\b/;
const UNIT_BEFORE =
  /\b(?:tjm|taux journalier|prix unitaire|prix par jour|cout journalier|tarif journalier|taux horaire)\b/;
const RANGE_AFTER = /^ ?(?:€|eur\b|euros?\b)? ?(?:a|et|-|–|—|ou) ?\d/;
const RANGE_BEFORE = /\d ?(?:€|eur\b|euros?\b)? ?(?:a|et|-|–|—|ou) ?$/;
const NUMBERED =
  /\b(?:lot|phase|etape|tranche|article|annexe|version|option|partie|volet|mission|n°|no|numero|page|poste|axe|module|livrable) ?(?:n° ?)?$/;

function firstFigures(lines: readonly string[]): Figure[] {
  const found: Figure[] = [];
  for (const line of lines) {
    if (found.length >= FIGURES_LIMIT) break;
    found.push(...figuresOf(line));
  }
  return found.slice(0, FIGURES_LIMIT);
}

/** Something of a currency or of a tax word: a line without it holds no price. */
const MONEY_HINT =
  /[€$£¥]|eur|h ?\.? ?t|t ?\.? ?t|t ?\.? ?v|tax|k|mill|usd|gbp|chf|cad|xof|xaf|cfa|dollar|livre|franc/i;

/** A number of a line that is money, with what stands on either side of it. */
interface Money {
  readonly at: number;
  readonly text: string;
  readonly before: string;
  /** Up to the next number; `rest` up to the end of the line. */
  readonly after: string;
  readonly rest: string;
  readonly tax: { readonly kind: Tax; readonly isUnclear: boolean };
  readonly hasCurrency: boolean;
  readonly isForeign: boolean;
}

/** The numbers of a line that carry a currency, or stand beside a tax word; `plain` as foldedSame gives it. */
function moneyOf(plain: string): Money[] {
  if (!/\d/.test(plain) || !MONEY_HINT.test(plain)) return [];
  const numbers = [...plain.matchAll(NUMBER)]
    .flatMap(splitNumber)
    .filter(({ at, text }) => !/^ ?%/.test(plain.slice(at + text.length, at + text.length + 2)));
  // A tax word that follows one figure is not looked at again before the next.
  let free = 0;
  return numbers.flatMap(({ at, text }, index) => {
    const before = plain.slice(Math.min(free, at), at);
    const after = plain.slice(at + text.length, numbers[index + 1]?.at ?? plain.length);
    const rest = plain.slice(at + text.length);
    free = at + text.length + (TAX_AFTER.exec(rest)?.[0].length ?? 0);
    const hasCurrency = CURRENCY_AFTER.test(after) || CURRENCY_BEFORE.test(before) || THOUSANDS_AFTER.test(after);
    const tax = taxOf(before, rest);
    const isForeign = FOREIGN_CURRENCY.test(after.slice(0, 12)) || FOREIGN_CURRENCY.test(before.slice(-6));
    if (!hasCurrency && !isForeign && (tax.kind === 'unsaid' || !looksLikeMoney(text, before))) return [];
    return CAPITAL.test(before) ? [] : [{ at, text, before, after, rest, tax, hasCurrency, isForeign }];
  });
}

/** The capital of the company, which its letters must carry (Code de commerce, art. R. 123-238). */
const CAPITAL = /\b(?:au capital|capital social) ?(?:social )?(?:variable )?(?:de |d['’]|: ?)?$/;

/** A line in lower case without accents, its prices as marks. */
function marked(line: string): string {
  const plain = foldedSame(line);
  return withMarks(plain, moneyOf(plain));
}

function withMarks(plain: string, figures: readonly Money[]): string {
  let done = 0;
  const parts = figures.map(({ at, text }) => {
    const part = plain.slice(done, at) + PRICE_MARK.repeat(text.length);
    done = at + text.length;
    return part;
  });
  return parts.join('') + plain.slice(done);
}

function figuresOf(line: string): Figure[] {
  const plain = foldedSame(line);
  const all = moneyOf(plain);
  if (all.length === 0) return [];
  const ends = sentenceEnds(plain);
  const marks = withMarks(plain, all);
  return all.map(({ at, text, before, after, rest, tax, hasCurrency, isForeign }) => {
    const flags: string[] = [];
    if (!hasCurrency && !isForeign) flags.push(wording.noCurrency(line));
    if (isForeign) flags.push(wording.otherCurrency(line));
    if (tax.isUnclear) flags.push(wording.otherTax(line));
    if (RANGE_AFTER.test(rest) || RANGE_BEFORE.test(plain.slice(0, at))) flags.push(wording.range(line));
    if (NUMBERED.test(before) && text.includes(' ')) flags.push(wording.beforeNumber(line));
    if (/(?:^|[\s(:])[-−]$/.test(before)) flags.push(wording.negative);
    const amount = amountIn(text, after, line, flags, isForeign);
    return {
      amount,
      tax: tax.kind,
      isTotal: TOTAL.test(before) || /\btotal\b/.test(plain),
      isUnit: UNIT.test(after) || UNIT_BEFORE.test(before),
      followsNumber: /\d $/.test(plain.slice(Math.max(0, at - 2), at)),
      line,
      sentence: sentenceAt(marks, at, ends),
      flags,
    };
  });
}

/** Where the sentences of a line end; a point inside a figure or after a single letter (`H.T.`) ends none. */
function sentenceEnds(plain: string): number[] {
  return [...plain.matchAll(/(?:(?<!\b(?:art|tel|env|approx|eur|ref|cf))(?<=[a-z]{2})|(?<=[€%)\d]))[.!?;] /g)].map(
    ({ 0: end, index = 0 }) => index + end.length,
  );
}

function sentenceAt(plain: string, at: number, ends: readonly number[]): string {
  const next = ends.find(end => end > at) ?? plain.length;
  const start = [...ends].reverse().find(end => end <= at) ?? 0;
  return plain.slice(start, next);
}

/** Lower case without accents, character for character, so that places stay the same. */
function foldedSame(line: string): string {
  if (/^[ -~€]*$/.test(line)) return line.toLowerCase();
  return [...line]
    .map(char => {
      const plain = char
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '')
        .toLowerCase();
      return plain.length === char.length ? plain : char;
    })
    .join('');
}

/** `2018 12 500` holds two numbers: digits go together only in groups of three. */
function splitNumber(match: RegExpMatchArray): { at: number; text: string }[] {
  const start = match.index ?? 0;
  const whole = match[0];
  if (!whole.includes(' ')) return [{ at: start, text: whole }];
  return [...whole.matchAll(/\d{1,3}(?: \d{3})+(?! ?\d)(?:[.,]\d{1,3})?|\d+(?:[.,'’]\d{1,3}){0,4}/g)].map(part => ({
    at: start + (part.index ?? 0),
    text: part[0],
  }));
}

/** Without a currency, only what is written as a price: a group of thousands, cents, or four digits and more. */
function looksLikeMoney(text: string, before: string): boolean {
  if (/\b(?:art|article|cgi|tel|siret|siren)\.? ?$/.test(before)) return false;
  return /\d [\d]{3}|[.,]\d{2}$|^\d{4,}$/.test(text) && !/^(?:19|20)\d{2}$/.test(text);
}

function taxOf(before: string, after: string): { readonly kind: Tax; readonly isUnclear: boolean } {
  const behind = TAX_AFTER.exec(after)?.[1];
  const words = [...before.matchAll(TAX_WORDS)];
  const last = words[words.length - 1];
  const ahead = last?.[0];
  const gap = last === undefined ? '' : before.slice((last.index ?? 0) + last[0].length);
  const isAdjacent = ahead !== undefined && /^[ :=.(€]{0,4}$/.test(gap);
  if (behind !== undefined) {
    const [kind, other] = [kindOf(behind), ahead === undefined ? null : kindOf(ahead)];
    return { kind, isUnclear: isAdjacent && other !== null && other !== kind };
  }
  return { kind: ahead === undefined ? 'unsaid' : kindOf(ahead), isUnclear: false };
}

function kindOf(word: string): Tax {
  const plain = word.replace(/[ .]/g, '').toLowerCase();
  if (/^tva(?:comprise|incluse)/.test(plain)) return 'ttc';
  if (plain.endsWith('tva') && !plain.startsWith('hors')) return 'vat';
  return plain.startsWith('ttc') || plain.startsWith('toutes') || plain.startsWith('tax') ? 'ttc' : 'ht';
}

function amountIn(text: string, after: string, line: string, flags: string[], isForeign: boolean): Cents | null {
  if (isForeign) return null;
  if (THOUSANDS_AFTER.test(after)) {
    flags.push(wording.thousandsUnit(`${text}${after.slice(0, 3)}`.trim()));
    return null;
  }
  if (/^0\d/.test(text)) {
    flags.push(wording.unreadable(line));
    return null;
  }
  if (/^\d{1,3}[.,]\d{3}$/.test(text)) {
    flags.push(wording.ambiguousThousands(text));
    return null;
  }
  const read = parseAmount(text.replace(/['’]/g, ' '));
  if (read.ok) return read.value;
  flags.push(wording.unreadable(line));
  return null;
}
