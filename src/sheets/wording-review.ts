/** What the review of requests and the terms of reference say to staff and to authorities, in French. */

export const reviewWording = {
  askedAction: 'Compléments demandés',
  asked: (reference: string) => `${reference} : la liste est envoyée à la collectivité.`,
  alreadyAsked: (reference: string, when: string) =>
    `${reference} : rien de nouveau depuis la lettre du ${when}, elle n’est pas renvoyée.`,
  cannotAsk: (reference: string, reason: string) => `${reference} : la collectivité n’a pas été prévenue. ${reason}`,
  bullet: (text: string) => `– ${text}`,
  fillLine: (question: string) => `${question} : …`,
  freeAnswer: 'Votre réponse : …',
  noEditLink: 'le lien figure dans l’accusé de réception de votre demande',
  noForm: 'répondez à ce courriel, nous compléterons la demande pour vous',

  // Terms of reference
  askAgreement: (reference: string, version: number, said: string) =>
    `${reference}, version ${version} : jour où la collectivité a donné son accord (JJ/MM/AAAA) ? Laissez vide pour le lui demander par courriel.${said === '' ? '' : `\n\nReçu par courriel :\n${said}`}`,
  agreementTooLate: (reference: string, status: string) =>
    `${reference} est « ${status} » : l’accord sur les termes de référence s’enregistre avant l’envoi, tant que la consultation est en brouillon.`,
  agreedPdfName: (reference: string, version: number) =>
    `Termes de référence ${reference}, version ${version} validée.pdf`,
  agreementRecorded: (reference: string, version: number, day: string, hash: string) =>
    `${reference} : accord de la collectivité du ${day} enregistré sur la version ${version}. Le PDF validé est conservé, empreinte ${hash.slice(0, 12)}…`,
  changedSinceAgreement: (reference: string, version: number, day: string) =>
    `${reference} : le document des termes de référence a été modifié depuis l’accord du ${day} sur la version ${version}. Rien n’est parti. Rétablissez le texte validé (dans le document : Fichier, Historique des versions), ou faites valider le nouveau : « Enregistrer l’accord sur les TdR » en fait la version ${version + 1}, sans date pour demander l’accord à la collectivité, avec la date quand elle l’a donné.`,
  agreementAskedAction: 'Accord demandé',
  agreementAsked: (reference: string, authority: string) =>
    `${reference} : les termes de référence partent à ${authority}, qui répond par une ligne. Sa réponse sera proposée ici.`,
  agreementReceivedAction: 'Accord reçu',
  agreementEvidence: (said: {
    readonly at: string;
    readonly version: number;
    readonly answer: string;
    readonly id: string;
    readonly authenticity: string;
  }) => `${said.at}, version ${said.version} : ${said.answer} (courriel ${said.id}, authenticité ${said.authenticity})`,
  agreementToRecord: (reference: string, answer: 'oui' | 'non') =>
    answer === 'oui'
      ? `${reference} : la collectivité donne son accord. Enregistrez-le par « Enregistrer l’accord sur les TdR ».`
      : `${reference} : la collectivité ne donne pas son accord. Reprenez les termes de référence.`,
  agreementOutOfPlace: (request: string) =>
    `${request} : accord reçu par courriel, mais aucune consultation en brouillon ne l’attend. À lire.`,
  versionTitle: (title: string, version: number) => `${title} – version ${version}`,
  versionDrafted: (reference: string, version: number, url: string) =>
    `${reference} : version ${version} des termes de référence rédigée, d’après la qualification. La version précédente est conservée, et l’accord de la collectivité est à demander de nouveau :\n${url}`,
  earlierVersion: (version: number, url: string, agreedOn: string, replacedOn: string) =>
    `Version ${version}, remplacée le ${replacedOn}${agreedOn === '' ? '' : `, validée le ${agreedOn}`} : ${url}`,
  version: (version: number) => `version ${version}`,

  // Mail of an authority
  standingAction: 'Point envoyé',
  authorityDoubt: (references: string, reason: string) =>
    `Message qui concerne peut-être ${references} : ${reason} Lisez-le et rattachez-le.`,
  authorityUnproven: (reference: string) =>
    `${reference} : message dont l’expéditeur n’est pas sûr. Rien n’a été fait ; lisez-le.`,
  authorityFromAnother: (reference: string) =>
    `${reference} : message d’une autre personne que le contact du dossier. Rien n’a été fait ; lisez-le.`,
  toRead: (reference: string) => `${reference} : la collectivité a écrit, à lire.`,
  toReadAnswered: (reference: string) =>
    `${reference} : la collectivité a écrit, à lire. Un point sur sa demande lui est envoyé.`,
  complementToExamine: (reference: string) =>
    `${reference} : compléments reçus par courriel, à examiner (colonne « Modifications proposées »).`,
  proposedByMail: (at: string, text: string) => `Courriel du ${at} :\n${text}`,
  isProposedByMail: (line: string) => /^Courriel du .+ :$/.test(line),
  withDocuments: '(avec des pièces jointes : voir « Pièces reçues »)',
  withDocumentsToRead: '(avec des pièces jointes, à lire dans la boîte)',
  documentsFolder: (request: string) => `${request} – pièces`,
  documentName: (request: string, at: string, name: string) => `${request} – ${at} – ${name}`,
  documentsAction: 'Pièces reçues',
  documentHashes: (hashes: readonly string[]) =>
    `${hashes.length} ${hashes.length > 1 ? 'pièces' : 'pièce'}, SHA-256 : ${hashes.join(', ')}`,
  byMail: 'par courriel',

  // Suite des modifications
  settleTitle: 'Modifications proposées',
  nothingProposed: (reference: string) => `${reference} : aucune modification n’est proposée. Rien n’a été changé.`,
  changesRefused: (reference: string) => `${reference} : modifications refusées. La demande reste telle qu’elle était.`,
  changesTaken: (reference: string, headers: string) => `${reference} : repris dans la demande : ${headers}.`,
  nothingTaken: (reference: string) => `${reference} : rien n’a pu être repris.`,
  frozenSince: (headers: string, status: string) =>
    `${headers} : ne change plus une fois la décision appliquée (demande ${status}) ; le montant réservé et l’adhésion constatée sont figés.`,
  unreadableFields: (headers: string) => `${headers} : la réponse n’est pas lisible ou vide.`,
  leftToRead: 'Le reste de la cellule est à lire ; choisissez « refuser » quand c’est fait.',
  settledBusy: 'Une autre action est en cours : choisissez de nouveau dans un instant.',

  // Saisir une demande reçue autrement
  ways: ['courrier', 'téléphone', 'courriel', 'remise en main propre', 'autre'] as readonly string[],
  entryIntroduction: 'Une demande reçue sur papier, par téléphone ou par courriel : les questions du formulaire.',
  entryUnreadable: 'La saisie n’a pas pu être lue : rouvrez la page par le menu, puis recommencez.',
  wayRequired: 'Dites comment la demande a été reçue : rien n’a été enregistré.',
  receivedTooLate: (day: string) => `Le ${day} n’est pas encore passé : une demande ne peut pas y avoir été reçue.`,
  authorityRequired: 'Donnez au moins le nom de la collectivité : rien n’a été enregistré.',
  entered: (reference: string) =>
    `Demande ${reference} enregistrée. Si l’adresse le permet, son accusé de réception part, ou partira avec la prochaine relève.`,
  enteredBefore: (reference: string) => `Cette saisie est déjà enregistrée : ${reference}.`,
};
