/**
 * Page « Prévisualisation »: each mail of a consultation as it would leave, one at a time, who is left out, whether the
 * day's mails suffice, and a test to the person alone. Nothing leaves towards holders from here.
 */
import type { PreviewPage } from '../../actions/preview-sending';
import { button, element } from './element';
import { callScript, closePage, mainElement, pageData } from './page-data';
import { spaced, screenWording as wording } from './wording';

const main = mainElement();
const page = pageData<PreviewPage>(main);
const { mails, leftOut, quota, attachment } = page;
let shown = 0;

const fields = {
  to: element('dd'),
  subject: element('dd', { class: 'subject' }),
};
const text = element('div', { class: 'mail-text', tabindex: 0, role: 'region', 'aria-label': wording.text });
const position = element('span', { class: 'position', 'aria-live': 'polite' });
const previous = button(wording.previous, () => go(shown - 1));
const next = button(wording.next, () => go(shown + 1));
const test = button(wording.sendTest, () => void sendTest(), true);
const outcome = element('p', { role: 'status', class: 'outcome' });
const options = mails.map(({ code, organisation }, index) => {
  const option = element(
    'li',
    { role: 'option', id: `mail-${index}`, 'aria-selected': 'false' },
    element('strong', {}, code),
    element('span', {}, organisation),
  );
  option.addEventListener('click', () => go(index));
  return option;
});
const list = element(
  'ul',
  { role: 'listbox', tabindex: 0, 'aria-label': wording.invited(mails.length), 'aria-describedby': 'keyboard' },
  ...options,
);

const STEPS: Readonly<Record<string, (index: number) => number>> = {
  ArrowDown: index => index + 1,
  ArrowUp: index => index - 1,
  Home: () => 0,
  End: () => mails.length - 1,
};

function build(): void {
  main.classList.add('preview');
  main.replaceChildren(
    element('h1', {}, wording.previewHeading(page.reference)),
    element('p', {}, spaced(wording.nothingSent)),
    element(
      'p',
      { class: `quota ${quota.fits ? 'good' : 'bad'}` },
      element('strong', {}, quota.fits ? wording.quotaFits : wording.quotaShort),
      ` ${spaced(quota.sentence)}`,
    ),
    ...explainedPart(),
    element(
      'div',
      { class: 'panes' },
      element(
        'div',
        { class: 'recipients' },
        element('h2', {}, wording.invited(mails.length)),
        list,
        element('p', { id: 'keyboard', class: 'hint' }, spaced(wording.keyboard)),
        ...leftOutPart(),
      ),
      element(
        'article',
        { class: 'mail-shown' },
        element('div', { class: 'steps' }, previous, next, position),
        element('dl', {}, ...fieldsPart()),
        text,
      ),
    ),
    outcome,
    element(
      'div',
      { class: 'buttons' },
      test,
      button(wording.close, closePage),
      ...(page.own === '' ? [] : [element('span', { class: 'hint' }, spaced(wording.testGoesTo(page.own)))]),
    ),
  );
  list.addEventListener('keydown', event => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    go(step(shown));
  });
}

/** How the deadline is found; of letters without one, what they are. */
function explainedPart(): HTMLElement[] {
  if (page.explained === '') return [];
  const explained = element('p', {}, spaced(page.explained));
  if (page.deadline === '') return [explained];
  const summary = element('summary', {}, spaced(wording.deadline(page.deadline)));
  return [element('details', { class: 'deadline' }, summary, explained)];
}

function fieldsPart(): HTMLElement[] {
  const entries: readonly (readonly [string, HTMLElement])[] = [
    [wording.from, element('dd', {}, page.from)],
    [wording.to, fields.to],
    [wording.replyTo, element('dd', {}, `${page.replyTo} ${wording.ownToken}`)],
    [wording.subject, fields.subject],
    ...(attachment === null
      ? []
      : [[wording.attachment, element('dd', {}, `${attachment.name} (${attachment.size})`)] as const]),
  ];
  return entries.flatMap(([term, value]) => [element('dt', {}, term), value]);
}

function leftOutPart(): HTMLElement[] {
  if (leftOut.length === 0) return [];
  return [
    element('h2', {}, wording.leftOut(leftOut.length)),
    element(
      'ul',
      { class: 'left-out' },
      ...leftOut.map(({ code, organisation, reason }) =>
        element('li', {}, element('strong', {}, code), element('span', {}, organisation), element('em', {}, reason)),
      ),
    ),
  ];
}

function go(index: number): void {
  const mail = mails[index];
  if (mail === undefined) return;
  shown = index;
  fields.to.textContent = mail.to;
  fields.subject.textContent = mail.subject;
  text.textContent = mail.text;
  text.scrollTop = 0;
  position.textContent = wording.position(index, mails.length);
  options.forEach((option, at) => {
    option.setAttribute('aria-selected', String(at === index));
  });
  list.setAttribute('aria-activedescendant', `mail-${index}`);
  options[index]?.scrollIntoView({ block: 'nearest' });
  previous.disabled = index === 0;
  next.disabled = index === mails.length - 1;
}

async function sendTest(): Promise<void> {
  test.disabled = true;
  outcome.textContent = wording.sendingTest;
  const answer = await callScript<string>('pageSendTest', page.reference);
  outcome.textContent = spaced(answer.ok ? answer.value : answer.reason);
  test.disabled = false;
}

build();
go(0);
outcome.textContent = spaced(page.tested);
list.focus();
