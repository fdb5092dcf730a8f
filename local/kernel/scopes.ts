/**
 * Which permission each call needs, and whether the manifest asks for it. Google compares the manifest with the methods
 * that the documentation lists; any one of the alternatives is enough.
 */

const AUTH = 'https://www.googleapis.com/auth/';
const MAIL = 'https://mail.google.com/';
const full = (scopes: string): string[] =>
  scopes.split(' ').map(scope => (scope === 'mail' ? MAIL : `${AUTH}${scope}`));

const SPREADSHEET = full('spreadsheets.currentonly spreadsheets');
const ANY_SPREADSHEET = full('spreadsheets');
const SHEETS_API = full('spreadsheets drive.file drive');
const UI = full('script.container.ui');
const TRIGGERS = full('script.scriptapp');
const EMAIL = full('userinfo.email');
const FORMS = full('forms forms.currentonly');
const ANY_FORM = full('forms');
const DOCUMENTS = full('documents documents.currentonly');
const ANY_DOCUMENT = full('documents');
const DRIVE = full('drive.file drive drive.readonly');
const GMAIL_READ = full('gmail.readonly gmail.modify mail');
const GMAIL_SEND = full('gmail.send gmail.compose gmail.modify mail');
const GMAIL_COMPOSE = full('gmail.compose gmail.modify mail');
const GMAIL_SETTINGS = full('gmail.readonly gmail.modify gmail.settings.basic mail');
const NONE: string[] = [];

/** By class; a member listed in BY_MEMBER is looked up there first. */
const BY_CLASS: Record<string, string[]> = {
  SpreadsheetApp: SPREADSHEET,
  Spreadsheet: SPREADSHEET,
  Sheet: SPREADSHEET,
  Range: SPREADSHEET,
  RangeList: SPREADSHEET,
  NamedRange: SPREADSHEET,
  Protection: SPREADSHEET,
  TextFinder: SPREADSHEET,
  EmbeddedChart: SPREADSHEET,
  EmbeddedChartBuilder: SPREADSHEET,
  FormApp: ANY_FORM,
  Form: FORMS,
  FormResponse: FORMS,
  Item: FORMS,
  ItemResponse: FORMS,
  DocumentApp: ANY_DOCUMENT,
  Document: DOCUMENTS,
  Body: DOCUMENTS,
  HeaderSection: DOCUMENTS,
  FooterSection: DOCUMENTS,
  'Sheets.Spreadsheets': SHEETS_API,
  'Sheets.Spreadsheets.Values': SHEETS_API,
  'Sheets.Spreadsheets.Sheets': SHEETS_API,
  'Drive.Files': DRIVE,
  'Drive.Permissions': DRIVE,
  'Drive.Comments': DRIVE,
  'Drive.Replies': DRIVE,
  'Drive.About': DRIVE,
  'Gmail.Users.Messages': GMAIL_READ,
  'Gmail.Users.Messages.Attachments': GMAIL_READ,
  'Gmail.Users.Threads': GMAIL_READ,
  'Gmail.Users.History': GMAIL_READ,
  'Gmail.Users.Labels': GMAIL_READ,
  'Gmail.Users.Drafts': GMAIL_COMPOSE,
  'Gmail.Users.Settings.SendAs': GMAIL_SETTINGS,
  ClockTriggerBuilder: TRIGGERS,
  FormTriggerBuilder: TRIGGERS,
  SpreadsheetTriggerBuilder: TRIGGERS,
  TriggerBuilder: TRIGGERS,
  Trigger: TRIGGERS,
  User: EMAIL,
};

const BY_MEMBER: Record<string, string[]> = {
  'SpreadsheetApp.create': ANY_SPREADSHEET,
  'SpreadsheetApp.openById': ANY_SPREADSHEET,
  'SpreadsheetApp.openByUrl': ANY_SPREADSHEET,
  'SpreadsheetApp.open': ANY_SPREADSHEET,
  // A menu and a message box need no permission: an add-on that nobody has opened yet may show its menu.
  'SpreadsheetApp.getUi': NONE,
  'Ui.showSidebar': UI,
  'Ui.showModalDialog': UI,
  'Ui.showModelessDialog': UI,
  'ScriptApp.newTrigger': TRIGGERS,
  'ScriptApp.getProjectTriggers': TRIGGERS,
  'ScriptApp.deleteTrigger': TRIGGERS,
  'Gmail.Users.Messages.send': GMAIL_SEND,
  'Gmail.Users.getProfile': full('gmail.readonly gmail.compose gmail.modify gmail.metadata mail'),
};

/** The permissions of which a call needs one; empty when it needs none. */
export function scopesOf(member: string): readonly string[] {
  const own = BY_MEMBER[member];
  if (own !== undefined) return own;
  return BY_CLASS[member.slice(0, member.lastIndexOf('.'))] ?? NONE;
}

/** Google's sentence for a call whose permission the manifest does not ask for; undefined when it may go on. */
export function missingScope(member: string, granted: ReadonlySet<string>): string | undefined {
  const needed = scopesOf(member);
  if (needed.length === 0 || needed.some(scope => granted.has(scope))) return undefined;
  const list = needed.length === 1 ? needed[0] : `(${needed.join(' || ')})`;
  return `Specified permissions are not sufficient to call ${member}. Required permissions: ${list}`;
}

/** Those of the manifest's permissions that none of these calls needs. */
export function unusedScopes(members: Iterable<string>, granted: Iterable<string>): string[] {
  const needed = new Set<string>();
  for (const member of members) for (const scope of scopesOf(member)) needed.add(scope);
  return [...granted].filter(scope => !needed.has(scope));
}
