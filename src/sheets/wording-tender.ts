/** What the actions on the framework agreement say, in French. */

export const tenderWording = {
  subject: 'Accord-cadre',
  dates: (opens: string | null, closes: string | null) =>
    `${opens === null ? 'dès maintenant' : `du ${opens}`} ${closes === null ? 'sans date de clôture' : `au ${closes}`}`,
  confirmLaunch: (dates: string, address: string, pages: number) =>
    `Appel d’offres ${dates}. Les candidatures arrivent à ${address}, ${pages} pages au plus, annexes comprises.`,
  launched: (dates: string, address: string, pages: number) =>
    `L’appel d’offres est lancé, ${dates}. Annoncez l’adresse ${address} et la limite de ${pages} pages, annexes comprises. Chaque candidature reçue par courriel avec une pièce jointe a sa ligne dans Candidatures et reçoit un accusé.`,
  alreadyLaunched: 'L’appel d’offres est déjà lancé.',
  noReplyAddress: 'Le paramètre AdresseReponse est vide : indiquez à quelle adresse les candidatures arrivent.',
  noClosing: 'Le paramètre ClotureCandidatures est vide : indiquez jusqu’à quand les candidatures sont reçues.',
  closingPassed: (closes: string) =>
    `La clôture des candidatures est passée (${closes}) : corrigez ClotureCandidatures dans Paramètres avant de lancer l’appel.`,

  receivedAction: 'Candidature reçue',
  late: (reference: string) => `${reference} est arrivée hors délai.`,

  applicantWrote: (reference: string) => `${reference} : le candidat a écrit, à lire.`,
  applicantUnproven: (reference: string) =>
    `${reference} : message dont l’expéditeur n’est pas sûr, ou n’est pas le candidat. Lisez-le.`,
  applicantDoubt: (references: string, reason: string) =>
    `Message qui concerne peut-être ${references} : ${reason} Lisez-le et rattachez-le.`,

  mailByManager: (account: string) =>
    `Les pièces se lisent dans la boîte de ${account} : demandez à cette personne de vérifier les candidatures.`,
  goOn: (reference: string) => `Le temps manque : recommencez à partir de ${reference}.`,
  piece: (name: string, pages: number | null) =>
    `– ${name} : ${pages === null ? 'pages non comptées' : `${pages} page(s)`}.`,
  leftOutForm: (line: string) =>
    `« ${line} » : écrivez le nom du fichier, puis « : », puis le motif, un fichier par ligne (colonne Pièces écartées).`,
  checked: (reference: string, conformity: string, pages: number, reasons: readonly string[]) =>
    `${reference} : ${conformity}, ${pages} page(s).${reasons.length === 0 ? '' : ` ${reasons.join(' ')}`}`,

  toInvite: (lines: readonly string[]) => `Convocations à envoyer :\n${lines.join('\n')}`,
  toMove: (lines: readonly string[]) => `Date changée, le candidat reçoit une nouvelle lettre :\n${lines.join('\n')}`,
  interview: (reference: string, organisation: string, on: string) => `– ${reference} (${organisation}) : ${on}`,
  movedInterview: (reference: string, organisation: string, on: string, from: string) =>
    `– ${reference} (${organisation}) : ${on}, au lieu du ${from}`,
  alreadyInvited: (references: readonly string[]) =>
    `Déjà convoqué pour cette date, rien ne repart : ${references.join(', ')}.`,
  noInterviewDate: (references: readonly string[]) => `Sans date dans « Entretien le » : ${references.join(', ')}.`,
  nobodyToInvite: 'Personne à convoquer.',
  noApplicantAddress: (reference: string) =>
    `${reference} n’a pas d’adresse de courriel : écrivez au candidat autrement.`,
  interviewsChanged: 'Une date d’entretien a changé pendant la confirmation : recommencez.',
  invited: (reference: string, on: string) => `${reference} : convocation pour le ${on}.`,

  askSignature: 'Date de signature de l’accord-cadre (JJ/MM/AAAA) ?',
  confirmAppointment: (names: readonly string[], day: string) =>
    `Accord-cadre signé le ${day} avec :\n${names.join('\n')}\nLes autres candidats décidés sont informés.`,
  notRetained: (reference: string) =>
    `${reference} n’est pas retenue : saisissez « retenue » dans la colonne Décision si le comité l’a décidé.`,
  lateCannotBeAppointed: (reference: string) =>
    `${reference} est arrivée hors délai : elle ne peut pas être retenue sans dérogation.`,
  notConform: (reference: string, conformity: string) =>
    `${reference} n’est pas vérifiée conforme (« ${conformity || 'à vérifier'} ») : lancez « Vérifier les candidatures » et réglez ce qui est dit dans Observations.`,
  alreadyHolder: (reference: string, code: string) => `${reference} : cet organisme est déjà titulaire (${code}).`,
  applicationTwice: (first: string, second: string) =>
    `${first} et ${second} viennent du même organisme : ne gardez qu’une candidature par organisme.`,
  appointed: (organisation: string, code: string) => `${organisation} est titulaire, code ${code}.`,

  confirmRenewal: (code: string, organisation: string, until: string, renewals: number) =>
    `${code} (${organisation}) : reconduction n° ${renewals}, jusqu’au ${until} inclus.`,
  renewed: (code: string, until: string) => `${code} est reconduit jusqu’au ${until} inclus.`,
};
