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
  fileLine: (reference: string, authority: string, title: string) => `- ${reference} : ${authority}, « ${title} »`,

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
};
