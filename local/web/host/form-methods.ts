/** The forms as respondents meet them: their page, sending an answer, correcting one by its own link. */
import { z } from 'zod';
import { FormDesk } from '../../play/form-desk';
import { type FormRecord, isQuestion, passes } from '../../services/form-library';
import { method } from './method';
import { NotPossible, type WorkspaceHost } from './workspace-host';

const value = z.union([z.string().max(60_000), z.array(z.string().max(60_000)).max(100)]);
const answers = z.record(z.string(), value);

function formOf(host: WorkspaceHost, id: string): FormRecord {
  const form = host.stage.forms.find(id);
  if (form === undefined) throw new NotPossible("Ce formulaire n'existe plus.");
  return form;
}

/** What the page says under each question that cannot be sent; nothing when everything can. */
function problemsOf(form: FormRecord, given: Record<string, string | string[]>): { item: number; problem: string }[] {
  return form.items.filter(isQuestion).flatMap(item => {
    const answer = given[item.id];
    const isEmpty = answer === undefined || answer.length === 0 || (typeof answer === 'string' && answer.trim() === '');
    if (isEmpty) return item.required ? [{ item: item.id, problem: 'Cette question est obligatoire.' }] : [];
    const { validation } = item;
    if (validation === undefined || passes(validation.check, answer)) return [];
    return [{ item: item.id, problem: validation.helpText || 'Cette réponse ne convient pas.' }];
  });
}

export const formMethods = {
  'form.list': method(z.strictObject({}), host =>
    host.stage.forms
      .formIds()
      .flatMap(id => host.stage.forms.find(id) ?? [])
      .map(({ id, title, fileName, published, accepting }) => ({
        id,
        title: title || fileName,
        isOpen: published && accepting,
      })),
  ),
  'form.page': method(z.strictObject({ form: z.string() }), (host, { form: id }) => {
    const form = formOf(host, id);
    return {
      id,
      title: form.title || form.fileName,
      description: form.description,
      isOpen: form.published && form.accepting,
      closedMessage: form.closedMessage || "Ce formulaire n'accepte plus de réponses.",
      items: form.items.map(({ id: item, type, title, helpText, required, choices, otherOption }) => ({
        id: item,
        type,
        title,
        helpText,
        required,
        choices,
        otherOption,
      })),
    };
  }),
  /** An answer that was sent, by its link. */
  'form.answer': method(z.strictObject({ response: z.string() }), (host, { response: id }) => {
    const response = host.stage.forms.response(id);
    if (response === undefined) throw new NotPossible('Ce lien ne mène à aucune réponse : elle a pu être supprimée.');
    return {
      form: response.formId,
      answers: Object.fromEntries(response.answers.map(({ itemId, value: given }) => [itemId, given])) as Record<
        string,
        string | string[]
      >,
    };
  }),
  'form.send': method(
    z.strictObject({ form: z.string(), answers, response: z.string().nullable() }),
    (host, { form: id, answers: given, response }) => {
      const form = formOf(host, id);
      const problems = problemsOf(form, given);
      if (problems.length > 0) return { sent: false as const, problems };
      const byTitle = Object.fromEntries(
        form.items.filter(isQuestion).map(item => [item.title, given[item.id] ?? (item.type === 'CHECKBOX' ? [] : '')]),
      );
      const responseId = new FormDesk(host.stage).sendPage(id, byTitle, response ?? undefined);
      return {
        sent: true as const,
        response: responseId,
        confirmation: form.confirmationMessage || 'Votre réponse a bien été enregistrée.',
        allowsEdits: form.allowsEdits,
      };
    },
  ),
};
