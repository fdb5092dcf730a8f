/** What the pages of long jobs, of the preview and of the installation check say, in French: the server's part. */

const plural = (count: number, one: string, many: string): string => `${count} ${count > 1 ? many : one}`;
const named = (names: readonly string[]): string => names.join(', ');
const NAMED_AT_MOST = 12;
/** The first of many names; the page and the tab have all of them. */
const someOf = (names: readonly string[]): string =>
  names.length <= NAMED_AT_MOST + 1
    ? named(names)
    : `${named(names.slice(0, NAMED_AT_MOST))} et ${names.length - NAMED_AT_MOST} autres`;

export const jobWording = {
  // sending in slices
  paused:
    'Envoi interrompu par une personne : rien ne part tant qu’il n’est pas repris avec « Envoyer les termes de référence ».',
  letterPaused: 'Envoi interrompu par une personne : effacez ce motif pour que ce courrier parte dans les 15 minutes.',
  pausedAction: 'Envoi interrompu',
  resumedAction: 'Envoi repris',
  servedOf: (done: number, total: number) => `${done} sur ${total}`,
  lettersJob: 'Courriers en file',
  line: (who: string, state: string, note: string) => `${who} : ${state}${note === '' ? '' : ` (${note})`}`,
  confirmResume: (reference: string, done: number, total: number) =>
    `L’envoi de ${reference} a été interrompu : ${servedSoFar(done, total)}. Le reprendre maintenant ? Si la date limite doit être recalculée, elle l’est pour tous, et ceux qui ont déjà reçu la consultation sont prévenus.`,
  notPaused: (reference: string) =>
    `${reference} n’a plus d’envoi à reprendre : regardez la colonne « Envoi » de l’onglet Offres.`,
  nothingToPause: 'Il ne reste rien à interrompre : tous les courriels sont partis.',
  deadlinePassed: (reference: string) =>
    `La date limite de ${reference} est passée alors que l’envoi n’était pas terminé : tous les titulaires n’ont pas eu le même délai. Déclarez la consultation sans suite, puis relancez-la.`,
  mailByManager: (manager: string) =>
    `Seul ${manager} peut envoyer des courriels : l’envoi continue avec la relève automatique, dans les 15 minutes.`,
  finished: (reference: string, sent: number, deadline: string) =>
    `${reference} est envoyée à ${plural(sent, 'titulaire', 'titulaires')}. Date limite : ${deadline}.`,
  finishedWithFailures: (reference: string, sent: number, total: number, failed: readonly string[], deadline: string) =>
    `${reference} : ${servedSoFar(sent, total)}. N’ont pas reçu la consultation : ${someOf(failed)}. Corrigez leur adresse et prévenez-les : le délai doit être le même pour tous. Date limite : ${deadline}.`,
  running: (reference: string, sent: number, total: number, waiting: readonly string[], deadline: string) =>
    `${reference} : ${servedSoFar(sent, total)}. Pas encore servis : ${someOf(waiting)}. Laissez cette page ouverte : l’envoi continue ; si elle est fermée, la relève automatique le termine dans les 15 minutes, et chacun ne reçoit qu’un courriel. Date limite : ${deadline}.`,
  stopped: (reference: string, sent: number, total: number, waiting: readonly string[], deadline: string) =>
    `Envoi interrompu. ${reference} : ${servedSoFar(sent, total)}. N’ont rien reçu : ${someOf(waiting)}. Rien ne part tant que vous ne reprenez pas ; tous les titulaires doivent avoir le même délai. Date limite annoncée : ${deadline}.`,
  quota: (reference: string, sent: number, total: number, waiting: readonly string[], deadline: string) =>
    `${reference} : ${servedSoFar(sent, total)}. Pas encore servis : ${someOf(waiting)}. Le nombre de courriels permis sur 24 heures est atteint : la suite part d’elle-même dès que possible, avec la même date limite pour tous (recalculée s’il le faut). Date limite : ${deadline}.`,
  checking: (reference: string, sent: number, total: number, open: readonly string[], deadline: string) =>
    `${reference} : ${servedSoFar(sent, total)}. Gmail n’a pas confirmé tous les envois. À vérifier ou pas encore servis : ${someOf(open)}. La relève automatique regarde dans les messages envoyés d’ici 15 minutes et ne renvoie que ce qui n’est pas parti. Date limite : ${deadline}.`,
  lettersFinished: (sent: number, failed: readonly string[]) =>
    failed.length === 0
      ? `${plural(sent, 'courrier est parti', 'courriers sont partis')}. Il n’en reste aucun en file.`
      : `${plural(sent, 'courrier est parti', 'courriers sont partis')}. N’ont pas pu partir : ${someOf(failed)}. Corrigez l’adresse dans l’onglet Envois.`,
  lettersRunning: (sent: number, left: number) =>
    `${plural(sent, 'courrier est parti', 'courriers sont partis')}, ${left} en file. Laissez cette page ouverte : l’envoi continue ; si elle est fermée, la relève automatique le termine dans les 15 minutes.`,
  lettersStopped: (left: number) =>
    `Envoi interrompu : ${plural(left, 'courrier ne part pas', 'courriers ne partent pas')} tant que vous ne reprenez pas.`,
  lettersQuota: (left: number) =>
    `Le nombre de courriels permis sur 24 heures est atteint : ${plural(left, 'courrier part de lui-même', 'courriers partent d’eux-mêmes')} dès que possible.`,
  lettersChecking: (uncertain: number) =>
    `Gmail n’a pas confirmé ${plural(uncertain, 'envoi', 'envois')} : la relève automatique regarde dans les messages envoyés d’ici 15 minutes, puis envoie ce qui reste.`,
  digestPaused: (reference: string) =>
    `– envoi interrompu : ${reference} n’est pas partie à tous les titulaires ; reprenez avec « Envoyer les termes de référence »`,
  digestPausedLetters: '– courriers interrompus : effacez leur motif dans l’onglet Envois pour qu’ils partent',

  // preview
  previewFits: (needed: number, left: number) =>
    `Cet envoi demande ${plural(needed, 'courriel', 'courriels')} ; il en reste ${left} pour les prochaines 24 heures.`,
  previewDoesNotFit: (needed: number, left: number) =>
    `Cet envoi demande ${plural(needed, 'courriel', 'courriels')} et il n’en reste que ${Math.max(0, left)} pour les prochaines 24 heures : il serait refusé aujourd’hui, pour que tous les titulaires aient le même délai. Recommencez demain, ou attendez que d’autres envois sortent du décompte.`,
  previewLettersWait: (needed: number, left: number) =>
    `Cet envoi demande ${plural(needed, 'courriel', 'courriels')} et il n’en reste que ${Math.max(0, left)} pour les prochaines 24 heures : ceux qui ne partent pas attendent, et partent ensuite d’eux-mêmes.`,
  previewLetters: (count: number, left: number) =>
    `${plural(count, 'courriel partirait', 'courriels partiraient')} maintenant. Courriels encore possibles sur 24 heures : ${left}. Rien n’a été envoyé.`,
  previewAward: (code: string) =>
    `Courriers d’une attribution à ${code}, classé premier, si elle était confirmée maintenant. Une autre attribution demande un motif.`,
  nothingToPreview: 'Aucun courriel à montrer.',
  previewAttachment: (reference: string, size: string) =>
    size === ''
      ? `Pièce jointe : Termes de référence ${reference}.pdf`
      : `Pièce jointe : Termes de référence ${reference}.pdf (${size})`,
  size: (bytes: number) =>
    bytes >= 1_000_000
      ? `${(bytes / 1_000_000).toFixed(1).replace('.', ',')} Mo`
      : `${Math.max(1, Math.round(bytes / 1000))} ko`,
  sizeUnknown: 'taille connue du compte qui gère les documents',
  previewFrom: (from: string) => `De : ${from}`,
  previewReplyTo: (address: string) => `Réponse à : ${address} (propre à chaque destinataire)`,
  replyMark: 'jeton',
  noOwnAddress: 'Votre adresse n’est pas connue de Google ici : donnez-la à « Prévisualiser l’envoi », qui la demande.',

  // check of the installation
  checks: {
    structure: 'Onglets et colonnes',
    settings: 'Paramètres',
    letters: 'Modèles de courriers',
    manager: 'Compte gestionnaire',
    triggers: 'Déclencheurs',
    sweep: 'Relève automatique',
    services: 'Services Google',
    quota: 'Courriels sur 24 heures',
    form: 'Formulaire de demande',
    files: 'Dossier et modèles',
    outbox: 'Courriels en attente',
    ledger: 'Journal',
    references: 'Références',
  },
  referencesSound: 'Chaque ligne a sa référence, et une seule.',
  unreferenced: (tab: string, rows: readonly number[]) =>
    `Dans l’onglet « ${tab} », ${rows.length > 1 ? `${rows.length} lignes n’ont` : `la ligne ${rows[0]} n’a`} plus de référence${rows.length > 1 ? ` (ligne ${rows[0]} pour la première)` : ''} : aucune action ne ${rows.length > 1 ? 'les' : 'la'} trouve.`,
  doubled: (tab: string, reference: string, rows: readonly number[]) =>
    `Dans l’onglet « ${tab} », ${reference} est à la fois aux lignes ${rows.join(' et ')} : les actions n’en voient qu’une.`,
  emptied: (tab: string, given: number) =>
    `L’onglet « ${tab} » est vide, et ${given} ${given > 1 ? 'références ont été données' : 'référence a été donnée'} : ses lignes ont été supprimées.`,
  unknownState: (tab: string, row: number, reason: string) =>
    `Onglet « ${tab} », ligne ${row}, état illisible : ${reason}`,
  rangeMoved: (name: string) => `La plage nommée ${name} ne montre plus ce réglage : les calculs en lisent un autre.`,
  headerTwice: (tab: string, header: string) =>
    `Dans l’onglet « ${tab} », deux colonnes portent l’en-tête « ${header} ».`,
  ledgerMoved:
    'Dans l’onglet « Journal », une colonne a été insérée, retirée ou déplacée : remettez celles du dispositif à leur place, à partir de la colonne A.',
  structureSound: 'Tous les onglets, colonnes et formules sont en place.',
  protectionMissing: (tab: string) => `L’onglet « ${tab} » n’est plus protégé contre les saisies par erreur.`,
  listDamaged: (tab: string, header: string) =>
    `Dans l’onglet « ${tab} », la liste de valeurs de « ${header} » a été retirée ou changée.`,
  nameMissing: (name: string) => `La plage nommée ${name}, qui sert aux calculs, manque.`,
  timeZone: (zone: string) =>
    `Le fuseau horaire du classeur est ${zone} : les dates et heures s’y lisent autrement qu’à Paris.`,
  olderVersion: (present: number, wanted: number) =>
    `Le classeur est en version ${present} et le script attend la version ${wanted}.`,
  settingsSound: 'Tous les réglages sont lisibles et complets.',
  lettersSound: 'Tous les modèles peuvent être envoyés.',
  manager: (manager: string) => `La messagerie et les déclencheurs sont ceux de ${manager}.`,
  managerIsOther: (manager: string, you: string) =>
    `La messagerie et les déclencheurs sont ceux de ${manager} ; vous êtes connecté avec ${you}.`,
  triggerTwice: (handler: string, count: number) =>
    `Le déclencheur ${handler} est présent ${count} fois : « Installer ou mettre à jour » n'en garde qu'un.`,
  triggerOfOtherForm: (handler: string) =>
    `Le déclencheur ${handler} écoute un autre formulaire : « Installer ou mettre à jour » le rattache au bon.`,
  triggersSound: (names: readonly string[], manager: string) => `En place, pour ${manager} : ${named(names)}.`,
  triggerNames: {
    form: 'réception des demandes',
    sweep: 'relève toutes les 15 minutes',
    daily: 'matin entre 8 h et 9 h',
  },
  triggersElsewhere: (manager: string) => `Les déclencheurs ne sont visibles que par ${manager}.`,
  swept: (when: string) => `Dernière relève : ${when}.`,
  neverSwept: 'La relève automatique n’a pas encore tourné : elle passe toutes les 15 minutes.',
  sweepLate: (when: string) => `La relève automatique n’a pas tourné depuis le ${when}.`,
  servicesSound: (names: readonly string[]) => `Répondent : ${named(names)}.`,
  serviceSilent: (service: string) => `Le service ${service} ne répond pas.`,
  servicesElsewhere: (manager: string) => `Les services de messagerie et de documents se vérifient avec ${manager}.`,
  quotaLeft: (left: number, daily: number) => `Il reste ${left} courriels sur ${daily} pour les prochaines 24 heures.`,
  quotaGone: (daily: number) =>
    `Les ${daily} courriels permis sur 24 heures sont comptés : les envois attendent et repartent d’eux-mêmes.`,
  quotaHeld: (until: string) => `Gmail a dit que sa limite était atteinte : rien ne part avant le ${until}.`,
  formOpen: 'Le formulaire accepte les réponses.',
  formClosed: 'Le formulaire n’accepte pas de réponse en ce moment.',
  formMissing: 'Le formulaire de demande n’existe pas encore.',
  formElsewhere: (manager: string) => `L’état du formulaire ne se lit qu’avec ${manager}.`,
  filesSound: 'Le dossier Drive, les modèles de documents et le classeur du comité sont en place.',
  filesMissing: 'Le dossier Drive et les modèles de documents n’existent pas encore.',
  filesElsewhere: (manager: string) => `Le dossier et les modèles ne sont visibles que par ${manager}.`,
  folder: 'Dossier du dispositif',
  fileGone: (name: string) => `« ${name} » n’existe plus dans Drive.`,
  fileTrashed: (name: string) => `« ${name} » est dans la corbeille de Drive.`,
  outboxEmpty: 'Rien n’attend.',
  outboxWaiting: (count: number) =>
    `${plural(count, 'envoi attend', 'envois attendent')} la relève, qui s’en charge dans les 15 minutes.`,
  outboxPaused: (names: readonly string[]) => `Interrompu par une personne : ${named(names)}.`,
  ledgerSound: (lines: number) =>
    lines === 0
      ? 'Le journal est vide.'
      : `Le journal est intact : ${plural(lines, 'ligne enchaînée', 'lignes enchaînées')}.`,
  next: {
    repair: '« Réparer » le remet en place ; le menu « Installer ou mettre à jour » fait de même.',
    references:
      'Retrouvez la référence dans le Journal ou dans Fichier > Historique des versions et remettez-la ; supprimez la ligne qui est en trop.',
    install: 'Utilisez « Installer ou mettre à jour » avec le compte dont la messagerie recevra les réponses.',
    settings: 'Corrigez la valeur dans l’onglet Paramètres ou dans l’onglet Listes.',
    letters: 'Corrigez le texte dans l’onglet Modèles.',
    manager: (manager: string) => `Lancez aussi cette vérification avec le compte ${manager}.`,
    managerCell: (manager: string) => `Remettez ${manager} dans CompteGestion, onglet Paramètres.`,
    service:
      'Dans l’éditeur de script, retirez le service de la liste Services, puis ajoutez-le de nouveau ; ensuite, vérifiez encore.',
    sweep:
      'Dans l’éditeur de script, page Déclencheurs, regardez ce que dit le dernier échec ; « Réparer » remet un déclencheur qui manque.',
    quota: 'Il n’y a rien à faire : attendez, ou envoyez moins de courriels depuis ce compte.',
    outbox: 'Reprenez avec « Envoyer les termes de référence », ou déclarez la consultation sans suite.',
    formLost: 'Restaurez-le depuis la corbeille de Drive du compte gestionnaire, puis vérifiez encore.',
    files:
      '« Réparer » sort de la corbeille ce qui s’y trouve et crée de nouveau ce qui n’existe plus ; reportez alors vos changements dans le nouveau modèle.',
    form: 'Ouvrez-le depuis Google Forms quand l’appel doit recevoir des demandes.',
    ledger:
      'Une ligne du journal a été changée hors du dispositif : comparez avec l’historique des versions du classeur et gardez-en la trace.',
  },
  repairNothing: 'Tout ce que l’installation pose était déjà en place : rien n’a été changé.',
  repaired: (changes: readonly string[]) => `Remis en place : ${named(changes)}.`,
  sound: 'Tout est en ordre : onglets, colonnes, réglages, modèles, déclencheurs, services et journal.',
  faults: (toMend: number, toWatch: number) =>
    [
      toMend > 0 ? plural(toMend, 'point à régler', 'points à régler') : '',
      toWatch > 0 ? plural(toWatch, 'point à surveiller', 'points à surveiller') : '',
    ]
      .filter(part => part !== '')
      .join(', '),
  states: { ok: 'En ordre', mend: 'À corriger', watch: 'À surveiller' },
};

function servedSoFar(done: number, total: number): string {
  return done > 1 || (done === 1 && total === 1)
    ? `${done} titulaires servis sur ${total}`.replace(/^1 titulaires servis/, '1 titulaire servi')
    : `${done} titulaire servi sur ${total}`;
}
