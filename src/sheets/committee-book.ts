/**
 * The committee's own workbook, another spreadsheet than the one the script is bound to: read in one call, written in one,
 * shared by address, with its comments. Texts go in as texts: whatever they begin with, none becomes a formula.
 */
type SheetsService = GoogleAppsScript.Sheets;
type DriveService = Pick<GoogleAppsScript.Drive, 'Files' | 'Permissions' | 'Comments'>;
/** Google answers an export only with `alt`, which the types lack. */
interface ExportingFiles {
  export(fileId: string, mimeType: string, options: { readonly alt: 'media' }): GoogleAppsScript.Base.Blob;
}
type Request = GoogleAppsScript.Sheets.Schema.Request;
type CellData = GoogleAppsScript.Sheets.Schema.CellData;

/** What a cell of the committee's workbook holds; null when it is empty. */
export type CommitteeCell = string | number | null;

/** A tab as it should be. */
export interface CommitteeTab {
  readonly name: string;
  readonly columns: readonly CommitteeColumn[];
  readonly rows: readonly (readonly CommitteeCell[])[];
  /** Rows keep their place by what their first cell says: a comment stays beside what it speaks of. */
  readonly isKeyed: boolean;
}

export interface CommitteeColumn {
  readonly header: string;
  /** Google's pattern of numbers; absent for texts. */
  readonly pattern?: string;
  readonly width: number;
}

/** A tab as it stands; `rows[0]` is its header. */
export interface StandingTab {
  readonly sheetId: number;
  readonly name: string;
  readonly rows: readonly (readonly CommitteeCell[])[];
  readonly height: number;
  readonly width: number;
}

/** One message of a comment's thread: the comment itself, or a reply. */
export interface BookMessage {
  /** Same for ever: the comment's id, with the reply's after a stroke. */
  readonly id: string;
  readonly author: string;
  /** Empty once it is deleted, and beside a resolution without a word. */
  readonly text: string;
  readonly isDeleted: boolean;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** When its text was last changed, as far as Google tells: a comment's own time moves with its replies. */
  readonly changedAt: number;
}

export interface BookThread {
  readonly id: string;
  readonly isResolved: boolean;
  readonly isDeleted: boolean;
  /** What the commented cell said, in HTML, when Google gives it. */
  readonly quoted: string;
  /** The comment first, then its replies. */
  readonly messages: readonly BookMessage[];
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const SPREADSHEET = 'application/vnd.google-apps.spreadsheet';
const READ_FIELDS =
  'sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),data(rowData(values(userEnteredValue))))';
const MESSAGE_FIELDS = 'id,createdTime,modifiedTime,author(displayName),content,deleted';
const COMMENT_FIELDS = `nextPageToken,comments(${MESSAGE_FIELDS},resolved,quotedFileContent(value),replies(${MESSAGE_FIELDS}))`;
const COMMENTS_A_PAGE = 100;
/** Rows that a tab grows by when it is full. */
const GROWTH = 100;
const HEADER_COLOUR = { red: 0.85, green: 0.9, blue: 0.95 };

/** The committee's workbook is not there any more, or not for this account. */
export class LostBook extends Error {
  override readonly name = 'LostBook';
}

export class CommitteeBook {
  constructor(
    private readonly sheets: SheetsService,
    private readonly drive: DriveService,
  ) {}

  /** The workbook of that name that the add-on has made, or a new, blank one in the folder; gives its id. One call or two. */
  ensure(name: string, folderId: string): string {
    const found = this.drive.Files.list({
      q: `name = '${name.replace(/['\\]/g, '\\$&')}' and mimeType = '${SPREADSHEET}' and trashed = false`,
      fields: 'files(id)',
    }).files?.[0]?.id;
    const id = found ?? this.drive.Files.create({ name, mimeType: SPREADSHEET, parents: [folderId] }).id;
    if (id === undefined) throw new TypeError('Drive gave no id for the spreadsheet it made.');
    return id;
  }

  /** Every tab with what its cells hold. One call. Throws LostBook. */
  read(id: string): StandingTab[] {
    const { sheets = [] } = reaching(() => this.sheets.Spreadsheets.get(id, { fields: READ_FIELDS }));
    return sheets.map(({ properties, data }) => ({
      sheetId: properties?.sheetId ?? 0,
      name: properties?.title ?? '',
      height: properties?.gridProperties?.rowCount ?? 0,
      width: properties?.gridProperties?.columnCount ?? 0,
      rows: (data?.[0]?.rowData ?? []).map(({ values = [] }) => values.map(enteredValue)),
    }));
  }

  /** Adds the tabs that are missing, in French and Paris time, and takes away blank ones that are not ours. One call. */
  addTabs(id: string, tabs: readonly CommitteeTab[], standing: readonly StandingTab[]): void {
    const missing = tabs.filter(({ name }) => !standing.some(tab => tab.name === name));
    const blank = standing.filter(({ name, rows }) => rows.length === 0 && !tabs.some(tab => tab.name === name));
    this.sheets.Spreadsheets.batchUpdate(
      {
        requests: [
          {
            updateSpreadsheetProperties: {
              properties: { locale: 'fr_FR', timeZone: 'Europe/Paris' },
              fields: 'locale,timeZone',
            },
          },
          ...missing.map(tab => ({ addSheet: { properties: tabProperties(tab) } })),
          ...blank.map(({ sheetId }) => ({ deleteSheet: { sheetId } })),
        ],
      },
      id,
    );
  }

  /** Brings tabs to what they should be; no call when they are. Says whether something changed. */
  write(id: string, tabs: readonly CommitteeTab[], standing: readonly StandingTab[]): boolean {
    const requests = tabs.flatMap(tab => {
      const before = standing.find(({ name }) => name === tab.name);
      return before === undefined ? [] : changesOf(tab, before);
    });
    if (requests.length > 0) this.sheets.Spreadsheets.batchUpdate({ requests }, id);
    return requests.length > 0;
  }

  /**
   * Lets these addresses comment, nobody else but the owner and editors, and takes away a link for everybody. Gives the
   * addresses that Google refused, which have no Google account. One call, and one for each change.
   */
  share(id: string, addresses: readonly string[]): string[] {
    const { permissions = [] } = this.drive.Permissions.list(id, { fields: 'permissions(id,type,role,emailAddress)' });
    const addressOf = ({ emailAddress }: { emailAddress?: string }): string => (emailAddress ?? '').toLowerCase();
    for (const permission of permissions) {
      const isStranger = permission.role === 'commenter' && !addresses.includes(addressOf(permission));
      if ((permission.type === 'anyone' || isStranger) && permission.id !== undefined)
        this.drive.Permissions.remove(id, permission.id);
    }
    return addresses.filter(address => {
      if (permissions.some(one => addressOf(one) === address && one.role !== 'reader')) return false;
      try {
        this.drive.Permissions.create({ role: 'commenter', type: 'user', emailAddress: address }, id, {
          sendNotificationEmail: false,
          fields: 'id',
        });
        return false;
      } catch (problem) {
        console.warn(problem instanceof Error ? problem.message : String(problem));
        return true;
      }
    });
  }

  /** Every thread, those that are resolved or deleted too. One call for 100. Throws LostBook. */
  threads(id: string): BookThread[] {
    const found: BookThread[] = [];
    let pageToken: string | undefined;
    do {
      const page = reaching(() =>
        this.drive.Comments.list(id, {
          fields: COMMENT_FIELDS,
          includeDeleted: true,
          pageSize: COMMENTS_A_PAGE,
          ...(pageToken === undefined ? {} : { pageToken }),
        }),
      );
      found.push(...(page.comments ?? []).map(threadOf));
      pageToken = page.nextPageToken;
    } while (pageToken !== undefined);
    return found;
  }

  /** The workbook as an .xlsx file, signed bytes. One call. */
  exported(id: string): number[] {
    const files = this.drive.Files as DriveService['Files'] & ExportingFiles;
    return files.export(id, XLSX, { alt: 'media' }).getBytes();
  }
}

export const addressOfBook = (id: string): string => `https://docs.google.com/spreadsheets/d/${id}/edit`;

function reaching<T>(work: () => T): T {
  try {
    return work();
  } catch (problem) {
    const message = problem instanceof Error ? problem.message : String(problem);
    if (/not found|does not have permission/i.test(message)) throw new LostBook(message);
    throw problem;
  }
}

const tabProperties = ({ name, columns, rows }: CommitteeTab) => ({
  title: name,
  gridProperties: { rowCount: rows.length + 1 + GROWTH, columnCount: columns.length, frozenRowCount: 1 },
});

function enteredValue({ userEnteredValue }: CellData): CommitteeCell {
  const { stringValue, numberValue, boolValue, formulaValue } = userEnteredValue ?? {};
  return numberValue ?? stringValue ?? formulaValue ?? (boolValue === undefined ? null : String(boolValue));
}

/** What turns a tab as it stands into what it should be. */
function changesOf(tab: CommitteeTab, before: StandingTab): Request[] {
  const { rows, gone } = placed(tab, before);
  const header = tab.columns.map(column => column.header);
  const wanted = new Map<number, readonly CommitteeCell[]>([[0, header], ...rows]);
  const needed = Math.max(...wanted.keys()) + 1;
  const changed = [...wanted]
    .filter(([index, cells]) => !isSame(cells, before.rows[index] ?? [], tab.columns.length))
    .sort(([a], [b]) => a - b);
  const { sheetId } = before;
  return [
    ...(needed > before.height
      ? [{ appendDimension: { sheetId, dimension: 'ROWS', length: needed - before.height + GROWTH } }]
      : []),
    ...(tab.columns.length > before.width
      ? [{ appendDimension: { sheetId, dimension: 'COLUMNS', length: tab.columns.length - before.width } }]
      : []),
    ...blocksOf(changed).map(([rowIndex, block]) => ({
      updateCells: {
        start: { sheetId, rowIndex, columnIndex: 0 },
        fields: 'userEnteredValue,userEnteredFormat',
        rows: block.map((cells, down) => ({ values: cellsOf(tab, cells, rowIndex + down === 0) })),
      },
    })),
    ...(before.rows.length === 0 ? widthsOf(tab, sheetId) : []),
    ...gone.map(index => ({
      deleteDimension: { range: { sheetId, dimension: 'ROWS', startIndex: index, endIndex: index + 1 } },
    })),
  ];
}

/** Where each row goes, and which rows go away, the last first so that the others keep their place until then. */
function placed(
  tab: CommitteeTab,
  before: StandingTab,
): { rows: [number, readonly CommitteeCell[]][]; gone: number[] } {
  if (!tab.isKeyed) {
    const surplus = Array.from(
      { length: Math.max(0, before.rows.length - 1 - tab.rows.length) },
      (_, index) => before.rows.length - 1 - index,
    );
    return { rows: tab.rows.map((cells, index) => [index + 1, cells]), gone: surplus };
  }
  const standing = new Map<CommitteeCell, number>();
  before.rows.forEach(([key = null], index) => {
    if (index > 0 && key !== null && !standing.has(key)) standing.set(key, index);
  });
  let free = Math.max(before.rows.length, 1);
  const rows = tab.rows.map((cells): [number, readonly CommitteeCell[]] => {
    const known = standing.get(cells[0] ?? null);
    return [known ?? free++, cells];
  });
  const kept = new Set(rows.map(([index]) => index));
  const gone = before.rows.map((_, index) => index).filter(index => index > 0 && !kept.has(index));
  return { rows, gone: gone.reverse() };
}

function isSame(wanted: readonly CommitteeCell[], before: readonly CommitteeCell[], width: number): boolean {
  return Array.from({ length: width }, (_, index) => index).every(
    index => (wanted[index] ?? null) === (before[index] ?? null),
  );
}

/** Rows that follow one another, together. */
function blocksOf(
  rows: readonly (readonly [number, readonly CommitteeCell[]])[],
): [number, (readonly CommitteeCell[])[]][] {
  const blocks: [number, (readonly CommitteeCell[])[]][] = [];
  for (const [index, cells] of rows) {
    const last = blocks[blocks.length - 1];
    if (last !== undefined && last[0] + last[1].length === index) last[1].push(cells);
    else blocks.push([index, [cells]]);
  }
  return blocks;
}

function cellsOf({ columns }: CommitteeTab, cells: readonly CommitteeCell[], isHeader: boolean): CellData[] {
  return columns.map(({ pattern }, index): CellData => {
    const value = cells[index] ?? null;
    const format = isHeader
      ? { textFormat: { bold: true }, backgroundColor: HEADER_COLOUR, wrapStrategy: 'WRAP' }
      : { numberFormat: pattern === undefined ? { type: 'TEXT' } : { type: 'NUMBER', pattern }, wrapStrategy: 'WRAP' };
    if (value === null) return { userEnteredFormat: format };
    const entered = typeof value === 'number' ? { numberValue: value } : { stringValue: value };
    return { userEnteredValue: entered, userEnteredFormat: format };
  });
}

const widthsOf = ({ columns }: CommitteeTab, sheetId: number): Request[] =>
  columns.map(({ width }, index) => ({
    updateDimensionProperties: {
      range: { sheetId, dimension: 'COLUMNS', startIndex: index, endIndex: index + 1 },
      properties: { pixelSize: width },
      fields: 'pixelSize',
    },
  }));

type Comment = GoogleAppsScript.Drive_v3.Drive.V3.Schema.Comment;
type Reply = GoogleAppsScript.Drive_v3.Drive.V3.Schema.Reply;

function threadOf(comment: Comment): BookThread {
  const { id = '', replies = [] } = comment;
  const lastReply = Math.max(Number.NEGATIVE_INFINITY, ...replies.map(({ modifiedTime }) => msOf(modifiedTime)));
  const own = msOf(comment.modifiedTime);
  return {
    id,
    isResolved: comment.resolved === true,
    isDeleted: comment.deleted === true,
    quoted: comment.quotedFileContent?.value ?? '',
    messages: [
      messageOf(comment, id, own > lastReply ? own : msOf(comment.createdTime)),
      ...replies.map(reply => messageOf(reply, `${id}/${reply.id ?? ''}`, msOf(reply.modifiedTime))),
    ],
  };
}

const messageOf = (message: Comment | Reply, id: string, changedAt: number): BookMessage => ({
  id,
  author: message.author?.displayName ?? '',
  text: message.content ?? '',
  isDeleted: message.deleted === true,
  createdAt: msOf(message.createdTime),
  changedAt,
});

const msOf = (time: string | undefined): number => (time === undefined ? 0 : Date.parse(time));
