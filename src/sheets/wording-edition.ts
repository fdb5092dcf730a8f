/** What opening a new edition says, in French: how it is done, what goes and what stays. */
const plural = (count: number, one: string, many: string): string => `${count} ${count > 1 ? many : one}`;

export const editionWording = {
  steps: (edition: number) =>
    [
      `Ce classeur est celui de l’édition ${edition} : il continue de servir à ses dossiers jusqu’au dernier paiement, et rien n’y est effacé.`,
      'Pour ouvrir la suivante :',
      '1. Fichier > Créer une copie, avec le compte qui gère le dispositif ; nommez-la d’après la nouvelle année.',
      '2. Dans la copie, Appui AICT > Outils > Ouvrir une nouvelle édition : la copie est vidée de ses dossiers ; Paramètres, Listes, Modèles, Titulaires, Adhérents et Comité restent.',
      '3. Dans la copie, fixez Enveloppe et relisez Paramètres, puis Installer ou mettre à jour : un nouveau formulaire et ses déclencheurs sont créés.',
      'Quand le dernier dossier de cette édition est clos, retirez ses déclencheurs : Extensions > Apps Script > Déclencheurs.',
    ].join('\n\n'),
  confirm: (edition: number, next: number, requests: number, lines: number) =>
    `Cette copie devient le classeur de l’édition ${next}. Les lignes de l’édition ${edition} sont effacées ici (${plural(requests, 'demande', 'demandes')}, ${plural(lines, 'ligne', 'lignes')} en tout) et restent dans le classeur d’origine ; vérifiez qu’il existe toujours. L’enveloppe n’est pas reportée. Tapez « oui » pour continuer.`,
  opened: (next: number) =>
    `L’édition ${next} est prête. À faire maintenant : fixez Enveloppe et relisez Paramètres, puis lancez « Installer ou mettre à jour » avec le compte qui gère le dispositif.`,
};
