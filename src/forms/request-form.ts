/**
 * What must be done to a form so that it is the request form: pure, from the state it is in. Nothing is ever deleted,
 * and what staff reworded stays as they wrote it; only what is missing is added.
 */
import {
  type ItemMap,
  isQuestionKey,
  PERSONAL_DATA_KEY,
  personalDataNotice,
  type Question,
  type QuestionKind,
  questions,
} from './questions';
import { fault, page, change as wording } from './wording';

/** Google's names of the item types that the form uses. */
export type ItemTypeName =
  | 'TEXT'
  | 'PARAGRAPH_TEXT'
  | 'LIST'
  | 'MULTIPLE_CHOICE'
  | 'CHECKBOX'
  | 'DATE'
  | 'SECTION_HEADER';

/** The form as it stands. */
export interface FormState {
  readonly items: readonly { readonly id: string; readonly title: string; readonly type: string }[];
  readonly published: boolean;
  readonly allowsEdits: boolean;
  readonly collectsEmails: boolean;
  readonly title: string;
  readonly description: string;
  readonly confirmation: string;
  readonly closedMessage: string;
}

/** One thing that the form lacks; `itemId` when an item of it is there, unfinished or made by hand. */
export type ItemStep =
  | { readonly kind: 'notice'; readonly itemId: string | null }
  | { readonly kind: 'question'; readonly question: Question; readonly itemId: string | null };

export type MissingText = 'title' | 'description' | 'confirmation' | 'closedMessage';

export interface FormPlan {
  /** Items that are known, by id; completed by the ids of what `steps` makes. */
  readonly known: ItemMap;
  readonly steps: readonly ItemStep[];
  readonly publish: boolean;
  readonly allowEdits: boolean;
  readonly stopCollectingEmails: boolean;
  readonly texts: readonly MissingText[];
  /** What the installation says of all this, in French. */
  readonly changes: readonly string[];
}

const TYPE_OF: Readonly<Record<QuestionKind, ItemTypeName>> = {
  text: 'TEXT',
  paragraph: 'PARAGRAPH_TEXT',
  list: 'LIST',
  oneOf: 'MULTIPLE_CHOICE',
  severalOf: 'CHECKBOX',
  date: 'DATE',
};

/** The item type of a question. */
export function itemTypeOf(question: Question): ItemTypeName {
  return TYPE_OF[question.kind];
}

/**
 * Compares a form with the request form of an edition. `map` is what the caller kept of an earlier run ({} for a new form). An item
 * that no map knows is taken up when its title is a question's and its type fits, or when it has no title at all: an
 * installation that died between making an item and naming it leaves one such.
 */
export function planForm(state: FormState, map: ItemMap, edition: string): FormPlan {
  const present = new Map(state.items.map(item => [item.id, item]));
  const known: Record<string, string> = {};
  for (const [id, key] of Object.entries(map)) {
    if (present.has(id) && (isQuestionKey(key) || key === PERSONAL_DATA_KEY)) known[id] = key;
  }
  const taken = new Set(Object.keys(known));
  const keys = new Set(Object.values(known));
  const takeUp = (title: string, type: ItemTypeName): string | null => {
    const free = state.items.filter(item => !taken.has(item.id) && item.type === type);
    const found = free.find(item => item.title.trim() === title) ?? free.find(item => item.title === '');
    if (found) taken.add(found.id);
    return found?.id ?? null;
  };
  const steps: ItemStep[] = [];
  for (const question of questions()) {
    if (keys.has(question.key)) continue;
    steps.push({ kind: 'question', question, itemId: takeUp(question.title, itemTypeOf(question)) });
  }
  if (!keys.has(PERSONAL_DATA_KEY))
    steps.unshift({ kind: 'notice', itemId: takeUp(personalDataNotice().title, 'SECTION_HEADER') });
  const texts = (['title', 'description', 'confirmation', 'closedMessage'] as const).filter(
    name => state[name] === '' || (name === 'title' && isTitleOfAnother(state.title, edition)),
  );
  const plan = {
    known,
    steps,
    publish: !state.published,
    allowEdits: !state.allowsEdits,
    stopCollectingEmails: state.collectsEmails,
    texts,
  };
  return { ...plan, changes: changesOf(plan) };
}

/** Our own title with another year; one that staff worded is theirs. */
function isTitleOfAnother(title: string, edition: string): boolean {
  const [year = ''] = /\d{4}$/.exec(title) ?? [];
  return year !== '' && year !== edition && title === page.title(year);
}

function changesOf(plan: Omit<FormPlan, 'changes'>): string[] {
  const items = plan.steps.flatMap(step => {
    if (step.kind === 'notice') return [];
    const { title } = step.question;
    return [step.itemId === null ? wording.questionAdded(title) : wording.questionTakenUp(title)];
  });
  return [
    ...(plan.publish ? [wording.published] : []),
    ...(plan.allowEdits ? [wording.editsAllowed] : []),
    ...(plan.stopCollectingEmails ? [wording.emailsNotCollected] : []),
    ...(plan.texts.length > 0 || plan.steps.some(step => step.kind === 'notice') ? [wording.textAdded] : []),
    ...items,
  ];
}

/** What a form lacks, a sentence for each thing that the plan would do. */
export function faultsOf(plan: FormPlan): string[] {
  return [
    ...(plan.publish ? [fault.unpublished] : []),
    ...(plan.allowEdits ? [fault.editsRefused] : []),
    ...(plan.stopCollectingEmails ? [fault.emailsCollected] : []),
    ...(plan.texts.length > 0 ? [fault.textMissing] : []),
    ...plan.steps.map(step =>
      step.kind === 'notice' ? fault.noticeMissing : fault.questionMissing(step.question.title),
    ),
  ];
}

/** When answers are taken; null means from ever, or without end. Epoch ms. */
export interface CallPeriod {
  readonly callOpensAt: number | null;
  readonly callClosesAt: number | null;
}

/** Whether the form takes answers at `now`: both ends belong to the call. An answer's own timestamp is compared beside. */
export function isCallOpen(period: CallPeriod, now: number): boolean {
  const opened = period.callOpensAt === null || now >= period.callOpensAt;
  const closed = period.callClosesAt !== null && now > period.callClosesAt;
  return opened && !closed;
}
