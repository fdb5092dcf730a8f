/** What the screens say, in French: prompts, results, refusals, labels. One place, apart from the logic. */

import { type Cents, formatCents, formatRate, type Rate } from '../scheme/money';

const list = (items: readonly string[]): string => items.map(item => `– ${item}`).join('\n');
const plural = (count: number, one: string, many: string): string => `${count} ${count > 1 ? many : one}`;
const changesMade = (changes: readonly string[]): string =>
  `${plural(changes.length, 'changement', 'changements')} :\n${list(changes.slice(0, 30))}${changes.length > 30 ? `\n– … et ${changes.length - 30} autres` : ''}`;
const euros = (amount: Cents): string => formatCents(amount);
const maybe = (amount: Cents | null): string => (amount === null ? 'non lu' : euros(amount));
const MEGABYTE = 1_000_000;

export const wording = {
  // cells
  notInList: (typed: string, choices: readonly string[]) =>
    `« ${typed} » n’est pas dans la liste : ${choices.join(', ')}.`,
  notANumber: (typed: string) => `« ${typed} » n’est pas un nombre.`,
  notAWholeNumber: (typed: string) => `« ${typed} » n’est pas un nombre entier.`,
  notYesNo: (typed: string) => `« ${typed} » : écrivez oui ou non.`,
  badCell: (tab: string, row: number, header: string, reason: string) => `${tab}, ligne ${row}, ${header} : ${reason}`,
  euros,

  // the workbook itself
  missingTab: (tab: string) =>
    `L’onglet « ${tab} » manque. Utilisez « Installer ou mettre à jour » pour le remettre en place.`,
  missingHeader: (tab: string, headers: readonly string[]) =>
    `Dans l’onglet « ${tab} », ${headers.length > 1 ? 'les colonnes' : 'la colonne'} ${headers.map(header => `« ${header} »`).join(', ')} ${headers.length > 1 ? 'manquent' : 'manque'}. Utilisez « Installer ou mettre à jour » pour ${headers.length > 1 ? 'les' : 'la'} remettre en place.`,
  formulaDamaged: (tab: string, header: string) =>
    `Dans l’onglet « ${tab} », la colonne calculée « ${header} » a perdu sa formule. « Installer ou mettre à jour » la remet en place.`,
  rangeMissing: (name: string) =>
    `Le réglage « ${name} » n’a plus de plage nommée. « Installer ou mettre à jour » la remet en place.`,
  notInstalled: 'Le dispositif n’est pas installé dans ce classeur : utilisez d’abord « Installer ou mettre à jour ».',

  // running
  busy: 'Une autre opération est en cours dans ce classeur. Rien n’a été fait : recommencez dans une minute.',
  unexpected:
    'Une erreur inattendue a arrêté cette opération. Ce qui était déjà enregistré le reste, et la relève automatique reprend ce qui a été commencé. Utilisez « Vérifier l’installation » ; si l’erreur revient, prévenez la personne qui gère le script.',
  typeYes: 'Tapez oui pour confirmer. Toute autre réponse abandonne, sans rien changer.',
  selectRows: (tab: string) => `Sélectionnez d’abord une ou plusieurs lignes remplies de l’onglet « ${tab} ».`,
  selectOneRow: (tab: string) => `Sélectionnez une seule ligne de l’onglet « ${tab} ».`,
  selectAnyRow: 'Sélectionnez une seule ligne qui porte une référence (demande, consultation, offre ou marché).',
  settingUnread: 'Réglage illisible',
  rowsMoved:
    'Les lignes sélectionnées ont changé de place entre-temps. Rien n’a été fait : sélectionnez-les de nouveau.',
  noStatus: 'le statut de la ligne n’est pas lisible.',
  emptyText: 'Le texte est vide : rien n’a été enregistré.',
  askReason: (reference: string) => `${reference} : quel est le motif ?`,
  reasonRequired: 'Le motif est obligatoire : rien n’a été changé.',

  // installation
  installed: 'Installation',
  upgraded: 'Mise à jour',
  repaired: 'Réparation',
  otherAccount: (manager: string) =>
    `Ce classeur est géré par ${manager}, dont la messagerie et les déclencheurs sont utilisés. Rien n’a été changé : demandez à ce compte de lancer l’installation.`,
  nothingToInstall: 'Tout est en place : rien n’a été changé.',
  installDone: (changes: readonly string[], formUrl: string) =>
    `Formulaire de demande : ${formUrl}\n\nÀ faire maintenant : fixez PointsTechnique, PointsPrix et AdresseReponse dans Paramètres, remplissez Titulaires, Adhérents et Comité.\n\n${changesMade(changes)}`,
  upgradeDone: (from: number, to: number, changes: readonly string[]) =>
    `Le classeur passe de la version ${from} à la version ${to}. Vos lignes, vos réglages, vos courriers et vos propres colonnes sont gardés ; les dossiers reprennent là où ils en étaient.\n\n${changesMade(changes)}`,
  repairDone: (changes: readonly string[]) => changesMade(changes),
  timeZoneSet: 'fuseau horaire du classeur : Europe/Paris',
  tabCreated: (tab: string) => `onglet « ${tab} » créé`,
  tabFilled: (tab: string) => `onglet « ${tab} » rempli`,
  columnAdded: (tab: string, header: string) => `colonne « ${header} » ajoutée à « ${tab} »`,
  tabRenamed: (from: string, to: string) => `onglet « ${from} » renommé « ${to} »`,
  headerDoubled: (tab: string, header: string) =>
    `en-tête « ${header} » en double renommé « ${header} (2) » dans « ${tab} »`,
  blankColumnGone: (tab: string) => `colonne vide retirée de « ${tab} »`,
  headerBack: (tab: string) => `ligne d’en-têtes de « ${tab} » remise en haut`,
  headerRowGone: (tab: string) =>
    `L’onglet « ${tab} » n’a plus sa ligne d’en-têtes : remettez-la (Ctrl+Z, ou Fichier > Historique des versions), puis recommencez. Rien n’a été changé dans cet onglet.`,
  aboveHeader: (tab: string, row: number) =>
    `Dans l’onglet « ${tab} », les en-têtes sont à la ligne ${row} : déplacez ce qui est au-dessus, puis recommencez.`,
  headerRestored: (tab: string, header: string) => `en-tête « ${header} » remis dans « ${tab} »`,
  formulaRestored: (tab: string, header: string) => `formule « ${header} » posée dans « ${tab} »`,
  listRestored: (tab: string, header: string) => `liste de valeurs de « ${header} » remise dans « ${tab} »`,
  protectionRestored: (tab: string) => `protection de « ${tab} » remise`,
  rangeNamed: (name: string) => `plage nommée ${name}`,
  settingAdded: (name: string) => `réglage ${name} ajouté`,
  letterAdded: (name: string) => `modèle « ${name} » ajouté`,
  formCreated: 'formulaire de demande créé',
  folderCreated: (name: string) => `dossier « ${name} » créé`,
  fileRestored: (name: string) => `« ${name} » sorti de la corbeille`,
  documentCreated: (name: string) => `document « ${name} » créé`,
  triggerCreated: (handler: string) => `déclencheur ${handler} créé`,
  triggerRemoved: (handler: string) => `déclencheur ${handler} en double supprimé`,

  // check of the installation
  managerChanged: (typed: string, manager: string) =>
    `CompteGestion indique ${typed}, mais le compte installé est ${manager} : remettez ${manager}.`,
  triggerMissing: (handler: string) =>
    `Le déclencheur ${handler} manque : « Installer ou mettre à jour » le remet en place.`,
  serviceFailed: (service: string, error: string) =>
    `Le service ${service} ne répond pas (${error}). Dans l’éditeur de script, retirez-le de la liste Services puis ajoutez-le de nouveau.`,

  // edits by hand
  putBack: 'Valeur remise',
  headerProtected: (header: string) =>
    `L’en-tête « ${header} » ne se change pas : les formules et les actions s’en servent.`,
  cellProtected: (header: string, tab: string) =>
    `La colonne « ${header} » de l’onglet « ${tab} » est tenue par le dispositif : utilisez le menu Appui AICT.`,
  notRankedAsTyped: (reason: string) => `${reason} Corrigez-la : tant qu’elle reste ainsi, l’offre n’est pas classée.`,
  statusByMenu: 'Le statut d’une demande est donné à sa réception ; il se change ensuite par le menu Appui AICT.',

  // requests
  complete: 'complet',
  hint: (text: string) => `À noter : ${text}`,
  byForm: 'formulaire',
  gridUnread: 'Note non calculée',
  beforeOpening: 'Reçue avant l’ouverture de l’appel : à examiner.',
  afterClosing: 'Reçue après la clôture de l’appel : à examiner.',
  completenessResult: (reference: string, status: string, missing: readonly string[]) =>
    missing.length === 0 ? `${reference} : ${status}.` : `${reference} : ${status}.\n${list(missing)}`,
  askQualification: (reference: string) => `${reference} : que faut-il retenir de l’échange avec la collectivité ?`,
  qualified: (reference: string) => `${reference} : qualification enregistrée.`,
  noDecision: 'Aucune des lignes sélectionnées n’a de décision : saisissez d’abord la colonne « Décision ».',
  confirmDecisions: (decisions: readonly string[], unreasoned: readonly string[]) =>
    `Appliquer ${plural(decisions.length, 'décision', 'décisions')} ?\n${list(decisions)}${unreasoned.length === 0 ? '' : `\n\nAttention : sans « Motif », la lettre ne dira pas pourquoi (${unreasoned.join(', ')}). Pour le donner, abandonnez et remplissez la colonne « Motif ».`}`,
  appliedWithoutReason: (reference: string) => `${reference} : appliquée sans motif.`,
  decisionResult: (reference: string, decision: string, reserved: Cents, reason: string) =>
    `${reference} : ${decision}${decision === 'retenue' ? `, ${euros(reserved)} réservés` : ''}${reason === '' ? '' : ` (${reason})`}.`,
  remaining: (remaining: Cents) => `Reste sur l’enveloppe : ${euros(remaining)}.`,
  withdrawn: (reference: string) => `${reference} est retirée.`,
  reservationReleased: (amount: string) => `Réservation libérée : ${amount}.`,
  requestGone: (reference: string) => `La demande ${reference} n’est plus dans l’onglet Demandes.`,

  // terms of reference and sending
  termsTitle: (reference: string, title: string) => `${reference} – Termes de référence – ${title.slice(0, 120)}`,
  termsDrafted: (reference: string, url: string) =>
    `${reference} est créée. Relisez et complétez les termes de référence :\n${url}`,
  notDraft: (reference: string, status: string) =>
    `${reference} est « ${status} » : seule une consultation en brouillon peut être envoyée.`,
  noTerms: (reference: string) => `${reference} n’a pas de termes de référence : rédigez-les d’abord.`,
  pointsRequired:
    'Fixez d’abord PointsTechnique et PointsPrix dans l’onglet Paramètres : ils sont annoncés aux titulaires et figés à l’envoi.',
  noReplyAddress: 'Indiquez d’abord AdresseReponse dans l’onglet Paramètres : c’est là que les réponses reviennent.',
  agreementRequired: (reference: string) =>
    `${reference} : l’accord de la collectivité sur les termes de référence est exigé (AccordExige). Enregistrez-le d’abord.`,
  badHolder: (code: string, header: string, reason: string) => `Titulaire ${code}, ${header} : ${reason}`,
  noHolderInForce: 'Aucun titulaire n’est en vigueur aujourd’hui : complétez l’onglet Titulaires.',
  letterMissing: (name: string) =>
    `Le modèle « ${name} » manque dans l’onglet Modèles : « Installer ou mettre à jour » le remet en place.`,
  confirmSending: (reference: string, subject: string) =>
    `Envoyer les termes de référence de ${reference} (« ${subject} ») à tous les titulaires en vigueur ? La date limite est calculée à partir d’aujourd’hui ; points, texte et PDF sont figés.`,
  alreadySent: (reference: string) => `${reference} est déjà envoyée : rien n’est envoyé deux fois.`,
  alreadyQueued: (reference: string) => `${reference} est déjà en file : la prochaine relève s’en charge.`,
  quotaShort: (needed: number, left: number) =>
    `Il faut ${plural(needed, 'courriel', 'courriels')}, et il en reste ${left} pour les prochaines 24 heures. Rien n’est parti : tous les titulaires doivent avoir le même délai. Recommencez demain.`,
  termsQueued: (reference: string, count: number) =>
    `${reference} : ${plural(count, 'courriel', 'courriels')} en file. L’envoi se fait dans les 15 minutes, par le compte qui gère la messagerie ; la date limite sera calculée à ce moment.`,
  stoppedBeforeSending: 'consultation arrêtée avant l’envoi',
  askTestAddress: 'Adresse où envoyer un essai (laissez vide pour seulement regarder) :',
  previewTitle: (reference: string) => `Aperçu de l’envoi de ${reference}`,
  previewSummary: (count: number, deadline: string, left: number) =>
    `${plural(count, 'courriel partirait', 'courriels partiraient')} maintenant, avec pour date limite le ${deadline}. Courriels encore possibles sur 24 heures : ${left}. Rien n’a été envoyé aux titulaires.`,
  previewTo: (to: string) => `À : ${to}`,
  previewSubject: (subject: string) => `Objet : ${subject}`,
  leftOut: (code: string, organisation: string, reason: string) =>
    `Non consulté : ${code}, ${organisation} (${reason})`,
  testByManager: (manager: string) => `L’essai n’est pas parti : seul ${manager} peut envoyer des courriels.`,
  testOrganisation: 'Organisme d’essai',
  testSubject: (subject: string) => `[Essai] ${subject}`,
  testSent: (address: string) => `Un essai est parti à ${address}.`,

  // mail
  badRecipient: (address: string) =>
    address.trim() === ''
      ? 'Aucune adresse de courriel n’est donnée.'
      : `« ${address} » n’est pas une adresse de courriel utilisable.`,
  mailQuota: 'Le nombre de courriels permis sur 24 heures est atteint : reprise automatique dès que possible.',
  mailTime: 'Le temps d’exécution est écoulé : reprise automatique à la prochaine relève.',
  mailUncertain: 'Gmail n’a pas confirmé l’envoi : la relève vérifie dans les messages envoyés.',
  mailUnknown:
    'Impossible de savoir si ce courriel est parti : cherchez-le dans les messages envoyés de Gmail, puis renvoyez-le vous-même s’il n’y est pas.',
  mailRefused: (reason: string) => `Gmail a refusé ce courriel : ${reason}`,
  lettersSent: (count: number) => `${plural(count, 'courrier envoyé', 'courriers envoyés')}.`,
  lettersQueued: (count: number) => `${plural(count, 'courrier', 'courriers')} en file : envoi dans les 15 minutes.`,
  mailReadByManager: (manager: string) =>
    `La messagerie n’est lue que par ${manager}. Elle l’est automatiquement toutes les 15 minutes.`,
  mailRead: (read: number, bids: number, late: number, toCheck: number) =>
    read === 0
      ? 'Aucun nouveau message.'
      : `${plural(read, 'nouveau message', 'nouveaux messages')} : ${plural(bids, 'pli', 'plis')} (dont ${late} hors délai), ${toCheck} à vérifier.`,
  sealed: 'pli scellé',
  toCheck: (reasons: string) => `À vérifier : ${reasons} Utilisez « Rattacher un message ».`,
  strayBid:
    'Message avec pièce jointe d’un expéditeur inconnu, pendant une consultation : est-ce une offre ? Si oui, « Rattacher un message ».',
  lateBid: (bid: string) => `${bid} est arrivée hors délai : elle est conservée et ne peut pas être attribuée.`,
  questionToAnswer: (consultation: string) =>
    `Question à diffuser à tous les titulaires de ${consultation}, sans nommer l’auteur.`,
  bounced: 'Le courriel n’a pas été remis : corrigez l’adresse et prévenez le titulaire.',
  bounceToMend: (code: string, consultation: string) =>
    `Le courriel de ${consultation} n’est pas parvenu à ${code} : corrigez l’adresse ; le délai doit être le même pour tous.`,
  bounceUntied: 'Un de nos courriels n’a pas été remis : voyez à qui il était destiné.',
  attachmentCount: (count: number, bytes: number) =>
    `${plural(count, 'pièce', 'pièces')} (${
      bytes >= MEGABYTE
        ? `${(bytes / MEGABYTE).toFixed(1).replace('.', ',')} Mo`
        : `${Math.max(1, Math.round(bytes / 1000))} ko`
    })`,
  delayOf: (ms: number) => {
    const seconds = Math.max(1, Math.round(ms / 1000));
    if (seconds < 60) return plural(seconds, 'seconde', 'secondes');
    if (seconds < 3600) return plural(Math.floor(seconds / 60), 'minute', 'minutes');
    if (seconds < 86_400) return plural(Math.floor(seconds / 3600), 'heure', 'heures');
    return plural(Math.floor(seconds / 86_400), 'jour', 'jours');
  },
  askTie:
    'À quoi rattacher ce message ? Une offre (OFF-2018-001-ALPHA), un titulaire (CONS-2018-001/ALPHA), un dossier (DEM-2018-001), ou écarter :',
  tieRequired: 'Indiquez une référence, ou « écarter » : rien n’a été changé.',
  unknownReference: (typed: string) => `« ${typed} » n’est pas une référence : écrivez par exemple OFF-2018-001-ALPHA.`,
  notOpenConsultation: (reference: string) => `${reference} n’est pas une consultation en cours.`,
  messageIncomplete: 'Ce message n’a pas d’heure de réception ou d’identifiant : il ne peut pas devenir une offre.',
  setAside: 'Message écarté.',
  setAsideMark: 'écarté',
  setAsideBid: (bid: string) => `Message écarté : ${bid} ne le compte plus. Le journal garde les deux gestes.`,
  tiedInstead: (reference: string, bid: string) =>
    `Message rattaché à ${reference} : ${bid} ne le compte plus. Le journal garde les deux gestes.`,
  messageTakenAway: 'Message détaché : ce dépôt ne compte plus.',
  undone: (bid: string) => `${bid} ne le compte plus.`,
  alreadyTied: (bid: string) => `Ce message est déjà enregistré comme ${bid}.`,
  bidDecided: (bid: string, consultation: string) =>
    `${bid} ne peut plus être détachée : ${consultation} est attribuée ou sans suite.`,
  noSuchFile: (reference: string) => `${reference} ne figure pas dans le classeur.`,
  duplicateOf: (when: string, tiedTo: string) =>
    `Double d’un message déjà reçu (${when}${tiedTo === '' ? '' : `, ${tiedTo}`}) : rien à faire.`,
  contradictsEarlier: (when: string) =>
    `Même identifiant de courriel qu’un message déjà reçu (${when}), mais l’expéditeur ou les pièces diffèrent.`,
  sameFromElsewhere: (bid: string, address: string) =>
    `Mêmes pièces (nombre et taille) que ${bid}, reçue de ${address} : sans doute la même offre ; la dernière à temps compte.`,
  declinedAfterBid: (code: string, consultation: string) =>
    `${code} décline ${consultation} alors que son offre est arrivée : l’offre reste. S’il la retire, détachez son message avec « Rattacher un message ».`,
  unprovenReplacement: (bid: string) =>
    `ce pli remplacerait ${bid}, dont l’expéditeur est vérifié, mais le sien ne l’est pas : demandez confirmation au titulaire par un autre moyen.`,
  automaticWithDocuments:
    'Message automatique avec pièce jointe d’un titulaire consulté : est-ce une offre ? Si oui, « Rattacher un message ».',
  tied1: (reference: string) => `Message rattaché à ${reference}.`,
  tiedLate: (bid: string) =>
    `Message enregistré comme ${bid}. Il est arrivé hors délai : il ne peut pas être attribué.`,

  // bids
  askFirstOpener: (reference: string) => `Ouverture des plis de ${reference}. Nom de la première personne présente :`,
  askSecondOpener: 'Nom de la seconde personne présente :',
  openingQueued: (reference: string) =>
    `Ouverture de ${reference} enregistrée : les plis sont lus dans les 15 minutes par le compte qui gère la messagerie.`,
  opened: (reference: string, count: number) =>
    `Plis de ${reference} ouverts : ${plural(count, 'offre', 'offres')}. Vérifiez les montants, puis « Confirmer les montants ».`,
  openedBid: (reference: string, ttc: Cents | null, doubts: string) =>
    `${reference} : ${maybe(ttc)}${doubts === '' ? '' : ` — à vérifier : ${doubts.replace(/\n/g, ' ')}`}`,
  unsettledMessages: (count: number) =>
    count === 1
      ? '1 message à vérifier concerne cette consultation et n’a pas été ouvert : réglez-le avec « Rattacher un message » avant de classer.'
      : `${count} messages à vérifier concernent cette consultation et n’ont pas été ouverts : réglez-les avec « Rattacher un message » avant de classer.`,
  openedLate: (reference: string) => `${reference} : hors délai, pli non ouvert.`,
  lateNotOpened: 'Pli non ouvert : arrivé après la date limite.',
  lateReason: 'Offre reçue après la date limite.',
  bidGone: 'Le message n’est plus dans la messagerie : retrouvez-le avant de continuer.',
  joined: (names: readonly string[]) => `Pièces jointes : ${names.join(', ')}`,
  noReplyLines: 'Les trois lignes de réponse manquent : lisez l’offre et saisissez les montants.',
  notOpened: (reference: string, status: string) =>
    status === 'brouillon'
      ? `${reference} n’est pas encore envoyée aux titulaires : utilisez « Envoyer les termes de référence ».`
      : `Les plis de ${reference} ne sont pas ouverts : une fois la date limite passée, utilisez « Ouvrir les plis ».`,
  alreadyDecided: (reference: string, status: string) =>
    `${reference} est « ${status} » : il n’y a plus rien à changer.`,
  amountsToConfirm: (reference: string, ht: Cents | null, rate: Rate | null, ttc: Cents | null) =>
    `${reference} : ${maybe(ht)} HT, TVA ${rate === null ? 'non lue' : formatRate(rate)}, ${maybe(ttc)} TTC`,
  nothingToConfirm: (reference: string, state: string) =>
    `${reference} : rien à confirmer (${state === '' ? 'sans offre' : state}).`,
  amountsConfirmed: (reference: string, ttc: Cents) => `${reference} : ${euros(ttc)} TTC confirmés.`,
  irregularWithoutReason: 'Offre déclarée irrégulière.',
  noBidToRank: (reference: string) => `${reference} n’a reçu aucune offre : déclarez-la sans suite.`,
  ranked: (reference: string, count: number) => `${reference} : ${plural(count, 'offre classée', 'offres classées')}.`,
  rankLine: (reference: string, rank: number, total: number, tied: boolean) =>
    `${rank}. ${reference} : ${total.toFixed(2).replace('.', ',')}${tied ? ' (à égalité)' : ''}`,
  notRankedLine: (reference: string, reason: string) => `Non classée : ${reference} — ${reason}`,
  superseded: 'Un autre dépôt du même titulaire compte à la place de celui-ci.',
  tied: 'À égalité de note totale, de note technique et de prix : l’attribution demande un motif.',

  // award
  askHolder: (reference: string, ranking: readonly string[]) =>
    `${reference} : code du titulaire retenu ?\n\n${ranking.join('\n')}`,
  rankedHolder: (rank: number, code: string, ttc: Cents, total: number) =>
    `${rank}. ${code} : ${euros(ttc)} TTC, ${total.toFixed(2).replace('.', ',')} points`,
  askAwardReason: (code: string, rank: number) =>
    rank === 1
      ? `${code} est premier à égalité : pour quel motif le retenir ?`
      : `${code} n’est pas premier (rang ${rank}) : pour quel motif le retenir ?`,
  confirmAward: (reference: string, code: string, ttc: Cents, isProven: boolean) =>
    `${isProven ? '' : `${wording.unprovenSender}\n\n`}Attribuer ${reference} à ${code} pour ${euros(ttc)} TTC ?`,
  unprovenSender:
    'L’expéditeur de cette offre n’est pas vérifié : demandez confirmation au titulaire par un autre moyen.',
  notConsulted: (code: string, reference: string) => `${code} n’a pas été consulté pour ${reference}.`,
  cannotAward: (code: string, reference: string, why: string) =>
    `${reference} ne peut pas être attribuée à ${code} : ${why}`,
  rankFirst: 'l’offre n’est pas classée ; utilisez d’abord « Classer les offres ».',
  holderGone: (code: string) => `${code} n’est plus dans l’onglet Titulaires.`,
  notInForce: (code: string, why: string) => `${code} ne peut pas être retenu aujourd’hui : ${why}`,
  awarded: (reference: string, code: string, assignment: string, scheme: Cents, authority: Cents, left: Cents) =>
    `${reference} est attribuée à ${code} : ${assignment}. Part du dispositif ${euros(scheme)}, part de la collectivité ${euros(authority)}. Reste sur l’enveloppe : ${euros(left)}.`,
  abandoned: (reference: string) => `${reference} est sans suite. La demande redevient qualifiée.`,
  rankOf: (rank: number, count: number) => `${rank} sur ${count}`,
  notRankedShort: 'non classée',
  rejectedOnScore: 'la note totale de l’offre retenue est supérieure, ou l’offre a été départagée.',

  // derogations
  askNature: (subject: string, natures: readonly string[]) =>
    `Dérogation sur ${subject}. Nature : ${natures.join(' ; ')}`,
  unknownNature: (typed: string, natures: readonly string[]) =>
    `« ${typed} » n’est pas une nature de dérogation. Choisissez : ${natures.join(' ; ')}.`,
  askDerogationAmount:
    'Montant : le nouveau plafond TTC, ou ce dont l’enveloppe peut être dépassée (vide si la collectivité prend le dépassement à sa charge) :',
  raisedBaseTooLow: (ceiling: Cents) =>
    `Indiquez à combien le plafond est relevé : un montant supérieur à ${euros(ceiling)}.`,
  overrunRequired: 'Indiquez de combien l’enveloppe peut être dépassée.',
  askGrantedBy: 'Accordée par :',
  grantedByRequired: 'Indiquez qui accorde la dérogation : rien n’a été enregistré.',
  notDirection: (name: string, directors: readonly string[]) =>
    `${name} n’a pas le rôle « direction » dans l’onglet Comité. Peuvent accorder une dérogation : ${directors.join(', ')}.`,
  derogationRecorded: (number: string) => `Dérogation ${number} enregistrée.`,

  // digest
  digestAbout: (day: string) => `récapitulatif ${day}`,
  digestCount: (status: string, count: number) =>
    count === 0
      ? ''
      : status === 'reçue'
        ? `– ${plural(count, 'demande reçue', 'demandes reçues')}, complétude à vérifier`
        : `– ${plural(count, 'demande complète', 'demandes complètes')}, à présenter au comité`,
  digestProposed: (count: number) =>
    count === 0
      ? ''
      : `– ${plural(count, 'demande modifiée', 'demandes modifiées')} par la collectivité après contrôle, à examiner`,
  digestOpenings: (references: readonly string[]) =>
    references.length === 0 ? '' : `– plis à ouvrir : ${references.join(', ')}`,
  digestMessages: (count: number) =>
    count === 0 ? '' : `– ${plural(count, 'message à traiter', 'messages à traiter')}`,
  digestReceipts: (references: readonly string[]) =>
    references.length === 0 ? '' : `– accusé de réception non remis : ${references.join(', ')}`,
  digestNothing: 'Rien à faire aujourd’hui.',
  digestNoDeadline: 'Aucune échéance en cours.',
  digestDeadline: (reference: string, deadline: string) => `– ${reference} : réponses jusqu’au ${deadline}`,
  digestAgreement: (code: string, lastDay: string, days: number) =>
    `– l’accord-cadre de ${code} se termine le ${lastDay} (dans ${plural(days, 'jour', 'jours')})`,
  digestBudget: (envelope: string, reserved: string, committed: string, remaining: string) =>
    `Enveloppe ${envelope}, réservé ${reserved}, engagé ${committed}, reste ${remaining}.`,

  // help
  helpTitle: 'Aide – Appui AICT',
  helpLines: [
    'Une demande arrive par le formulaire ; elle apparaît dans l’onglet Demandes avec son accusé de réception, le constat d’adhésion et les parts calculées.',
    '1. Vérifier la complétude. 2. Saisir la décision du comité dans la colonne Décision, puis Appliquer les décisions. 3. Consigner la qualification. 4. Rédiger les termes de référence.',
    '5. Prévisualiser l’envoi, puis Envoyer les termes de référence : chaque titulaire en vigueur reçoit un courriel, avec la même date limite. 6. Les réponses sont relevées toutes les 15 minutes et restent scellées.',
    '7. Après la date limite : Ouvrir les plis (deux personnes), corriger puis Confirmer les montants, saisir les notes techniques, Classer les offres, Attribuer.',
    'Les réglages sont dans Paramètres, les lettres dans Modèles, les dérogations dans Dérogations, et tout ce qui s’est passé dans Journal.',
  ],
};
