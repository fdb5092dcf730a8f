/**
 * Prévisualiser l'envoi: shows every mail as it would leave, who is left out and why, whether today's mails suffice; on demand
 * sends one to the person alone. A consultation in draft shows its invitations, an opened one the letters of its award,
 * applications their interviews. Nothing goes to anybody else, nothing is written.
 */
import { isSendableAddress } from '../mail/address';
import { replyToAddress } from '../mail/tokens';
import { explainDeadline } from '../scheme/deadline';
import { parseReference } from '../scheme/references';
import { formatInstantInWords } from '../scheme/time';
import { tabOf } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording } from '../sheets/wording';
import { jobWording } from '../sheets/wording-jobs';
import { checkAgreedText } from './agreed-text';
import { composeMail, countSends, newToken, pauseSends, sendsLeft } from './departures';
import type { Desk } from './desk';
import { isAwardNext, previewAward, previewInterviews } from './preview-letters';
import type { Preview, PreviewedMail, PreviewedSending } from './previewed';
import { Refused, require } from './refused';
import { again, selected, selectedOne } from './selected';
import { checkReady, deadlineFromNow, invitationLetter, inviteesOf, renderInvitation } from './send-terms';

const TITLE = "Prévisualiser l'envoi";
const WIDTH_PX = 860;
const HEIGHT_PX = 600;
const HOUR_MS = 3_600_000;
type Consultation = StoredRow<'consultations'>;

/** What the page « Prévisualisation » shows: plain data, every text as it would leave. */
export interface PreviewPage extends Omit<PreviewedSending, 'ifShort'> {
  readonly from: string;
  readonly replyTo: string;
  readonly quota: { readonly needed: number; readonly left: number; readonly fits: boolean; readonly sentence: string };
  /** What became of the test that was asked for at the menu; empty when none was. */
  readonly tested: string;
  /** Where a test would go: the person's own address; empty when Google does not say it. */
  readonly own: string;
}

export function previewSending(desk: Desk): (() => void) | null {
  const look = lookAtSelection(desk);
  const address = desk.screen.ask(TITLE, wording.askTestAddress);
  if (address === null) return null;
  require(address === '' || isSendableAddress(address), wording.badRecipient(address));
  return () => {
    const preview = look();
    const tested = address === '' ? '' : sendTest(desk, preview, address);
    const page = pageOf(desk, preview.sending, tested);
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

/** Refuses what cannot be sent; gives how to look at it, again, under the lock. */
function lookAtSelection(desk: Desk): () => Preview {
  if (desk.workbook.selection().tab === tabOf('applications').name) {
    const chosen = selected(desk, 'applications');
    previewInterviews(desk, chosen);
    return () => previewInterviews(desk, again(desk, 'applications', chosen));
  }
  const chosen = selectedOne(desk, 'consultations');
  if (isAwardNext(chosen)) previewAward(desk, chosen);
  else checkReady(desk, chosen);
  return () => {
    const [row = chosen] = again(desk, 'consultations', [chosen]);
    if (isAwardNext(row)) return previewAward(desk, row);
    checkReady(desk, row);
    if (desk.managesMail) checkAgreedText(desk, row);
    return previewInvitations(desk, row);
  };
}

/** One mail of a sending to the person who asks, whoever that is; gives the sentence that says what became of it. */
export function testToSelf(desk: Desk, reference: string): string {
  const preview = previewOf(desk, reference);
  const own = ownAddress(desk);
  require(own !== '', jobWording.noOwnAddress);
  return sendTest(desk, preview, own);
}

function previewOf(desk: Desk, reference: string): Preview {
  if (parseReference(reference)?.kind === 'application') {
    const row = desk.workbook.table('applications').find('reference', reference);
    require(row, wording.unknownReference(reference));
    return previewInterviews(desk, [row]);
  }
  const row = desk.workbook.table('consultations').find('reference', reference);
  require(row, wording.unknownReference(reference));
  if (isAwardNext(row)) return previewAward(desk, row);
  checkReady(desk, row);
  return previewInvitations(desk, row);
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

function previewInvitations(desk: Desk, draft: Consultation): Preview {
  const row = asSentNow(desk, draft);
  const { reference, deadline, deadlineExplained, documentId } = row.values;
  const invitees = inviteesOf(desk, row);
  const mails = invitees
    .filter(({ invited }) => invited)
    .map(({ code, organisation, addresses }): PreviewedMail => {
      const { subject, text } = renderInvitation(desk, row, { organisation });
      return { code, organisation, to: addresses.join(', '), subject, text };
    });
  const pdf = desk.documents.reachablePdf(documentId);
  return {
    sending: {
      reference,
      mails,
      leftOut: invitees
        .flatMap(invitee => (invitee.invited ? [] : [invitee]))
        .map(({ code, organisation, reason }) => ({ code, organisation, reason })),
      attachment: {
        name: `Termes de référence ${reference}.pdf`,
        size: pdf.ok ? jobWording.size(pdf.value.bytes.length) : jobWording.sizeUnknown,
      },
      deadline: deadline === null ? '' : formatInstantInWords(deadline),
      explained: deadlineExplained,
      ifShort: 'refused',
    },
    test: () => {
      const { name, bytes } = desk.documents.pdfOf(documentId);
      return {
        letter: renderInvitation(desk, row, { organisation: wording.testOrganisation }),
        attachments: [{ name, type: 'application/pdf', bytes }],
      };
    },
  };
}

function pageOf(desk: Desk, { ifShort, ...sending }: PreviewedSending, tested: string): PreviewPage {
  const { senderName, replyAddresses } = desk.settings;
  const [replyBase = ''] = replyAddresses;
  const from = desk.memory.get('managingAccount') ?? replyBase;
  const left = sendsLeft(desk);
  const needed = sending.mails.length;
  const short = ifShort === 'refused' ? jobWording.previewDoesNotFit : jobWording.previewLettersWait;
  return {
    ...sending,
    from: senderName === '' ? from : `${senderName} <${from}>`,
    replyTo: replyToAddress(replyBase, jobWording.replyMark),
    quota: {
      needed,
      left: Math.max(0, left),
      fits: left >= needed,
      sentence: left >= needed ? jobWording.previewFits(needed, left) : short(needed, left),
    },
    tested,
    own: ownAddress(desk),
  };
}

/** The page in words, for whoever reads it without its script. */
function inWords(page: PreviewPage): string[] {
  const { mails, leftOut, quota, deadline, explained, tested, reference, attachment } = page;
  return [
    deadline === ''
      ? jobWording.previewLetters(mails.length, quota.left)
      : wording.previewSummary(mails.length, deadline, quota.left),
    ...(quota.fits ? [] : [quota.sentence]),
    explained,
    tested,
    ...leftOut.map(({ code, organisation, reason }) => wording.leftOut(code, organisation, reason)),
    ...mails.flatMap(({ to, subject, text }) => [
      wording.previewTo(to),
      jobWording.previewFrom(page.from),
      jobWording.previewReplyTo(page.replyTo),
      wording.previewSubject(subject),
      ...(attachment === null ? [] : [jobWording.previewAttachment(reference, attachment.size)]),
      ...text.split('\n'),
    ]),
  ].filter(line => line.trim() !== '');
}

/** One mail, with what is joined to it, to an address given by the person; counted, and never mistaken for a real one. */
function sendTest(desk: Desk, { sending, test }: Preview, address: string): string {
  if (!desk.managesMail) return wording.testByManager(desk.memory.get('managingAccount') ?? '');
  require(sendsLeft(desk) > 0, wording.mailQuota);
  const { letter, attachments = [] } = test();
  const mail = composeMail(desk, {
    token: newToken(desk, `essai ${sending.reference}`),
    to: [address],
    letter: { ...letter, subject: wording.testSubject(letter.subject) },
    attachments,
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
