/**
 * The menu items that concern a file, each with why it may not run now: the item itself is asked. It runs up to its first
 * question, or up to the work that it would do, and what it refuses until then is the reason. So what the Fiche offers and
 * what the menu refuses cannot differ.
 */
import { DOSSIER_ACTIONS, type DossierAction, type DossierPart, type FileAction, partOf } from '../scheme/next-step';
import { nextStepWording } from '../scheme/wording-next-step';
import type { Google } from '../sheets/google';
import { handlerOf } from '../sheets/menu';
import { type TabKey, tabOf } from '../sheets/schema';
import type { Screen } from '../sheets/screen';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import type { Selection } from '../sheets/workbook';
import { type Actor, Desk } from './desk';
import type { CardFile, Dossier, OwnFileTab } from './dossier';
import { menuAction } from './menu-actions';
import { rowsToRank } from './rank-bids';
import { sentenceOf } from './run';
import { departing, inviteesOf } from './send-terms';

/** A menu item on a file: the rows it would work on, and why it may not run now; '' when it may. */
export interface Offer {
  readonly action: FileAction;
  /** Null when the file has no such rows yet. */
  readonly on: Selection | null;
  readonly blocked: string;
}

/** The item has asked something: it did not refuse. */
class Asked extends Error {}
/** The item has only something to say: it would do nothing. */
class Told extends Error {}

const ask = (): never => {
  throw new Asked();
};
const tell = (_title: string, text: string): never => {
  throw new Told(text);
};

/** The screen of a rehearsal: nobody is asked anything. */
const rehearsal: Screen = {
  ask,
  confirm: ask,
  tell,
  note: text => tell('', text),
  page: ask,
  open: ask,
  openBeside: ask,
};

/** A desk that only looks: no row is read twice, and actions stop at their first question. */
export function lookingDesk(google: Google, actor: Actor): Desk {
  const desk = new Desk(google, actor, rehearsal);
  desk.workbook.keepReads();
  return desk;
}

/** Every item that concerns the file, in the order of its life. `desk` is one that only looks. */
export function offersOn(desk: Desk, file: CardFile): Offer[] {
  if (file.kind === 'dossier') return DOSSIER_ACTIONS.map(action => offerOn(desk, file, action));
  const on = { tab: tabOf(file.kind).name, rows: [file.row.at] };
  return OWN_ACTIONS[file.kind].map(action => ({ action, on, blocked: whyNot(desk, on, action) }));
}

const OWN_ACTIONS: { readonly [K in OwnFileTab]: readonly FileAction[] } = {
  holders: ['Reconduire'],
  applications: [
    'Vérifier les candidatures',
    "Prévisualiser l'envoi",
    'Convoquer aux entretiens',
    'Désigner les titulaires',
  ],
  messages: ['Rattacher un message'],
};

function offerOn(desk: Desk, dossier: Dossier, action: DossierAction): Offer {
  const on = rowsOf(dossier, partOf(action));
  return { action, on, blocked: on === null ? lacking(dossier, partOf(action)) : whyNot(desk, on, action) };
}

function rowsOf({ request, consultation, bids, assignment }: Dossier, part: DossierPart): Selection | null {
  const at = (tab: TabKey, rows: readonly { readonly at: number }[]): Selection | null =>
    rows.length === 0 ? null : { tab: tabOf(tab).name, rows: rows.map(row => row.at) };
  switch (part) {
    case 'request':
      return at('requests', [request]);
    case 'consultation':
      return at('consultations', consultation === null ? [] : [consultation]);
    case 'assignment':
      return at('assignments', assignment === null ? [] : [assignment]);
    case 'bids':
      return at('bids', bidsToConfirm(bids));
  }
}

/** The bids whose amounts wait for somebody, else those that could be confirmed again, else all. */
function bidsToConfirm(bids: readonly StoredRow<'bids'>[]): readonly StoredRow<'bids'>[] {
  const received = bids.filter(({ values }) => values.state === 'reçue');
  const waiting = received.filter(({ values }) => values.confirmedBy === '' && values.timeliness !== 'hors délai');
  return [waiting, received].find(rows => rows.length > 0) ?? bids;
}

function lacking({ consultation }: Dossier, part: DossierPart): string {
  if (consultation === null) return nextStepWording.noConsultation;
  return part === 'bids' ? nextStepWording.noBids(consultation.values.reference) : nextStepWording.noAssignment;
}

/**
 * What two items check only once they hold the lock, since reading it twice would cost them calls: the very functions that
 * they then call.
 */
const CHECKED_UNDER_LOCK: { readonly [Action in FileAction]?: (desk: Desk, at: number) => unknown } = {
  'Envoyer les termes de référence': (desk, at) => {
    const [row] = desk.workbook.table('consultations').readRows([at]);
    if (row?.values.status !== 'brouillon') return;
    return desk.managesMail ? departing(desk, row) : inviteesOf(desk, row);
  },
  'Classer les offres': (desk, at) => {
    const [row] = desk.workbook.table('consultations').readRows([at]);
    return row === undefined ? undefined : rowsToRank(desk, row.values);
  },
};

/** Why an item would refuse these rows now, in its own words; '' when it would not. */
function whyNot(desk: Desk, on: Selection, action: FileAction): string {
  desk.workbook.aimAt(on);
  try {
    rehearse(desk, action);
    CHECKED_UNDER_LOCK[action]?.(desk, on.rows[0] ?? 0);
    return '';
  } catch (problem) {
    return problem instanceof Told ? problem.message : sentenceOf(problem) || wording.unexpected;
  } finally {
    desk.workbook.aimAt(null);
  }
}

function rehearse(desk: Desk, action: FileAction): void {
  try {
    menuAction(handlerOf(action))(desk);
  } catch (problem) {
    if (!(problem instanceof Asked)) throw problem;
  }
}
