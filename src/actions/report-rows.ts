/** The rows that the report, the exports and the open data are made of: each tab read once. */
import type { Row } from '../sheets/schema';
import type { Desk } from './desk';

export interface ReportRows {
  readonly requests: readonly Row<'requests'>[];
  readonly consultations: readonly Row<'consultations'>[];
  readonly bids: readonly Row<'bids'>[];
  readonly assignments: readonly Row<'assignments'>[];
  readonly movements: readonly Row<'movements'>[];
  readonly holders: readonly Row<'holders'>[];
  readonly ledger: readonly Row<'ledger'>[];
}

/** Seven reads. */
export function reportRows(desk: Desk): ReportRows {
  const rows = <K extends keyof ReportRows>(key: K): Row<K>[] =>
    desk.workbook
      .table(key)
      .all()
      .map(({ values }) => values);
  return {
    requests: rows('requests'),
    consultations: rows('consultations'),
    bids: rows('bids'),
    assignments: rows('assignments'),
    movements: rows('movements'),
    holders: rows('holders'),
    ledger: rows('ledger'),
  };
}
