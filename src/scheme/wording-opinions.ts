/** What the opinions of the steering committee are called in the column Avis and in its refusals, in French. */

export const opinionWording = {
  line: (opinion: string, members: readonly string[]) => `${opinion} (${members.length}) : ${members.join(', ')}`,
  excluded: (members: readonly string[]) => `écarté, conflit déclaré : ${members.join(', ')}`,
  silent: (members: readonly string[]) => `sans réponse : ${members.join(', ')}`,
  named: (name: string, organisation: string) => (organisation === '' ? name : `${name} (${organisation})`),
  counted: 'oui',
  replaced: 'non : un avis plus récent du même membre le remplace',
  conflict: 'non : conflit d’intérêts déclaré',
  withdrawn: 'non : commentaire supprimé, ou son avis retiré, par son auteur',
  notMember: 'non : cette personne n’est pas, ou plus, au comité',
  noMembers: 'Aucune personne n’a le rôle « comité » dans l’onglet Comité : inscrivez-y les membres du comité.',
  unknownMember: (name: string, members: readonly string[]) =>
    `« ${name} » n’est pas un membre du comité inscrit dans l’onglet Comité. Membres : ${members.join(', ')}.`,
  severalMembers: (name: string, members: readonly string[]) =>
    `« ${name} » désigne plusieurs personnes de l’onglet Comité : ${members.join(', ')}. Donnez le courriel de la personne.`,
};

export const contactDetailsWording = {
  removed: '[coordonnée retirée]',
};
