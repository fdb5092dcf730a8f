/**
 * Page « Simuler la sélection »: the selections side by side, one column each, a line per request; the chosen one fills in
 * the decisions, which staff then confirm in the workbook.
 */
import type { SimulatedRequest, SimulatedSelection, SimulationPage } from '../../actions/simulate-selection';
import { button, element } from './element';
import { callScript, closePage, mainElement, pageData } from './page-data';
import { spaced, screenWording as wording } from './wording';

const main = mainElement();
const { summary, requests, selections } = pageData<SimulationPage>(main);
const possible = selections.filter(({ refused }) => refused === '');
let chosen = possible[0];

const explained = element('p', { class: 'hint', 'aria-live': 'polite' });
const problem = element('p', { role: 'alert', class: 'problem' });
const outcome = element('p', { role: 'status', class: 'outcome' });
const fill = button(wording.fillDecisions, () => void fillDecisions(), true);
const table = element('table', { class: 'selections' });

const decimal = (score: number): string => String(score).replace('.', ',');

/** What the columns are compared by, each with its line in the head of the table. */
const FIGURES: readonly (readonly [string, (selection: SimulatedSelection) => string])[] = [
  [wording.selectedRequests, ({ count, members }) => wording.selectedCount(count, members)],
  [wording.selectionCost, ({ cost }) => cost],
  [wording.selectionRemaining, ({ remaining }) => remaining],
  [wording.selectionScore, ({ score }) => decimal(score)],
];

function build(): void {
  main.classList.add('wide');
  table.append(
    element('caption', { class: 'spoken' }, wording.selectionsCaption),
    element(
      'thead',
      {},
      element('tr', {}, element('th', { scope: 'col' }, wording.request), ...selections.map(choiceOf)),
      ...FIGURES.map(([label, figure]) =>
        element(
          'tr',
          { class: 'figure' },
          element('th', { scope: 'row' }, label),
          ...selections.map(selection =>
            cellOf(selection, selection.refused === '' ? [figure(selection)] : [wording.noSelection]),
          ),
        ),
      ),
    ),
    element('tbody', {}, ...requests.map(lineOf)),
  );
  main.replaceChildren(
    element('h1', {}, wording.simulationHeading),
    element('p', { class: 'sentence' }, spaced(summary)),
    ...selections
      .filter(({ refused }) => refused !== '')
      .map(({ name, refused }) =>
        element('p', { class: 'problem' }, element('strong', {}, name), ` – ${spaced(refused)}`),
      ),
    explained,
    element('div', { class: 'scrolled', tabindex: 0, role: 'region', 'aria-label': wording.selectionsCaption }, table),
    problem,
    outcome,
    element('div', { class: 'buttons' }, fill, button(wording.close, closePage)),
  );
}

/** The head of a column: its name, chosen like any radio button. */
function choiceOf({ rule, name, refused }: SimulatedSelection): HTMLElement {
  const radio = element('input', {
    type: 'radio',
    name: 'rule',
    id: `rule-${rule}`,
    value: rule,
    checked: rule === chosen?.rule,
    disabled: refused !== '',
  });
  radio.addEventListener('change', () => choose(rule));
  return element(
    'th',
    { scope: 'col', 'data-rule': rule },
    element('label', { for: `rule-${rule}` }, radio, ` ${name}`),
  );
}

function cellOf({ rule }: SimulatedSelection, children: readonly (Node | string)[]): HTMLElement {
  return element('td', { 'data-rule': rule }, ...children);
}

function lineOf(request: SimulatedRequest): HTMLElement {
  const { reference, authority, member, supportType, score } = request;
  const facts = [member, supportType, score === null ? wording.noScore : wording.score(decimal(score))];
  return element(
    'tr',
    {},
    element(
      'th',
      { scope: 'row' },
      element('strong', {}, reference),
      ` ${authority}`,
      element('span', { class: 'hint' }, facts.join(' · ')),
    ),
    ...selections.map(selection => {
      const outcomeOf = selection.outcomes[reference];
      if (outcomeOf === undefined) return cellOf(selection, []);
      const { selected, text } = outcomeOf;
      const mark = element(
        'span',
        { class: selected ? 'in' : 'out' },
        selected ? wording.isSelected : wording.isLeftOut,
      );
      return cellOf(selection, [mark, element('span', { class: 'hint' }, spaced(text))]);
    }),
  );
}

function choose(rule: string): void {
  chosen = possible.find(selection => selection.rule === rule) ?? chosen;
  for (const cell of table.querySelectorAll<HTMLElement>('[data-rule]'))
    cell.classList.toggle('chosen', cell.dataset.rule === chosen?.rule);
  explained.textContent = chosen === undefined ? '' : spaced(`${chosen.name} : ${chosen.explained}`);
  fill.disabled = chosen === undefined;
}

async function fillDecisions(): Promise<void> {
  if (chosen === undefined) return;
  fill.disabled = true;
  problem.textContent = '';
  outcome.textContent = wording.filling;
  const answer = await callScript<string>('pageFillDecisions', chosen.rule, chosen.seal);
  outcome.textContent = answer.ok ? spaced(answer.value) : '';
  problem.textContent = answer.ok ? '' : spaced(answer.reason);
  fill.disabled = false;
}

build();
choose(chosen?.rule ?? '');
