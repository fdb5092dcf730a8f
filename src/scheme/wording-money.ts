/** What the rules on movements and invoices say, in French. */

/** movements.ts */
export const movementWording = {
  unknownDirection: (typed: string, directions: readonly string[]) =>
    `« ${typed} » n’est pas un sens de mouvement. Choisissez : ${directions.join(', ')}.`,
  nothing: 'Le montant d’un mouvement doit être supérieur à zéro.',
  future: (date: string) => `Le ${date} n’est pas encore venu : un mouvement s’enregistre une fois fait.`,
  noDocument:
    'La pièce justificative manque : indiquez le numéro du virement ou du relevé, pour qu’un mouvement ne soit pas saisi deux fois.',
  twice: (number: string, assignment: string, amount: string, date: string, document: string) =>
    `Ce mouvement est déjà enregistré (${number}, ${assignment}) : ${amount} le ${date}, pièce « ${document} ». Un autre versement du même montant porte une autre pièce.`,
  otherAmount: (number: string, authorised: string, typed: string) =>
    `Le paiement autorisé (${number}) est de ${authorised}, et non de ${typed} : enregistrez le virement pour ce montant.`,
  refundTooHigh: (amount: string, surplus: string) =>
    `${amount} ne peuvent pas être remboursés à la collectivité : elle n’a versé que ${surplus} au-delà de ce qu’elle doit.`,
  creditTooHigh: (amount: string, paid: string) =>
    `Le titulaire ne peut pas rendre ${amount} : il n’a reçu que ${paid}. Un avoir sur une facture qui n’est pas payée s’enregistre par « Enregistrer une facture », avec un montant négatif.`,
  aboveAcceptedWork: (amount: string, due: string) =>
    `Le marché est résilié : il reste ${due} à payer sur les travaux acceptés, et non ${amount}.`,
};

/** invoice.ts */
export const invoiceWording = {
  unsigned: 'Le marché n’est pas signé : rien ne peut encore être facturé.',
  settled: (state: string) => `Le marché est « ${state} » : plus rien ne peut être facturé, hors un avoir.`,
  future: (date: string) => `Le ${date} n’est pas encore venu : recopiez la date que porte la facture.`,
  nothing: 'Le montant est nul : vérifiez-le.',
  twice: (number: string, reference: string) =>
    `La facture ${number} est déjà enregistrée pour ${reference} : une facture ne s’enregistre qu’une fois.`,
  creditTooHigh: (amount: string, invoiced: string) =>
    `Un avoir de ${amount} dépasse ce qui est facturé (${invoiced}) : vérifiez-le.`,
};
