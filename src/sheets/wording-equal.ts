/** What the actions on a consultation under way say: extending, answering, sending again; in French. */

const plural = (count: number, one: string, many: string): string => `${count} ${count > 1 ? many : one}`;

export const equalWording = {
  notUnderWay: (reference: string, status: string) =>
    status === 'brouillon'
      ? `${reference} n’est pas encore envoyée aux titulaires : utilisez d’abord « Envoyer les termes de référence ».`
      : `${reference} n’est pas en cours de consultation${status === '' ? '' : ` : son statut est « ${status} »`}. Cela ne se fait qu’entre l’envoi et la date limite.`,
  sendingNotComplete: (reference: string) =>
    `L’envoi de ${reference} n’est pas terminé : attendez que tous les titulaires l’aient reçue, pour leur écrire à tous.`,

  askDeadline: (reference: string, deadline: string) =>
    `${reference} : la date limite est le ${deadline}. Nouvelle date (JJ/MM/AAAA) ?`,
  explained: (before: string, day: string, reason: string) =>
    `${before}${before === '' ? '' : '\n'}Prolongé pour tous jusqu’au ${day} inclus : ${reason}`,
  extended: (reference: string, deadline: string, letters: number) =>
    `${reference} : la date limite est maintenant le ${deadline}, pour tous (${plural(letters, 'titulaire prévenu', 'titulaires prévenus')}).`,

  askQuestion: (reference: string) =>
    `${reference} : quelle est la question ? Recopiez-la sans rien qui dise de qui elle vient.`,
  askAnswer: 'Quelle est la réponse ? Elle part, avec la question, à tous les titulaires consultés.',
  questionRequired: 'La question est vide : rien n’a été envoyé.',
  answerRequired: 'La réponse est vide : rien n’a été envoyé.',
  tooLateToAnswer: (reference: string, deadline: string) =>
    `La date limite de ${reference} est passée (${deadline}) : une réponse ne peut plus être diffusée.`,
  namesSomebody: (name: string) =>
    `Le texte contient « ${name} » : la question et la réponse ne doivent pas dire qui a posé la question. Corrigez-les, puis recommencez.`,
  alreadyShared: (reference: string, number: number) =>
    `${reference} : cette question et cette réponse sont déjà diffusées (question ${number}). Rien n’est reparti.`,
  shared: (reference: string, number: number, letters: number) =>
    `${reference} : question ${number} et réponse diffusées à ${plural(letters, 'titulaire', 'titulaires')}, conservées dans l’onglet Questions.`,

  correctedAction: 'Adresse corrigée',
  tooLateToResend: (reference: string, deadline: string) =>
    `La date limite de ${reference} est passée (${deadline}) : un courriel ne peut plus être renvoyé.`,
  addressToCorrect: (codes: readonly string[]) =>
    `Courriel en échec pour ${codes.join(', ')} : corrigez d’abord l’adresse dans l’onglet Titulaires, puis recommencez.`,
  confirmResend: (reference: string, codes: readonly string[]) =>
    `${reference} : renvoyer la consultation à ${codes.join(', ')}, à la nouvelle adresse ? Si la date limite s’en trouve plus courte pour eux, elle est reportée pour tous.`,
};
