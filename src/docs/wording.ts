/** French wording of the documents: names of files, refusals, and the words that stand for what was not given. */

/** Name of the Google Doc that Installer makes and that staff edit. */
export const DEFAULT_TEMPLATE_NAME = 'Modèle – Termes de référence';

/** Name of the model of call-off contract, another Google Doc that staff edit. */
export const CONTRACT_TEMPLATE_NAME = 'Modèle – Marché subséquent';
/** Name of the copy that Drive makes of a PDF to read its text; gone at once. */
export const CONVERTED = 'Lecture en cours';

/** What a document says where an optional field of the request is empty. */
export const NOT_GIVEN = 'non précisé';

export const titles = {
  termsOfReference: (consultation: string, authority: string) => `Termes de référence – ${consultation} – ${authority}`,
};

export const refusals = {
  documentOutOfReach:
    'Le document n’est pas accessible : il a été supprimé, il n’est pas partagé avec votre compte, ou il n’a pas été créé par Appui AICT. Demandez au compte qui gère le dispositif de faire cette action, ou de lancer « Installer ou mettre à jour » s’il reçoit le même message.',
  contactDetails: (names: string) =>
    `Le modèle demande ${names} : les coordonnées de la collectivité ne figurent pas dans un document envoyé aux titulaires. Retirez ce champ du modèle.`,
  missingValues: (sources: string) => `Renseignez d’abord ${sources} : le modèle l’utilise.`,
  changedPdf: (name: string) =>
    `Le PDF « ${name} » n’est plus celui qui a été figé à l’envoi : il a été remplacé dans Drive. Rétablissez la version d’origine avant de reprendre.`,
  notAFile: 'Google n’a pas rendu le contenu du fichier : vérifiez l’installation (service avancé Drive).',
};

/** Where staff fill in what a template uses. */
export const sources = {
  column: (column: string, tab: string) => `la colonne « ${column} » de l’onglet ${tab}`,
  setting: (setting: string) => `le réglage ${setting} de l’onglet Paramètres`,
  list: (list: string) => `la liste « ${list} » de l’onglet Listes`,
};

export const phrases = {
  replyDelay: (days: number, mode: string) => `${days} jours ${mode}`,
  criterion: (label: string, points: number) => `${label} : ${points} points`,
  points: (points: number) => `${points} points`,
  needStandsAsIs: 'Le besoin exprimé par la collectivité vaut qualification.',
};

/** What the call-off contract says according to its figures. */
export const contractPhrases = {
  vat: (isExempt: boolean) =>
    isExempt ? 'TVA non applicable, article 293 B du code général des impôts.' : 'TVA comprise dans le montant TTC.',
  balanceOnly: 'Il n’est pas versé d’acompte : la prestation est payée en une fois, une fois le service fait.',
  instalments: (rate: string) =>
    `Des acomptes peuvent être versés après la signature, dans la limite de ${rate} du prix.`,
};
