/** What the technical criteria say to staff when their points or a bid's marks do not fit. */
export const criteriaWording = {
  nameless: (row: number) => `Listes : le critère technique n° ${row} n’a pas de nom. Nommez-le ou videz ses points.`,
  twice: (name: string) => `Listes : le critère « ${name} » est inscrit deux fois. Gardez une seule ligne.`,
  badPoints: (name: string, points: string) =>
    `Listes : « ${points} » ne convient pas comme points du critère « ${name} ». Il faut un nombre supérieur à zéro, avec deux décimales au plus.`,
  partly: (name: string) =>
    `Listes : le critère « ${name} » n’a pas de points, et d’autres en ont. Donnez des points à tous, ou à aucun.`,
  otherTotal: (total: string, points: string) =>
    `Listes : les critères font ${total} points, et la note technique en compte ${points} (PointsTechnique). Corrigez les uns ou l’autre.`,
  noMark: (name: string) => `La note du critère « ${name} » manque.`,
  markOutOfRange: (mark: string, name: string, points: string) =>
    `La note ${mark} du critère « ${name} » n’est pas comprise entre 0 et ${points}.`,
};
