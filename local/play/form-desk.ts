// The respondents of a scenario: they fill the form in, edit an answer later, and Google fires the triggers, well or badly.
import type { Execution } from '../kernel/contract';
import { blankSubmitEvent, formSubmitEvent } from '../services/form-app';
import {
  type AnswerRecord,
  type FormRecord,
  type ItemRecord,
  isChoiceType,
  isQuestion,
} from '../services/form-library';
import type { Answers, Fault } from './scenario';
import type { Stage } from './stage';

/** An answer that the form does not offer, or a name that no answer has. */
export class UnknownAnswer extends Error {
  override readonly name = 'UnknownAnswer';
}

interface Sending {
  readonly as?: string | undefined;
  readonly fire: Fault['fire'];
  /** Number of the step, for the sentence about a submission that waits for another. */
  readonly step: number;
}

interface Submitted {
  readonly formId: string;
  readonly responseId: string;
}

/** A second firing comes a few seconds after the first. */
const SECOND_FIRING_MS = 4_000;
/** Two overlapping executions: the second one starts at this counted call of the first. */
const OVERLAP_CALL = 3;

export class FormDesk {
  readonly #stage: Stage;
  #held: (Submitted & { readonly step: number }) | undefined;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** The step whose submission waits for the next one; undefined when none does. */
  get waiting(): number | undefined {
    return this.#held?.step;
  }

  /** Sends the form. Throws Refusal with what the page says, UnknownAnswer for a choice that it does not offer. */
  submit(answers: Answers, sending: Sending): void {
    const form = this.#form();
    const submitted = this.#stage.forms.submit(form.id, resolved(form, answers));
    if (sending.as !== undefined) this.#stage.nameAnswer(sending.as, submitted.responseId);
    this.#fire(submitted, sending);
  }

  /** Sends an answer again with changes. */
  resubmit(name: string, answers: Answers, sending: Sending): void {
    const responseId = this.#stage.namedAnswer(name);
    if (responseId === undefined) throw new UnknownAnswer(`No answer was submitted \`as: ${name}\`.`);
    const submitted = this.#stage.forms.resubmit(responseId, resolved(this.#form(), answers));
    this.#fire(submitted, sending);
  }

  /**
   * A person sends the page of a form, for the first time or again (`responseId`); its trigger runs at once. Gives the
   * answer's id. Throws Refusal with what the page says, UnknownFormPart for a form, an answer or a question that is gone.
   */
  sendPage(
    formId: string,
    answers: readonly AnswerRecord[],
    { responseId, respondent }: { readonly responseId?: string; readonly respondent: string },
  ): string {
    const { forms } = this.#stage;
    const submitted =
      responseId === undefined
        ? forms.submitPage(formId, answers, { respondent })
        : forms.resubmitPage(responseId, answers);
    this.#happen(submitted);
    return submitted.responseId;
  }

  renameQuestion(from: string, to: string): void {
    this.#stage.forms.renameQuestion(this.#form().id, from, to);
  }

  /** The form that respondents know: the newest one that is published. */
  #form(): FormRecord {
    const { forms } = this.#stage;
    const known = forms.formIds().flatMap(id => forms.find(id) ?? []);
    const form = known.filter(({ published }) => published).at(-1) ?? known.at(-1);
    if (!form) throw new UnknownAnswer('There is no form yet: run « Installer ou mettre à jour » first.');
    return form;
  }

  #fire(submitted: Submitted, { fire, step }: Sending): void {
    const held = this.#held;
    if (held !== undefined) {
      this.#held = undefined;
      this.#overlap(held, submitted);
    } else if (fire === 'together') {
      this.#held = { ...submitted, step };
      return;
    } else this.#happen(submitted);
    if (fire === 'twice') {
      this.#later();
      this.#happen(submitted);
    }
    if (fire === 'blank') {
      this.#later();
      this.#happenBlank(submitted.formId);
    }
  }

  /** Both answers are there before either trigger runs; the second one starts while the first is in flight. */
  #overlap(first: Submitted, second: Submitted): void {
    const { workspace } = this.#stage;
    const listening = workspace.onCall;
    let started = false;
    workspace.onCall = (number, method, phase, execution) => {
      listening?.(number, method, phase, execution);
      if (started || number !== OVERLAP_CALL || phase !== 'after') return;
      started = true;
      this.#happen(second);
    };
    try {
      this.#happen(first);
    } finally {
      workspace.onCall = listening;
    }
    if (!started) this.#happen(second);
  }

  #later(): void {
    const { workspace } = this.#stage;
    workspace.moveTo(Math.max(workspace.clock.now(), workspace.clock.setTo) + SECOND_FIRING_MS);
  }

  #happen({ formId, responseId }: Submitted): void {
    this.#happenWith(formId, execution =>
      formSubmitEvent(execution, this.#stage.forms, { ...unsigned(formId), responseId }),
    );
  }

  #happenBlank(formId: string): void {
    const at = this.#stage.workspace.clock.now();
    this.#happenWith(formId, execution => blankSubmitEvent(execution, this.#stage.forms, { ...unsigned(formId), at }));
  }

  #happenWith(formId: string, event: (execution: Execution) => object): void {
    this.#stage.workspace.happen({
      type: 'ON_FORM_SUBMIT',
      sourceId: formId,
      by: '',
      event: execution => {
        const { response, source } = event(execution) as { response: unknown; source: unknown };
        return { response, source };
      },
    });
  }
}

/** The kernel adds `authMode` and `triggerUid` to each trigger's event itself. */
const unsigned = (formId: string) => ({ formId, triggerUid: '', authMode: undefined });

/** Choices as the form spells them: a scenario may leave out what follows the first words, capitals and accents. */
function resolved(form: FormRecord, answers: Answers): Record<string, string | number | boolean | readonly string[]> {
  return Object.fromEntries(
    Object.entries(answers).map(([title, answer]) => {
      const item = form.items.find(candidate => isQuestion(candidate) && candidate.title === title);
      if (!item || !isChoiceType(item.type) || item.otherOption || answer === '') return [title, answer];
      if (typeof answer === 'object') return [title, answer.map(one => choice(item, one))];
      return [title, choice(item, String(answer))];
    }),
  );
}

function choice(item: ItemRecord, written: string): string {
  if (item.choices.includes(written)) return written;
  const wanted = folded(written);
  const same = item.choices.filter(offered => folded(offered) === wanted);
  const starting = item.choices.filter(offered =>
    new RegExp(`^${wanted.replace(/\W/g, '\\$&')}(?![a-z0-9])`).test(folded(offered)),
  );
  const [found, other] = same.length > 0 ? same : starting;
  if (found !== undefined && other === undefined) return found;
  const offered = item.choices.map(one => `« ${one} »`).join(', ');
  throw new UnknownAnswer(`The question « ${item.title} » does not offer « ${written} »; it offers ${offered}.`);
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’']/g, "'").replace(/\s+/g, ' ').toLowerCase().trim();
}
