/**
 * An application to the framework agreement, as it comes by e-mail: its row in Candidatures with the hour of the server,
 * late or not to the second, and a receipt. Its documents are read at « Vérifier les candidatures » only.
 */
import { domainOf } from '../mail/address';
import type { IncomingMessage } from '../mail/incoming';
import { said, senderValues } from '../mail/letter-values';
import { applicationTimeliness } from '../scheme/framework-tender';
import { sameApplicantHints } from '../scheme/same-applicant';
import { formatInstantInWords, type Instant } from '../scheme/time';
import { tenderWording as words } from '../sheets/wording-tender';
import { comparedOf } from './check-applications';
import type { Desk } from './desk';
import { prepareLetters, queueLetters } from './letters';

export interface TakenApplication {
  readonly tiedTo: string;
  readonly toDo: string;
}

/**
 * Whether mail with documents from nobody known is to be taken as an application: the tender is launched, and not settled. After
 * the closing, what is about an application already received is no other one.
 */
export function awaitsApplications(
  desk: Desk,
  { receivedAt, isAboutOne }: { readonly receivedAt: Instant; readonly isAboutOne: boolean },
): boolean {
  if (desk.memory.get('tender') === null) return false;
  return !isAboutOne || applicationTimeliness(receivedAt, desk.settings.applicationsCloseAt) === 'dans les délais';
}

/** Adds the application's row; the caller saves. The same message twice gives the same row. */
export function takeApplication(
  desk: Desk,
  message: IncomingMessage,
  received: { readonly receivedAt: Instant; readonly attachments: string },
): TakenApplication {
  const applications = desk.workbook.table('applications');
  const known = applications.find('messageId', message.id);
  if (known !== null) return { tiedTo: known.values.reference, toDo: '' };
  const [sender] = message.from;
  const address = sender?.address ?? '';
  const timeliness = applicationTimeliness(received.receivedAt, desk.settings.applicationsCloseAt);
  const reference = desk.nextReference('application');
  const organisation = sender?.name || domainOf(address) || address;
  const present = applications.all().map(({ values }) => comparedOf(values));
  applications.append([
    {
      reference,
      organisation,
      email: address,
      receivedAt: received.receivedAt,
      timeliness,
      attachments: received.attachments,
      conformity: 'à vérifier',
      remarks: sameApplicantHints({ reference, organisation, email: address, fingerprints: [] }, present).join('\n'),
      messageId: message.id,
    },
  ]);
  desk.ledger.record({ action: words.receivedAction, subject: reference, field: 'Délai', after: timeliness });
  queueLetters(
    desk,
    prepareLetters(desk, [
      {
        template: "Accusé de réception d'une candidature",
        about: reference,
        to: address,
        values: {
          ...senderValues(desk.settings),
          Référence: reference,
          Organisme: said(organisation),
          'Reçue le': formatInstantInWords(received.receivedAt),
          Délai: timeliness,
        },
      },
    ]),
  );
  return { tiedTo: reference, toDo: timeliness === 'hors délai' ? words.late(reference) : '' };
}
