/** What the grid of a request says when it cannot be read. */
export const requestGridWording = {
  unknownLine: (line: string) =>
    `« ${line} » ne correspond à aucun critère de sélection de Listes : gardez une ligne par critère, « Critère (points) : note ».`,
  notAMark: (typed: string, name: string) =>
    `« ${typed} » n’est pas une note pour le critère « ${name} » : un nombre, avec deux décimales au plus.`,
  markedTwice: (name: string) => `Le critère « ${name} » est noté deux fois.`,
};
