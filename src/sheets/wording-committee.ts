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
  count: (count: number) => plural(count, 'avis', 'avis'),
};
