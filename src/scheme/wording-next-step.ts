/** What the Fiche says of a file: what comes next and who acts. */

const plural = (count: number, one: string, many: string): string => `${count} ${count > 1 ? many : one}`;

export const nextStepWording = {
  // What comes next, by the state of the dossier.
  checkCompleteness: 'Demande reçue : vérifiez que le dossier est complet.',
  awaitingAuthority: 'La collectivité doit compléter son dossier ; relancez la vérification dès qu’elle a répondu.',
  awaitingCommittee: 'Le comité se prononce : saisissez sa décision dans la colonne « Décision » de Demandes.',
  applyDecision: (decision: string) => `Décision saisie : ${decision}. Appliquez-la pour informer la collectivité.`,
  qualify: 'Demande retenue : précisez le besoin avec la collectivité, puis consignez la qualification.',
  draftTerms: 'Besoin qualifié : rédigez les termes de référence.',
  send: (reference: string) => `${reference} est en brouillon : relisez le document, prévisualisez, puis envoyez.`,
  sendingQueued: (reference: string) =>
    `L’envoi de ${reference} est demandé : le compte qui gère la messagerie s’en charge dans les 15 minutes.`,
  sendingRuns: (reference: string, left: number) =>
    `L’envoi de ${reference} est en cours : ${plural(left, 'courriel reste', 'courriels restent')} à partir. La relève automatique le termine.`,
  finishSending: (reference: string, left: number) =>
    `L’envoi de ${reference} a été interrompu : ${plural(left, 'courriel reste', 'courriels restent')} à partir. Reprenez-le.`,
  resend: (references: readonly string[]) =>
    `Adresse corrigée dans Titulaires : envoyez de nouveau à ${references.join(', ')}.`,
  answerQuestions: (references: readonly string[], deadline: string) =>
    `Question posée par ${references.join(', ')} : répondez à tous, sans nommer l’auteur, avant le ${deadline}.`,
  awaitingBids: (answered: number, invited: number, deadline: string) =>
    `Réponses reçues : ${answered} sur ${plural(invited, 'titulaire consulté', 'titulaires consultés')}. Les plis restent scellés jusqu’au ${deadline}.`,
  openBids: 'La date limite est passée : ouvrez les plis à deux.',
  openingQueued: (reference: string) =>
    `L’ouverture de ${reference} est demandée : le compte qui gère la messagerie lit les plis dans les 15 minutes.`,
  settleBids: (references: readonly string[]) =>
    `À régler d’abord dans Messages, par « Rattacher un message » : ${references.join(', ')}.`,
  confirmAmounts: (references: readonly string[]) => `Montants à relire et à confirmer : ${references.join(', ')}.`,
  score: (references: readonly string[]) => `Saisissez la note technique dans Offres : ${references.join(', ')}.`,
  rank: 'Montants confirmés et notes saisies : classez les offres.',
  award: 'Les offres sont classées : attribuez.',
  noBid: 'Aucune offre ne peut être classée : déclarez la consultation sans suite, ou enregistrez une dérogation.',
  drawUpContract: 'Consultation attribuée : établissez le marché.',
  assignmentGone:
    'Le marché de cette demande n’est plus dans l’onglet Marchés : retrouvez sa ligne dans l’historique des versions du classeur.',
  assignmentEnded: 'Le marché est terminé : rien de plus à faire.',
  callFunds: 'Appelez la participation de la collectivité.',
  awaitingContribution: 'La collectivité doit verser sa participation : enregistrez le mouvement à sa réception.',
  awaitingInvoice: 'Le titulaire doit envoyer sa facture : enregistrez-la à sa réception.',
  deliverables: 'La prestation est en cours : enregistrez les livrables à leur réception.',
  correct: 'Service fait refusé : le titulaire corrige, puis enregistrez les nouveaux livrables.',
  acceptance: 'Livrables reçus : CUF et la collectivité constatent le service fait.',
  authorisePayment: 'Tout est réuni : autorisez le paiement du solde.',
  recordPayment: 'Enregistrez le versement du solde dès qu’il est parti.',
  terminated:
    'Le marché est résilié : enregistrez ce qui reste à verser ou à rendre, puis le retrait de la demande s’il y a lieu.',
  close: 'Tout est payé : saisissez le statut « close » dans Demandes.',
  closed: 'Le dossier est clos.',
  rejected: 'La demande a été refusée : rien de plus à faire.',
  withdrawn: 'La demande a été retirée : rien de plus à faire.',

  // Framework agreement, and messages that belong to no file.
  endsSoon: (day: string, days: number) =>
    `L’accord-cadre se termine le ${day}, dans ${plural(days, 'jour', 'jours')} : reconduisez-le, ou préparez la suite.`,
  inForce: (day: string) => `L’accord-cadre est en vigueur jusqu’au ${day} inclus : rien à faire.`,
  notInForce: (why: string) => `Ce titulaire n’est pas consulté : ${why}.`,
  checkApplication: 'Candidature reçue : vérifiez les pages et le cadre de réponse.',
  decideApplication: 'Le comité se prononce : saisissez sa décision dans la colonne « Décision » de Candidatures.',
  inviteToInterview: (when: string) => `Entretien fixé au ${when} : convoquez le candidat.`,
  appoint: 'Candidature retenue : désignez les titulaires quand l’accord-cadre est signé.',
  applicationDecided: (decision: string) => `La candidature est « ${decision} » : rien de plus à faire.`,
  tieMessage: 'Dites à quoi ce message se rattache, ou écartez-le.',
  messageUntied: 'Ce message ne se rattache à aucun dossier : rien à faire.',

  // Why an action is not possible now, when the dossier lacks what it works on.
  consultationExists: (request: string, consultation: string) =>
    `${request} a déjà une consultation, ${consultation} : ouvrez son document depuis l’onglet Consultations.`,
  noConsultation: 'Aucune consultation : les termes de référence ne sont pas rédigés.',
  noBids: (reference: string) => `Aucune offre : ${reference} n’est pas encore envoyée.`,
  noAssignment: 'Aucun marché : la consultation n’est pas attribuée.',
};
