/** What the sidebar « Fiche » says, in French. */

export const cardWording = {
  title: 'Fiche',
  nothing:
    'Sélectionnez une ligne de Demandes, Consultations, Offres, Marchés ou Messages : la fiche du dossier s’affiche ici. L’onglet Accueil dit ce qu’il y a à faire aujourd’hui.',
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
    reason: 'Motif',
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
