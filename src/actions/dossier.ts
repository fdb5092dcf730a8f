/**
 * The file that a row belongs to: a request with its consultation, bids, assignment and ledger lines, whatever the tab it
 * was found from; or a holder, an application, a message that belongs to no dossier. Reads only, two or three calls a tab.
 */
import { parseReference } from '../scheme/references';
import { type Row, TAB_KEYS, type TabKey, tabOf } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import type { Desk } from './desk';

/** A request and all that came of it. */
export interface Dossier {
  readonly kind: 'dossier';
  readonly request: StoredRow<'requests'>;
  readonly consultation: StoredRow<'consultations'> | null;
  readonly bids: readonly StoredRow<'bids'>[];
  readonly assignment: StoredRow<'assignments'> | null;
  readonly events: readonly Row<'ledger'>[];
}

/** A row that is a file of its own: a holder, an application, a message. */
export type OwnFile =
  | { readonly kind: 'holders'; readonly row: StoredRow<'holders'> }
  | { readonly kind: 'applications'; readonly row: StoredRow<'applications'> }
  | { readonly kind: 'messages'; readonly row: StoredRow<'messages'> };
export type OwnFileTab = OwnFile['kind'];
export type CardFile = Dossier | OwnFile;

/** The column of each tab that names a dossier, as the key of its schema. */
const FILE_COLUMN: { readonly [K in TabKey]?: keyof Row<K> & string } = {
  requests: 'reference',
  consultations: 'request',
  bids: 'consultation',
  assignments: 'request',
  movements: 'assignment',
  opinions: 'subject',
  messages: 'tiedTo',
  derogations: 'subject',
  letters: 'subject',
};

/** The file of the first selected row; null when that row belongs to none. */
export function selectedFile(desk: Desk): CardFile | null {
  const { tab, rows } = desk.workbook.selection();
  const key = TAB_KEYS.find(one => tabOf(one).name === tab);
  const [first] = rows;
  if (key === undefined || first === undefined) return null;
  const column = FILE_COLUMN[key];
  if (column === undefined) return isOwnFileTab(key) ? ownFileAt(desk, key, first) : null;
  const [row] = desk.workbook.table(key).readRows([first]);
  const reference = row === undefined ? '' : String(row.values[column as keyof typeof row.values] ?? '');
  const tied = requestOf(desk, reference);
  const dossier = tied === null ? null : readDossier(desk, tied);
  return dossier ?? (key === 'messages' ? ownFileAt(desk, key, first) : null);
}

/** Names a file so that `fileNamed` finds it again: the reference of a request, or the tab and what names its row. */
export function nameOf(file: CardFile): string {
  return file.kind === 'dossier' ? file.request.values.reference : `${file.kind}/${keyOf(file)}`;
}

/** The file of a name given by `nameOf`, as it stands now; null when it is not there any more. */
export function fileNamed(desk: Desk, name: string): CardFile | null {
  const [tab = '', ...rest] = name.split('/');
  const key = rest.join('/');
  const { workbook } = desk;
  switch (tab) {
    case 'holders':
      return ownFile({ kind: tab, row: workbook.table(tab).find('code', key) });
    case 'applications':
      return ownFile({ kind: tab, row: workbook.table(tab).find('reference', key) });
    case 'messages':
      return ownFile({ kind: tab, row: workbook.table(tab).find('id', key) });
    default:
      return readDossier(desk, name);
  }
}

function ownFileAt({ workbook }: Desk, kind: OwnFileTab, at: number): CardFile | null {
  switch (kind) {
    case 'holders':
      return ownFile({ kind, row: workbook.table(kind).readRows([at])[0] ?? null });
    case 'applications':
      return ownFile({ kind, row: workbook.table(kind).readRows([at])[0] ?? null });
    case 'messages':
      return ownFile({ kind, row: workbook.table(kind).readRows([at])[0] ?? null });
  }
}

type Found = { readonly [K in OwnFileTab]: { readonly kind: K; readonly row: StoredRow<K> | null } }[OwnFileTab];

/** Null for a row that is not there, or that nothing names. */
function ownFile(found: Found): OwnFile | null {
  if (found.row === null) return null;
  const file = found as OwnFile;
  return keyOf(file) === '' ? null : file;
}

function keyOf(file: OwnFile): string {
  switch (file.kind) {
    case 'holders':
      return file.row.values.code;
    case 'applications':
      return file.row.values.reference;
    case 'messages':
      return file.row.values.id;
  }
}

const isOwnFileTab = (key: TabKey): key is OwnFileTab =>
  key === 'holders' || key === 'applications' || key === 'messages';

/** The request behind a reference of any kind; null when the text is none, or leads to none. */
function requestOf(desk: Desk, text: string): string | null {
  const reference = parseReference(text);
  switch (reference?.kind) {
    case 'request':
      return text;
    case 'consultation':
      return desk.workbook.table('consultations').find('reference', text)?.values.request ?? null;
    case 'bid':
      return requestOf(desk, desk.workbook.table('bids').find('reference', text)?.values.consultation ?? '');
    case 'assignment':
      return desk.workbook.table('assignments').find('reference', text)?.values.request ?? null;
    default:
      return null;
  }
}

/** The dossier of a request; null when its row is gone. */
function readDossier(desk: Desk, reference: string): Dossier | null {
  const { workbook } = desk;
  const request = workbook.table('requests').find('reference', reference);
  if (request === null) return null;
  const named = request.values.consultation;
  const consultation = named === '' ? null : workbook.table('consultations').find('reference', named);
  const bids = consultation === null ? [] : workbook.table('bids').where('consultation', named);
  const isSent = consultation !== null && consultation.values.status !== 'brouillon';
  const assignment = isSent ? workbook.table('assignments').find('request', reference) : null;
  const subjects = [
    reference,
    ...(consultation === null ? [] : [consultation.values.reference]),
    ...(assignment === null ? [] : [assignment.values.reference]),
  ];
  const events = workbook
    .table('ledger')
    .whereAmong('subject', subjects)
    .map(({ values }) => values);
  return { kind: 'dossier', request, consultation, bids, assignment, events };
}
