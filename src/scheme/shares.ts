/**
 * Who pays what: the part of an assignment's price that the scheme finances, and the part that the authority owes.
 * Shares are always on the price with VAT.
 */
import { type Cents, formatCents, minus, percentOf, type Rate, smaller, ttcOf, ZERO } from './money';
import { ok, type Result, refused } from './result';
import { shareWording as wording } from './wording';

/** Whether the ceiling is an amount with VAT or before VAT (setting `BasePlafond`). */
export type CeilingBasis = 'TTC' | 'HT';

export interface Ceiling {
  readonly ceiling: Cents;
  readonly ceilingOn: CeilingBasis;
}

/** What allows an award above the ceiling: the authority's written agreement, or a decision of the `direction`. */
export type CeilingDerogation =
  | { readonly kind: 'excessCarriedByAuthority' }
  | { readonly kind: 'raisedBase'; readonly upTo: Cents };

/** `scheme + authority` is always the total, to the cent. */
export interface Shares {
  readonly base: Cents;
  readonly scheme: Cents;
  readonly authority: Cents;
}

/** What the scheme's rate applies to, and what stands above it, at the authority's charge. */
export interface FinancedBase {
  readonly base: Cents;
  readonly excess: Cents;
}

export interface FinancedPrice extends Ceiling {
  readonly ttc: Cents;
  readonly vatRate: Rate;
  readonly derogation?: CeilingDerogation | undefined;
}

/**
 * The scheme's share is base × rate, rounded half up to the cent; the authority's is the rest of the total.
 * `base` is the whole total unless given. Throws RangeError when the base is not between 0 and the total.
 */
export function splitShares(price: { total: Cents; base?: Cents; rate: Rate }): Shares {
  const { total, base = total, rate } = price;
  if (base < 0 || base > total)
    throw new RangeError(`The financed base ${base} is not between 0 and the total ${total}`);
  const scheme = percentOf(base, rate);
  return { base, scheme, authority: minus(total, scheme) };
}

/** The ceiling as an amount with VAT: ceiling × (1 + rate) when it is set before VAT. */
export function ceilingWithVat({ ceiling, ceilingOn }: Ceiling, vatRate: Rate): Cents {
  return ceilingOn === 'TTC' ? ceiling : ttcOf(ceiling, vatRate);
}

/**
 * The base of an award: the price, which may exceed the ceiling only under a derogation. Either the authority carries
 * the excess (the base stays at the ceiling), or the base is raised, and then must cover the price.
 */
export function financedBase({ ttc, vatRate, derogation, ...setting }: FinancedPrice): Result<FinancedBase> {
  const ceiling = ceilingWithVat(setting, vatRate);
  if (ttc <= ceiling) return ok({ base: ttc, excess: ZERO });
  const excess = minus(ttc, ceiling);
  if (derogation === undefined)
    return refused(wording.aboveCeiling(formatCents(ttc), formatCents(ceiling), formatCents(excess)));
  if (derogation.kind === 'excessCarriedByAuthority') return ok({ base: ceiling, excess });
  if (derogation.upTo < ceiling)
    return refused(wording.raisedBelowCeiling(formatCents(derogation.upTo), formatCents(ceiling)));
  if (derogation.upTo < ttc)
    return refused(
      wording.raisedTooLittle(formatCents(ttc), formatCents(derogation.upTo), formatCents(minus(ttc, derogation.upTo))),
    );
  return ok({ base: ttc, excess: ZERO });
}

/**
 * The base of an estimate, which blocks nothing: at most the ceiling, or what a derogation raised it to.
 * An estimate seldom states its VAT; with a ceiling before VAT, `vatRate` is then the standard rate.
 */
export function estimatedBase({ ttc, vatRate, derogation, ...setting }: FinancedPrice): FinancedBase {
  const ceiling = ceilingWithVat(setting, vatRate);
  const limit = derogation?.kind === 'raisedBase' && derogation.upTo > ceiling ? derogation.upTo : ceiling;
  const base = smaller(ttc, limit);
  return { base, excess: minus(ttc, base) };
}
