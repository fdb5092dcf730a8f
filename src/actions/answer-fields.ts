/**
 * The columns of a request that an answer fills, whatever way it came: which they are, how they read in a proposal or in the
 * ledger, and the membership that goes with the SIREN.
 */
import type { RequestAnswers } from '../forms/answers';
import { type Question, questions } from '../forms/questions';
import { dayOf, type Instant } from '../scheme/time';
import { describe } from '../sheets/columns';
import { findEverywhere, type Place } from '../sheets/lookup';
import { readRegister } from '../sheets/register';
import { type Row, tabOf } from '../sheets/schema';
import type { Desk } from './desk';
import { membershipColumns } from './membership';

type Request = Row<'requests'>;

/** Fields of a request that an answer fills, by column, with the question each comes from. */
export type AnswerFields = Pick<
  Request,
  | 'authority'
  | 'authorityKind'
  | 'siren'
  | 'inseeCode'
  | 'supportType'
  | 'title'
  | 'need'
  | 'territories'
  | 'sectors'
  | 'goals'
  | 'estimate'
  | 'legalRepresentative'
  | 'contact'
  | 'position'
  | 'email'
  | 'phone'
  | 'wishedBy'
  | 'cashCommitment'
>;

export function fieldsOf(answers: RequestAnswers): AnswerFields {
  return {
    authority: answers.authority,
    authorityKind: answers.authorityKind,
    siren: answers.siren,
    inseeCode: answers.inseeCode,
    supportType: answers.supportType,
    title: answers.title,
    need: answers.need,
    territories: answers.territories,
    sectors: answers.sectors,
    goals: answers.goals,
    estimate: answers.estimate,
    legalRepresentative: answers.legalRepresentative,
    contact: answers.contact,
    position: answers.position,
    email: answers.email,
    phone: answers.phone,
    wishedBy: answers.wishedBy,
    cashCommitment: answers.cashCommitment,
  };
}

interface Membership {
  readonly columns: Pick<Request, 'member' | 'memberAsOf' | 'dues' | 'registerLine'>;
  readonly problems: string[];
}

/** The membership snapshot of a SIREN on the day of reception, from CUF's register. */
export function membershipOf(desk: Desk, siren: string, received: Instant, places: readonly Place[]): Membership {
  const { lines, problems } = readRegister(desk.workbook.spreadsheet, places);
  const { columns, warnings } = membershipColumns(desk, siren, lines, dayOf(received));
  return { columns, problems: [...problems, ...warnings] };
}

/** The snapshot for another SIREN, on the day of reception still; nothing when the SIREN stays. */
export function membershipIfChanged(
  desk: Desk,
  { receivedAt }: Request,
  siren: string | undefined,
): { readonly columns: Partial<Membership['columns']>; readonly problems: readonly string[] } {
  if (siren === undefined) return { columns: {}, problems: [] };
  return membershipOf(desk, siren, receivedAt ?? desk.now(), findEverywhere(desk.workbook.spreadsheet, [siren]));
}

/** The questions among these titles whose answer holds: no problem names them. */
export const questionsAnswered = (titles: readonly string[], problems: readonly string[]): Question[] =>
  questions().filter(({ title }) => titles.includes(title) && !problems.some(problem => problem.includes(title)));

export function headerOf(key: keyof AnswerFields): string {
  return tabOf('requests').columns[key].header;
}

/** A value as people read it: an amount in euros. */
export function printedIn(key: keyof AnswerFields, value: unknown): string {
  return describe(value, tabOf('requests').columns[key].kind);
}
