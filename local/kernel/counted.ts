/**
 * THE list of the members that reach a server and of those that are free, for the cost goals and the time limits.
 * A call counts when Google's servers must answer it: values, formulas, formats, notes, structure, protections, text
 * finder, properties, cache, locks, Gmail, Drive, Docs, Forms, export, flush. Handles, sizes already known, fields of
 * an event, Utilities, Session and HTML are free, and so is releasing a lock, which the end of the run does anyway.
 */

/** What a counted call does, which says how long it takes (see latency.ts). */
export type CallKind =
  | 'read'
  | 'write'
  | 'structure'
  | 'flush'
  | 'cache'
  | 'properties'
  | 'lock'
  | 'trigger'
  | 'gmailSearch'
  | 'gmailRead'
  | 'gmailSend'
  | 'drive'
  | 'export'
  | 'docs'
  | 'forms'
  | 'screen';

type Listing = Record<string, string>;

const COUNTED_BY_KIND: Partial<Record<CallKind, Listing>> = {
  read: {
    Range:
      'getValue getValues getDisplayValue getDisplayValues getFormula getFormulas getFormulaR1C1 getFormulasR1C1 ' +
      'getNumberFormat getNumberFormats getNote getNotes getBackground getBackgrounds getFontColor getFontColors ' +
      'getFontWeight getFontWeights getDataValidation getDataValidations getRichTextValue getRichTextValues ' +
      'getMergedRanges isChecked isBlank isPartOfMerge getWrap getWraps getHorizontalAlignment getHorizontalAlignments',
    Sheet:
      'getSheetValues getConditionalFormatRules getCharts getProtections getColumnWidth getRowHeight isColumnHiddenByUser isRowHiddenByUser getFilter',
    Spreadsheet: 'getProtections getNamedRanges getRangeByName getDeveloperMetadata',
    TextFinder: 'findAll findNext findPrevious',
    Protection: 'getEditors canEdit canDomainEdit isWarningOnly getUnprotectedRanges',
    'Sheets.Spreadsheets': 'get',
    'Sheets.Spreadsheets.Values': 'get batchGet',
  },
  write: {
    Range:
      'setValue setValues setFormula setFormulas setFormulaR1C1 setFormulasR1C1 setNumberFormat setNumberFormats setNote setNotes ' +
      'clearNote setBackground setBackgrounds setFontColor setFontColors setFontWeight setFontWeights setFontStyle setFontStyles ' +
      'setFontSize setFontSizes setFontFamily setFontFamilies setFontLine setFontLines setHorizontalAlignment setHorizontalAlignments ' +
      'setVerticalAlignment setVerticalAlignments setWrap setWraps setWrapStrategy setWrapStrategies setBorder setDataValidation ' +
      'setDataValidations clearDataValidations setRichTextValue setRichTextValues insertCheckboxes removeCheckboxes check uncheck ' +
      'clear clearContent clearFormat copyTo copyValuesToRange sort merge mergeAcross breakApart protect applyRowBanding createFilter setShowHyperlink',
    Sheet:
      'appendRow clear clearContents clearFormats clearNotes sort protect setName setFrozenRows setFrozenColumns setColumnWidth setColumnWidths ' +
      'setRowHeight setRowHeights setRowHeightsForced setTabColor setTabColorObject setHiddenGridlines setConditionalFormatRules ' +
      'clearConditionalFormatRules hideColumn hideColumns hideRow hideRows showColumns showRows unhideColumn unhideRow hideSheet showSheet ' +
      'autoResizeColumn autoResizeColumns setRightToLeft activate',
    Spreadsheet:
      'setNamedRange removeNamedRange rename setSpreadsheetLocale setSpreadsheetTimeZone setActiveSheet setRecalculationInterval moveActiveSheet addEditor addViewer',
    NamedRange: 'setName setRange remove',
    Protection:
      'remove addEditor addEditors removeEditor removeEditors setDescription setDomainEdit setWarningOnly setUnprotectedRanges setRange setNamedRange setRangeName',
    TextFinder: 'replaceAllWith replaceWith',
    'Sheets.Spreadsheets': 'batchUpdate',
    'Sheets.Spreadsheets.Values': 'update batchUpdate append clear batchClear',
  },
  structure: {
    Range: 'insertCells deleteCells',
    Sheet:
      'insertRowAfter insertRowBefore insertRows insertRowsAfter insertRowsBefore deleteRow deleteRows insertColumnAfter insertColumnBefore ' +
      'insertColumns insertColumnsAfter insertColumnsBefore deleteColumn deleteColumns moveRows moveColumns insertChart updateChart removeChart copyTo',
    Spreadsheet: 'insertSheet deleteSheet deleteActiveSheet duplicateActiveSheet appendRow copy',
    SpreadsheetApp: 'create openById openByUrl open',
    'Sheets.Spreadsheets': 'create',
    'Sheets.Spreadsheets.Sheets': 'copyTo',
  },
  flush: { SpreadsheetApp: 'flush' },
  cache: { Cache: 'get getAll put putAll remove removeAll' },
  properties: {
    Properties: 'getProperty getProperties getKeys setProperty setProperties deleteProperty deleteAllProperties',
  },
  lock: { Lock: 'tryLock waitLock' },
  trigger: {
    ScriptApp: 'getProjectTriggers getUserTriggers deleteTrigger',
    ClockTriggerBuilder: 'create',
    FormTriggerBuilder: 'create',
    SpreadsheetTriggerBuilder: 'create',
  },
  gmailSearch: {
    'Gmail.Users.Messages': 'list',
    'Gmail.Users.Threads': 'list',
    'Gmail.Users.Drafts': 'list',
    'Gmail.Users.History': 'list',
  },
  gmailRead: {
    'Gmail.Users': 'getProfile',
    'Gmail.Users.Messages': 'get modify',
    'Gmail.Users.Messages.Attachments': 'get',
    'Gmail.Users.Threads': 'get modify',
    'Gmail.Users.Labels': 'list get create',
    'Gmail.Users.Drafts': 'get create update',
    'Gmail.Users.Settings.SendAs': 'list get',
  },
  gmailSend: { 'Gmail.Users.Messages': 'send', 'Gmail.Users.Drafts': 'send' },
  drive: {
    'Drive.Files': 'create update get list copy remove',
    'Drive.Permissions': 'create list remove update get',
    'Drive.Comments': 'list get create update remove',
    'Drive.Replies': 'list create',
    'Drive.About': 'get',
    File: 'getAs getBlob setTrashed setName setContent addEditor addViewer moveTo setSharing',
  },
  export: { 'Drive.Files': 'export' },
  docs: {
    DocumentApp: 'create openById openByUrl',
    Document: 'saveAndClose getAs getBlob setName addEditor addViewer',
    Body:
      'getText setText replaceText appendParagraph appendTable appendListItem appendPageBreak appendHorizontalRule insertParagraph insertTable ' +
      'clear findText setAttributes setMarginTop setMarginBottom setMarginLeft setMarginRight setPageWidth setPageHeight editAsText getParagraphs getTables',
    HeaderSection: 'appendParagraph replaceText getText setText clear',
    FooterSection: 'appendParagraph replaceText getText setText clear',
  },
  forms: {
    FormApp: 'create openById openByUrl',
    Form:
      'getResponses getResponse getItems getItemById addTextItem addParagraphTextItem addListItem addMultipleChoiceItem addCheckboxItem addDateItem ' +
      'addDateTimeItem addSectionHeaderItem addPageBreakItem addScaleItem addGridItem setTitle setDescription setConfirmationMessage setCustomClosedFormMessage ' +
      'setAcceptingResponses isAcceptingResponses setAllowResponseEdits setCollectEmail setPublished isPublished setProgressBar setDestination removeDestination ' +
      'deleteItem moveItem deleteResponse deleteAllResponses setLimitOneResponsePerUser setPublishingSummary setShowLinkToRespondAgain setRequireLogin ' +
      'addEditor addEditors getTitle getDescription getDestinationId canEditResponse setShuffleQuestions setEmailCollectionType',
    FormResponse: 'getItemResponses getResponseForItem getEditResponseUrl submit getGradableItemResponses',
  },
};

/** Item classes of a form: their setters all reach the server. */
const ITEM_CLASSES = [
  'Item',
  'TextItem',
  'ParagraphTextItem',
  'ListItem',
  'MultipleChoiceItem',
  'CheckboxItem',
  'DateItem',
  'DateTimeItem',
  'SectionHeaderItem',
  'PageBreakItem',
];
const ITEM_WRITES =
  'setTitle setHelpText setRequired setChoices setChoiceValues setValidation showOtherOption setIncludesYear setGeneralFeedback duplicate';

const FREE_BY_CLASS: Listing = {};

const KIND_OF = new Map<string, CallKind>();
for (const [kind, classes] of Object.entries(COUNTED_BY_KIND) as [CallKind, Listing][]) {
  for (const [className, members] of Object.entries(classes)) {
    for (const member of members.split(' ')) KIND_OF.set(`${className}.${member}`, kind);
  }
}
for (const className of ITEM_CLASSES) {
  for (const member of ITEM_WRITES.split(' ')) KIND_OF.set(`${className}.${member}`, 'forms');
}
const FREE = new Set<string>();
for (const [className, members] of Object.entries(FREE_BY_CLASS)) {
  for (const member of members.split(' ')) FREE.add(`${className}.${member}`);
}

/** What a counted call does; undefined when the member is not counted. */
export function callKind(member: string): CallKind | undefined {
  return KIND_OF.get(member);
}

/** Whether the list says that this member costs nothing. */
export function isFree(member: string): boolean {
  return FREE.has(member);
}

/** Every counted member, as `Class.member`. */
export function countedMembers(): string[] {
  return [...KIND_OF.keys()];
}

/** Every free member, as `Class.member`. */
export function freeMembers(): string[] {
  return [...FREE];
}
