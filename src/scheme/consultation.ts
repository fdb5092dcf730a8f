/**
 * Who is consulted: every holder whose agreement is in force that day. The others are listed with their reason, and
 * leaving out a holder in force needs a written one.
 */
import { parseAddresses } from './addresses';
import { type FrameworkAgreement, whyNotInForce } from './holders';
import { type HolderCode, parseHolderCode } from './references';
import { ok, type Result, refused } from './result';
import type { Day } from './time';
import { consultationWording as wording } from './wording';

/** A line of Titulaires. `email` may hold several addresses. */
export interface ConsultableHolder extends FrameworkAgreement {
  readonly code: string;
  readonly organisation: string;
  readonly email: string;
}

/** A holder and whether it is consulted; `reason` says why not, and is empty otherwise. */
export interface Invitee {
  readonly code: HolderCode;
  readonly organisation: string;
  readonly addresses: readonly string[];
  readonly invited: boolean;
  readonly reason: string;
}

/** Holders left out by hand, with the written reason of each. */
export type Exclusions = ReadonlyMap<HolderCode, string>;

/**
 * Every holder, in the order of the tab, consulted or with its reason. `excluded` is the cell in which staff write the
 * holders to leave out (see `parseExclusions`). Refused when a code is missing, odd or there twice, when a holder to
 * consult has no usable address, when an excluded code is unknown, and when nobody is left to consult.
 */
export function whomToConsult(question: {
  holders: readonly ConsultableHolder[];
  excluded: string;
  on: Day;
}): Result<readonly Invitee[]> {
  const { holders, excluded, on } = question;
  const exclusions = parseExclusions(excluded);
  if (!exclusions.ok) return exclusions;

  const invitees: Invitee[] = [];
  for (const holder of holders) {
    const invitee = inviteeOf(holder, exclusions.value, on);
    if (!invitee.ok) return invitee;
    if (invitees.some(({ code }) => code === invitee.value.code)) return refused(wording.twice(invitee.value.code));
    invitees.push(invitee.value);
  }
  for (const code of exclusions.value.keys())
    if (!invitees.some(invitee => invitee.code === code)) return refused(wording.unknownExcluded(code));
  return invitees.some(({ invited }) => invited) ? ok(invitees) : refused(wording.nobody);
}

function inviteeOf(holder: ConsultableHolder, exclusions: Exclusions, on: Day): Result<Invitee> {
  const code = parseHolderCode(holder.code);
  if (!code.ok) return code;
  const reason = whyNotInForce(holder, on) ?? exclusions.get(code.value) ?? '';
  const addresses = parseAddresses(holder.email);
  if (reason === '') {
    if (!addresses.ok) return refused(wording.badAddress(code.value, addresses.reason));
    if (addresses.value.length === 0) return refused(wording.noAddress(code.value));
  }
  return ok({
    code: code.value,
    organisation: holder.organisation,
    addresses: addresses.ok ? addresses.value : [],
    invited: reason === '',
    reason,
  });
}

/** The holders that a cell leaves out: `CODE : motif`, one a line. A code without a reason is refused, as is one there twice. */
export function parseExclusions(cell: string): Result<Exclusions> {
  const exclusions = new Map<HolderCode, string>();
  for (const line of cell.split(/[\r\n]+/).map(text => text.trim())) {
    if (line === '') continue;
    const colon = line.indexOf(':');
    const code = parseHolderCode(colon < 0 ? line : line.slice(0, colon));
    if (!code.ok) return code;
    const reason = colon < 0 ? '' : line.slice(colon + 1).trim();
    if (reason === '') return refused(wording.noReason(code.value));
    if (exclusions.has(code.value)) return refused(wording.excludedTwice(code.value));
    exclusions.set(code.value, reason);
  }
  return ok(exclusions);
}
