/** The procès-verbal d'ouverture: what two people saw when they opened the bids, with what proves that nothing changed since. */
import type { Cents, Rate } from '../scheme/money';
import { formatInstantInWords, type Instant } from '../scheme/time';
import type { ContentBlock, DocumentContent } from './document-content';
import { openingWording } from './wording-opening';

export interface RecordedConsultation {
  readonly reference: string;
  readonly request: string;
  readonly subject: string;
  readonly deadline: Instant | null;
  readonly invited: number | null;
}

/** A row of Offres: a holder that was consulted, and its deposit when it made one. */
export interface RecordedBid {
  readonly reference: string;
  readonly holder: string;
  readonly organisation: string;
  readonly address: string;
  readonly authenticity: string;
  readonly sendState: string;
  readonly state: string;
  readonly timeliness: string;
  readonly receivedAt: Instant | null;
  /** '' when nothing came. */
  readonly receivedMessage: string;
  /** One document a line, its hash with it. */
  readonly documents: string;
  readonly ht: Cents | null;
  readonly vatRate: Rate | null;
  readonly ttc: Cents | null;
  readonly doubts: string;
  /** SHA-256 of an opened bid; '' when it was not opened. */
  readonly hash: string;
}

const words = openingWording.document;

/** The record of an opening out of the rows as they stand once every bid is read. */
export function openingRecord(
  consultation: RecordedConsultation,
  bids: readonly RecordedBid[],
  { openedAt, openers }: { readonly openedAt: Instant; readonly openers: readonly string[] },
): DocumentContent {
  const deposits = bids.filter(({ receivedMessage, state }) => receivedMessage !== '' && state !== 'déclinée');
  const opened = deposits.filter(({ hash }) => hash !== '');
  const late = deposits.filter(({ hash, timeliness }) => hash === '' && timeliness === 'hors délai');
  const replaced = deposits.filter(({ hash, timeliness }) => hash === '' && timeliness !== 'hors délai');
  const bidders = new Set(deposits.map(({ holder }) => holder));
  const silent = bids.filter(({ holder, sendState }) => !bidders.has(holder) && sendState !== 'non consulté');
  const onTime = deposits.filter(({ timeliness }) => timeliness === 'dans les délais').length;
  return {
    header: words.header,
    footer: words.footer(consultation.reference),
    blocks: [
      { kind: 'title', text: words.title },
      { kind: 'subtitle', text: consultation.subject },
      {
        kind: 'facts',
        rows: [
          [words.facts.consultation, consultation.reference],
          [words.facts.request, consultation.request],
          [words.facts.deadline, when(consultation.deadline)],
          [words.facts.opened, when(openedAt)],
          [words.facts.openers, openers.join(', ')],
          [words.facts.invited, words.invited(consultation.invited ?? bids.length, bidders.size)],
          [words.facts.received, words.received(onTime, deposits.length - onTime)],
        ],
      },
      { kind: 'paragraph', text: words.sealed },
      { kind: 'heading', text: words.openedHeading },
      ...(opened.length === 0 ? [paragraph(words.noneOpened)] : opened.flatMap(openedBid)),
      ...section(words.replacedHeading, words.lateHeaders, replaced.map(deposit)),
      ...section(words.lateHeading, words.lateHeaders, late.map(deposit)),
      ...section(
        words.silentHeading,
        words.silentHeaders,
        silent.map(({ organisation, holder, state }) => [
          organisation === '' ? holder : organisation,
          state === 'déclinée' ? words.declined : words.noAnswer,
        ]),
      ),
      paragraph(words.howToCheck),
      { kind: 'heading', text: words.signatures },
      { kind: 'facts', rows: openers.map(name => [words.signature(name), '\n\n'] as const) },
    ],
  };
}

function openedBid(bid: RecordedBid): ContentBlock[] {
  const { reference, organisation, holder, receivedAt, authenticity, address, documents, ht, vatRate, ttc } = bid;
  return [
    paragraph(words.bid(reference, organisation === '' ? holder : organisation)),
    {
      kind: 'facts',
      rows: [
        [words.receivedAt, when(receivedAt)],
        [words.sender, `${address} (${authenticity})`],
        [words.documents, documents === '' ? words.noDocument : withReadableHashes(documents)],
        [words.price, openingWording.price(ht, vatRate, ttc)],
        ...(bid.doubts === '' ? [] : [[words.doubts, bid.doubts] as const]),
        [words.hash, withReadableHashes(bid.hash)],
      ],
    },
  ];
}

const deposit = ({ reference, organisation, holder, receivedAt }: RecordedBid): string[] => [
  reference,
  organisation === '' ? holder : organisation,
  when(receivedAt),
];

function section(heading: string, headers: readonly string[], rows: readonly string[][]): ContentBlock[] {
  return rows.length === 0
    ? []
    : [
        { kind: 'heading', text: heading },
        { kind: 'table', headers, rows },
      ];
}

const paragraph = (text: string): ContentBlock => ({ kind: 'paragraph', text });

const when = (at: Instant | null): string => (at === null ? '' : formatInstantInWords(at));

/** Hashes in groups of sixteen, as two people compare them aloud; they also wrap within their cell. */
const withReadableHashes = (text: string): string =>
  text.replace(/[0-9a-f]{64}/g, hash => hash.match(/.{16}/g)?.join(' ') ?? hash);
