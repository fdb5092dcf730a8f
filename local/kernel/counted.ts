/**
 * THE list of the members that reach a server and of those that are free, for the cost goals and the time limits.
 * A call counts when Google's servers must answer it: values, formulas, formats, notes, structure, protections, text
 * finder, properties, cache, locks, Gmail, Drive, Docs, Forms, export, flush. Handles, sizes already known, fields of
 * an event, Utilities, Session and HTML are free, and so is releasing a lock, which the end of the run does anyway. Edits
 * of a Google Doc are free because they leave together when it is saved, which counts; its content counts when first read.
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
  | 'forms';

/** Counted members by class, under the name that a script sees; what every item of a form does counts as `Item.…`. */
const COUNTED: Readonly<Partial<Record<CallKind, string>>> = {
  read: `
    Protection: canEdit getEditors getUnprotectedRanges isWarningOnly
    Range: getBackground getBackgrounds getDataValidation getDataValidations getDisplayValue getDisplayValues
        getFontWeight getFormula getFormulas getNote getNotes getNumberFormat getNumberFormats getValue getValues
        isBlank
    Sheet: getCharts getColumnWidth getConditionalFormatRules getProtections isColumnHiddenByUser
    Spreadsheet: getNamedRanges
    TextFinder: findAll findNext findPrevious
  `,
  write: `
    NamedRange: remove setName setRange
    Protection: addEditor addEditors remove removeEditor removeEditors setDescription setRange setUnprotectedRanges
        setWarningOnly
    Range: clear clearContent clearDataValidations clearFormat clearNote insertCheckboxes protect removeCheckboxes
        setBackground setBackgrounds setDataValidation setDataValidations setFontColor setFontColors setFontFamily
        setFontLine setFontSize setFontStyle setFontWeight setFontWeights setFormula setFormulas
        setHorizontalAlignment setNote setNotes setNumberFormat setNumberFormats setValue setValues
        setVerticalAlignment setWrap setWrapStrategy sort
    Sheet: activate appendRow clear clearConditionalFormatRules clearContents hideColumns hideSheet
        insertChart protect removeChart setColumnWidth setColumnWidths setConditionalFormatRules setFrozenColumns
        setFrozenRows setName setTabColor showColumns showSheet sort updateChart
    Spreadsheet: addEditor moveActiveSheet removeNamedRange rename setActiveSheet setNamedRange setSpreadsheetLocale
        setSpreadsheetTimeZone
    SpreadsheetApp: setActiveSheet
  `,
  structure: `
    Sheet: deleteColumn deleteColumns deleteRow deleteRows insertColumnAfter insertColumnBefore insertColumnsAfter
        insertColumnsBefore insertRowAfter insertRowBefore insertRows insertRowsAfter insertRowsBefore
    Spreadsheet: deleteSheet insertSheet
    SpreadsheetApp: create openById openByUrl
  `,
  flush: `
    SpreadsheetApp: flush
  `,
  cache: `
    Cache: get getAll put putAll remove removeAll
  `,
  properties: `
    Properties: deleteAllProperties deleteProperty getKeys getProperties getProperty setProperties setProperty
  `,
  lock: `
    Lock: tryLock waitLock
  `,
  trigger: `
    ClockTriggerBuilder: create
    FormTriggerBuilder: create
    ScriptApp: deleteTrigger getProjectTriggers
    SpreadsheetTriggerBuilder: create
  `,
  gmailSearch: `
    Gmail.Users.History: list
    Gmail.Users.Messages: list
  `,
  gmailRead: `
    Gmail.Users: getProfile
    Gmail.Users.Labels: list
    Gmail.Users.Messages: get
    Gmail.Users.Messages.Attachments: get
    Gmail.Users.Settings.SendAs: list
  `,
  gmailSend: `
    Gmail.Users.Messages: send
  `,
  drive: `
    Drive.Comments: get list
    Drive.Files: copy create get list remove update
    Drive.Permissions: create list remove
    Drive.Replies: list
    Sheets.Spreadsheets: batchUpdate get
  `,
  export: `
    Drive.Files: export
  `,
  docs: `
    Body: getText
    Document: getAs saveAndClose setName
    DocumentApp: create openById
  `,
  forms: `
    CheckboxItem: clearValidation setChoiceValues setChoices setHelpText setRequired setTitle setValidation
        showOtherOption
    DateItem: setHelpText setIncludesYear setRequired setTitle
    Form: addCheckboxItem addDateItem addEditor addListItem addMultipleChoiceItem addPageBreakItem
        addParagraphTextItem addSectionHeaderItem addTextItem canEditResponse collectsEmail deleteItem
        deleteResponse getConfirmationMessage getCustomClosedFormMessage getDescription getDestinationId getItemById
        getItems getResponse getResponses getTitle isAcceptingResponses isPublished moveItem setAcceptingResponses
        setAllowResponseEdits setCollectEmail setConfirmationMessage setCustomClosedFormMessage setDescription
        setDestination setPublished setTitle shortenFormUrl
    FormApp: create openById openByUrl
    FormResponse: getItemResponses
    Item: clearValidation setChoiceValues setChoices setHelpText setIncludesYear setRequired setTitle setValidation
        showOtherOption
    ListItem: setChoiceValues setChoices setHelpText setRequired setTitle
    MultipleChoiceItem: setChoiceValues setChoices setHelpText setRequired setTitle showOtherOption
    PageBreakItem: setHelpText setTitle
    ParagraphTextItem: clearValidation setHelpText setRequired setTitle setValidation
    SectionHeaderItem: setHelpText setTitle
    TextItem: clearValidation setHelpText setRequired setTitle setValidation
  `,
};

/** Free members by class. */
const FREE_TABLE = `
  AuthorizationInfo: getAuthorizationStatus getAuthorizationUrl
  Blob: copyBlob getBlob getBytes getContentType getDataAsString getName isGoogleType setBytes setContentType
      setDataFromString setName
  Body: appendHorizontalRule appendListItem appendPageBreak appendParagraph appendTable clear findText getChild
      getListItems getMarginBottom getMarginLeft getMarginRight getMarginTop getNumChildren getParagraphs
      getTables getType insertParagraph removeChild replaceText setMarginBottom setMarginLeft setMarginRight
      setMarginTop setPageHeight setPageWidth
  CacheService: getDocumentCache getScriptCache getUserCache
  ChartOptions: get
  CheckboxItem: createChoice getChoices getHelpText getId getIndex getTitle getType hasOtherOption isRequired
  CheckboxValidationBuilder: build requireSelectAtLeast requireSelectAtMost requireSelectExactly setHelpText
  Choice: getValue
  ClockTriggerBuilder: after at atHour everyDays everyHours everyMinutes everyWeeks inTimezone nearMinute
      onMonthDay onWeekDay
  ConditionalFormatRule: getRanges
  ConditionalFormatRuleBuilder: build setBackground setBold setFontColor setItalic setRanges setStrikethrough
      whenCellEmpty whenCellNotEmpty whenFormulaSatisfied whenNumberGreaterThan whenNumberLessThan
      whenTextContains whenTextDoesNotContain whenTextEqualTo
  ContainerInfo: getAnchorColumn getAnchorRow getOffsetX getOffsetY
  DataValidation: copy getAllowInvalid getCriteriaType getCriteriaValues getHelpText
  DataValidationBuilder: build copy getAllowInvalid getHelpText requireCheckbox requireDate requireDateAfter
      requireDateBefore requireDateBetween requireDateEqualTo requireDateNotBetween requireDateOnOrAfter
      requireDateOnOrBefore requireNumberBetween requireNumberEqualTo requireNumberGreaterThan
      requireNumberGreaterThanOrEqualTo requireNumberLessThan requireNumberLessThanOrEqualTo
      requireNumberNotBetween requireNumberNotEqualTo requireTextContains requireTextDoesNotContain
      requireTextEqualTo requireTextIsEmail requireTextIsUrl requireValueInList requireValueInRange
      setAllowInvalid setHelpText
  DateItem: getHelpText getId getIndex getTitle getType includesYear isRequired
  Document: addFooter addHeader getBody getFooter getHeader getId getName getUrl
  EmbeddedChart: getChartId getContainerInfo getMergeStrategy getNumHeaders getOptions getRanges
      getTransposeRowsAndColumns modify
  EmbeddedChartBuilder: addRange build clearRanges getChartType getContainer getRanges removeRange setChartType
      setMergeStrategy setNumHeaders setOption setPosition setTransposeRowsAndColumns
  EnumValue: compareTo name ordinal
  FooterSection: appendHorizontalRule appendListItem appendParagraph appendTable clear findText getChild
      getListItems getNumChildren getParagraphs getTables getText getType insertParagraph removeChild replaceText
  Form: getEditUrl getId getPublishedUrl
  FormApp: createCheckboxValidation createParagraphTextValidation createTextValidation getActiveForm
  FormResponse: getEditResponseUrl getId getRespondentEmail getTimestamp
  FormTriggerBuilder: onFormSubmit onOpen
  HeaderSection: appendHorizontalRule appendListItem appendParagraph appendTable clear findText getChild
      getListItems getNumChildren getParagraphs getTables getText getType insertParagraph removeChild replaceText
  HorizontalRule: getType
  HtmlOutput: append appendUntrusted clear getAs getBlob getContent getHeight getTitle getWidth setContent
      setHeight setSandboxMode setTitle setWidth setXFrameOptionsMode
  HtmlService: createHtmlOutput createHtmlOutputFromFile createTemplate createTemplateFromFile
  HtmlTemplate: evaluate getCode getRawContent
  Item: asCheckboxItem asDateItem asListItem asMultipleChoiceItem asPageBreakItem asParagraphTextItem
      asSectionHeaderItem asTextItem getHelpText getId getIndex getTitle getType
  ItemResponse: getItem getResponse
  ListItem: appendText asListItem asParagraph clear createChoice editAsText getChoices getGlyphType getHeading
      getHelpText getId getIndex getListId getText getTitle getType isRequired setAlignment setAttributes
      setGlyphType setHeading setIndentFirstLine setIndentStart setLineSpacing setListId setNestingLevel
      setSpacingAfter setSpacingBefore setText
  Lock: hasLock releaseLock
  LockService: getDocumentLock getScriptLock getUserLock
  Menu: addItem addSeparator addSubMenu addToUi
  MultipleChoiceItem: createChoice getChoices getHelpText getId getIndex getTitle getType hasOtherOption
      isRequired
  NamedRange: getName getRange
  PageBreak: getType
  PageBreakItem: getHelpText getId getIndex getTitle getType
  Paragraph: appendText asParagraph clear editAsText getHeading getText getType setAlignment setAttributes
      setHeading setIndentFirstLine setIndentStart setLineSpacing setSpacingAfter setSpacingBefore setText
  ParagraphTextItem: getHelpText getId getIndex getTitle getType isRequired
  ParagraphTextValidationBuilder: build requireTextContainsPattern requireTextDoesNotContainPattern
      requireTextDoesNotMatchPattern requireTextLengthGreaterThanOrEqualTo requireTextLengthLessThanOrEqualTo
      requireTextMatchesPattern setHelpText
  PromptResponse: getResponseText getSelectedButton
  PropertiesService: getDocumentProperties getScriptProperties getUserProperties
  Protection: getDescription getProtectionType getRange
  Range: activate createTextFinder getA1Notation getCell getColumn getGridId getHeight getLastColumn getLastRow
      getNumColumns getNumRows getRow getRowIndex getSheet getWidth offset
  RangeElement: getElement getEndOffsetInclusive getStartOffset isPartial
  RangeList: activate getRanges
  ScriptApp: getAuthorizationInfo getScriptId newTrigger requireAllScopes requireScopes
  SectionHeaderItem: getHelpText getId getIndex getTitle getType
  Session: getActiveUser getActiveUserLocale getEffectiveUser getScriptTimeZone
  Sheet: createTextFinder getActiveRange getDataRange getFrozenColumns getFrozenRows getIndex getLastColumn
      getLastRow getMaxColumns getMaxRows getName getParent getRange getRangeList getSheetId getSheetName
      getTabColor isSheetHidden newChart
  Spreadsheet: createTextFinder getActiveRange getActiveRangeList getActiveSheet getCurrentCell getEditors getId
      getName getNumSheets getOwner getRange getSheetById getRangeByName getSheetByName getSheets getSpreadsheetLocale
      getSpreadsheetTimeZone getUrl toast
  SpreadsheetApp: getActive getActiveRange getActiveRangeList getActiveSheet getActiveSpreadsheet getCurrentCell
      getUi newConditionalFormatRule newDataValidation setActiveRange
  SpreadsheetTriggerBuilder: onChange onEdit onFormSubmit onOpen
  Table: appendTableRow asTable getCell getNumRows getRow getType setBorderColor setBorderWidth setColumnWidth
  TableCell: appendHorizontalRule appendListItem appendParagraph appendTable clear findText getChild getListItems
      getNumChildren getParagraphs getTables getText getType insertParagraph removeChild replaceText
      setBackgroundColor setPaddingBottom setPaddingLeft setPaddingRight setPaddingTop setText
      setVerticalAlignment
  TableRow: appendTableCell getCell getNumCells getType setMinimumHeight
  Text: appendText asText deleteText getAttributes getLinkUrl getText getType insertText isBold setAttributes
      setBackgroundColor setBold setFontFamily setFontSize setForegroundColor setItalic setLinkUrl
      setStrikethrough setText setUnderline
  TextFinder: getCurrentMatch ignoreDiacritics matchCase matchEntireCell matchFormulaText startFrom
      useRegularExpression
  TextItem: getHelpText getId getIndex getTitle getType isRequired
  TextValidationBuilder: build requireNumber requireNumberBetween requireNumberEqualTo requireNumberGreaterThan
      requireNumberGreaterThanOrEqualTo requireNumberLessThan requireNumberLessThanOrEqualTo
      requireNumberNotBetween requireNumberNotEqualTo requireTextContainsPattern requireTextDoesNotContainPattern
      requireTextDoesNotMatchPattern requireTextIsEmail requireTextIsUrl requireTextLengthGreaterThanOrEqualTo
      requireTextLengthLessThanOrEqualTo requireTextMatchesPattern requireWholeNumber setHelpText
  Trigger: getEventType getHandlerFunction getTriggerSource getTriggerSourceId getUniqueId
  TriggerBuilder: forForm forSpreadsheet timeBased
  Ui: alert createAddonMenu createMenu prompt showModalDialog showModelessDialog showSidebar
  User: getEmail
  Utilities: base64Decode base64DecodeWebSafe base64Encode base64EncodeWebSafe computeDigest
      computeHmacSha256Signature computeHmacSignature formatDate getUuid newBlob sleep
`;

/** `Class: member member`, an indented line going on with the class before it; gives `Class.member`. */
function membersOf(table: string): string[] {
  const members: string[] = [];
  let className = '';
  for (const word of table.split(/\s+/).filter(text => text !== '')) {
    if (word.endsWith(':')) className = word.slice(0, -1);
    else members.push(`${className}.${word}`);
  }
  return members;
}

const KIND_OF: ReadonlyMap<string, CallKind> = new Map(
  (Object.entries(COUNTED) as [CallKind, string][]).flatMap(([kind, table]) =>
    membersOf(table).map(member => [member, kind] as const),
  ),
);
const FREE: ReadonlySet<string> = new Set(membersOf(FREE_TABLE));

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
