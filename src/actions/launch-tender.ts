/** Lancer l'appel d'offres: from here on, mail with documents that is tied to nothing is an application to the framework agreement. */
import { formatInstantInWords } from '../scheme/time';
import { tenderWording as words } from '../sheets/wording-tender';
import type { Desk } from './desk';
import { require } from './refused';

const TITLE = "Lancer l'appel d'offres";

export function launchTender(desk: Desk): (() => void) | null {
  const { applicationsOpenAt: opens, applicationsCloseAt: closes, maxPages, replyAddresses } = desk.settings;
  check(desk);
  const dates = words.dates(
    opens === null ? null : formatInstantInWords(opens),
    closes === null ? null : formatInstantInWords(closes),
  );
  const [address = ''] = replyAddresses;
  if (!desk.screen.confirm(TITLE, words.confirmLaunch(dates, address, maxPages))) return null;
  return () => {
    check(desk);
    desk.memory.set('tender', { launchedAt: desk.now() });
    desk.ledger.record({ action: TITLE, subject: words.subject, field: 'Dates', after: dates });
    desk.save();
    desk.screen.tell(TITLE, words.launched(dates, address, maxPages));
  };
}

function check(desk: Desk): void {
  const { applicationsCloseAt: closes, replyAddresses } = desk.settings;
  require(desk.memory.get('tender') === null, words.alreadyLaunched);
  require(replyAddresses.length > 0, words.noReplyAddress);
  require(closes !== null, words.noClosing);
  require(closes >= desk.now(), words.closingPassed(formatInstantInWords(closes)));
}
