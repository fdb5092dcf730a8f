/**
 * Produire le bilan: the report to the funders as a Doc and a PDF, the main tabs as CSV files and one workbook, and the open
 * data, in a folder of their own. It only reads the workbook, so it takes no lock: it may last a minute, and keeps nobody waiting.
 */
import { csvOf } from '../docs/csv';
import type { DocumentsGateway, StoredFile } from '../docs/documents-gateway';
import { reportContent } from '../docs/report';
import { XLSX_TYPE, xlsxOf } from '../docs/xlsx';
import { signedBytes, utf8Bytes } from '../mail/bytes';
import { escapeHtml } from '../mail/html';
import { computeBudget } from '../scheme/envelope';
import { ZERO } from '../scheme/money';
import { type ReportFacts, reportOf } from '../scheme/report';
import { isState } from '../scheme/states';
import { formatDayInWords, formatInstant, parseFrenchDay } from '../scheme/time';
import type { Row } from '../sheets/schema';
import { wording as common } from '../sheets/wording';
import { reportWording as wording } from '../sheets/wording-report';
import { totalOf } from './assignment-account';
import { commitmentOf, reservationsOf } from './budget';
import type { Desk } from './desk';
import { exportTables } from './export-tables';
import { openDataOf } from './open-data';
import { require } from './refused';
import { type ReportRows, reportRows } from './report-rows';

const TITLE = wording.title;

interface Link {
  readonly label: string;
  readonly url: string;
}

/** What was made, as the page lists it. */
interface Produced {
  readonly report: readonly Link[];
  readonly exports: readonly Link[];
  readonly openData: readonly Link[];
  /** Open data that there was no time for. */
  readonly left: number;
}

/**
 * Makes everything and shows where it is; nothing is written in the workbook. It asks nothing before it works: the Fiche,
 * which tries an item up to its first question, must never offer it.
 */
export function produceReport(desk: Desk): null {
  desk.screen.page(TITLE, pageOf(desk, produce(desk)));
  return null;
}

function produce(desk: Desk): Produced {
  const { edition } = desk.settings;
  const { documents } = desk;
  const rows = reportRows(desk);
  const facts = factsOf(desk, rows);
  const folderId = folderFor(desk);
  const put = (name: string, type: string, bytes: Uint8Array): StoredFile =>
    documents.keep({ folderId, name }, type, signedBytes(bytes));

  const report = putReport(desk, documents, folderId, facts);
  const tables = exportTables(rows, facts.budget);
  const workbook = wording.workbookFile(edition);
  const exports = [
    { label: workbook, url: put(workbook, XLSX_TYPE, xlsxOf(tables, utf8Bytes)).url },
    ...tables.map(table => {
      const name = `${table.name}.csv`;
      return { label: name, url: put(name, 'text/csv', utf8Bytes(csvOf(table))).url };
    }),
  ];

  const packages = openDataOf(desk, rows);
  const openData: Link[] = [];
  for (const { ocid, content } of packages) {
    if (!desk.mayContinue()) break;
    const name = `${ocid}.json`;
    openData.push({ label: name, url: put(name, 'application/json', utf8Bytes(JSON.stringify(content, null, 2))).url });
  }
  return { report, exports, openData, left: packages.length - openData.length };
}

/** A folder for this report, in the scheme's; in the account's own Drive when it does not see that one. */
function folderFor(desk: Desk): string {
  const files = desk.memory.get('files');
  require(files, common.notInstalled);
  const [day = '', hour = ''] = formatInstant(desk.now()).split(' ');
  const name = wording.folder(desk.settings.edition, day, hour.replace(':', 'h'));
  const folder = desk.documents.subfolder(name, files.folder);
  return folder.ok ? folder.value : desk.documents.createFolder(name);
}

function putReport(desk: Desk, documents: DocumentsGateway, folderId: string, facts: ReportFacts): Link[] {
  const { edition } = desk.settings;
  const name = wording.document(edition);
  const funders = desk.workbook.lists.flatMap(({ values: { funder } }) => (funder === '' ? [] : [funder]));
  const day = formatDayInWords(desk.today());
  const document = documents.create({ folderId, name }, reportContent(reportOf(facts), { edition, day, funders }));
  const pdf = documents.pdfOf(document.documentId);
  const kept = documents.keep({ folderId, name: `${name}.pdf` }, 'application/pdf', pdf.bytes);
  return [
    { label: wording.reportDocument, url: document.url },
    { label: wording.reportPdf, url: kept.url },
    { label: wording.reportFolder, url: `https://drive.google.com/drive/folders/${folderId}` },
  ];
}

function factsOf(desk: Desk, rows: ReportRows): ReportFacts {
  const reservations = reservationsOf(rows.requests);
  const commitments = rows.assignments.map(commitmentOf);
  return {
    budget: computeBudget({ envelope: desk.settings.envelope, reservations, assignments: commitments }),
    reservations,
    commitments,
    requests: rows.requests.flatMap(request => {
      const { status, reference, siren, supportType, territories, goals, receivedAt, decidedAt } = request;
      if (!isState('request', status)) return [];
      const wishedBy = parseFrenchDay(request.wishedBy);
      return [
        {
          reference,
          status,
          siren,
          memberStatus: request.member === 'Adhérent' ? ('Adhérent' as const) : ('Non adhérent' as const),
          supportType,
          territories,
          goals,
          receivedAt,
          decidedAt,
          wishedBy: wishedBy.ok ? wishedBy.value : null,
        },
      ];
    }),
    consultations: rows.consultations.flatMap(({ reference, status, sentAt, invited }) => {
      if (!isState('consultation', status)) return [];
      const came = rows.bids.filter(bid => bid.consultation === reference && bid.receivedAt !== null);
      const late = came.filter(({ timeliness }) => timeliness === 'hors délai').length;
      return [{ reference, status, sentAt, invited: invited ?? 0, bids: came.length, late }];
    }),
    assignments: rows.assignments.flatMap(reportedAssignment),
  };
}

function reportedAssignment(assignment: Row<'assignments'>): ReportFacts['assignments'] {
  const { request, state, schemeShare, signedOn, deliverablesReceivedOn, satisfaction } = assignment;
  if (!isState('assignment', state)) return [];
  const total = totalOf(assignment);
  return [{ request, state, total, scheme: schemeShare ?? ZERO, signedOn, deliverablesReceivedOn, satisfaction }];
}

/** The links in a small page; every text is escaped. */
function pageOf(desk: Desk, { report, exports, openData, left }: Produced): string {
  const { edition, ocidPrefix } = desk.settings;
  const { sections } = wording;
  const notes = [
    openData.length === 0 && left === 0 ? wording.noOpenData : wording.openDataNote(openData.length),
    ...(ocidPrefix === '' && openData.length > 0 ? [wording.provisionalPrefix] : []),
    ...(left > 0 ? [wording.cutShort(left)] : []),
  ];
  return [
    '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><base target="_blank"></head>',
    '<body style="font: 14px/1.45 Roboto, Arial, sans-serif; color: #202124">',
    paragraph(wording.done(edition)),
    section(sections.report, [], report),
    section(sections.exports, [wording.exportsNote], exports),
    section(sections.openData, notes, openData),
    '</body></html>',
  ].join('\n');
}

const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`;

function section(title: string, notes: readonly string[], links: readonly Link[]): string {
  const items = links.map(
    ({ label, url }) => `<li><a href="${escapeHtml(url)}" rel="noopener">${escapeHtml(label)}</a></li>`,
  );
  return [
    `<h2 style="font-size: 15px; font-weight: 500; margin-bottom: 4px">${escapeHtml(title)}</h2>`,
    ...notes.map(paragraph),
    ...(items.length === 0 ? [] : [`<ul>${items.join('\n')}</ul>`]),
  ].join('\n');
}
