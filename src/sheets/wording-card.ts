/** What the sidebar « Fiche » says, in French. */

export const cardWording = {
  title: 'Fiche',
  nothing:
    'Sélectionnez une ligne de Demandes, Consultations, Offres, Marchés, Titulaires, Candidatures ou Messages : sa fiche s’affiche ici. L’onglet Accueil dit ce qu’il y a à faire aujourd’hui.',
  gone: 'Cette ligne n’est plus dans le classeur : sélectionnez-en une autre.',
  unknownAction: 'Cette action n’est pas proposée pour ce dossier : actualisez la fiche.',
  proposedChanges:
    'La collectivité a modifié sa réponse après le contrôle : lisez « Modifications proposées », puis choisissez « accepter » ou « refuser » dans « Suite des modifications ».',
  receiptFailed: (reason: string) => `L’accusé de réception n’a pas été remis. ${reason}`.trim(),
  mailFailed: (code: string, reason: string) => `${code} n’a pas reçu la consultation. ${reason}`.trim(),
  status: (status: string) => `Statut : ${status}`,
  answers: (count: number, invited: number) => `${count} sur ${invited}`,
  done: (action: string) => `« ${action} » : fait. La fiche est à jour.`,
  refused: (action: string) => `« ${action} » n’a rien changé : lisez le message affiché dans le classeur.`,
  givenUp: (action: string) => `« ${action} » : abandonné, rien n’a changé.`,
  facts: {
    kind: 'Type d’appui',
    member: 'Adhésion',
    received: 'Reçue le',
    estimate: 'Coût estimé TTC',
    reserved: 'Montant réservé',
    consultation: 'Consultation',
    deadline: 'Date limite',
    answers: 'Réponses',
    late: 'Offres hors délai',
    assignment: 'Marché',
    holder: 'Titulaire',
    total: 'Montant TTC',
    schemeShare: 'Part dispositif',
    authorityShare: 'Part collectivité',
    paid: 'Payé',
    proposed: 'Modifications proposées',
    interviewOn: 'Entretien le',
    reason: 'Motif',
    contact: 'Contact',
    sectors: 'Secteurs',
    signedOn: 'Signé le',
    renewals: 'Reconductions',
    attachments: 'Pièces',
    pages: 'Pages',
    conformity: 'Conformité',
    timeliness: 'Délai',
    remarks: 'Observations',
    from: 'De',
    messageReceived: 'Reçu le',
    toDo: 'À faire',
  },
  /** One line of the ledger as a sentence. */
  event: (action: string, subject: string, field: string, before: string, after: string) => {
    const change = before !== '' && after !== '' ? `${before} → ${after}` : after || before;
    const named =
      field === '' || field === 'Statut' || field === 'État' ? change : `${field.toLowerCase()} : ${change}`;
    const about = subject.startsWith('DEM') ? action : `${action} (${subject})`;
    return change === '' ? about : `${about} : ${named}`;
  },
};
