/**
 * Ouvrir la fiche: the sidebar that follows the selected row. It tells the dossier's story, what is missing, the next step
 * and what else is possible. It looks without the lock; a step that it starts runs as the menu item does.
 */
import { DOSSIER_ACTIONS, type DossierAction, nextStep, partOf, possibilities, STAGES } from '../scheme/next-step';
import { formatInstant } from '../scheme/time';
import { MENU } from '../sheets/menu';
import { type TabKey, tabOf } from '../sheets/schema';
import { wording } from '../sheets/wording';
import { cardWording } from '../sheets/wording-card';
import type { Selection } from '../sheets/workbook';
import type { Desk } from './desk';
import { type Dossier, factsOf, missingIn, readDossier, selectedRequest } from './dossier';
import { isAvailable, menuAction } from './menu-actions';
import { type Outcome, runMenu } from './run';

/** A dossier as the sidebar shows it: plain data, in French. */
export interface DossierCard {
  readonly reference: string;
  readonly title: string;
  readonly authority: string;
  readonly status: string;
  readonly stages: readonly { readonly name: string; readonly place: 'behind' | 'here' | 'ahead' }[];
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly missing: readonly string[];
  /** `action` is '' when nobody at CUF has anything to press. */
  readonly next: { readonly action: string; readonly sentence: string; readonly blocked: string };
  readonly others: readonly { readonly action: string; readonly blocked: string }[];
  readonly story: readonly { readonly at: string; readonly what: string; readonly who: string }[];
}

/** What the sidebar gets: where the person stands, and the dossier there; null with a sentence when there is none. */
export interface CardView {
  readonly place: string;
  readonly card: DossierCard | null;
  readonly hint: string;
}

/** What became of a step that the sidebar started, and the dossier after it. */
export interface StepOutcome {
  readonly said: string;
  readonly view: CardView;
}

const EVENTS_SHOWN = 60;
const TOLD_FIELDS = [
  '',
  'Statut',
  'État',
  'Décision',
  'Motif',
  'Date limite',
  'Ouverte par',
  'Rang',
  'Montant réservé',
];

/** Menu: opens the sidebar. */
export function openCard(desk: Desk): null {
  const view = viewOf(desk);
  desk.screen.openBeside({
    name: 'card',
    title: cardWording.title,
    data: view,
    lines: view.card === null ? [view.hint] : linesOf(view.card),
  });
  return null;
}

/** The dossier of the selected row, or a null view when the sidebar already shows that place: then nothing is read. */
export function lookAtSelection(desk: Desk, shown: unknown): CardView | null {
  return placeOf(desk) === shown ? null : viewOf(desk);
}

/** The dossier of the selected row, read again. */
export function lookAgain(desk: Desk): CardView {
  return viewOf(desk);
}

/** Runs a menu item on a dossier, for the sidebar: it asks, locks and refuses as it does from the menu. */
export function takeStep(desk: Desk, action: unknown, reference: unknown): StepOutcome {
  const known = DOSSIER_ACTIONS.find(one => one === action);
  const dossier = typeof reference === 'string' ? readDossier(desk, reference) : null;
  if (known === undefined || dossier === null)
    return { said: wording.requestGone(String(reference).slice(0, 40)), view: viewOf(desk) };
  const aim = aimOf(desk, dossier, known);
  const outcome = aim === null ? 'refused' : runMenu(desk.google, known, menuAction(handlerOf(known)), aim);
  desk.startOver();
  return { said: SAID[outcome](known), view: viewOfRequest(desk, dossier.request.values.reference) };
}

const SAID: Readonly<Record<Outcome, (action: string) => string>> = {
  done: cardWording.done,
  refused: cardWording.refused,
  'given up': cardWording.givenUp,
};

/** The rows that an action works on; null when the dossier has none of them. */
function aimOf(
  desk: Desk,
  { request, consultation, bids, assignment }: Dossier,
  action: DossierAction,
): Selection | null {
  const on = partOf(action);
  const at = (tab: TabKey, rows: readonly { readonly at: number }[]): Selection | null =>
    rows.length === 0 ? null : { tab: tabOf(tab).name, rows: rows.map(row => row.at) };
  switch (on) {
    case 'request':
      return at('requests', [request]);
    case 'consultation':
      return at('consultations', consultation === null ? [] : [consultation]);
    case 'assignment':
      return at('assignments', assignment === null ? [] : [assignment]);
    case 'bids': {
      const toConfirm = factsOf(desk, { request, consultation, bids, assignment, events: [] })?.consultation?.toConfirm;
      return at(
        'bids',
        bids.filter(({ values }) => toConfirm?.includes(values.reference)),
      );
    }
  }
}

function placeOf(desk: Desk): string {
  const { tab, rows } = desk.workbook.selection();
  return `${tab}!${rows[0] ?? ''}`;
}

function viewOf(desk: Desk): CardView {
  const reference = selectedRequest(desk);
  return reference === null
    ? { place: placeOf(desk), card: null, hint: cardWording.nothing }
    : viewOfRequest(desk, reference);
}

function viewOfRequest(desk: Desk, reference: string): CardView {
  const dossier = readDossier(desk, reference);
  const place = placeOf(desk);
  return dossier === null
    ? { place, card: null, hint: wording.requestGone(reference) }
    : { place, card: cardOf(desk, dossier), hint: '' };
}

function cardOf(desk: Desk, dossier: Dossier): DossierCard {
  const { values } = dossier.request;
  const facts = factsOf(desk, dossier);
  const next = facts === null ? { action: null, sentence: wording.noStatus, blocked: '' } : nextStep(facts);
  const possible = facts === null ? [] : possibilities(facts);
  const blockedOf = (action: string, blocked: string): string =>
    blocked === '' && !isAvailable(handlerOf(action)) ? wording.notYet(action) : blocked;
  return {
    reference: values.reference,
    title: values.title,
    authority: values.authority,
    status: values.status,
    stages: stagesOf(values.status),
    facts: shownFacts(dossier),
    missing: missingIn(dossier),
    next: {
      action: next.action ?? '',
      sentence: next.sentence,
      blocked: next.action === null ? '' : blockedOf(next.action, next.blocked),
    },
    others: possible
      .filter(({ action }) => action !== next.action)
      .map(({ action, blocked }) => ({ action, blocked: blockedOf(action, blocked) })),
    story: storyOf(dossier),
  };
}

/** A state beside the way (à compléter, ajournée, refusée, retirée) stands after the stages that it left. */
function stagesOf(status: string): DossierCard['stages'] {
  const names: readonly string[] = STAGES;
  const left: Readonly<Record<string, string>> = { 'à compléter': 'reçue', ajournée: 'complète', refusée: 'complète' };
  const aside = !names.includes(status) && status !== '';
  const here = names.indexOf(aside ? (left[status] ?? '') : status);
  const stages = names.map((name, index) => ({
    name,
    place:
      index < here || (aside && index === here)
        ? ('behind' as const)
        : index === here
          ? ('here' as const)
          : ('ahead' as const),
  }));
  if (!aside) return stages;
  const isOver = status === 'refusée' || status === 'retirée';
  return [
    ...stages.slice(0, here + 1),
    { name: status, place: 'here' as const },
    ...(isOver ? [] : stages.slice(here + 1)),
  ];
}

function shownFacts({ request: { values }, consultation, assignment }: Dossier): DossierCard['facts'] {
  const amount = (value: Parameters<typeof wording.euros>[0] | null): string =>
    value === null ? '' : wording.euros(value);
  const header = cardWording.facts;
  const facts: readonly (readonly [string, string])[] = [
    [header.kind, values.supportType],
    [header.member, values.member],
    [header.received, values.receivedAt === null ? '' : formatInstant(values.receivedAt)],
    [header.estimate, amount(values.estimate)],
    [header.reserved, amount(values.reserved)],
    [header.consultation, consultation?.values.reference ?? ''],
    [header.deadline, consultation?.values.deadline ? formatInstant(consultation.values.deadline) : ''],
    [
      header.answers,
      consultation?.values.invited
        ? cardWording.answers(consultation.values.answers ?? 0, consultation.values.invited)
        : '',
    ],
    [header.late, consultation?.values.late ? String(consultation.values.late) : ''],
    [header.assignment, assignment === null ? '' : `${assignment.values.reference} – ${assignment.values.state}`],
    [header.holder, assignment?.values.holder ?? ''],
    [header.total, amount(assignment?.values.ttc ?? null)],
    [header.schemeShare, amount(assignment?.values.schemeShare ?? null)],
    [header.authorityShare, amount(assignment?.values.authorityShare ?? null)],
    [header.paid, amount(assignment?.values.paid ?? null)],
    [header.proposed, values.proposedChanges],
    [header.reason, values.reason],
  ];
  return facts.filter(([, value]) => value !== '');
}

/** The lines of the ledger that tell the story, the newest first. */
function storyOf({ events }: Dossier): DossierCard['story'] {
  return events
    .filter(({ field }) => TOLD_FIELDS.includes(field))
    .slice(-EVENTS_SHOWN)
    .reverse()
    .map(({ at, who, action, subject, field, before, after }) => ({
      at: at === null ? '' : formatInstant(at),
      what: cardWording.event(action, subject, field, before, after),
      who,
    }));
}

function linesOf({ reference, title, status, next, missing }: DossierCard): string[] {
  return [`${reference} – ${title}`, cardWording.status(status), next.sentence, next.blocked, ...missing].filter(
    line => line !== '',
  );
}

const handlerOf = (caption: string): string =>
  MENU.flatMap(entry => ('handler' in entry ? [entry] : entry.items)).find(item => item.caption === caption)?.handler ??
  '';
