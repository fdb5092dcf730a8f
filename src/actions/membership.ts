/** The membership snapshot as it is frozen on a request. */
import { parseSiren } from '../scheme/identifiers';
import { type RegisterLine, snapshotMembership } from '../scheme/membership';
import type { Day } from '../scheme/time';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import type { Desk } from './desk';

export type MembershipColumns = Pick<Row<'requests'>, 'member' | 'memberAsOf' | 'dues' | 'registerLine'>;

/** Columns of a request for a SIREN on a day; an invalid SIREN is in no register. */
export function membershipColumns(
  desk: Desk,
  siren: string,
  register: readonly RegisterLine[],
  on: Day,
): { columns: MembershipColumns; warnings: readonly string[] } {
  const parsed = parseSiren(siren);
  if (!parsed.ok)
    return { columns: { member: 'Non adhérent', memberAsOf: on, dues: '', registerLine: '' }, warnings: [] };
  const { status, dues, registerLine, warnings } = snapshotMembership({
    siren: parsed.value,
    register,
    on,
    duesRequired: desk.workbook.settings.settings.duesRequired,
  });
  return {
    columns: {
      member: status,
      memberAsOf: on,
      dues: dues === null ? '' : dues ? 'oui' : 'non',
      registerLine: registerLine === null ? '' : String(registerLine),
    },
    warnings,
  };
}

/** The whole register, for the settings where membership is read again at the decision or at the award. */
export function registerLines(desk: Desk): RegisterLine[] {
  return desk.workbook
    .table('members')
    .all()
    .map(({ at, values }) => ({
      line: at,
      siren: values.siren,
      since: values.memberSince,
      until: values.memberUntil,
      duesPaid: values.duesPaid,
    }));
}

/**
 * The columns of membership that a decision of today writes, by sheet row: with `DateAdhesion` décision, membership is
 * read again on the day of the decision; otherwise nothing is.
 */
export function membershipAtDecision(
  desk: Desk,
  rows: readonly StoredRow<'requests'>[],
): ReadonlyMap<number, MembershipColumns> {
  if (desk.settings.membershipDate !== 'décision') return new Map();
  const register = registerLines(desk);
  return new Map(
    rows.map(({ at, values }) => [at, membershipColumns(desk, values.siren, register, desk.today()).columns] as const),
  );
}
