/**
 * Page « Saisir une demande reçue autrement »: the form's questions for staff. What was typed stays until the script has
 * taken it in; then the page is empty again, for the next request.
 */
import type { EnteredRequest, EntryPage } from '../../actions/enter-request';
import type { Question } from '../../forms/questions';
import { button, element } from './element';
import { callScript, closePage, mainElement, pageData } from './page-data';
import { spaced, screenWording as wording } from './wording';

interface Field {
  readonly box: HTMLElement;
  readonly title: string;
  readonly value: () => string | readonly string[];
}

/** Choices as short as a number stand side by side. */
const SHORT = 3;

const main = mainElement();
const problem = element('p', { role: 'alert', class: 'problem' });
const outcome = element('p', { role: 'status', class: 'outcome' });
const enter = button(wording.enter, () => void send(), true);
let page = pageData<EntryPage>(main);
let fields: readonly Field[] = [];
let way = element('select');
let on = element('input');

function build(): void {
  way = choiceOf('way', page.ways, true);
  on = element('input', { id: 'on', type: 'date', value: page.today, max: page.today, required: true });
  fields = page.questions.map(fieldOf);
  main.replaceChildren(
    element('h1', {}, wording.entryHeading),
    element('p', { class: 'hint' }, spaced(wording.entryHint)),
    outcome,
    labelled('way', `${wording.receivedBy} *`, way),
    labelled('on', `${wording.receivedOn} *`, on),
    ...fields.map(({ box }) => box),
    element('div', { class: 'buttons' }, problem, enter, button(wording.close, closePage)),
  );
}

function labelled(id: string, label: string, control: HTMLElement, help = ''): HTMLElement {
  const hint = help === '' ? [] : [element('p', { class: 'hint', id: `${id}-help` }, spaced(help))];
  if (help !== '') control.setAttribute('aria-describedby', `${id}-help`);
  return element('div', { class: 'field' }, element('label', { for: id }, spaced(label)), ...hint, control);
}

function choiceOf(id: string, choices: readonly string[], isRequired: boolean): HTMLSelectElement {
  return element(
    'select',
    { id, required: isRequired },
    element('option', { value: '' }, wording.chooseOne),
    ...choices.map(choice => element('option', { value: choice }, choice)),
  );
}

function fieldOf(question: Question): Field {
  const { key, title, help, kind, required, choices } = question;
  const label = required ? `${title} *` : title;
  switch (kind) {
    case 'list':
    case 'oneOf': {
      const control = choiceOf(key, choices, false);
      return { box: labelled(key, label, control, help), title, value: () => control.value };
    }
    case 'severalOf':
      return severalOf(question, label);
    case 'paragraph': {
      const control = element('textarea', { id: key, rows: 5 });
      return { box: labelled(key, label, control, help), title, value: () => control.value };
    }
    default: {
      const control = element('input', { id: key, type: kind === 'date' ? 'date' : 'text' });
      return { box: labelled(key, label, control, help), title, value: () => control.value };
    }
  }
}

function severalOf({ key, title, help, choices, otherChoice }: Question, label: string): Field {
  const boxes = choices.map(choice => element('input', { type: 'checkbox', value: choice }));
  const other = element('input', { type: 'text', id: `${key}-other` });
  const box = element(
    'fieldset',
    { class: choices.every(({ length }) => length <= SHORT) ? 'field inline' : 'field' },
    element('legend', {}, spaced(label)),
    ...(help === '' ? [] : [element('p', { class: 'hint' }, spaced(help))]),
    ...boxes.map(check => element('label', { class: 'choice' }, check, ` ${check.value}`)),
    ...(otherChoice ? [labelled(`${key}-other`, wording.otherValue(title), other)] : []),
  );
  const value = (): readonly string[] =>
    [...boxes.filter(({ checked }) => checked).map(check => check.value), other.value].filter(text => text !== '');
  return { box, title, value };
}

async function send(): Promise<void> {
  problem.textContent = '';
  outcome.textContent = '';
  enter.disabled = true;
  enter.textContent = wording.entering;
  const answer = await callScript<EnteredRequest>('pageEnterRequest', {
    key: page.key,
    way: way.value,
    on: on.value,
    answers: fields.map(({ title, value }) => ({ title, value: value() })),
  });
  enter.disabled = false;
  enter.textContent = wording.enter;
  if (!answer.ok) {
    problem.textContent = spaced(answer.reason);
    return;
  }
  page = answer.value.next;
  outcome.textContent = spaced(answer.value.sentence);
  build();
  outcome.scrollIntoView({ block: 'nearest' });
  way.focus();
}

build();
