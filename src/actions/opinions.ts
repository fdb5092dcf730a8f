/** The opinions of the committee in the workbook: read, added to tab Avis, weighed again, and summed up on their files. */
import {
  type CommitteeMember,
  fateInWords,
  type GivenOpinion,
  namedMember,
  type Opinion,
  opinionSummary,
  weighOpinions,
} from '../scheme/opinions';
import { parseReference } from '../scheme/references';
import type { Instant } from '../scheme/time';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { committeeWording as words } from '../sheets/wording-committee';
import type { Desk } from './desk';

/** The states of a request in which the committee has not decided for good. */
export const OPEN_TO_OPINIONS: readonly string[] = ['reçue', 'à compléter', 'complète', 'ajournée'];

/** Those whom tab Comité gives the role « comité ». */
export function committeeMembers(desk: Desk): CommitteeMember[] {
  return desk.workbook
    .table('committee')
    .all()
    .filter(({ values }) => values.role === 'comité')
    .map(({ values }) => values);
}

/** An opinion to add. `origin` names what it comes from (a comment, a message), so that it is never taken twice. */
export interface NewOpinion {
  readonly subject: string;
  readonly member: CommitteeMember;
  readonly opinion: Opinion;
  readonly text: string;
  readonly givenAt: Instant;
  readonly source: 'commentaire' | 'courriel' | 'séance';
  readonly origin: string;
}

/** What its author changed of an opinion that was already taken: it is said otherwise, or taken back. */
export interface OpinionCorrection {
  /** Its row in Avis. */
  readonly at: number;
  readonly change: Partial<Pick<Row<'opinions'>, 'opinion' | 'text' | 'givenAt' | 'withdrawnAt'>>;
}

/** An opinion of tab Avis with its row, null when it is not there yet. */
export type StoredOpinion = GivenOpinion & {
  readonly at: number | null;
  readonly counted: string;
  readonly origin: string;
};

/** A row of Avis that can be weighed: its opinion and its instant could be read. */
function stored({ at, values }: StoredRow<'opinions'>): StoredOpinion[] {
  const { subject, member, organisation, opinion, text, givenAt, counted, origin, withdrawnAt } = values;
  if (opinion === '' || opinion === null || givenAt === null || subject === '') return [];
  return [{ at, subject, member, organisation, opinion, text, givenAt, counted, origin, withdrawnAt }];
}

/** Every opinion of tab Avis that could be read. One read. */
export const storedOpinions = (desk: Desk): StoredOpinion[] => desk.workbook.table('opinions').all().flatMap(stored);

/**
 * Queues new rows of Avis with their ledger lines, weighs every opinion again and sums up each file that has one, or that a
 * member is in conflict on. `corrections` change opinions already taken. What was already taken from the same message or comment is left out: a second call with nothing new queues nothing. The caller saves.
 */
export function addOpinions(
  desk: Desk,
  wanted: readonly NewOpinion[],
  action: string,
  corrections: readonly OpinionCorrection[] = [],
): void {
  const members = committeeMembers(desk);
  const known = storedOpinions(desk).map(one => corrected(desk, one, action, corrections));
  const added = wanted.filter(
    ({ origin, subject }) => origin === '' || !known.some(one => one.origin === origin && one.subject === subject),
  );
  const fresh: StoredOpinion[] = added.map(({ member, subject, opinion, text, givenAt }) => ({
    at: null,
    subject,
    member: member.name,
    organisation: member.organisation,
    opinion,
    text,
    givenAt,
    counted: '',
    origin: '',
  }));
  const all = [...known, ...fresh];
  const weighed = weighOpinions(all, members);
  const table = desk.workbook.table('opinions');
  const newRows: Partial<Row<'opinions'>>[] = [];
  for (const { given, fate } of weighed) {
    const counted = fateInWords(fate);
    if (given.at !== null) {
      if (given.counted !== counted) table.update(given.at, { counted });
      continue;
    }
    const { source, origin, member } = added[fresh.indexOf(given)] as NewOpinion;
    const { subject, organisation, opinion, text, givenAt } = given;
    newRows.push({ subject, member: given.member, organisation, opinion, text, givenAt, source, counted, origin });
    desk.ledger.record({
      action,
      subject,
      field: 'Avis',
      after: words.ledgerOpinion(opinion, namedMember(member), counted),
    });
  }
  table.append(newRows);
  summarise(desk, all, members);
}

/** The opinion as its author left it, with its row and ledger line queued. */
function corrected(
  desk: Desk,
  stored: StoredOpinion,
  action: string,
  corrections: readonly OpinionCorrection[],
): StoredOpinion {
  const change = corrections.find(({ at }) => at === stored.at)?.change;
  if (change === undefined || stored.at === null) return stored;
  desk.workbook.table('opinions').update(stored.at, change);
  const { opinion } = change;
  const after = opinion === undefined || opinion === '' ? stored.opinion : opinion;
  const member = namedMember({ name: stored.member, organisation: stored.organisation });
  desk.ledger.record({
    action,
    subject: stored.subject,
    field: 'Avis',
    before: words.ledgerOpinion(stored.opinion, member, stored.counted),
    after: words.ledgerCorrected(after, member, (change.withdrawnAt ?? null) !== null),
  });
  return {
    ...stored,
    opinion: after,
    text: change.text ?? stored.text,
    givenAt: change.givenAt ?? stored.givenAt,
    withdrawnAt: change.withdrawnAt === undefined ? (stored.withdrawnAt ?? null) : change.withdrawnAt,
  };
}

/** Writes the column Avis of requests and applications where it differs from what the opinions say. */
function summarise(desk: Desk, opinions: readonly GivenOpinion[], members: readonly CommitteeMember[]): void {
  const requests = desk.workbook.table('requests');
  for (const { at, values } of requests.all()) {
    const summary = opinionSummary(values.reference, opinions, members);
    if (summary !== values.opinions) requests.update(at, { opinions: summary });
  }
  const spoken = opinions
    .map(({ subject }) => subject)
    .filter(subject => parseReference(subject)?.kind === 'application');
  if (spoken.length === 0) return;
  const applications = desk.workbook.table('applications');
  for (const { at, values } of applications.whereAmong('reference', [...new Set(spoken)])) {
    const summary = opinionSummary(values.reference, opinions, members);
    if (summary !== values.opinions) applications.update(at, { opinions: summary });
  }
}
