/**
 * Prévisualiser l'envoi: shows every mail as it would leave, who is left out and why, whether today's mails suffice and how
 * the deadline is found; on demand sends one mail to the person alone. Nothing goes to holders, nothing is written.
 */
import { isSendableAddress } from '../mail/address';
import { replyToAddress } from '../mail/tokens';
import { explainDeadline } from '../scheme/deadline';
import { formatInstantInWords } from '../scheme/time';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { jobWording } from '../sheets/wording-jobs';
import { checkAgreedText } from './agreed-text';
import { composeMail, countSends, newToken, pauseSends, sendsLeft } from './departures';
import type { Desk } from './desk';
import { Refused, require } from './refused';
import { again, selectedOne } from './selected';
import { checkReady, deadlineFromNow, invitationLetter, inviteesOf, renderInvitation } from './send-terms';

const TITLE = "Prévisualiser l'envoi";
const WIDTH_PX = 860;
const HEIGHT_PX = 600;
const HOUR_MS = 3_600_000;
type Consultation = StoredRow<'consultations'>;

export interface PreviewedMail {
  readonly code: string;
  readonly organisation: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** What the page « Prévisualisation » shows: plain data, every text as it would leave. */
export interface PreviewPage {
  readonly reference: string;
  readonly mails: readonly PreviewedMail[];
  readonly leftOut: readonly { readonly code: string; readonly organisation: string; readonly reason: string }[];
  readonly from: string;
  readonly replyTo: string;
  readonly attachment: { readonly name: string; readonly size: string };
  readonly deadline: string;
  readonly explained: string;
  readonly quota: { readonly needed: number; readonly left: number; readonly fits: boolean; readonly sentence: string };
  /** What became of the test that was asked for at the menu; empty when none was. */
  readonly tested: string;
  /** Where a test would go: the person's own address; empty when Google does not say it. */
  readonly own: string;
}

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
    if (desk.managesMail) checkAgreedText(desk, row);
    const present = asSentNow(desk, row);
    const tested = address === '' ? '' : sendTest(desk, present, address);
    const page = previewOf(desk, present, tested);
    desk.screen.open({
      name: 'preview',
      title: wording.previewTitle(page.reference),
      data: page,
      lines: inWords(page),
      width: WIDTH_PX,
      height: HEIGHT_PX,
    });
  };
}

/** One mail of a consultation to the person who asks, whoever that is; gives the sentence that says what became of it. */
export function testToSelf(desk: Desk, reference: string): string {
  const row = desk.workbook.table('consultations').find('reference', reference);
  require(row, wording.unknownReference(reference));
  checkReady(desk, row);
  const own = ownAddress(desk);
  require(own !== '', jobWording.noOwnAddress);
  return sendTest(desk, asSentNow(desk, row), own);
}

function ownAddress(desk: Desk): string {
  const email = desk.google.session.getActiveUser().getEmail();
  return isSendableAddress(email) ? email : '';
}

/** The consultation as a sending at this very moment would freeze it. */
function asSentNow(desk: Desk, row: Consultation): Consultation {
  const letter = invitationLetter(desk);
  const deadline = deadlineFromNow(desk);
  return {
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
}

function previewOf(desk: Desk, row: Consultation, tested: string): PreviewPage {
  const { reference, deadline, deadlineExplained, documentId } = row.values;
  const invitees = inviteesOf(desk, row);
  const mails = invitees
    .filter(({ invited }) => invited)
    .map(({ code, organisation, addresses }): PreviewedMail => {
      const { subject, text } = renderInvitation(desk, row, { organisation });
      return { code, organisation, to: addresses.join(', '), subject, text };
    });
  const { senderName, replyAddresses } = desk.settings;
  const [replyBase = ''] = replyAddresses;
  const from = desk.memory.get('managingAccount') ?? replyBase;
  const pdf = desk.documents.reachablePdf(documentId);
  const left = sendsLeft(desk);
  const fits = left >= mails.length;
  return {
    reference,
    mails,
    leftOut: invitees
      .flatMap(invitee => (invitee.invited ? [] : [invitee]))
      .map(({ code, organisation, reason }) => ({
        code,
        organisation,
        reason,
      })),
    from: senderName === '' ? from : `${senderName} <${from}>`,
    replyTo: replyToAddress(replyBase, jobWording.replyMark),
    attachment: {
      name: `Termes de référence ${reference}.pdf`,
      size: pdf.ok ? jobWording.size(pdf.value.bytes.length) : jobWording.sizeUnknown,
    },
    deadline: deadline === null ? '' : formatInstantInWords(deadline),
    explained: deadlineExplained,
    quota: {
      needed: mails.length,
      left: Math.max(0, left),
      fits,
      sentence: fits ? jobWording.previewFits(mails.length, left) : jobWording.previewDoesNotFit(mails.length, left),
    },
    tested,
    own: ownAddress(desk),
  };
}

/** The page in words, for whoever reads it without its script. */
function inWords(page: PreviewPage): string[] {
  const { mails, leftOut, quota, deadline, explained, tested, reference, attachment } = page;
  return [
    wording.previewSummary(mails.length, deadline, quota.left),
    ...(quota.fits ? [] : [quota.sentence]),
    explained,
    tested,
    ...leftOut.map(({ code, organisation, reason }) => wording.leftOut(code, organisation, reason)),
    ...mails.flatMap(({ to, subject, text }) => [
      wording.previewTo(to),
      jobWording.previewFrom(page.from),
      jobWording.previewReplyTo(page.replyTo),
      wording.previewSubject(subject),
      jobWording.previewAttachment(reference, attachment.size),
      ...text.split('\n'),
    ]),
  ].filter(line => line.trim() !== '');
}

/** One mail with its PDF to an address given by the person; counted, and never mistaken for a holder's. */
function sendTest(desk: Desk, row: Consultation, address: string): string {
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
  countSends(desk, 1);
  desk.save();
  const outcome = desk.gmail.send(mail.value);
  if (outcome.kind === 'sent') return wording.testSent(address);
  if (outcome.kind === 'quota') {
    pauseSends(desk, desk.now() + HOUR_MS);
    desk.save();
  }
  return outcome.reason;
}
