/**
 * Ouvrir une nouvelle édition: one workbook per edition. In the workbook of an edition it says how; in a copy of it, which
 * no account has installed, the files go and the settings, lists, letters, holders, members and committee stay.
 */
import { EMPTY_LEDGER } from '../scheme/ledger';
import { type TabKey, tabOf } from '../sheets/schema';
import { editionWording as wording } from '../sheets/wording-edition';
import type { Desk } from './desk';
import { require } from './refused';

const TITLE = 'Ouvrir une nouvelle édition';

/** Tabs whose lines belong to an edition; what stays is kept by staff, or is made again by the installation. */
const OF_AN_EDITION: readonly TabKey[] = [
  'requests',
  'consultations',
  'bids',
  'assignments',
  'movements',
  'applications',
  'opinions',
  'messages',
  'derogations',
  'questions',
  'letters',
  'ledger',
];

export function openEdition(desk: Desk): (() => void) | null {
  const { edition } = desk.settings;
  if (isInstalled(desk)) {
    desk.screen.tell(TITLE, wording.steps(edition));
    return null;
  }
  const next = edition + 1;
  const lines = OF_AN_EDITION.reduce((sum, key) => sum + linesOf(desk, key), 0);
  if (!desk.screen.confirm(TITLE, wording.confirm(edition, next, linesOf(desk, 'requests'), lines))) return null;
  return () => {
    require(!isInstalled(desk), wording.steps(edition));
    for (const key of OF_AN_EDITION) empty(desk, key);
    beginAnew(desk);
    setValue(desk, 'Edition', String(next));
    setValue(desk, 'Enveloppe', '');
    desk.ledger.record({
      action: TITLE,
      subject: 'Classeur',
      field: 'Edition',
      before: String(edition),
      after: String(next),
    });
    desk.save();
    desk.screen.tell(TITLE, wording.opened(next));
  };
}

/** A copy made in Google takes the tabs and the script along, and nothing of the memory. */
const isInstalled = ({ memory }: Desk): boolean =>
  memory.get('managingAccount') !== null || memory.get('version') !== null;

const linesOf = (desk: Desk, key: TabKey): number => Math.max(0, desk.workbook.sheet(key).getLastRow() - 1);

/** What the memory may have gathered from the lines of the old edition, to mend what looked like an accident. */
function beginAnew({ memory }: Desk): void {
  memory.set('ledger', EMPTY_LEDGER);
  memory.set('counters', {});
  memory.set('interrupted', false);
  for (const reference of memory.openConsultations().keys()) memory.setOpenConsultation(reference, null);
}

/** Empties the lines under the header; formulas stand in the header, and stay. */
function empty(desk: Desk, key: TabKey): void {
  const lines = linesOf(desk, key);
  if (lines === 0) return;
  const sheet = desk.workbook.sheet(key);
  sheet.getRange(2, 1, lines, Math.max(sheet.getLastColumn(), Object.keys(tabOf(key).columns).length)).clearContent();
  desk.workbook.table(key).forgetRows();
}

function setValue(desk: Desk, name: string, value: string): void {
  const settings = desk.workbook.table('settings');
  const row = settings.find('name', name);
  if (row) settings.update(row.at, { value });
}
