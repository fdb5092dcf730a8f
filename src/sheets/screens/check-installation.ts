/** Page « Vérifier l'installation »: each check in words with what to do next, and a button that mends what can be. */
import type { Check, CheckReport } from '../../actions/check-installation';
import { button, element } from './element';
import { callScript, closePage, mainElement, pageData } from './page-data';
import { spaced, screenWording as wording } from './wording';

const main = mainElement();
let report = pageData<CheckReport>(main);

const sentence = element('p', { role: 'status', class: 'sentence' });
const problem = element('p', { role: 'alert', class: 'problem' });
const repaired = element('p', { role: 'status', class: 'outcome' });
const checks = element('ul', { class: 'checks' });
const repair = button(wording.repair, () => void ask('pageRepair', repair, wording.repairing), true);
const again = button(wording.again, () => void ask('pageCheckAgain', again, wording.checkingAgain));
const cannotRepair = element('p', { class: 'hint', id: 'cannot-repair' });

function build(): void {
  main.replaceChildren(
    element('h1', {}, wording.checkHeading),
    sentence,
    problem,
    repaired,
    checks,
    ...(!report.formUrl.startsWith('https://')
      ? []
      : [element('p', {}, element('a', { href: report.formUrl, rel: 'noopener' }, wording.openForm))]),
    cannotRepair,
    element('div', { class: 'buttons' }, repair, again, button(wording.close, closePage)),
  );
}

function itemOf({ name, state, found, next }: Check): HTMLElement {
  return element(
    'li',
    { class: state },
    element('h2', {}, element('span', { class: 'badge' }, report.states[state]), ` ${name}`),
    ...found.map(text => element('p', {}, spaced(text))),
    ...(next === ''
      ? []
      : [element('p', { class: 'next' }, element('strong', {}, spaced(`${wording.whatToDo} : `)), spaced(next))]),
  );
}

const ORDER = { mend: 0, watch: 1, ok: 2 } as const;

function refresh(): void {
  sentence.textContent = spaced(report.sentence);
  repaired.textContent = spaced(report.repaired);
  cannotRepair.textContent = spaced(report.cannotRepair);
  repair.disabled = report.cannotRepair !== '';
  if (report.cannotRepair !== '') repair.setAttribute('aria-describedby', 'cannot-repair');
  const sorted = [...report.checks].sort((a, b) => ORDER[a.state] - ORDER[b.state]);
  checks.replaceChildren(...sorted.map(itemOf));
}

async function ask(name: string, pressed: HTMLButtonElement, doing: string): Promise<void> {
  const label = pressed.textContent ?? '';
  pressed.textContent = doing;
  repair.disabled = true;
  again.disabled = true;
  problem.textContent = '';
  const answer = await callScript<CheckReport>(name);
  pressed.textContent = label;
  again.disabled = false;
  repair.disabled = report.cannotRepair !== '';
  if (answer.ok) report = answer.value;
  else problem.textContent = spaced(answer.reason);
  refresh();
}

build();
refresh();
