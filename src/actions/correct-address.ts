/**
 * A mail that bounced, once the address is corrected in Titulaires: it leaves again, and the deadline is that of this last
 * sending for all, since nobody may have fewer days than another.
 */
import { parseAddresses } from '../scheme/addresses';
import { isLate } from '../scheme/deadline';
import { formatInstantInWords } from '../scheme/time';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { equalWording as words } from '../sheets/wording-equal';
import { newToken } from './departures';
import type { Desk } from './desk';
import { Refused, require } from './refused';

interface Correction {
  readonly row: StoredRow<'bids'>;
  readonly addresses: readonly string[];
}

/** The failed mails of a consultation whose holder has another address now. Refuses, with what to do, when there is none. */
export function correctionsOf(desk: Desk, consultation: Row<'consultations'>): Correction[] {
  const { reference, deadline } = consultation;
  const failed = desk.workbook
    .table('bids')
    .where('consultation', reference)
    .filter(({ values }) => values.sendState === 'échec' && values.receivedMessage === '');
  if (failed.length === 0) return [];
  require(deadline !== null && !isLate(desk.now(), deadline), words.tooLateToResend(
    reference,
    deadline === null ? '' : formatInstantInWords(deadline),
  ));
  const holders = desk.workbook.table('holders').all();
  const corrections = failed.flatMap(row => {
    const email = holders.find(({ values }) => values.code === row.values.holder)?.values.email ?? '';
    const addresses = parseAddresses(email);
    if (!addresses.ok) throw new Refused(`${row.values.holder} : ${addresses.reason}`);
    const before = row.values.address.toLowerCase().split(/[;,\s]+/);
    const isNew = addresses.value.some(address => !before.includes(address.toLowerCase()));
    return addresses.value.length > 0 && isNew ? [{ row, addresses: addresses.value }] : [];
  });
  require(corrections.length > 0, words.addressToCorrect(failed.map(({ values }) => values.holder)));
  return corrections;
}

/** Puts the corrected mails back among those to send, each with a token of its own: the one that bounced stays known. */
export function queueCorrected(desk: Desk, reference: string, corrections: readonly Correction[]): void {
  const open = desk.memory.openConsultations().get(reference);
  require(open, words.notUnderWay(reference, ''));
  const bids = desk.workbook.table('bids');
  for (const { row, addresses } of corrections) {
    const token = newToken(desk, `${row.values.reference} ${addresses.join(' ')}`);
    bids.update(row.at, { sendState: 'à envoyer', address: addresses.join('; '), token, reason: '' });
    const holder = open.holders.find(({ bid }) => bid === row.values.reference);
    if (holder) {
      holder.letterTokens.push(holder.token);
      holder.token = token;
      holder.addresses = [...addresses].map(address => address.toLowerCase());
    }
    desk.ledger.record({
      action: words.correctedAction,
      subject: row.values.reference,
      field: 'Courriel',
      before: row.values.address,
      after: addresses.join('; '),
    });
    desk.ledger.record({
      action: words.correctedAction,
      subject: row.values.reference,
      field: 'Envoi',
      before: 'échec',
      after: 'à envoyer',
    });
  }
  desk.memory.setOpenConsultation(reference, open);
}
