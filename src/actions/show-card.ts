/**
 * Ouvrir la fiche: the sidebar that follows the selected row. It tells a file's story, what is missing, the next step and
 * what else is possible. It looks without the lock; a step that it starts runs as the menu item does.
 */
import { agreementOf } from '../scheme/holders';
import { applicationStep, holderStep, messageStep, type NextStep, nextStep, STAGES } from '../scheme/next-step';
import { formatDay, formatInstant } from '../scheme/time';
import { handlerOf } from '../sheets/menu';
import { tabOf } from '../sheets/schema';
import { wording } from '../sheets/wording';
import { cardWording } from '../sheets/wording-card';
import type { Desk } from './desk';
import { type CardFile, type Dossier, fileNamed, nameOf, type OwnFile, selectedFile } from './dossier';
import { factsOf, missingOn } from './dossier-facts';
import { menuAction } from './menu-actions';
import { lookingDesk, offersOn } from './offered';
import { require } from './refused';
import { type Outcome, runMenu } from './run';

/** A file as the sidebar shows it: plain data, in French. */
export interface FileCard {
  /** Names the file to `pageTakeStep`. */
  readonly name: string;
  readonly reference: string;
  readonly title: string;
  readonly about: string;
  /** '' when the file has none. */
  readonly status: string;
  readonly stages: readonly { readonly name: string; readonly place: 'behind' | 'here' | 'ahead' }[];
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly missing: readonly string[];
  /** `action` is '' when nobody at CUF has anything to press. */
  readonly next: { readonly action: string; readonly sentence: string; readonly blocked: string };
  readonly others: readonly { readonly action: string; readonly blocked: string }[];
  readonly story: readonly { readonly at: string; readonly what: string; readonly who: string }[];
}

/** What the sidebar gets: the card of the selected row, and a stamp of what it rests on; null with a sentence when there is none. */
export interface CardView {
  readonly stamp: string;
  readonly card: FileCard | null;
  readonly hint: string;
}

/** What became of a step that the sidebar started, and the card after it. */
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
  require(desk.memory.get('managingAccount'), wording.notInstalled);
  const view = viewOf(desk);
  desk.screen.openBeside({
    name: 'card',
    title: cardWording.title,
    data: view,
    lines: view.card === null ? [view.hint] : linesOf(view.card),
  });
  return null;
}

/** The card of the selected row, or null when the sidebar already shows it as it stands: then one row is read and no more. */
export function lookAtSelection(desk: Desk, shown: unknown): CardView | null {
  return stampOf(desk) === shown ? null : viewOf(desk);
}

/** The card of the selected row, read again. */
export function lookAgain(desk: Desk): CardView {
  return viewOf(desk);
}

/** Runs a menu item on a file, for the sidebar: it asks, locks and refuses as it does from the menu. */
export function takeStep(desk: Desk, action: unknown, name: unknown): StepOutcome {
  const looking = lookingDesk(desk.google, desk.actor);
  const file = typeof name === 'string' ? fileNamed(looking, name) : null;
  if (file === null) return { said: cardWording.gone, view: viewOf(desk) };
  const offer = offersOn(looking, file).find(one => one.action === action);
  if (offer === undefined) return { said: cardWording.unknownAction, view: viewOf(desk) };
  if (offer.on === null) return { said: offer.blocked, view: viewOf(desk) };
  const outcome = runMenu(desk.google, offer.action, menuAction(handlerOf(offer.action)), offer.on);
  return { said: SAID[outcome](offer.action), view: viewOf(desk) };
}

const SAID: Readonly<Record<Outcome, (action: string) => string>> = {
  done: cardWording.done,
  refused: cardWording.refused,
  'given up': cardWording.givenUp,
};

const HOUR_MS = 3_600_000;
const STAMP_LENGTH = 20;

/**
 * What the card depends on, in short: the selected row and its cells, the length of the ledger, which grows with every
 * event, and the hour, for what a date alone changes. One read; none where no row is selected.
 */
function stampOf(desk: Desk): string {
  const { tab, rows } = desk.workbook.selection();
  const [row = 0] = rows;
  const sheet = desk.workbook.spreadsheet.getSheetByName(tab);
  const isFilled = sheet !== null && row > 0 && row <= sheet.getLastRow();
  const cells = isFilled ? sheet.getRange(row, 1, 1, Math.max(sheet.getLastColumn(), 1)).getValues() : [];
  const lines = desk.workbook.sheet('ledger').getLastRow();
  const hour = Math.floor(desk.now() / HOUR_MS);
  return desk.sha256(JSON.stringify([tab, row, cells, lines, hour])).slice(0, STAMP_LENGTH);
}

function viewOf({ google, actor }: Desk): CardView {
  const desk = lookingDesk(google, actor);
  const stamp = stampOf(desk);
  const file = selectedFile(desk);
  return file === null
    ? { stamp, card: null, hint: cardWording.nothing }
    : { stamp, card: cardOf(desk, file), hint: '' };
}

function cardOf(desk: Desk, file: CardFile): FileCard {
  const offers = offersOn(desk, file);
  const { next, ...shown } = file.kind === 'dossier' ? dossierCard(desk, file) : ownCard(desk, file);
  return {
    name: nameOf(file),
    ...shown,
    next: {
      action: next.action ?? '',
      sentence: next.sentence,
      blocked: offers.find(({ action }) => action === next.action)?.blocked ?? '',
    },
    others: offers.filter(({ action }) => action !== next.action).map(({ action, blocked }) => ({ action, blocked })),
  };
}

/** What a file shows beside its actions. */
type Shown = Omit<FileCard, 'name' | 'next' | 'others'> & { readonly next: NextStep };

function dossierCard(desk: Desk, dossier: Dossier): Shown {
  const { values } = dossier.request;
  const facts = factsOf(desk, dossier);
  return {
    reference: values.reference,
    title: values.title,
    about: values.authority,
    status: values.status,
    stages: stagesOf(values.status),
    facts: shownFacts(dossier),
    missing: missingOn(desk, dossier),
    next: facts === null ? { action: null, sentence: wording.noStatus } : nextStep(facts),
    story: storyOf(dossier),
  };
}

/** A holder, an application, a message: what its row says. */
function ownCard(desk: Desk, file: OwnFile): Shown {
  const problems = file.row.problems.map(({ header, reason }) => `${header} : ${reason}`);
  return { ...OWN_NOTHING, ...headOf(desk, file), missing: problems };
}

const OWN_NOTHING = { about: '', status: '', stages: [], story: [] } as const;

function headOf(desk: Desk, file: OwnFile): Pick<Shown, 'reference' | 'title' | 'facts' | 'next'> & Partial<Shown> {
  const header = cardWording.facts;
  switch (file.kind) {
    case 'holders': {
      const { values } = file.row;
      const agreement = agreementOf(values);
      return {
        reference: values.code,
        title: values.organisation,
        facts: filled([
          [header.contact, values.contact],
          [header.sectors, values.sectors],
          [header.signedOn, values.signedOn === null ? '' : formatDay(values.signedOn)],
          [header.renewals, String(values.renewals ?? 0)],
        ]),
        next: agreement.ok ? holderStep(agreement.value, desk.today()) : { action: null, sentence: agreement.reason },
      };
    }
    case 'applications': {
      const { values } = file.row;
      return {
        reference: values.reference,
        title: values.organisation,
        status: values.decision,
        facts: filled([
          [header.received, values.receivedAt === null ? '' : formatInstant(values.receivedAt)],
          [header.timeliness, values.timeliness],
          [header.attachments, values.attachments],
          [header.pages, values.pages],
          [header.conformity, values.conformity],
          [header.remarks, values.remarks],
          [header.interviewOn, values.interviewOn === null ? '' : formatInstant(values.interviewOn)],
          [header.reason, values.reason],
        ]),
        next: applicationStep(values),
      };
    }
    case 'messages': {
      const { values } = file.row;
      return {
        reference: tabOf('messages').name,
        title: values.subject,
        status: values.nature,
        facts: filled([
          [header.from, values.from],
          [header.messageReceived, values.receivedAt === null ? '' : formatInstant(values.receivedAt)],
          [header.attachments, values.attachments],
          [header.toDo, values.toDo],
        ]),
        next: messageStep(values.nature === 'à vérifier' || (values.tiedTo === '' && values.toDo !== '')),
      };
    }
  }
}

/** Facts that are known: an empty value is left out. */
const filled = (facts: FileCard['facts']): FileCard['facts'] => facts.filter(([, value]) => value !== '');

/** A state beside the way (à compléter, ajournée, refusée, retirée) stands after the stages that it left. */
function stagesOf(status: string): FileCard['stages'] {
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

function shownFacts({ request: { values }, consultation, assignment }: Dossier): FileCard['facts'] {
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
  return filled(facts);
}

/** The lines of the ledger that tell the story, the newest first. */
function storyOf({ events }: Dossier): FileCard['story'] {
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

function linesOf({ reference, title, status, next, missing }: FileCard): string[] {
  return [
    `${reference} – ${title}`,
    status === '' ? '' : cardWording.status(status),
    next.sentence,
    next.blocked,
    ...missing,
  ].filter(line => line !== '');
}
