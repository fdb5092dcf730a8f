/** The file of a session of the committee: agenda, a page a request without anybody's contact details, opinions, budget. */
import type { Budget } from '../scheme/envelope';
import { type Cents, formatCents, minus, sum } from '../scheme/money';
import type { ContentBlock, DocumentContent } from './document-content';
import { sessionWording as wording } from './wording-session';

/** A request as the committee sees it; '' where nothing was given, null where there is no amount. */
export interface SessionRequest {
  readonly reference: string;
  readonly status: string;
  readonly authority: string;
  readonly authorityKind: string;
  readonly member: string;
  readonly supportType: string;
  readonly title: string;
  readonly need: string;
  readonly territories: string;
  readonly sectors: string;
  readonly goals: string;
  readonly estimate: Cents | null;
  /** What the scheme would pay. */
  readonly schemeShare: Cents | null;
  readonly completeness: string;
  readonly score: string;
  readonly opinions: readonly SessionOpinion[];
  /** Members in conflict on this file, and those who have not spoken. */
  readonly excluded: readonly string[];
  readonly silent: readonly string[];
}

export interface SessionOpinion {
  readonly member: string;
  readonly opinion: string;
  readonly text: string;
  /** oui, or why it does not count. */
  readonly counted: string;
}

export interface Session {
  readonly edition: number;
  /** The day in words: `12 novembre 2018`. */
  readonly day: string;
  readonly requests: readonly SessionRequest[];
  readonly budget: Budget;
}

export function sessionContent({ edition, day, requests, budget }: Session): DocumentContent {
  return {
    header: [wording.publisher, wording.header],
    footer: wording.footer(edition, day),
    blocks: [
      { kind: 'title', text: wording.title },
      { kind: 'subtitle', text: wording.subtitle(day) },
      heading(wording.agenda),
      {
        kind: 'table',
        headers: wording.agendaHeaders,
        rows: requests.map(({ reference, authority, title, estimate }) => [
          reference,
          authority,
          title,
          amountOf(estimate),
        ]),
      },
      paragraph(wording.decisions),
      ...requests.flatMap(fileOf),
      { kind: 'pageBreak' },
      heading(wording.budget),
      { kind: 'facts', rows: budgetRows(budget, requests) },
    ],
  };
}

const heading = (text: string): ContentBlock => ({ kind: 'heading', text });
const paragraph = (text: string): ContentBlock => ({ kind: 'paragraph', text });
const saidOf = (text: string): string => (text === '' ? wording.notGiven : text);
const amountOf = (amount: Cents | null): string => (amount === null ? wording.notGiven : formatCents(amount));

function fileOf(request: SessionRequest): ContentBlock[] {
  const { facts } = wording;
  return [
    { kind: 'pageBreak' },
    heading(wording.file(request.reference, request.authority)),
    {
      kind: 'facts',
      rows: [
        [facts.title, saidOf(request.title)],
        [facts.supportType, saidOf(request.supportType)],
        [facts.authorityKind, saidOf(request.authorityKind)],
        [facts.member, saidOf(request.member)],
        [facts.territories, saidOf(request.territories)],
        [facts.sectors, saidOf(request.sectors)],
        [facts.goals, saidOf(request.goals)],
        [facts.estimate, amountOf(request.estimate)],
        [facts.schemeShare, amountOf(request.schemeShare)],
        [facts.completeness, saidOf(request.completeness)],
        [facts.score, saidOf(request.score)],
        [facts.status, request.status],
      ],
    },
    heading(wording.need),
    paragraph(saidOf(request.need)),
    heading(wording.opinions),
    ...opinionsOf(request),
  ];
}

function opinionsOf({ opinions, excluded, silent }: SessionRequest): ContentBlock[] {
  return [
    opinions.length === 0
      ? paragraph(wording.noOpinion)
      : {
          kind: 'table',
          headers: wording.opinionHeaders,
          rows: opinions.map(({ member, opinion, text, counted }) => [member, opinion, text, counted]),
        },
    ...(excluded.length === 0 ? [] : [paragraph(wording.excluded(excluded))]),
    ...(silent.length === 0 ? [] : [paragraph(wording.silent(silent))]),
  ];
}

function budgetRows(budget: Budget, requests: readonly SessionRequest[]): (readonly [string, string])[] {
  const wanted = sum(requests.flatMap(({ schemeShare }) => (schemeShare === null ? [] : [schemeShare])));
  const { envelope, reserved, committed, paid, remaining } = wording.budgetRows;
  return [
    [envelope, formatCents(budget.envelope)],
    [reserved, formatCents(budget.reserved)],
    [committed, formatCents(budget.committed)],
    [paid, formatCents(budget.paid)],
    [remaining, formatCents(budget.remaining)],
    [wording.wanted, formatCents(wanted)],
    [wording.after, formatCents(minus(budget.remaining, wanted))],
  ];
}
