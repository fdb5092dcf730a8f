/** Every sentence of the request form: what applicants read on the page, and what staff read about an answer. */

/** The form page. Staff may edit all of it in the form editor: it is written once, when the form is made. */
export const page = {
  fileName: (edition: string) => `Demande d’appui AICT ${edition}`.trim(),
  title: (edition: string) => `Demande d’appui à l’action internationale des collectivités ${edition}`.trim(),
  description:
    'Ce formulaire s’adresse aux collectivités territoriales et à leurs groupements qui souhaitent l’appui du dispositif de Cités Unies France pour leur stratégie à l’international, le montage ou l’évaluation d’un projet.\n\nLes questions marquées d’un astérisque sont obligatoires. Vous recevrez un accusé de réception avec le numéro de votre demande et un lien pour la modifier.',
  confirmation:
    'Votre demande est enregistrée. Un accusé de réception avec son numéro vous est envoyé à l’adresse indiquée ; s’il n’arrive pas dans l’heure, vérifiez vos courriers indésirables puis écrivez à Cités Unies France.',
  closed:
    'L’appel à demandes n’est pas ouvert en ce moment : les demandes sont reçues entre la date d’ouverture et la date de clôture annoncées par Cités Unies France.',
  tooLong: (limit: string) => `La réponse dépasse ${limit} caractères : raccourcissez-la, s’il vous plaît.`,
} as const;

export const personalData = {
  title: 'Vos données personnelles',
  text: 'Cités Unies France recueille dans ce formulaire le nom, la fonction, le courriel et le téléphone de votre contact et de votre représentant légal pour instruire votre demande d’appui et suivre la prestation. Ces données sont lues par l’équipe de Cités Unies France ; les membres du comité de pilotage voient la demande sans les coordonnées. Si la demande n’est pas retenue, elles sont anonymisées au bout de 24 mois. Vous pouvez demander à les consulter, les corriger ou les effacer en écrivant à Cités Unies France. Ne donnez pas d’autres données personnelles dans vos réponses.',
} as const;

/** Help under each question, by its key. */
export const help = {
  authority: 'Le nom officiel de la collectivité ou du groupement.',
  siren: 'Neuf chiffres, par exemple 213 801 855. Il sert à constater l’adhésion à Cités Unies France.',
  inseeCode: 'Pour une commune : cinq caractères, par exemple 38185 ou 2A004. Sinon, laissez vide.',
  legalRepresentative: 'La personne qui engage la collectivité : nom et fonction.',
  contact: 'La personne qui suivra la demande.',
  email: 'Une seule adresse, de la forme nom@domaine.fr : l’accusé de réception y est envoyé.',
  supportType: 'Un seul appui par demande.',
  title: 'Quelques mots qui résument la demande.',
  need: 'Votre contexte, ce que vous attendez de l’appui, ce qui existe déjà.',
  goals: 'Les numéros des objectifs, de 1 à 17.',
  estimate:
    'En euros, toutes taxes comprises. Par exemple : 9 000 € HT + TVA 20 % = 10 800 € TTC. Le plafond est de 15 000 € TTC par prestation.',
  wishedBy: 'La date à laquelle la prestation devrait être terminée.',
  cashCommitment:
    'La collectivité verse sa participation à Cités Unies France par virement : 20 % du coût TTC si elle est adhérente, 50 % sinon. Aucun apport en nature n’est accepté.',
} as const;

/** One sentence per problem of an answer; each names its question as the form does. */
export const problem = {
  missing: (question: string) => `« ${question} » : il manque une réponse.`,
  amount: (question: string, reason: string) => `« ${question} » : ${reason}`,
  notPositive: (question: string) => `« ${question} » : le coût doit être supérieur à zéro.`,
  email: (question: string, typed: string) =>
    `« ${question} » : « ${typed} » n’est pas une adresse à laquelle écrire ; il en faut une seule, de la forme nom@domaine.fr.`,
  identifier: (question: string, reason: string) => `« ${question} » : ${reason}`,
  date: (question: string, typed: string) =>
    `« ${question} » : « ${typed} » n’est pas une date, par exemple 29/03/2019.`,
  choice: (question: string, typed: string, choices: string) =>
    `« ${question} » : « ${typed} » n’est pas une des réponses proposées (${choices}).`,
} as const;

/** What the check of the installation says of a form that lacks something. */
export const fault = {
  questionMissing: (title: string) => `La question « ${title} » n’est plus dans le formulaire.`,
  noticeMissing: 'Le texte sur les données personnelles n’est plus en tête du formulaire.',
  unpublished: 'Le formulaire n’est pas publié : personne ne peut y répondre.',
  editsRefused: 'Un demandeur ne peut plus modifier sa réponse.',
  emailsCollected: 'Le formulaire collecte l’adresse du compte Google, qui remplace celle du demandeur.',
  textMissing:
    'Un texte de la page (titre, présentation, confirmation ou fermeture) est vide, ou son titre est celui d’une autre édition.',
} as const;

/** What the installation says of the form. */
export const change = {
  questionAdded: (title: string) => `Formulaire : question « ${title} » ajoutée.`,
  questionTakenUp: (title: string) => `Formulaire : question « ${title} » reconnue et remise en état.`,
  published: 'Formulaire : publié.',
  editsAllowed: 'Formulaire : modification des réponses rendue possible.',
  emailsNotCollected: 'Formulaire : la collecte automatique des adresses est désactivée.',
  textAdded: 'Formulaire : textes de la page complétés.',
} as const;

export const gateway = {
  unreachable:
    'Le formulaire de demande n’est pas accessible avec ce compte : il a été supprimé, ou il appartient à un autre compte. Restaurez-le depuis la corbeille de Drive, ou demandez au compte gestionnaire de relancer l’installation.',
  cannotPublish: 'Le formulaire n’a pas pu être publié : ouvrez-le dans l’éditeur et cliquez sur « Publier ».',
} as const;
