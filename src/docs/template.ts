/** A document drawn from a template that staff edit: checked whole before anything is made, then copied and filled. */
import {
  checkPlaceholders,
  findPlaceholders,
  knownPlaceholder,
  type Placeholder,
  placeholdersWithoutValue,
} from '../scheme/placeholders';
import { ok, type Result, refused } from '../scheme/result';
import type { DocumentsGateway, StoredDocument } from './documents-gateway';
import { refusals } from './wording';

/** A field that a template may use. */
export interface TemplateField {
  readonly name: string;
  /** Where staff give its value, as words that follow "Renseignez": `la colonne « Besoin » de l’onglet Demandes`. */
  readonly source: string;
}

export interface TemplateFields {
  readonly known: readonly TemplateField[];
  /** Names that exist in the scheme and must not stand in this kind of document. */
  readonly forbidden: readonly string[];
}

export interface Draft {
  readonly templateId: string;
  readonly folderId: string;
  readonly title: string;
  /** By field name. A field without a value may not be used by the template. */
  readonly values: Readonly<Record<string, string>>;
}

/** The placeholders of a template's text, when all of them are fields; otherwise the sentence that says which are not. */
export function checkTemplate(text: string, fields: TemplateFields): Result<readonly Placeholder[]> {
  const used = findPlaceholders(text).map(({ name }) => name);
  const contacts = fields.forbidden.filter(name => used.some(other => knownPlaceholder(other, [name]) !== undefined));
  if (contacts.length > 0) return refused(refusals.contactDetails(contacts.map(name => `{{${name}}}`).join(', ')));
  return checkPlaceholders(
    text,
    fields.known.map(({ name }) => name),
  );
}

/**
 * A document from a template. Refused before anything is made when the template uses an unknown field, or one that has no
 * value: the sentence names the columns to fill. Six calls.
 */
export function draftFromTemplate(
  gateway: DocumentsGateway,
  draft: Draft,
  fields: TemplateFields,
): Result<StoredDocument> {
  const text = gateway.textOf(draft.templateId);
  if (!text.ok) return text;
  const checked = checkTemplate(text.value, fields);
  if (!checked.ok) return checked;

  const missing = placeholdersWithoutValue(checked.value, draft.values);
  if (missing.length > 0) {
    const toFill = fields.known.filter(({ name }) => missing.includes(name)).map(({ source }) => source);
    return refused(refusals.missingValues([...new Set(toFill)].join(', ')));
  }

  const copied = gateway.copy(draft.templateId, { folderId: draft.folderId, name: draft.title });
  if (!copied.ok) return copied;
  const filled = gateway.fill(copied.value.documentId, draft.values);
  return filled.ok ? ok(copied.value) : filled;
}
