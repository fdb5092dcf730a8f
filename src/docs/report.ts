/** The report to the funders as a document: figures, tables, charts drawn as bars. Only the words are French. */
import type { BudgetLine } from '../scheme/envelope';
import { type Cents, formatCents, minus } from '../scheme/money';
import type { Report, ReportLine } from '../scheme/report';
import type { ContentBlock, DocumentContent } from './document-content';
import { reportWording as wording } from './wording-report';

export interface ReportHeading {
  readonly edition: number;
  /** The day in words: `5 novembre 2018`. */
  readonly day: string;
  readonly funders: readonly string[];
}

/** The whole document. */
export function reportContent(report: Report, { edition, day, funders }: ReportHeading): DocumentContent {
  return {
    header: [wording.publisher, wording.header],
    footer: wording.footer(edition, day),
    blocks: spaced([
      { kind: 'title', text: wording.title(edition) },
      { kind: 'subtitle', text: wording.subtitle(funders) },
      ...essentials(report),
      ...byFunder(report.breakdown.byFunder),
      ...breakdown(wording.bySupportType, report.bySupportType),
      ...breakdown(wording.byMember, report.byMemberStatus),
      ...breakdown(wording.byTerritory, report.byTerritory),
      ...breakdown(
        wording.byGoal,
        report.byGoal.map(line => ({ ...line, item: wording.goal(line.item) })),
      ),
      ...deadlines(report.deadlines),
      ...satisfaction(report.satisfaction),
      heading(wording.method),
      paragraph(wording.methodText),
    ]),
  };
}

const heading = (text: string): ContentBlock => ({ kind: 'heading', text });
const paragraph = (text: string): ContentBlock => ({ kind: 'paragraph', text });

/** No line ends before a sign that belongs to its word. */
const noBreak = (text: string): string => text.replace(/ (?=[»:;?!%€])/g, '\u00a0').replace(/« /g, '«\u00a0');

function spaced(blocks: readonly ContentBlock[]): ContentBlock[] {
  return blocks.map(block => ('text' in block ? { ...block, text: noBreak(block.text) } : block));
}

function essentials(report: Report): ContentBlock[] {
  const { budget, total, authorityShare } = report;
  const { facts } = wording;
  return [
    heading(wording.essentials),
    paragraph(wording.summary(report)),
    {
      kind: 'facts',
      rows: [
        [facts.envelope, formatCents(budget.envelope)],
        [facts.reserved, formatCents(budget.reserved)],
        [facts.committed, formatCents(budget.committed)],
        [facts.paid, formatCents(budget.paid)],
        [facts.remaining, formatCents(budget.remaining)],
        [facts.total, formatCents(total)],
        [facts.authorityShare, formatCents(authorityShare)],
        [facts.called, formatCents(budget.contributionsCalled)],
        [facts.received, formatCents(budget.contributionsReceived)],
      ],
    },
    heading(wording.envelopeChart),
    amountBars([
      [wording.paidPart, budget.paid],
      [wording.due, minus(budget.committed, budget.paid)],
      [facts.reserved, budget.reserved],
      [facts.remaining, budget.remaining],
    ]),
  ];
}

function byFunder(lines: readonly BudgetLine[]): ContentBlock[] {
  if (lines.length === 0) return [heading(wording.byFunder), paragraph(wording.noFunder)];
  return [
    heading(wording.byFunder),
    paragraph(wording.byFunderNote),
    {
      kind: 'table',
      headers: wording.funderHeaders,
      rows: lines.map(({ item, committed, paid }) => [
        item,
        formatCents(committed),
        formatCents(paid),
        formatCents(minus(committed, paid)),
      ]),
    },
    amountBars(lines.map(({ item, committed }) => [item, committed])),
  ];
}

interface BreakdownWording {
  readonly title: string;
  readonly item: string;
  readonly note?: string;
}

function breakdown({ title, item: heads, note }: BreakdownWording, lines: readonly ReportLine[]): ContentBlock[] {
  if (lines.length === 0) return [heading(title), paragraph(wording.nothing)];
  const selected = lines.filter(line => line.selected > 0);
  return [
    heading(title),
    ...(note === undefined ? [] : [paragraph(note)]),
    {
      kind: 'table',
      headers: [heads, ...wording.lineHeaders],
      rows: lines.map(line => [
        nameOf(line.item),
        String(line.requests),
        String(line.selected),
        String(line.assignments),
        formatCents(line.total),
        formatCents(line.scheme),
      ]),
    },
    ...(selected.length === 0
      ? []
      : [
          {
            kind: 'bars' as const,
            caption: wording.selectedChart,
            bars: proportional(selected.map(line => [nameOf(line.item), line.selected, String(line.selected)])),
          },
        ]),
  ];
}

const nameOf = (item: string): string => (item.trim() === '' ? wording.unsaid : item);

function deadlines({ bids, invited, deliverables, ...delays }: Report['deadlines']): ContentBlock[] {
  const steps = ['toDecision', 'toSignature', 'toDeliverables'] as const;
  return [
    heading(wording.deadlines),
    paragraph(wording.bids(bids.count, bids.onTime, invited)),
    paragraph(wording.deliverables(deliverables.count, deliverables.onTime)),
    {
      kind: 'table',
      headers: wording.delayHeaders,
      rows: steps.map(step => {
        const delay = delays[step];
        return [
          wording.delays[step],
          delay === null ? wording.noDelay : wording.days(delay.median),
          String(delay?.count ?? 0),
        ];
      }),
    },
  ];
}

function satisfaction(given: Report['satisfaction']): ContentBlock[] {
  if (given === null) return [heading(wording.satisfaction), paragraph(wording.noSatisfaction)];
  return [
    heading(wording.satisfaction),
    paragraph(wording.satisfied(given.average, given.count)),
    {
      kind: 'bars',
      caption: wording.satisfaction,
      bars: proportional(given.byMark.map((count, index) => [wording.mark(index + 1), count, String(count)])),
    },
  ];
}

const amountBars = (lines: readonly (readonly [label: string, amount: Cents])[]): ContentBlock => ({
  kind: 'bars',
  caption: '',
  bars: proportional(lines.map(([label, amount]) => [label, amount, formatCents(amount)])),
});

/** Bars as long as their values, the longest whole; nothing for what is negative. */
function proportional(lines: readonly (readonly [label: string, value: number, shown: string])[]) {
  const longest = lines.reduce((most, [, value]) => Math.max(most, value), 0);
  return lines.map(([label, value, shown]) => ({
    label,
    shown,
    length: longest === 0 ? 0 : Math.max(0, value) / longest,
  }));
}
