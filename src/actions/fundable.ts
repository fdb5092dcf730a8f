/** A request as the rules on funding take it: its estimate, its score, its membership, the derogations that concern it. */
import { type Cents, STANDARD_VAT, smaller } from '../scheme/money';
import type { FundableRequest } from '../scheme/selection';
import { ceilingWithVat } from '../scheme/shares';
import type { Instant } from '../scheme/time';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { ceilingDerogation, envelopeDerogation } from './derogations';
import type { Desk } from './desk';
import { require } from './refused';

/** The request of a row, as the committee would fund it now. */
export function fundableRequest(
  desk: Desk,
  request: Row<'requests'>,
  derogations: readonly Row<'derogations'>[],
): FundableRequest {
  const { reference, member, score, receivedAt, retainedCost } = request;
  return {
    reference,
    memberStatus: member === 'Adhérent' ? 'Adhérent' : 'Non adhérent',
    score,
    receivedAt: receivedAt ?? (0 as Instant),
    estimate: retainedCost ?? defaultCost(desk, request),
    ceilingDerogation: ceilingDerogation(derogations, [reference])?.derogation,
    envelopeDerogation: envelopeDerogation(derogations, [reference]),
  };
}

/** The cost that the committee keeps when it says nothing: the applicant's estimate, at most the ceiling. */
export function defaultCost(desk: Desk, { estimate }: Row<'requests'>): Cents | null {
  return estimate === null ? null : smaller(estimate, ceilingWithVat(desk.settings, STANDARD_VAT));
}

const DECIDING_HEADERS: readonly string[] = ['Décision', 'Note', 'Coût retenu TTC', 'Coût estimé TTC'];

/** Refuses, naming the cells, when something that funding depends on cannot be read. */
export function checkFundable(rows: readonly StoredRow<'requests'>[]): void {
  for (const { values, problems } of rows) {
    const bad = problems.filter(({ header }) => DECIDING_HEADERS.includes(header));
    require(bad.length === 0, bad.map(({ header, reason }) => `${values.reference}, ${header} : ${reason}`).join('\n'));
  }
}
