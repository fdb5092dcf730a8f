/** `npm run mail -- inspect FILE`: what the library concludes of a message or of a PDF, and why. */
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { readAmounts } from '../../src/mail/amounts';
import { describeAttachment } from '../../src/mail/attachments';
import { readAuthenticity } from '../../src/mail/authenticity';
import { parseIncoming } from '../../src/mail/incoming';
import { evidenceOf, matchMessage } from '../../src/mail/matching';
import { classifyNature } from '../../src/mail/nature';
import { cutQuotedText } from '../../src/mail/quoted-text';
import { textOfPdf } from '../files/pdf-text';
import { isAttachment, parseMime, walkParts } from '../post/mime-tree';
import { attachmentIdOf, gmailResource } from './gmail-resource';

/** What is concluded; amounts in cents, rates as fractions. A PDF alone has no nature, no sender and no reply. */
export interface Inspection {
  readonly nature: string | null;
  readonly reasons: readonly string[];
  readonly authenticity: string | null;
  readonly authenticityReason: string;
  readonly replyText: string;
  readonly quotedText: string;
  readonly amounts: readonly {
    readonly ht: number | null;
    readonly vatRate: number | null;
    readonly ttc: number | null;
    readonly source: string;
    readonly from: string;
    readonly flags: readonly string[];
  }[];
  readonly attachments: readonly {
    readonly name: string;
    readonly type: string;
    readonly bytes: number;
    readonly pages: number | null;
    readonly pagesStatus: string;
    readonly pagesReason: string;
    readonly flags: readonly string[];
  }[];
}

/** The file cannot be inspected; the message says which and why. */
export class CannotInspect extends Error {
  override readonly name = 'CannotInspect';
}

const BYTES_LIMIT = 60_000_000;
const RATE_SCALE = 100_000;

/** Reads a file: a PDF by its first bytes, anything else as a message. Throws CannotInspect. */
export function inspectFile(file: string): Inspection {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) throw new CannotInspect(`Il n’y a pas de fichier ${file}.`);
  if (stat.size === 0) throw new CannotInspect(`Le fichier ${file} est vide.`);
  if (stat.size > BYTES_LIMIT) throw new CannotInspect(`Le fichier ${file} dépasse 60 Mo.`);
  const raw = readFileSync(file);
  return raw.subarray(0, 1024).includes('%PDF-') && !/^[\w-]+:/.test(raw.subarray(0, 200).toString('latin1'))
    ? inspectPdf(basename(file), raw)
    : inspectMessage(raw);
}

/** What a message is, as the mailbox would take it in from somebody unknown. */
export function inspectMessage(raw: Buffer): Inspection {
  const message = parseIncoming(gmailResource(raw, { internalDate: String(Date.now()) }));
  const authenticity = readAuthenticity(message);
  const match = matchMessage(evidenceOf(message, []), []);
  // When the file was written down says nothing: only the mailbox knows the time of reception.
  const timeless = { ...message, receivedAt: undefined };
  const { nature, reasons } = classifyNature(timeless, { match, answersConsultation: false, authenticity });
  const { reply, quoted } = cutQuotedText(message.text);
  const bodies = new Map(
    [...walkParts(parseMime(raw))].filter(isAttachment).map(part => [attachmentIdOf(part), part.body]),
  );
  const files = message.attachments.map(({ name, mimeType, attachmentId }) => ({
    name,
    mimeType,
    bytes: bodies.get(attachmentId) ?? Buffer.alloc(0),
  }));
  return {
    nature,
    reasons,
    authenticity: authenticity.authenticity,
    authenticityReason: authenticity.reason,
    replyText: reply,
    quotedText: quoted,
    ...read({ reply, quoted }, files),
  };
}

function inspectPdf(name: string, bytes: Buffer): Inspection {
  const found = read({ reply: '', quoted: '' }, [{ name, mimeType: 'application/pdf', bytes }]);
  return {
    nature: null,
    reasons: [],
    authenticity: null,
    authenticityReason: '',
    replyText: '',
    quotedText: '',
    ...found,
  };
}

interface File {
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Buffer;
}

function read(
  text: { readonly reply: string; readonly quoted: string },
  files: readonly File[],
): Pick<Inspection, 'amounts' | 'attachments'> {
  const described = files.map(describeAttachment);
  const documents: { name: string; text: string }[] = [];
  for (const [index, { type, name }] of described.entries()) {
    const bytes = files[index]?.bytes;
    if (type === 'application/pdf' && bytes !== undefined) documents.push({ name, text: textOfPdf(bytes).text });
  }
  return {
    amounts: readAmounts({ ...text, documents }).map(({ vatRate, ...amount }) => ({
      ...amount,
      vatRate: vatRate === null ? null : vatRate / RATE_SCALE,
    })),
    attachments: described.map(({ isDangerous: _, ...attachment }) => attachment),
  };
}

/** The same in French prose, a line a conclusion. */
export function inspectionLines(inspection: Inspection): string[] {
  const { nature, reasons, authenticity, authenticityReason, replyText, quotedText, amounts, attachments } = inspection;
  const euros = (amount: number | null): string =>
    amount === null ? 'non lu' : `${(amount / 100).toFixed(2).replace('.', ',')} €`;
  const part = (title: string, text: string): string[] =>
    text === '' ? [`${title} : rien`] : [`${title} :`, ...text.split('\n').map(line => `  ${line}`)];
  return [
    ...(nature === null ? [] : [`Nature : ${nature}`, ...reasons.map(reason => `  – ${reason}`)]),
    ...(authenticity === null ? [] : [`Authenticité : ${authenticity}`, `  – ${authenticityReason}`]),
    ...(nature === null ? [] : [...part('Réponse', replyText), ...part('Texte cité', quotedText)]),
    amounts.length === 0 ? 'Montants : aucun' : 'Montants :',
    ...amounts.flatMap(({ ht, vatRate, ttc, from, source, flags }) => [
      `  HT ${euros(ht)}, TVA ${vatRate === null ? 'non lue' : `${String(vatRate * 100).replace('.', ',')} %`}, TTC ${euros(ttc)}${from === '' ? '' : `, dans « ${from} »`}`,
      ...source.split('\n').map(line => `    « ${line} »`),
      ...flags.map(flag => `    ! ${flag}`),
    ]),
    attachments.length === 0 ? 'Pièces : aucune' : 'Pièces :',
    ...attachments.flatMap(({ name, type, bytes, pages, pagesStatus, pagesReason, flags }) => [
      `  ${name} – ${type}, ${bytes} octets${pages === null ? '' : `, ${pages} page(s)`} (${PAGES[pagesStatus] ?? pagesStatus})`,
      ...(pagesReason === '' ? [] : [`    – ${pagesReason}`]),
      ...flags.map(flag => `    ! ${flag}`),
    ]),
  ];
}

const PAGES: Readonly<Record<string, string>> = {
  ok: 'pages sûres',
  uncertain: 'pages à vérifier',
  encrypted: 'protégé',
  'not a PDF': 'pages non comptées',
};
