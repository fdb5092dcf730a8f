/** French sentences of the mail folder, apart from the letters: refusals, reasons for doubt, marks of our own mails. */

/** The line our mails carry first and visibly: what stands above it in a reply is the answer. */
export const replyMarker = '— Pour nous répondre, répondez au-dessus de cette ligne —';

/** The three lines a holder fills in; their names are what `reply-lines.ts` looks for. */
export const replyLines = 'MONTANT HT : … €\nTAUX TVA : … %\nMONTANT TTC : … €';

export const composing = {
  noRecipient: 'Le courriel n’a pas de destinataire.',
  badAddress: (address: string) =>
    `L’adresse « ${address} » n’est pas valable : il en faut une seule, de la forme nom@domaine.fr, sans espace ni accent.`,
  badHeader: (name: string) => `L’en-tête de courriel « ${name} » n’est pas permis.`,
  badMessageId: 'Le courriel auquel répondre a un identifiant mal formé.',
};

export const letters = {
  unknownLetter: (name: string, known: string) => `Modèle de lettre inconnu : « ${name} ». Modèles connus : ${known}.`,
  inSubject: (letter: string, reason: string) => `Lettre « ${letter} », objet : ${reason}`,
  inText: (letter: string, reason: string) => `Lettre « ${letter} », texte : ${reason}`,
  emptySubject: (letter: string) => `La lettre « ${letter} » n’a pas d’objet.`,
  emptyText: (letter: string) => `La lettre « ${letter} » n’a pas de texte.`,
  requiredFields: (letter: string, names: string) =>
    `La lettre « ${letter} » doit garder ${names} : sans cela, les réponses ne pourraient pas être lues ou rattachées.`,
};

export const nature = {
  deliveryReport: 'Rapport de remise (multipart/report, delivery-status).',
  delayedDelivery: 'Rapport de remise : le courriel est retardé, pas refusé.',
  relayedDelivery: 'Rapport de remise : le courriel est bien parti, rien n’est refusé.',
  readReceipt: 'Accusé de lecture (multipart/report, disposition-notification).',
  failedRecipients: 'En-tête X-Failed-Recipients.',
  mailerDaemon: (address: string) => `L’expéditeur est un automate de messagerie (${address}).`,
  sendingLimit: 'Gmail annonce que la limite d’envoi est atteinte.',
  autoSubmitted: 'En-tête Auto-Submitted : le message est automatique.',
  autoHeader: (name: string) => `En-tête ${name} : le message est automatique.`,
  precedence: (value: string) => `En-tête Precedence : ${value}.`,
  emptyReturnPath: 'L’adresse de retour est vide, comme celle d’un automate.',
  automaticSubject: 'L’objet ressemble à celui d’une réponse automatique ou d’un échec de remise.',
  emptyPathAndSubject: 'L’adresse de retour est vide et l’objet est celui d’un automate.',
  absenceText: 'Les premières lignes ressemblent à une réponse automatique d’absence.',
  spam: 'Gmail a classé ce message dans les indésirables.',
  importedMail: (minutes: number) =>
    `L’heure de réception de Gmail et celle de son serveur diffèrent de ${minutes} minutes : le message a peut-être été importé.`,
  sealedBid: 'Réponse d’un titulaire consulté : tenue pour un pli scellé.',
  question: 'Sans pièce jointe, et les premières lignes posent une question.',
  declined: 'Sans pièce jointe, et les premières lignes déclinent la consultation.',
  declineUnproven: 'Le titulaire semble décliner, mais rien ne prouve que le message vient de lui.',
  unknown: 'Message ordinaire d’un expéditeur qui n’est lié à aucun dossier.',
};

export const authenticity = {
  none: 'Aucun résultat d’authentification de Google.',
  notGoogle: 'Le résultat d’authentification le plus récent n’est pas celui de Google.',
  quoteOrBackslash:
    'Le résultat d’authentification contient un guillemet ou une barre oblique inverse : il a pu être forgé.',
  methodTwice: (method: string) => `Le résultat d’authentification donne ${method} deux fois : il a pu être forgé.`,
  openComment: 'Le résultat d’authentification a une parenthèse sans sa paire : il a pu être forgé.',
  belowAnotherServer: 'Le résultat d’authentification est sous la marque d’un autre serveur : il n’est pas de Google.',
  tooLong: 'Le résultat d’authentification est trop long pour être celui de Google.',
  strayWord: 'Le résultat d’authentification contient un mot que Google n’écrit pas : il a pu être forgé.',
  otherAddressShown: 'Le nom affiché est une adresse d’un autre domaine que celle de l’expéditeur.',
  severalSenders: 'L’en-tête From ne porte pas une seule adresse.',
  dmarcPass: (domain: string) => `DMARC vérifié pour ${domain}.`,
  dmarcOtherDomain: 'DMARC est vérifié, mais pour un autre domaine que celui de l’expéditeur.',
  dmarcFail: 'DMARC a échoué : le message ne vient sans doute pas du domaine affiché.',
  dkimAligned: (domain: string) => `Signature DKIM vérifiée pour ${domain}.`,
  unproven: 'Ni DMARC ni DKIM ne prouvent le domaine de l’expéditeur.',
};

export const matching = {
  thread: 'fil de discussion',
  references: 'réponse à notre courriel',
  token: 'adresse de réponse',
  tag: 'objet',
  sender: 'expéditeur',
  agree: (signals: string) => `Indices concordants : ${signals}.`,
  single: (signal: string) => `Un seul indice (${signal}) : il en faut deux.`,
  disagree: (details: string) => `Les indices se contredisent : ${details}.`,
  ambiguous: (details: string) => `Plusieurs envois correspondent également : ${details}.`,
  unknownTarget: 'rien de connu',
  none: 'Aucun indice ne rattache ce message à un envoi.',
};

export const amounts = {
  inQuotedText: 'lu dans le texte cité sous la réponse',
  missingHt: 'montant HT absent',
  missingRate: 'taux de TVA absent',
  missingTtc: 'montant TTC absent',
  computedTtc: 'montant TTC calculé, pas écrit par le titulaire',
  ttcBelowHt: 'montant TTC inférieur au montant HT',
  otherTax: (line: string) => `HT ou TTC ? « ${line} »`,
  unreadable: (line: string) => `montant illisible : « ${line} »`,
  unreadableRate: (line: string) => `taux illisible : « ${line} »`,
  repeated: (label: string) => `${label} figure plusieurs fois avec des valeurs différentes`,
  ambiguousThousands: (text: string) => `« ${text} » : milliers ou décimales ?`,
  inconsistent: (expected: string) => `HT × taux ne donne pas le TTC annoncé (${expected} attendus)`,
  overCeiling: 'au-dessus du plafond',
  zero: 'montant nul',
  small: 'montant très faible : est-il en milliers, ou le prix d’une unité ?',
  negative: 'montant négatif',
  thousandsUnit: (text: string) => `« ${text} » : montant en milliers`,
  severalFigures: (line: string) => `plusieurs montants sur la ligne : « ${line} »`,
  otherCurrency: (line: string) => `autre monnaie que l’euro : « ${line} »`,
  noCurrency: (line: string) => `monnaie non indiquée : « ${line} »`,
  unusualRate: 'taux de TVA inhabituel',
  computedHt: 'montant HT calculé, pas écrit par le titulaire',
  unsaidTax: (figure: string) => `HT ou TTC ? Le message ne le dit pas : ${figure}`,
  severalAmounts: (figures: readonly string[]) => `plusieurs montants : ${figures.join(', ')}`,
  totalOfParts: 'total retenu : il est la somme des montants cités',
  severalRates: 'plusieurs taux de TVA',
  range: (line: string) => `fourchette : « ${line} »`,
  option: 'le texte parle d’une option ou d’une variante',
  discount: 'le texte parle d’une remise',
  dailyRate: (line: string) => `prix par jour ou par unité : « ${line} »`,
  beforeNumber: (line: string) => `un numéro précède le montant : « ${line} »`,
  ownFigure: (figure: string) => `${figure} figure dans nos propres documents`,
  conditional: 'le montant est donné sous condition ou à titre indicatif',
  otherPrice: (word: string) => `« ${word} » : est-ce bien le prix entier et ferme de l’offre ?`,
  perUnit: 'le texte parle d’un prix par unité ou par lot',
  replaced: 'le texte corrige ou remplace un autre prix',
  exemptInDoubt: 'on ne sait pas qui n’est pas assujetti à la TVA',
  inWords: 'un montant est écrit en toutes lettres : comparez-le',
  dash: 'un tiret précède le montant : est-il négatif ?',
  otherAmounts: (figures: string) => `le message donne aussi d’autres montants : ${figures}`,
  vatDiffers: 'le montant de TVA annoncé ne correspond pas',
  onlyDailyRate: 'seuls des prix par jour ou par unité sont donnés',
  onlyVat: 'seul un montant de TVA est donné',
  documentDiffers: (name: string) => `« ${name} » donne d’autres montants`,
  longText: 'texte très long : seul son début est lu',
  exemptWithRate: 'le message se dit non assujetti et donne un taux de TVA',
};

export const gmail = {
  quota: 'Gmail refuse d’envoyer davantage : la limite d’envoi est atteinte.',
  uncertain: 'Gmail n’a pas répondu clairement : on ne sait pas encore si le courriel est parti.',
  refused: 'Gmail a refusé le courriel.',
};

/** page-count.ts */
export const pageCount = {
  notPdf: 'Ce n’est pas un fichier PDF.',
  tooLarge: 'Le fichier est trop lourd pour que ses pages soient comptées : comptez-les à la main.',
  unreadable: 'Le PDF est abîmé : ses pages ne se comptent pas. Demandez un autre fichier, ou comptez-les à la main.',
  rebuilt: 'La table du PDF est abîmée : le compte vient d’une lecture de secours, à vérifier à la main.',
  encrypted: 'Le PDF est protégé par un mot de passe : demandez un fichier ouvert.',
  repeated: 'Une même page est citée plusieurs fois.',
  emptyBranch: 'Une partie du document est vide.',
  oddNode: 'Une page n’est pas décrite comme une page.',
  missingPage: 'Une page annoncée manque dans le fichier.',
  tooManyPages: 'Le document a trop de pages pour être compté.',
  otherCount: (announced: number | null, counted: number) =>
    announced === null
      ? `Le PDF n’annonce pas son nombre de pages ; ${counted} ont été comptées.`
      : `Le PDF annonce ${announced} page(s), ${counted} ont été comptées.`,
  noPage: 'Aucune page n’a été trouvée.',
};

/** attachments.ts */
export const attachments = {
  unnamed: 'pièce sans nom',
  program: 'Programme ou script : ne l’ouvrez pas.',
  programInside: (path: string) => `L’archive contient un programme (${path}) : ne l’ouvrez pas.`,
  macros: 'Le document contient des macros : ne les activez pas.',
  webPage: 'Page web : elle peut afficher autre chose que ce qu’elle contient.',
  heavy: 'Fichier de plus de 20 Mo.',
  empty: 'Fichier vide.',
  encrypted: 'Fichier protégé par un mot de passe : demandez-en un qui s’ouvre.',
  archive: 'Archive : ses fichiers ne sont ni lus ni comptés.',
  disguised: (type: string) => `Le nom annonce autre chose que le contenu (${type}).`,
  notCountable: 'Les pages de ce format ne se comptent pas de façon sûre : demandez un PDF, ou comptez-les à la main.',
};
