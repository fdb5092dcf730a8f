/** What the Fiche says of a dossier: what comes next, who acts, and why something is not possible now. */

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
  finishSending: (reference: string, left: number) =>
    `L’envoi de ${reference} n’est pas fini : ${plural(left, 'courriel reste', 'courriels restent')} à partir.`,
  awaitingBids: (answered: number, invited: number, deadline: string) =>
    `Réponses reçues : ${answered} sur ${plural(invited, 'titulaire consulté', 'titulaires consultés')}. Les plis restent scellés jusqu’au ${deadline}.`,
  openBids: 'La date limite est passée : ouvrez les plis à deux.',
  settleBids: (references: readonly string[]) =>
    `À régler d’abord dans Messages, par « Rattacher un message » : ${references.join(', ')}.`,
  confirmAmounts: (references: readonly string[]) => `Montants à relire et à confirmer : ${references.join(', ')}.`,
  score: (references: readonly string[]) => `Saisissez la note technique dans Offres : ${references.join(', ')}.`,
  rank: 'Montants confirmés et notes saisies : classez les offres.',
  award: 'Les offres sont classées : attribuez.',
  noBid: 'Aucune offre ne peut être classée : déclarez la consultation sans suite, ou enregistrez une dérogation.',
  drawUpContract: 'Consultation attribuée : établissez le marché.',
  callFunds: 'Marché signé : appelez la participation de la collectivité.',
  deliverables: 'La prestation est en cours : enregistrez les livrables à leur réception.',
  correct: 'Service fait refusé : le titulaire corrige, puis enregistrez les nouveaux livrables.',
  acceptance: 'Livrables reçus : CUF et la collectivité constatent le service fait.',
  authorisePayment: 'Service fait : vérifiez la facture et autorisez le paiement.',
  recordPayment: 'Enregistrez le versement du solde dès qu’il est parti.',
  terminated:
    'Le marché est résilié : enregistrez ce qui reste à verser ou à rendre, puis le retrait de la demande s’il y a lieu.',
  close: 'Tout est payé : saisissez le statut « close » dans Demandes.',
  closed: 'Le dossier est clos.',
  rejected: 'La demande a été refusée : rien de plus à faire.',
  withdrawn: 'La demande a été retirée : rien de plus à faire.',

  // Why an action is not possible now.
  noDecision: 'La colonne « Décision » de Demandes est vide : saisissez la décision du comité.',
  consultationExists: (request: string, consultation: string) =>
    `${request} a déjà une consultation, ${consultation} : ouvrez son document depuis l’onglet Consultations.`,
  noConsultation: 'Aucune consultation : les termes de référence ne sont pas rédigés.',
  noAssignment: 'Aucun marché : la consultation n’est pas attribuée.',
  notDraft: (reference: string, status: string) =>
    `${reference} est « ${status} » : seule une consultation en brouillon peut être envoyée.`,
  notOpened: (reference: string) => `Les plis de ${reference} ne sont pas ouverts.`,
  sealedUntil: (reference: string, deadline: string) =>
    `Les plis de ${reference} restent scellés jusqu’au ${deadline}.`,
  notUnderWay: (reference: string, status: string) =>
    `${reference} n’est pas en cours de consultation${status === '' ? '' : ` : son statut est « ${status} »`}.`,
  sendingNotComplete: (reference: string) =>
    `L’envoi de ${reference} n’est pas terminé : attendez que tous les titulaires l’aient reçue, pour leur écrire à tous.`,
  deadlinePassed: (reference: string) => `La date limite de ${reference} est passée.`,
  nothingToConfirm: 'Aucun montant n’attend d’être confirmé.',
  notRanked: 'Les offres ne sont pas classées.',
};
