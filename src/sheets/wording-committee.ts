/** What the actions on the committee's opinions and on its sessions say, in French. */

const plural = (count: number, one: string, many: string): string => `${count} ${count > 1 ? many : one}`;

export const committeeWording = {
  askMember: (reference: string, members: readonly string[]) =>
    `${reference} : quel membre du comité donne cet avis ? (${members.join(', ')})`,
  askOpinion: (opinions: readonly string[]) => `Quel avis ? (${opinions.join(', ')})`,
  askText: 'Que dit le membre ? (texte de l’avis ; peut rester vide)',
  memberRequired: 'Sans le nom d’un membre, aucun avis n’est enregistré.',
  unreadOpinion: (typed: string, opinions: readonly string[]) =>
    `« ${typed} » ne se lit pas comme un avis. Avis possibles : ${opinions.join(', ')}.`,
  decided: (reference: string, status: string) =>
    `${reference} est à l’état « ${status} » : un avis se donne avant la décision (reçue, à compléter, complète ou ajournée).`,
  recorded: (reference: string, member: string, opinion: string) =>
    `${reference} : avis ${opinion} de ${member} enregistré.`,
  excluded: (reference: string, member: string, opinion: string) =>
    `${reference} : avis ${opinion} de ${member} conservé, mais non pris en compte : cette personne a déclaré un conflit d’intérêts sur ce dossier.`,
  ledgerOpinion: (opinion: string, member: string, fate: string) => `${opinion}, ${member} ; pris en compte : ${fate}`,

  emptyAgenda: 'Aucune demande n’est complète ni ajournée : il n’y a rien à mettre à l’ordre du jour.',
  askSession: (count: number) =>
    `Quelle est la date de la séance (JJ/MM/AAAA) ? ${plural(count, 'dossier', 'dossiers')} à l’ordre du jour (demandes complètes ou ajournées).`,
  replyAddressRequired:
    'Remplissez d’abord AdresseReponse dans Paramètres : c’est là que reviennent les réponses des membres du comité.',
  sessionPast: (day: string) => `Le ${day} est passé : la séance se prépare pour aujourd’hui ou un jour à venir.`,
  sessionReady: (day: string, count: number, pdf: string, document: string) =>
    `Séance du ${day} : ${plural(count, 'dossier', 'dossiers')} à l’ordre du jour.\nPDF : ${pdf}\nDocument : ${document}`,
  sessionOf: (day: string) => `Séance du ${day}`,
  fileLine: (reference: string, authority: string, title: string, about: string) =>
    `- ${reference} : ${authority}, « ${title} » (${about})`,
  fileAbout: (supportType: string, member: string, cost: string) =>
    [supportType, member.toLowerCase(), cost === '' ? '' : `coût estimé ${cost} TTC`]
      .filter(part => part !== '')
      .join(', '),
  bookAddress: (id: string) => `https://docs.google.com/spreadsheets/d/${id}/edit`,

  mailAction: 'Avis reçu par courriel',
  tokenSignal: 'jeton de notre courriel',
  memberSignal: 'membre du comité',
  lineSaid: (subject: string, said: string) => `${subject} : ${said}`,
  fromStranger: (lines: string) =>
    `Réponse à une demande d’avis, d’une adresse qui n’est pas celle d’un membre du comité : aucun avis n’est pris. Lu : ${lines || 'rien'}.`,
  fromSeveral: (members: readonly string[], lines: string) =>
    `L’adresse est celle de plusieurs membres du comité (${members.join(', ')}) : aucun avis n’est pris. Lu : ${lines || 'rien'}.`,
  unproven: (member: string, lines: string) =>
    `Avis de ${member} à vérifier (l’expéditeur n’est pas prouvé, ou le message ne répond pas à notre courriel) : confirmez-le, puis saisissez-le. Lu : ${lines || 'rien'}.`,
  nothingRead: (member: string) =>
    `${member} répond à la demande d’avis, sans ligne « DEM-… : avis » lisible au-dessus du texte cité : à lire, puis à saisir.`,
  notTaken: (member: string, lines: string) =>
    `Avis de ${member} à lire, puis à saisir (avis illisible, dossier inconnu ou déjà décidé) : ${lines}.`,

  bookName: 'Classeur du comité',
  bookMade: 'classeur du comité créé',
  bookItem: 'Poste',
  bookAmount: 'Montant',
  bookMissing: 'Il n’y a pas encore de Classeur du comité : lancez « Installer ou mettre à jour ».',
  bookLost:
    'Le Classeur du comité est introuvable (supprimé, ou mis à la corbeille) : lancez « Installer ou mettre à jour » pour en créer un autre.',
  bookJustMade: 'Le Classeur du comité vient d’être créé et partagé avec les membres inscrits dans l’onglet Comité.',
  bookAt: (url: string) => `Classeur du comité : ${url}`,
  readByManager: (account: string) =>
    `Seul le compte ${account} a accès aux commentaires du Classeur du comité : ils seront relevés dans les 15 minutes. Ce qui ne se rattache à aucun dossier apparaîtra dans Messages.`,
  unknownToGoogle: (addresses: readonly string[]) =>
    `Google n’a pas accepté de partager le Classeur du comité avec ${addresses.join(', ')} (sans compte Google ?) : ces personnes peuvent répondre par courriel à la lettre de la séance.`,

  nothingNew: (threads: number) =>
    threads === 0
      ? 'Aucun commentaire dans le Classeur du comité.'
      : `Rien de nouveau : ${plural(threads, 'discussion est déjà relevée', 'discussions sont déjà relevées')}.`,
  commentsRead: (taken: number, corrected: number, withdrawn: number) =>
    `${[
      plural(taken, 'avis relevé', 'avis relevés'),
      ...(corrected > 0 ? [plural(corrected, 'corrigé', 'corrigés')] : []),
      ...(withdrawn > 0 ? [plural(withdrawn, 'retiré', 'retirés')] : []),
    ].join(', ')}.`,
  taken: (reference: string, member: string, opinion: string) => `${reference} : avis ${opinion} de ${member}.`,
  correctedOpinion: (reference: string, member: string, opinion: string) =>
    `${reference} : ${member} a modifié son commentaire, son avis devient ${opinion}.`,
  withdrawnOpinion: (reference: string, member: string) =>
    `${reference} : ${member} a supprimé son commentaire, ou en a ôté l’avis : il ne compte plus.`,
  ledgerCorrected: (opinion: string, member: string, isWithdrawn: boolean) =>
    isWithdrawn ? `${opinion}, ${member} ; retiré par son auteur` : `${opinion}, ${member}`,
  resolvedToo: (count: number) =>
    `${plural(count, 'avis vient d’une discussion résolue', 'avis viennent de discussions résolues')} : résoudre une discussion n’efface pas l’avis.`,
  unclearLine: (author: string, text: string, why: string) => `À régler, « ${text} » (${author}) : ${why}`,
  listedInMessages: (count: number) =>
    `${plural(count, 'commentaire est listé', 'commentaires sont listés')} dans Messages : saisissez l’avis par « Saisir un avis de séance » s’il y a lieu, puis « Rattacher un message ».`,
  stillListed: (count: number) =>
    `${plural(count, 'commentaire déjà listé attend', 'commentaires déjà listés attendent')} toujours dans Messages.`,
  listedOnly: 'listé dans Messages, aucun avis pris',
  commentSubject: 'Commentaire du Classeur du comité',
  noOpinionRead: 'aucun avis ne s’y lit (favorable, réservé, défavorable ou sans avis), ou il en dit deux : à lire.',
  noFile: 'le commentaire ne nomme aucun dossier et sa cellule ne permet pas de le retrouver : à rattacher.',
  severalFiles: (files: readonly string[]) =>
    `plusieurs dossiers sont possibles (${files.join(', ')}) : aucun avis n’est pris, à lire.`,
  unknownFile: (reference: string) => `${reference} n’existe pas dans le classeur : à rattacher.`,
  commentOfStranger: (author: string) =>
    `« ${author} » n’est le nom d’aucun membre du comité (onglet Comité, colonne « Nom affiché dans Google ») : aucun avis n’est pris.`,
  commentOfSeveral: (author: string, members: readonly string[]) =>
    `plusieurs personnes de l’onglet Comité s’affichent « ${author} » (${members.join(', ')}) : aucun avis n’est pris.`,
  commentTooLate: (reference: string) =>
    `${reference} est déjà décidé ou n’attend plus d’avis : aucun avis n’est pris.`,
  editedTooLate: (references: readonly string[]) =>
    `commentaire modifié après la décision sur ${references.join(', ')} : l’avis enregistré ne change pas.`,

  notTold: (reference: string, why: string) => `${reference} : la collectivité n’est pas prévenue (${why})`,
};
