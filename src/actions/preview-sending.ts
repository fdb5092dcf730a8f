/** Prévisualiser l'envoi: shows every mail as it would leave and, if asked, sends one to an address of CUF; nothing to holders. */
import { isSendableAddress } from '../mail/address';
import { escapeHtml } from '../mail/html';
import { explainDeadline } from '../scheme/deadline';
import { formatInstantInWords } from '../scheme/time';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { composeMail, newToken, sendsLeft } from './departures';
import type { Desk } from './desk';
import { Refused, require } from './refused';
import { again, selectedOne } from './selected';
import { checkReady, deadlineFromNow, invitationLetter, inviteesOf, renderInvitation } from './send-terms';

const TITLE = "Prévisualiser l'envoi";

export function previewSending(desk: Desk): (() => void) | null {
  const chosen = selectedOne(desk, 'consultations');
  checkReady(desk, chosen);
  const address = desk.screen.ask(TITLE, wording.askTestAddress);
  if (address === null) return null;
  require(address === '' || isSendableAddress(address), wording.badRecipient(address));
  return () => {
    const [row] = again(desk, 'consultations', [chosen]);
    if (!row) return;
    checkReady(desk, row);
    const letter = invitationLetter(desk);
    const deadline = deadlineFromNow(desk);
    const present: StoredRow<'consultations'> = {
      ...row,
      values: {
        ...row.values,
        technicalPoints: desk.settings.technicalPoints,
        pricePoints: desk.settings.pricePoints,
        deadline: deadline.deadline,
        deadlineExplained: explainDeadline(deadline),
        sentSubject: letter.subject,
        sentText: letter.text,
      },
    };
    const invitees = inviteesOf(desk, row);
    const mails = invitees
      .filter(({ invited }) => invited)
      .map(invitee => ({
        to: invitee.addresses.join(', '),
        letter: renderInvitation(desk, present, { organisation: invitee.organisation }),
      }));
    const left = invitees.filter(({ invited }) => !invited);
    const tested = address === '' ? '' : sendTest(desk, present, address);
    desk.screen.page(
      wording.previewTitle(row.values.reference),
      [
        `<p>${escapeHtml(wording.previewSummary(mails.length, formatInstantInWords(deadline.deadline), sendsLeft(desk)))}</p>`,
        tested === '' ? '' : `<p><strong>${escapeHtml(tested)}</strong></p>`,
        ...left.map(
          ({ code, organisation, reason }) => `<p>${escapeHtml(wording.leftOut(code, organisation, reason))}</p>`,
        ),
        ...mails.map(
          ({ to, letter: { subject, html } }) =>
            `<hr><p><strong>${escapeHtml(wording.previewTo(to))}</strong><br>${escapeHtml(wording.previewSubject(subject))}<br>${escapeHtml(wording.previewAttachment(row.values.reference))}</p>${html}`,
        ),
      ].join('\n'),
    );
  };
}

/** One mail with its PDF to an address given by the person; counted, and never mistaken for a holder's. */
function sendTest(desk: Desk, row: StoredRow<'consultations'>, address: string): string {
  if (!desk.managesMail) return wording.testByManager(desk.memory.get('managingAccount') ?? '');
  require(sendsLeft(desk) > 0, wording.mailQuota);
  const letter = renderInvitation(desk, row, { organisation: wording.testOrganisation });
  const pdf = desk.documents.pdfOf(row.values.documentId);
  const mail = composeMail(desk, {
    token: newToken(desk, `essai ${row.values.reference}`),
    to: [address],
    letter: { ...letter, subject: wording.testSubject(letter.subject) },
    attachments: [{ name: pdf.name, type: 'application/pdf', bytes: pdf.bytes }],
  });
  if (!mail.ok) throw new Refused(mail.reason);
  const outcome = desk.gmail.send(mail.value);
  return outcome.kind === 'sent' ? wording.testSent(address) : outcome.reason;
}
