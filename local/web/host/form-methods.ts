/** The forms as respondents meet them: their page, sending an answer, correcting one by its own link. */
import { z } from 'zod';
import { FormDesk } from '../../play/form-desk';
import { isChoiceType, isQuestion, problemOf } from '../../services/answer-check';
import { type AnswerRecord, type FormRecord, UnknownFormPart } from '../../services/form-library';
import { callDatesOf } from './deadlines';
import { method } from './method';
import { NotPossible, type WorkspaceHost } from './workspace-host';

/** Far above what the form's own check allows: that check is the one to answer. */
const LONGEST = 500_000;
const text = z.string().max(LONGEST, { error: `une réponse dépasse ${LONGEST} caractères` });
const value = z.union([text, z.array(text).max(200)]);
/** By item id. */
const answers = z.record(z.string().regex(/^\d+$/), value);

/** A question that cannot be sent as it is answered, and why: a sentence. */
export interface AnswerProblem {
  item: number;
  problem: string;
}

function formOf(host: WorkspaceHost, id: string): FormRecord {
  const form = host.stage.forms.find(id);
  if (form === undefined) throw new NotPossible("Ce formulaire n'existe plus.");
  return form;
}

function isOpen({ published, accepting }: FormRecord): boolean {
  return published && accepting;
}

/** Everything that stands in the way, question by question, in the order of the page. */
function problemsOf(form: FormRecord, given: Readonly<Record<string, string | string[]>>): AnswerProblem[] {
  return form.items.filter(isQuestion).flatMap(item => {
    const problem = problemOf(item, given[item.id]);
    return problem === undefined ? [] : [{ item: item.id, problem }];
  });
}

/** An answer to every question of the page: one that was emptied is emptied. */
function pageAnswers(form: FormRecord, given: Readonly<Record<string, string | string[]>>): AnswerRecord[] {
  return form.items
    .filter(isQuestion)
    .map(item => ({ itemId: item.id, value: given[item.id] ?? (item.type === 'CHECKBOX' ? [] : '') }));
}

const CLOSED = "Ce formulaire n'accepte plus de réponses.";
const RECORDED = 'Votre réponse a été enregistrée.';

export const formMethods = {
  /** Every form of the Workspace, oldest first. */
  'form.list': method(z.strictObject({}), host =>
    host.stage.forms
      .formIds()
      .flatMap(id => host.stage.forms.find(id) ?? [])
      .map(form => ({
        id: form.id,
        title: form.title || form.fileName,
        isOpen: isOpen(form),
      })),
  ),
  /** What the page shows; `closedMessage` when it takes no answer now. */
  'form.page': method(z.strictObject({ form: z.string() }), (host, { form: id }) => {
    const form = formOf(host, id);
    return {
      id,
      title: form.title || form.fileName,
      description: form.description,
      isOpen: isOpen(form),
      closedMessage: form.closedMessage || CLOSED,
      confirmation: form.confirmationMessage || RECORDED,
      allowsEdits: form.allowsEdits,
      collectsEmail: form.collectsEmail,
      /** When the call is open, by the settings of the workbook: the form itself does not show it. */
      call: callDatesOf(host.stage),
      items: form.items.map(({ id: item, type, title, helpText, required, choices, otherOption, validation }) => ({
        id: item,
        type,
        title,
        helpText,
        required,
        choices: isChoiceType(type) ? choices : [],
        otherOption,
        ...(validation === undefined ? {} : { validation }),
      })),
    };
  }),
  /** An answer that was sent, by its link. */
  'form.answer': method(z.strictObject({ response: z.string() }), (host, { response: id }) => {
    const response = host.stage.forms.response(id);
    if (response === undefined) {
      throw new NotPossible("Ce lien ne mène à aucune réponse : elle a été supprimée, ou vient d'un autre Workspace.");
    }
    return {
      form: response.formId,
      answers: Object.fromEntries(
        response.answers.map(({ itemId, value: given }) => [itemId, typeof given === 'string' ? given : [...given]]),
      ),
    };
  }),
  /** Sends a form's page, for the first time or again (`response`); the script's trigger runs before this ends. */
  'form.send': method(
    z.strictObject({ form: z.string(), answers, response: z.string().nullable() }),
    (host, { form: id, answers: given, response }, { by }) => {
      const form = formOf(host, id);
      if (!isOpen(form)) throw new NotPossible(form.closedMessage || CLOSED);
      const problems = problemsOf(form, given);
      if (problems.length > 0) return { sent: false as const, problems };
      try {
        const sent = new FormDesk(host.stage).sendPage(id, pageAnswers(form, given), {
          respondent: by,
          ...(response === null ? {} : { responseId: response }),
        });
        return { sent: true as const, response: sent };
      } catch (error) {
        if (error instanceof UnknownFormPart) {
          throw new NotPossible("Cette réponse ou une de ces questions n'existe plus : rechargez la page.");
        }
        throw error;
      }
    },
  ),
};
