/** What the actions of the menu Marchés say, from the contract to the last payment; in French. */
import { type Cents, formatCents } from '../scheme/money';

const tasks = (what: string, references: readonly string[]): string =>
  references.length === 0 ? '' : `– ${what} : ${references.join(', ')}`;
const euros = (amount: Cents): string => formatCents(amount);

export const assignmentWording = {
  consultationGone: (consultation: string) => `La consultation ${consultation} n’est plus dans l’onglet Consultations.`,
  futureDay: (day: string) => `Le ${day} n’est pas encore venu : indiquez la date une fois que c’est fait.`,

  // Établir le marché
  askSignedOn: (reference: string) =>
    `${reference} : date de signature (JJ/MM/AAAA), ou rien pour établir le document à signer :`,
  contractTemplateMissing:
    'Le modèle de marché n’existe pas encore : le compte qui gère le dispositif lance « Installer ou mettre à jour ».',
  contractTitle: (reference: string, authority: string) =>
    `${reference} – Marché subséquent – ${authority.slice(0, 120)}`,
  notInForce: (reference: string, code: string, day: string, why: string) =>
    `${reference} ne peut pas être signé : l’accord-cadre de ${code} n’est pas en vigueur le ${day} (${why}).`,
  contractDrawnUp: (reference: string, url: string) =>
    `${reference} : le document à signer est établi, avec son PDF. Relisez-le ; s’il change, relancez « Établir le marché » ; une fois signé, donnez la date.\n${url}`,
  signed: (reference: string, day: string) => `${reference} est signé le ${day}. La demande est en cours.`,
  callFundsNext: (due: Cents) =>
    due > 0 ? `Étape suivante : « Appeler la contribution » (${euros(due)}).` : 'La collectivité ne doit rien.',

  // Appeler la contribution
  notSigned: (reference: string) => `${reference} n’est pas signé : utilisez d’abord « Établir le marché ».`,
  nothingToCall: (reference: string, share: Cents, received: Cents) =>
    `${reference} : la collectivité ne doit rien (part ${euros(share)}, déjà versé ${euros(received)}).`,
  alreadyCalled: (reference: string, day: string, share: Cents, due: Cents) =>
    `${reference} : la part de ${euros(share)} est déjà appelée depuis le ${day}. Il reste ${euros(due)} à recevoir ; les relances partent d’elles-mêmes.`,
  confirmCall: (reference: string, authority: string, due: Cents) =>
    `${reference} : appeler ${euros(due)} auprès de ${authority} ?`,
  called: (reference: string, due: Cents) => `${reference} : ${euros(due)} appelés.`,

  // Enregistrer un mouvement
  askDirection: (reference: string, directions: readonly string[]) =>
    `${reference} : sens du mouvement (${directions.join(', ')}) :`,
  askAmount: 'Montant :',
  askDate: 'Date (JJ/MM/AAAA) :',
  askDocument: 'Pièce justificative (numéro du virement, du relevé…) :',
  movementRecorded: (number: string, direction: string, amount: Cents) => `${number} : ${direction}, ${euros(amount)}.`,
  transferRecorded: (number: string, amount: Cents, day: string) =>
    `${number} : le virement de ${euros(amount)}, autorisé, est enregistré au ${day}.`,
  contributionComplete: 'La participation de la collectivité est complète.',
  contributionDue: (due: Cents) => `La collectivité doit encore ${euros(due)}.`,
  contributionSurplus: (surplus: Cents) =>
    `La collectivité a versé ${euros(surplus)} de trop : à lui rembourser, puis à enregistrer (sens « remboursement »).`,
  paidSoFar: (paid: Cents, total: Cents) => `Payé au titulaire : ${euros(paid)} sur ${euros(total)}.`,
  started: (reference: string) => `${reference} est en cours.`,
  requestPaid: (request: string) => `${request} est payée.`,
  settled: (reference: string) => `${reference} est soldé, la demande est payée.`,

  // Enregistrer les livrables
  askDeliverables: (reference: string) => `${reference} : lien vers les livrables, ou leur liste :`,
  deliverablesRequired: 'Indiquez un lien ou la liste des livrables : rien n’a été changé.',
  notStarted: (reference: string, missing: readonly string[]) =>
    `${reference} ne peut pas encore être livré :\n${missing.map(line => `– ${line}`).join('\n')}`,
  delivered: (reference: string) =>
    `${reference} : livrables enregistrés. CUF constate le service fait par le menu ; la collectivité est invitée à répondre par courriel.`,

  // Constater le service fait
  askParty: (reference: string) => `${reference} : service fait constaté par qui ? (CUF ou collectivité)`,
  unknownParty: (typed: string) => `« ${typed} » : écrivez CUF ou collectivité.`,
  askVerdict: 'Accepté ou refusé ?',
  unknownVerdict: (typed: string) => `« ${typed} » : écrivez accepté ou refusé.`,
  askVerdictReason: 'Motif (obligatoire pour un refus) :',
  refusalReasonRequired: 'Un refus du service fait demande un motif : rien n’a été changé.',
  alreadySaid: (reference: string, party: string, verdict: string) =>
    `${reference} : ${party} a déjà constaté le service fait (${verdict}).`,
  parties: { CUF: 'CUF', collectivité: 'la collectivité' },
  verdictNote: (day: string, party: string, verdict: string, how: string, reason: string) =>
    `${day}, ${party} : ${verdict}${how === '' ? '' : ` (${how})`}${reason === '' ? '' : ` – ${reason}`}`,
  deliveryNote: (day: string) => `${day} : livrables remis`,
  acceptedByOne: (reference: string, party: string, other: string) =>
    `${reference} : service fait accepté par ${party}. Il reste à le constater par ${other}.`,
  acceptedByBoth: (reference: string) =>
    `${reference} : service fait accepté par CUF et par la collectivité. Enregistrez la facture, puis « Autoriser le paiement ».`,
  refusedBy: (reference: string, party: string) =>
    `${reference} : service fait refusé par ${party}. Le titulaire corrige les livrables, puis les remet de nouveau.`,
  byMail: (id: string, authenticity: string) => `courriel ${id}, expéditeur ${authenticity}`,

  // the authority's answer by mail
  answerUnproven: (reference: string, answer: string) =>
    `Réponse sur le service fait de ${reference} (« ${answer} »), mais rien ne prouve qu’elle vient de la collectivité : vérifiez, puis « Constater le service fait ».`,
  answerFromAnother: (reference: string, answer: string) =>
    `Réponse sur le service fait de ${reference} (« ${answer} ») d’une autre adresse que celle du contact : vérifiez, puis « Constater le service fait ».`,
  answerUnread: (reference: string) =>
    `Réponse sur ${reference} sans la ligne « Service fait : oui » ou « Service fait : non, motif » : lisez-la, puis « Constater le service fait ».`,
  answerWithoutReason: (reference: string) =>
    `La collectivité refuse le service fait de ${reference} sans donner de motif : demandez-le, puis « Constater le service fait ».`,
  answerTooLate: (reference: string, state: string) =>
    `Réponse sur le service fait de ${reference}, dont l’état est « ${state} » : rien n’a été changé, lisez-la.`,
  answerDoubt: (reference: string, reason: string) =>
    `Réponse sur le service fait de ${reference}, à rattacher : ${reason} Lisez-la, puis « Constater le service fait ».`,

  // Enregistrer une facture
  askInvoiceNumber: (reference: string) => `${reference} : numéro de la facture (ou de l’avoir) :`,
  askInvoiceAmount: 'Montant TTC (négatif pour un avoir) :',
  askInvoiceDate: 'Date de la facture (JJ/MM/AAAA) :',
  invoiceLine: (number: string, day: string, amount: string) => `${number} du ${day} : ${amount}`,
  invoiceRecorded: (reference: string, number: string, amount: Cents, total: Cents) =>
    `${reference} : facture ${number} de ${euros(amount)} enregistrée. Total facturé : ${euros(total)}.`,
  creditRecorded: (reference: string, number: string, amount: Cents, total: Cents) =>
    `${reference} : avoir ${number} de ${euros(amount)} enregistré. Total facturé : ${euros(total)}.`,
  invoicedBelow: (difference: Cents) =>
    `La facture est inférieure au marché de ${euros(difference)} : si c’est définitif, « Enregistrer un avenant » libère la différence.`,
  toRecover: (amount: Cents) =>
    `Le titulaire a reçu ${euros(amount)} de trop : à lui réclamer, puis à enregistrer par « Enregistrer un mouvement », sens « avoir ».`,

  // Autoriser le paiement
  cannotPay: (reference: string, missing: readonly string[]) =>
    `${reference} : le paiement ne peut pas être autorisé. Il manque :\n${missing.map(line => `– ${line.replace(/\n/g, '\n– ')}`).join('\n')}`,
  confirmPayment: (reference: string, kind: string, amount: Cents, holder: string, unspent: Cents) =>
    `${reference} : autoriser le paiement de ${euros(amount)} à ${holder} (${kind}) ?${unspent > 0 ? `\n\nAttention : ce solde laisse ${euros(unspent)} du marché sans facture. Après lui, plus rien n’est libéré ni rendu : si c’est définitif, abandonnez et utilisez d’abord « Enregistrer un avenant ».` : ''}`,
  authorised: (number: string, kind: string, amount: Cents, holder: string) =>
    `${number} : paiement de ${euros(amount)} à ${holder} autorisé (${kind}). Une fois le virement fait, « Enregistrer un mouvement » en note la date et la pièce.`,
  authorisationOf: (invoice: string) => (invoice === '' ? 'autorisation de paiement' : `facture ${invoice}`),
  stillAwaitsTransfer: (reference: string, number: string) =>
    `${reference} : le paiement ${number} est autorisé et son virement n’est pas encore enregistré.`,

  // Enregistrer un avenant
  askNewTotal: (reference: string, total: Cents) =>
    `${reference} : le marché est de ${euros(total)} TTC. Nouveau total TTC, avenant compris :`,
  notAmendable: (reference: string, state: string) =>
    `${reference} est « ${state} » : un avenant ne se signe qu’entre la signature du marché et son solde.`,
  belowInvoiced: (invoiced: Cents) =>
    `${euros(invoiced)} sont déjà facturés : enregistrez d’abord l’avoir du titulaire.`,
  amendmentLine: (day: string, before: Cents, after: Cents, reason: string) =>
    `${day} : ${euros(before)} → ${euros(after)}. ${reason}`,
  amended: (reference: string, total: Cents, scheme: Cents, authority: Cents, left: Cents) =>
    `${reference} : nouveau total ${euros(total)}. Part du dispositif ${euros(scheme)}, part de la collectivité ${euros(authority)}. Reste sur l’enveloppe : ${euros(left)}.`,
  callAgain: (due: Cents) => `La collectivité doit encore ${euros(due)} : « Appeler la contribution ».`,

  // Résilier, and a withdrawal after the award
  askAcceptedWork: (total: Cents) =>
    `Valeur TTC des travaux acceptés (0 si rien n’est accepté ; ${euros(total)} au plus) :`,
  terminated: (reference: string, scheme: Cents, authority: Cents) =>
    `${reference} est résilié. Part du dispositif ${euros(scheme)}, part de la collectivité ${euros(authority)}.`,
  released: (amount: Cents) => `Libéré sur l’enveloppe : ${euros(amount)}.`,
  refund: (amount: Cents) =>
    `À rembourser à la collectivité : ${euros(amount)} (à enregistrer une fois fait, sens « remboursement »).`,
  stillDue: (amount: Cents) => `La collectivité doit encore ${euros(amount)} sur les travaux acceptés.`,
  toPay: (amount: Cents) =>
    `À payer au titulaire pour les travaux acceptés : ${euros(amount)} (à enregistrer une fois fait, sens « solde »).`,
  nothingMoves: 'Aucune somme n’est à rendre ni à verser.',

  // The morning's digest
  digestToSign: (references: readonly string[]) => tasks('marché à signer', references),
  digestToAccept: (references: readonly string[]) => tasks('service fait à constater', references),
  digestToPay: (references: readonly string[]) => tasks('paiement à autoriser', references),
  digestToRefund: (references: readonly string[]) => tasks('trop-perçu à rembourser à la collectivité', references),
};
