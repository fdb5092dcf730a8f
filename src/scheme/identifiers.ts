/**
 * SIREN, SIRET and INSEE commune codes: text, never numbers, since they may begin with a zero. Checked by their form and
 * their checksum; what kind of body a SIREN announces is a hint for staff, never a refusal.
 */
import { luhnChecksumValidate, weightedSum } from 'stdnum/lib/esm/util/checksum';
import { ok, type Result, refused } from './result';
import { identifierWording as wording } from './wording';

/** Nine digits, checksum verified, without spaces. */
export type Siren = string & { readonly __brand: 'Siren' };
/** Fourteen digits, checksum verified, without spaces. */
export type Siret = string & { readonly __brand: 'Siret' };
/** Five characters: `38185`, `2A004`, `97411`. */
export type CommuneCode = string & { readonly __brand: 'CommuneCode' };

export const AUTHORITY_TYPES = ['commune', 'EPCI', 'département', 'région', 'syndicat', 'autre'] as const;
export type AuthorityType = (typeof AUTHORITY_TYPES)[number];

/** What people put between the digits: spaces of any kind, dots, hyphens, and invisible marks pasted along. */
const SEPARATORS = /[\s.\-\u00AD\u2010-\u2013\u200B-\u200F\u2060\uFEFF]/g;
const LONGEST_TYPED = 60;

/**
 * A SIREN, written with or without spaces. A number is accepted only if it still has its nine digits: a cell that is not
 * in text format eats the leading zeros.
 */
export function parseSiren(raw: unknown): Result<Siren> {
  const digits = typed(raw, 9);
  if (digits === '') return refused(wording.emptySiren);
  if (!/^\d{9}$/.test(digits)) return refused(wording.notSiren(shown(raw)));
  if (digits === '000000000' || !luhnChecksumValidate(digits))
    return refused(wording.sirenChecksum(spacedSiren(digits)));
  return ok(digits as Siren);
}

/**
 * A SIRET: the SIREN and five digits. Luhn's checksum, except for the branches of La Poste (SIREN 356 000 000), whose
 * digits add up to a multiple of 5.
 */
export function parseSiret(raw: unknown): Result<Siret> {
  const digits = typed(raw, 14);
  if (digits === '') return refused(wording.emptySiret);
  if (!/^\d{14}$/.test(digits)) return refused(wording.notSiret(shown(raw)));
  const siren = parseSiren(digits.slice(0, 9));
  if (!siren.ok) return siren;
  if (!siretChecksumHolds(digits))
    return refused(wording.siretChecksum(`${spacedSiren(digits.slice(0, 9))} ${digits.slice(9)}`));
  return ok(digits as Siret);
}

/** The SIREN of La Poste, and the one SIRET of it that follows the general rule: its head office. */
const LA_POSTE = '356000000';
const LA_POSTE_HEAD_OFFICE = '35600000000048';

function siretChecksumHolds(digits: string): boolean {
  const branch = digits.startsWith(LA_POSTE) && digits !== LA_POSTE_HEAD_OFFICE;
  return branch ? weightedSum(digits, { weights: [1], modulus: 5 }) === 0 : luhnChecksumValidate(digits);
}

/** A SIREN or a SIRET, by its length. */
export function parseSirenOrSiret(raw: unknown): Result<Siren | Siret> {
  const digits = typed(raw, 9);
  if (digits.length === 9 || digits === '') return parseSiren(raw);
  if (digits.length === 14) return parseSiret(raw);
  return refused(wording.neither(shown(raw)));
}

/** `213 801 855`. */
export const spacedSiren = (siren: string): string => siren.replace(/(\d{3})(?=\d)/g, '$1 ');

/**
 * The INSEE code of a commune: its département (01 to 19, 2A, 2B, 21 to 95, 971 to 978, 986 to 988) and its number.
 * `000` as a number is refused as a postcode; other postcodes look like INSEE codes and cannot be told apart.
 */
export function parseCommuneCode(raw: unknown): Result<CommuneCode> {
  const code = typed(raw, 5).toUpperCase();
  if (code === '') return refused(wording.emptyCommune);
  if (/^20\d{3}$/.test(code)) return refused(wording.oldCorsica(code));
  if (/^\d{2}000$/.test(code)) return refused(wording.postcode(code));
  const mainland = /^(?:0[1-9]|1\d|2[AB1-9]|[3-8]\d|9[0-5])\d{3}$/;
  const overseas = /^(?:97[1-8]|98[6-8])\d{2}$/;
  if (!mainland.test(code) && !overseas.test(code)) return refused(wording.notCommune(shown(raw)));
  return ok(code as CommuneCode);
}

/** First two digits of a public body's SIREN, and what they are kept for. `20` is given to every kind since 2009. */
const PREFIXES: Readonly<Record<string, { readonly kept: string; readonly types: readonly AuthorityType[] }>> = {
  '20': { kept: '', types: AUTHORITY_TYPES },
  '21': { kept: 'communes', types: ['commune'] },
  '22': { kept: 'départements', types: ['département'] },
  '23': { kept: 'régions', types: ['région'] },
  '24': { kept: 'EPCI à fiscalité propre', types: ['EPCI', 'syndicat'] },
  '25': { kept: 'syndicats', types: ['syndicat', 'EPCI'] },
  '26': { kept: 'établissements publics locaux', types: ['autre', 'syndicat'] },
  '27': { kept: 'établissements publics locaux', types: ['autre', 'syndicat'] },
};

/**
 * What does not fit between a SIREN, the type of authority and the commune, in sentences for staff; empty when all fits.
 * Hints only: renamed, merged and overseas bodies make exceptions to each of these habits.
 */
export function identifierHints(
  siren: Siren,
  type: AuthorityType,
  commune: CommuneCode | undefined,
): readonly string[] {
  const hints: string[] = [];
  const prefix = siren.slice(0, 2);
  const habit = PREFIXES[prefix];
  if (habit === undefined && type !== 'autre') hints.push(wording.notPublic(spacedSiren(siren)));
  else if (habit !== undefined && !habit.types.includes(type)) hints.push(wording.otherType(prefix, habit.kept, type));
  if (commune !== undefined && prefix === '21') {
    const numbers = inseeInSiren(commune);
    if (siren.slice(2, 4) !== numbers.slice(0, 2)) hints.push(wording.otherDepartment(spacedSiren(siren), commune));
    else if (siren.slice(2, 8) !== numbers) hints.push(wording.otherCommune(spacedSiren(siren), commune));
  }
  return hints;
}

/**
 * The six digits that follow 21 in the SIREN of four communes in five: the département (20 for Corsica) and the commune's
 * number on four digits, 38185 → 380185; in the Antilles and in Guyane 97105 → 971105, in La Réunion 97411 → 974011.
 */
function inseeInSiren(commune: CommuneCode): string {
  const code = commune.replace(/^2[AB]/, '20');
  const overseas = /^9[78](\d)/.exec(code)?.[1];
  if (overseas === undefined) return `${code.slice(0, 2)}0${code.slice(2)}`;
  return `${code.slice(0, 3)}${'123'.includes(overseas) ? overseas : '0'}${code.slice(3)}`;
}

function typed(raw: unknown, length: number): string {
  if (typeof raw === 'number') {
    const digits = Number.isSafeInteger(raw) && raw >= 0 ? String(raw) : '?';
    // One that is short of digits may have lost its zeros: its plain text is refused below, with the reason.
    return digits.length >= length ? digits : `${digits}?`;
  }
  if (typeof raw !== 'string') return raw === null || raw === undefined ? '' : '?';
  return raw.length > LONGEST_TYPED ? '?' : raw.normalize('NFKC').replace(SEPARATORS, '');
}

function shown(raw: unknown): string {
  const text = String(raw);
  return text.length > LONGEST_TYPED ? `${text.slice(0, LONGEST_TYPED)}…` : text;
}
