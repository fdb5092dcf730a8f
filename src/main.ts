/**
 * The front door: every function that Google calls, by its name: triggers, menu items, formulas of the workbook. No logic
 * here; build.mjs writes a stub of each, with its documentation.
 */
import type { CheckReport } from './actions/check-installation';
import { morning } from './actions/daily';
import { type EnteredRequest, takeTypedRequest } from './actions/enter-request';
import { menuAction } from './actions/menu-actions';
import { afterEdit, type EditEvent } from './actions/on-edit';
import { checkAgain, nextSlice, repair, resumeJob, sendTestToSelf, stopJob } from './actions/page-calls';
import { receiveEvent } from './actions/receive-answer';
import { runMenu, runTrigger } from './actions/run';
import { lookForPage, type PageAnswer, runPage } from './actions/run-page';
import type { SendingProgress } from './actions/sending-progress';
import { type CardView, lookAgain, lookAtSelection, openCard, type StepOutcome, takeStep } from './actions/show-card';
import { fillDecisions } from './actions/simulate-selection';
import { sweep } from './actions/sweep';
import type { FormSubmitted } from './forms/form-gateway';
import type { Google } from './sheets/google';
import { addMenu, captionOf } from './sheets/menu';

export {
  AICT_BUDGET_RESTANT,
  AICT_COLONNE,
  AICT_DATE_LIMITE,
  AICT_DELAI,
  AICT_ECHEANCES,
  AICT_EN_VIGUEUR,
  AICT_FIN_ACCORD,
  AICT_JOURS,
  AICT_NOTE_PRIX,
  AICT_PART_COLLECTIVITE,
  AICT_PART_DISPOSITIF,
  AICT_REPARTITION,
  AICT_SIRET_VALIDE,
  AICT_TAUX,
} from './sheets/custom-functions/index';

/** Google's services, looked up only when a function that needs them runs. */
function google(): Google {
  return {
    get sheets() {
      return SpreadsheetApp;
    },
    get properties() {
      return PropertiesService;
    },
    get locks() {
      return LockService;
    },
    get session() {
      return Session;
    },
    get utilities() {
      return Utilities;
    },
    get scripts() {
      return ScriptApp;
    },
    get html() {
      return HtmlService;
    },
    get forms() {
      return FormApp;
    },
    get documents() {
      return DocumentApp;
    },
    get drive() {
      return Drive;
    },
    get charts() {
      return Charts;
    },
    get gmail() {
      return Gmail;
    },
    get otherSheets() {
      return Sheets;
    },
  };
}

function menu(handler: string): void {
  runMenu(google(), captionOf(handler), menuAction(handler));
}

/** Builds the menu when the workbook opens; runs without any authorisation. */
export function onOpen(): void {
  addMenu(SpreadsheetApp.getUi());
}

/** Checks what a person has just typed. */
export function onEdit(event: EditEvent): void {
  afterEdit(google(), event);
}

/** The request form's own trigger: an answer becomes a request. */
export function onFormAnswer(event: FormSubmitted): void {
  runTrigger(google(), desk => receiveEvent(desk, event));
}

/** Every 15 minutes. */
export function onSweep(): void {
  runTrigger(google(), sweep);
}

/** Every morning between 8 and 9. */
export function onDaily(): void {
  runTrigger(google(), morning);
}

/** Menu: Installer ou mettre à jour. */
export function menuInstall(): void {
  menu('menuInstall');
}

/** Menu: Ouvrir la fiche. */
export function menuOpenCard(): void {
  runMenu(google(), captionOf('menuOpenCard'), openCard);
}

/** Menu: Vérifier la complétude. */
export function menuCheckCompleteness(): void {
  menu('menuCheckCompleteness');
}

/** Menu: Appliquer les décisions. */
export function menuApplyDecisions(): void {
  menu('menuApplyDecisions');
}

/** Menu: Consigner la qualification. */
export function menuRecordQualification(): void {
  menu('menuRecordQualification');
}

/** Menu: Relever les avis du comité. */
export function menuCollectOpinions(): void {
  menu('menuCollectOpinions');
}

/** Menu: Saisir un avis de séance. */
export function menuRecordSessionOpinion(): void {
  menu('menuRecordSessionOpinion');
}

/** Menu: Préparer la séance du comité. */
export function menuPrepareSession(): void {
  menu('menuPrepareSession');
}

/** Menu: Enregistrer un retrait. */
export function menuWithdraw(): void {
  menu('menuWithdraw');
}

/** Menu: Rédiger les termes de référence. */
export function menuDraftTerms(): void {
  menu('menuDraftTerms');
}

/** Menu: Enregistrer l'accord sur les TdR. */
export function menuRecordTermsAgreement(): void {
  menu('menuRecordTermsAgreement');
}

/** Menu: Prévisualiser l'envoi. */
export function menuPreviewSending(): void {
  menu('menuPreviewSending');
}

/** Menu: Envoyer les termes de référence. */
export function menuSendTerms(): void {
  menu('menuSendTerms');
}

/** Menu: Prolonger le délai. */
export function menuExtendDeadline(): void {
  menu('menuExtendDeadline');
}

/** Menu: Diffuser une réponse. */
export function menuShareAnswer(): void {
  menu('menuShareAnswer');
}

/** Menu: Déclarer sans suite. */
export function menuAbandonConsultation(): void {
  menu('menuAbandonConsultation');
}

/** Menu: Relever les courriels. */
export function menuReadMail(): void {
  menu('menuReadMail');
}

/** Menu: Ouvrir les plis. */
export function menuOpenBids(): void {
  menu('menuOpenBids');
}

/** Menu: Confirmer les montants. */
export function menuConfirmAmounts(): void {
  menu('menuConfirmAmounts');
}

/** Menu: Classer les offres. */
export function menuRankBids(): void {
  menu('menuRankBids');
}

/** Menu: Attribuer. */
export function menuAward(): void {
  menu('menuAward');
}

/** Menu: Rattacher un message. */
export function menuTieMessage(): void {
  menu('menuTieMessage');
}

/** Menu: Établir le marché. */
export function menuDrawUpContract(): void {
  menu('menuDrawUpContract');
}

/** Menu: Appeler la contribution. */
export function menuCallFunds(): void {
  menu('menuCallFunds');
}

/** Menu: Enregistrer un mouvement. */
export function menuRecordMovement(): void {
  menu('menuRecordMovement');
}

/** Menu: Enregistrer les livrables. */
export function menuRecordDeliverables(): void {
  menu('menuRecordDeliverables');
}

/** Menu: Constater le service fait. */
export function menuRecordAcceptance(): void {
  menu('menuRecordAcceptance');
}

/** Menu: Enregistrer une facture. */
export function menuRecordInvoice(): void {
  menu('menuRecordInvoice');
}

/** Menu: Autoriser le paiement. */
export function menuAuthorisePayment(): void {
  menu('menuAuthorisePayment');
}

/** Menu: Enregistrer un avenant. */
export function menuRecordAmendment(): void {
  menu('menuRecordAmendment');
}

/** Menu: Résilier. */
export function menuTerminate(): void {
  menu('menuTerminate');
}

/** Menu: Lancer l'appel d'offres. */
export function menuLaunchTender(): void {
  menu('menuLaunchTender');
}

/** Menu: Vérifier les candidatures. */
export function menuCheckApplications(): void {
  menu('menuCheckApplications');
}

/** Menu: Désigner les titulaires. */
export function menuAppointHolders(): void {
  menu('menuAppointHolders');
}

/** Menu: Reconduire. */
export function menuRenewHolder(): void {
  menu('menuRenewHolder');
}

/** Menu: Convoquer aux entretiens. */
export function menuInviteToInterviews(): void {
  menu('menuInviteToInterviews');
}

/** Menu: Simuler la sélection. */
export function menuSimulateSelection(): void {
  menu('menuSimulateSelection');
}

/** Menu: Enregistrer une dérogation. */
export function menuRecordDerogation(): void {
  menu('menuRecordDerogation');
}

/** Menu: Produire le bilan. */
export function menuProduceReport(): void {
  menu('menuProduceReport');
}

/** Menu: Vérifier l'installation. */
export function menuCheckInstallation(): void {
  menu('menuCheckInstallation');
}

/** Menu: Saisir une demande reçue autrement. */
export function menuEnterRequest(): void {
  menu('menuEnterRequest');
}

/** Menu: Ouvrir une nouvelle édition. */
export function menuOpenEdition(): void {
  menu('menuOpenEdition');
}

/** Menu: Anonymiser les dossiers échus. */
export function menuAnonymise(): void {
  menu('menuAnonymise');
}

/** Menu: Aide. */
export function menuHelp(): void {
  menu('menuHelp');
}

/** Page « Envoi »: sends the next mails of a job, a consultation's reference or `Envois`. */
export function pageNextSlice(job: unknown): PageAnswer<SendingProgress> {
  return runPage(google(), desk => nextSlice(desk, job));
}

/** Page « Envoi »: stops a job where it stands. */
export function pageStopJob(job: unknown): PageAnswer<SendingProgress> {
  return runPage(google(), desk => stopJob(desk, job));
}

/** Page « Envoi »: takes an interrupted job up again. */
export function pageResumeJob(job: unknown): PageAnswer<SendingProgress> {
  return runPage(google(), desk => resumeJob(desk, job));
}

/** Page « Prévisualisation »: one mail of a consultation to the person alone. */
export function pageSendTest(reference: unknown): PageAnswer<string> {
  return runPage(google(), desk => sendTestToSelf(desk, reference));
}

/** Page « Vérifier l'installation »: puts back what can be, and checks again. */
export function pageRepair(): PageAnswer<CheckReport> {
  return runPage(google(), repair);
}

/** Page « Vérifier l'installation »: checks again. */
export function pageCheckAgain(): PageAnswer<CheckReport> {
  return runPage(google(), checkAgain);
}

/** Sidebar « Fiche »: the dossier of the selected row; null when it is where the sidebar already is. */
export function pageFollow(shown: unknown): PageAnswer<CardView | null> {
  return lookForPage(google(), desk => lookAtSelection(desk, shown));
}

/** Sidebar « Fiche »: the dossier of the selected row, read again. */
export function pageLookAgain(): PageAnswer<CardView> {
  return lookForPage(google(), lookAgain);
}

/** Sidebar « Fiche »: runs a menu item on the dossier shown. */
export function pageTakeStep(action: unknown, reference: unknown): PageAnswer<StepOutcome> {
  return lookForPage(google(), desk => takeStep(desk, action, reference));
}

/** Page « Simuler la sélection »: fills in the decisions of one selection, if it is still the one that was shown. */
export function pageFillDecisions(rule: unknown, seal: unknown): PageAnswer<string> {
  return runPage(google(), desk => fillDecisions(desk, rule, seal));
}

/** Page « Saisir une demande »: takes in what staff typed of a request that came otherwise. */
export function pageEnterRequest(typed: unknown): PageAnswer<EnteredRequest> {
  return runPage(google(), desk => takeTypedRequest(desk, typed));
}
