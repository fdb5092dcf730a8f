/** What « Produire le bilan » says, in French: names of files, and the page with their links. */
const plural = (count: number, one: string, many: string): string => `${count} ${count > 1 ? many : one}`;

export const reportWording = {
  title: 'Produire le bilan',
  folder: (edition: number, day: string, hour: string) => `Bilan ${edition} – ${day.replace(/\//g, '-')} ${hour}`,
  document: (edition: number) => `Bilan de l’édition ${edition}`,
  workbookFile: (edition: number) => `Dispositif AICT ${edition}.xlsx`,
  budgetTable: 'Budget',
  budgetHeaders: ['Poste', 'Montant'],

  done: (edition: number) => `Le bilan de l’édition ${edition} est prêt. Les fichiers sont dans un dossier de Drive :`,
  sections: { report: 'Bilan', exports: 'Exports', openData: 'Données ouvertes (OCDS 1.1)' },
  reportDocument: 'Document à relire et à compléter',
  reportPdf: 'PDF',
  reportFolder: 'Dossier',
  exportsNote: 'Sans les coordonnées des personnes. Les CSV s’ouvrent tels quels dans un tableur français.',
  noOpenData: 'Aucune consultation n’est encore envoyée : il n’y a rien à publier.',
  openDataNote: (count: number) =>
    `${plural(count, 'fichier', 'fichiers')}, un par consultation envoyée et un pour l’accord-cadre. Rien d’une offre n’y figure avant l’attribution.`,
  provisionalPrefix:
    'Les identifiants sont provisoires (ocds-000000) : demandez un préfixe à Open Contracting Partnership et inscrivez-le dans PrefixeOCDS avant de publier.',
  cutShort: (left: number) =>
    `Le temps d’exécution ne suffisait pas : ${plural(left, 'fichier de données ouvertes manque', 'fichiers de données ouvertes manquent')}. Relancez « Produire le bilan ».`,
};
