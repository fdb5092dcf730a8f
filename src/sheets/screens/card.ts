/**
 * Sidebar « Fiche »: follows the selected row and what is typed in it. It asks every two seconds, less often when nothing
 * moves, and not at all while nobody looks; only another row, or the same one changed, costs a whole reading.
 */
import type { CardView, FileCard, StepOutcome } from '../../actions/show-card';
import { button, element } from './element';
import { callScript, mainElement, pageData } from './page-data';
import { spaced, screenWording as wording } from './wording';

const FAST_MS = 2000;
const SLOW_MS = 6000;
/** Looks without a change after which the sidebar slows down. */
const PATIENCE = 15;

const main = mainElement();
let view = pageData<CardView>(main);
let quietLooks = 0;
let isBusy = false;

const said = element('p', { role: 'status', 'aria-live': 'polite', class: 'outcome' });
const problem = element('p', { role: 'alert', class: 'problem' });
const shown = element('div', { class: 'card' });
const bottom = element('div', { class: 'buttons' });

function build(): void {
  main.replaceChildren(said, problem, shown, bottom);
  refresh();
}

function refresh(): void {
  const { card, hint } = view;
  if (card === null) {
    shown.replaceChildren(element('p', {}, spaced(hint)));
    bottom.replaceChildren(refreshButton());
    return;
  }
  shown.replaceChildren(
    element('p', { class: 'reference' }, card.reference),
    element('h1', {}, card.title),
    ...(card.about === '' ? [] : [element('p', {}, card.about)]),
    ...stateOf(card),
    nextOf(card),
    ...missingOf(card),
    othersOf(card),
    factsOf(card),
    ...(card.stages.length === 0 ? [] : [stagesOf(card)]),
    ...(card.story.length === 0 ? [] : [storyOf(card)]),
  );
  const { action, blocked } = card.next;
  // Nothing to press while others have the floor: the sentence above says whose turn it is.
  if (action === '') {
    bottom.replaceChildren(refreshButton());
    return;
  }
  const step = button(action, () => void take(action, card.name), true);
  step.disabled = blocked !== '' || isBusy;
  step.setAttribute('aria-describedby', 'next-step');
  bottom.replaceChildren(step, refreshButton());
}

function stateOf({ status }: FileCard): HTMLElement[] {
  if (status === '') return [];
  return [element('p', { class: 'card-state' }, spaced(`${wording.status} : `), element('strong', {}, status))];
}

function refreshButton(): HTMLButtonElement {
  const again = button(wording.refresh, () => void lookAgain());
  again.disabled = isBusy;
  return again;
}

function nextOf({ next }: FileCard): HTMLElement {
  return element(
    'section',
    { class: 'next-step', id: 'next-step' },
    element('h2', {}, wording.nextStep),
    element('p', {}, spaced(next.sentence)),
    ...(next.blocked === '' ? [] : [element('p', { class: 'hint' }, spaced(next.blocked))]),
  );
}

function missingOf({ missing }: FileCard): HTMLElement[] {
  if (missing.length === 0) return [];
  const items = missing.map(text => element('li', {}, spaced(text)));
  return [element('section', { class: 'missing' }, element('h2', {}, wording.missing), element('ul', {}, ...items))];
}

function othersOf({ others, name }: FileCard): HTMLElement {
  const possible = others.filter(({ blocked }) => blocked === '');
  const impossible = others.filter(({ blocked }) => blocked !== '');
  const buttons = possible.map(({ action }) => {
    const other = button(action, () => void take(action, name));
    other.disabled = isBusy;
    return element('li', {}, other);
  });
  return element(
    'section',
    {},
    element('h2', {}, wording.otherActions),
    possible.length === 0
      ? element('p', { class: 'hint' }, wording.noOtherAction)
      : element('ul', { class: 'other-actions' }, ...buttons),
    ...(impossible.length === 0 ? [] : [reasonsOf(impossible)]),
  );
}

function reasonsOf(impossible: FileCard['others']): HTMLElement {
  return element(
    'details',
    {},
    element('summary', {}, wording.notNow(impossible.length)),
    element(
      'dl',
      { class: 'reasons' },
      ...impossible.flatMap(({ action, blocked }) => [element('dt', {}, action), element('dd', {}, spaced(blocked))]),
    ),
  );
}

function factsOf({ facts }: FileCard): HTMLElement {
  const pairs = facts.flatMap(([label, value]) => [element('dt', {}, label), element('dd', {}, value)]);
  return element('section', {}, element('h2', {}, wording.facts), element('dl', {}, ...pairs));
}

function stagesOf({ stages }: FileCard): HTMLElement {
  const items = stages.map(({ name, place }) =>
    element(
      'li',
      { class: place, ...(place === 'here' ? { 'aria-current': 'step' } : {}) },
      name,
      ...(place === 'behind' ? [element('span', { class: 'spoken' }, ` (${wording.done})`)] : []),
    ),
  );
  return element('section', {}, element('h2', {}, wording.stages), element('ol', { class: 'stages' }, ...items));
}

function storyOf({ story }: FileCard): HTMLElement {
  const items = story.map(({ at, what, who }) =>
    element(
      'li',
      {},
      element('span', { class: 'time' }, at),
      element('p', {}, what),
      element('p', { class: 'hint' }, who),
    ),
  );
  return element('section', {}, element('h2', {}, wording.story), element('ol', { class: 'story' }, ...items));
}

/** One step at a time: a second press finds the buttons asleep. */
async function take(action: string, name: string): Promise<void> {
  if (isBusy) return;
  isBusy = true;
  problem.textContent = '';
  said.textContent = spaced(wording.taking(action));
  refresh();
  const answer = await callScript<StepOutcome>('pageTakeStep', action, name);
  isBusy = false;
  if (answer.ok) {
    view = answer.value.view;
    said.textContent = spaced(answer.value.said);
  } else {
    said.textContent = '';
    problem.textContent = spaced(answer.reason);
  }
  quietLooks = 0;
  refresh();
}

async function lookAgain(): Promise<void> {
  if (isBusy) return;
  const answer = await callScript<CardView>('pageLookAgain');
  problem.textContent = answer.ok ? '' : spaced(answer.reason);
  if (answer.ok) {
    view = answer.value;
    said.textContent = wording.refreshed;
  }
  quietLooks = 0;
  refresh();
}

async function follow(): Promise<void> {
  if (!document.hidden && !isBusy) {
    const answer = await callScript<CardView | null>('pageFollow', view.stamp);
    quietLooks += 1;
    if (answer.ok && answer.value !== null && !isBusy) {
      view = answer.value;
      quietLooks = 0;
      said.textContent = '';
      problem.textContent = '';
      refresh();
    }
  }
  setTimeout(() => void follow(), quietLooks > PATIENCE ? SLOW_MS : FAST_MS);
}

build();
setTimeout(() => void follow(), FAST_MS);
