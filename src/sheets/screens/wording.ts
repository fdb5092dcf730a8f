/** What the pages « Envoi », « Prévisualisation », « Simuler la sélection », « Vérifier l'installation » and the sidebar « Fiche » say by themselves, in French. */

const plural = (count: number, one: string, many: string): string => `${count} ${count > 1 ? many : one}`;

/** A duration as people say it, to what is worth saying: « 40 secondes », « 2 min 30 s », « 1 h 05 ». */
export function durationInWords(seconds: number): string {
  if (seconds < 60) return plural(Math.max(5, Math.ceil(seconds / 5) * 5), 'seconde', 'secondes');
  if (seconds < 3600) {
    const minutes = Math.floor(seconds / 60);
    const rest = Math.floor((seconds % 60) / 10) * 10;
    return rest === 0 ? plural(minutes, 'minute', 'minutes') : `${minutes} min ${rest} s`;
  }
  const minutes = Math.floor((seconds % 3600) / 60);
  return `${Math.floor(seconds / 3600)} h ${String(minutes).padStart(2, '0')}`;
}

/** A sentence of ours with the spaces of French that no line may end at; what others wrote is shown as they wrote it. */
export function spaced(sentence: string): string {
  return sentence.replace(/ (?=[»:;?!%€])/g, '\u00a0').replace(/« /g, '«\u00a0');
}

export const screenWording = {
  noAnswer:
    'Le script n’a pas répondu. Ce qui était enregistré le reste, et la relève automatique reprend dans les 15 minutes ce qui a été commencé. Vérifiez votre connexion, puis réessayez.',
  close: 'Fermer',
  retry: 'Réessayer',

  // Envoi
  sendingTitle: (name: string) => `Envoi – ${name}`,
  count: (done: number, total: number) => `${plural(done, 'courriel parti', 'courriels partis')} sur ${total}`,
  timeLeft: (seconds: number) => `Temps restant : environ ${durationInWords(seconds)}`,
  noTimeLeft: 'Temps restant : mesuré dès les premiers courriels',
  progress: 'Avancement de l’envoi',
  stop: 'Interrompre',
  stopping: 'Interruption après les courriels en cours…',
  resume: 'Reprendre',
  busy: 'Une autre opération est en cours dans le classeur : l’envoi reprend dans quelques secondes.',
  stuck:
    'Aucun courriel n’a pu partir pour l’instant. La relève automatique s’en charge dans les 15 minutes ; chacun n’en recevra qu’un.',
  deadlineExplained: 'Comment la date limite est calculée',
  recipients: 'Destinataires',
  recipient: 'Destinataire',
  sendState: 'Envoi',
  reason: 'Motif',
  jobStates: {
    running: 'Envoi en cours',
    paused: 'Envoi interrompu',
    quota: 'En attente : limite de courriels atteinte',
    checking: 'En attente : envois à vérifier',
    finished: 'Envoi terminé',
  },

  // Prévisualisation
  deadline: (deadline: string) => `Date limite : ${deadline}`,
  previewHeading: (reference: string) => `Prévisualisation – ${reference}`,
  nothingSent: 'Rien n’est parti : cette page ne fait que montrer.',
  invited: (count: number) => plural(count, 'destinataire', 'destinataires'),
  leftOut: (count: number) => plural(count, 'titulaire non consulté', 'titulaires non consultés'),
  previous: 'Précédent',
  next: 'Suivant',
  position: (index: number, count: number) => `Courriel ${index + 1} sur ${count}`,
  keyboard: 'Flèches haut et bas : courriel précédent et suivant.',
  from: 'De',
  to: 'À',
  replyTo: 'Réponse à',
  ownToken: '(adresse propre à chaque destinataire, tirée à l’envoi)',
  subject: 'Objet',
  attachment: 'Pièce jointe',
  text: 'Texte du courriel',
  quotaFits: 'Quota suffisant',
  quotaShort: 'Quota insuffisant',
  sendTest: 'M’envoyer un essai',
  sendingTest: 'Envoi de l’essai…',
  testGoesTo: (address: string) => `L’essai part à vous seul : ${address}`,

  // Simuler la sélection
  simulationHeading: 'Simuler la sélection',
  selectionsCaption: 'Sélections possibles, côte à côte',
  request: 'Demande',
  selectedRequests: 'Demandes retenues',
  selectedCount: (count: number, members: number) => `${count}, dont ${plural(members, 'adhérent', 'adhérents')}`,
  selectionCost: 'Coût pour le dispositif',
  selectionRemaining: 'Reste sur l’enveloppe',
  selectionScore: 'Note totale',
  noSelection: '–',
  noScore: 'sans note',
  score: (score: string) => `note ${score}`,
  isSelected: 'retenue',
  isLeftOut: 'laissée',
  fillDecisions: 'Remplir les décisions',
  filling: 'Remplissage de la colonne « Décision »…',

  // Vérifier l'installation
  checkHeading: 'Vérifier l’installation',
  whatToDo: 'À faire',
  repair: 'Réparer',
  repairing: 'Réparation…',
  again: 'Vérifier encore',
  checkingAgain: 'Vérification…',
  openForm: 'Ouvrir le formulaire de demande',

  // Saisir une demande reçue autrement
  entryHeading: 'Saisir une demande reçue autrement',
  entryHint:
    'Recopiez ce que dit la demande ; ce qui manque reste vide et sera demandé à la collectivité. * : question obligatoire du formulaire.',
  receivedBy: 'Reçue par',
  receivedOn: 'Reçue le',
  chooseOne: 'Choisissez',
  otherValue: (question: string) => `${question} : autre`,
  enter: 'Enregistrer la demande',
  entering: 'Enregistrement…',

  // Fiche
  status: 'Statut',
  nextStep: 'Étape suivante',
  missing: 'Ce qui manque',
  otherActions: 'Autres actions possibles',
  noOtherAction: 'Aucune pour le moment.',
  notNow: (count: number) => `Pas possible maintenant (${count}) : pourquoi ?`,
  facts: 'En bref',
  stages: 'Avancement',
  story: 'Histoire du dossier',
  done: 'fait',
  refresh: 'Actualiser',
  refreshed: 'La fiche est à jour.',
  taking: (action: string) => `« ${action} » en cours : répondez aux questions affichées dans le classeur.`,
};
