/**
 * Membership is a fact on a date, read in CUF's own register by SIREN, never from the applicant's word. What is found is
 * frozen on the request: the status, the day, the line of the register, the dues.
 */
import { type Siren, spacedSiren } from './identifiers';
import type { Day } from './time';
import { membershipWording as wording } from './wording';

export const MEMBER_STATUSES = ['Adhérent', 'Non adhérent'] as const;
export type MemberStatus = (typeof MEMBER_STATUSES)[number];

/** A line of the register. `line` is its row in the tab; null where a cell is empty. `until` is the last day, included. */
export interface RegisterLine {
  readonly line: number;
  readonly siren: string;
  readonly since: Day | null;
  readonly until: Day | null;
  readonly duesPaid: boolean | null;
}

export interface MembershipSnapshot {
  readonly status: MemberStatus;
  readonly constatedOn: Day;
  /** The line that was read, also when it makes no member (dues required and unpaid); null when none covers the day. */
  readonly registerLine: number | null;
  /** Whether the dues are paid; null when the register does not say, or there is no line. */
  readonly dues: boolean | null;
  /** Sentences for staff: what in the register should be looked at. */
  readonly warnings: readonly string[];
}

/**
 * The membership of an authority on a day. A line counts from `since` (unset: always) to `until` (unset: still). When
 * several cover the day, the one that began last counts. Unpaid dues are flagged, and exclude only if `duesRequired`;
 * dues that the register does not state never exclude.
 */
export function snapshotMembership(query: {
  siren: Siren;
  register: readonly RegisterLine[];
  on: Day;
  duesRequired: boolean;
}): MembershipSnapshot {
  const { siren, register, on, duesRequired } = query;
  const warnings: string[] = [];
  const ofAuthority = register.filter(line => digitsOf(line.siren) === siren);
  const covering = ofAuthority.filter(line => {
    if (line.since !== null && line.until !== null && line.until < line.since) {
      warnings.push(wording.reversed(line.line));
      return false;
    }
    return (line.since === null || line.since <= on) && (line.until === null || on <= line.until);
  });
  if (covering.length > 1)
    warnings.push(
      wording.several(
        spacedSiren(siren),
        covering.map(({ line }) => line),
      ),
    );

  const line = [...covering].sort(latestFirst)[0];
  if (line === undefined) {
    return { status: 'Non adhérent', constatedOn: on, registerLine: null, dues: null, warnings };
  }
  if (line.since === null) warnings.push(wording.undated(line.line));
  if (line.duesPaid === null) warnings.push(wording.duesUnknown(line.line));
  if (line.duesPaid === false) warnings.push(wording.duesUnpaid(line.line, duesRequired));
  const excluded = duesRequired && line.duesPaid === false;
  return {
    status: excluded ? 'Non adhérent' : 'Adhérent',
    constatedOn: on,
    registerLine: line.line,
    dues: line.duesPaid,
    warnings,
  };
}

/** The line that began last first; among equals, one whose dues are paid, then the lowest in the tab. */
function latestFirst(a: RegisterLine, b: RegisterLine): number {
  const [sinceA, sinceB] = [a.since ?? '', b.since ?? ''];
  if (sinceA !== sinceB) return sinceA < sinceB ? 1 : -1;
  return Number(b.duesPaid === true) - Number(a.duesPaid === true) || a.line - b.line;
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');
