/**
 * The front door: every function that Google calls, by its name: triggers, menu items, formulas of the workbook. No logic
 * here; build.mjs writes a stub of each, with its documentation.
 */
import { abandonConsultation } from './actions/abandon-consultation';
import { applyDecisions } from './actions/apply-decisions';
import { award } from './actions/award';
import { checkRequests } from './actions/check-completeness';
import { type CheckReport, checkInstallation } from './actions/check-installation';
import { confirmAmounts } from './actions/confirm-amounts';
import { morning } from './actions/daily';
import { draftTerms } from './actions/draft-terms';
import { showHelp } from './actions/help';
import { install } from './actions/install';
import { notYet } from './actions/later-work';
import { afterEdit, type EditEvent } from './actions/on-edit';
import { openBids } from './actions/open-bids';
import { checkAgain, nextSlice, repair, resumeJob, sendTestToSelf, stopJob } from './actions/page-calls';
import { previewSending } from './actions/preview-sending';
import { rankConsultation } from './actions/rank-bids';
import { receiveEvent } from './actions/receive-answer';
import { recordDerogation } from './actions/record-derogation';
import { recordQualification } from './actions/record-qualification';
import { type MenuAction, runMenu, runTrigger } from './actions/run';
import { type PageAnswer, runPage } from './actions/run-page';
import { sendTerms } from './actions/send-terms';
import type { SendingProgress } from './actions/sending-progress';
import { readMailNow, sweep } from './actions/sweep';
import { tieMessage } from './actions/tie-message';
import { withdrawRequest } from './actions/withdraw';
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
  };
}

function menu(handler: string, action: MenuAction): void {
  runMenu(google(), captionOf(handler), action);
}

function later(handler: string): void {
  menu(handler, notYet(captionOf(handler)));
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
  menu('menuInstall', install);
}

/** Menu: Ouvrir la fiche. */
export function menuOpenCard(): void {
  later('menuOpenCard');
}

/** Menu: Vérifier la complétude. */
export function menuCheckCompleteness(): void {
  menu('menuCheckCompleteness', checkRequests);
}

/** Menu: Appliquer les décisions. */
export function menuApplyDecisions(): void {
  menu('menuApplyDecisions', applyDecisions);
}

/** Menu: Consigner la qualification. */
export function menuRecordQualification(): void {
  menu('menuRecordQualification', recordQualification);
}

/** Menu: Relever les avis du comité. */
export function menuCollectOpinions(): void {
  later('menuCollectOpinions');
}

/** Menu: Saisir un avis de séance. */
export function menuRecordSessionOpinion(): void {
  later('menuRecordSessionOpinion');
}

/** Menu: Préparer la séance du comité. */
export function menuPrepareSession(): void {
  later('menuPrepareSession');
}

/** Menu: Enregistrer un retrait. */
export function menuWithdraw(): void {
  menu('menuWithdraw', withdrawRequest);
}

/** Menu: Rédiger les termes de référence. */
export function menuDraftTerms(): void {
  menu('menuDraftTerms', draftTerms);
}

/** Menu: Enregistrer l'accord sur les TdR. */
export function menuRecordTermsAgreement(): void {
  later('menuRecordTermsAgreement');
}

/** Menu: Prévisualiser l'envoi. */
export function menuPreviewSending(): void {
  menu('menuPreviewSending', previewSending);
}

/** Menu: Envoyer les termes de référence. */
export function menuSendTerms(): void {
  menu('menuSendTerms', sendTerms);
}

/** Menu: Prolonger le délai. */
export function menuExtendDeadline(): void {
  later('menuExtendDeadline');
}

/** Menu: Diffuser une réponse. */
export function menuShareAnswer(): void {
  later('menuShareAnswer');
}

/** Menu: Déclarer sans suite. */
export function menuAbandonConsultation(): void {
  menu('menuAbandonConsultation', abandonConsultation);
}

/** Menu: Relever les courriels. */
export function menuReadMail(): void {
  menu('menuReadMail', readMailNow);
}

/** Menu: Ouvrir les plis. */
export function menuOpenBids(): void {
  menu('menuOpenBids', openBids);
}

/** Menu: Confirmer les montants. */
export function menuConfirmAmounts(): void {
  menu('menuConfirmAmounts', confirmAmounts);
}

/** Menu: Classer les offres. */
export function menuRankBids(): void {
  menu('menuRankBids', rankConsultation);
}

/** Menu: Attribuer. */
export function menuAward(): void {
  menu('menuAward', award);
}

/** Menu: Rattacher un message. */
export function menuTieMessage(): void {
  menu('menuTieMessage', tieMessage);
}

/** Menu: Établir le marché. */
export function menuDrawUpContract(): void {
  later('menuDrawUpContract');
}

/** Menu: Appeler la contribution. */
export function menuCallFunds(): void {
  later('menuCallFunds');
}

/** Menu: Enregistrer un mouvement. */
export function menuRecordMovement(): void {
  later('menuRecordMovement');
}

/** Menu: Enregistrer les livrables. */
export function menuRecordDeliverables(): void {
  later('menuRecordDeliverables');
}

/** Menu: Constater le service fait. */
export function menuRecordAcceptance(): void {
  later('menuRecordAcceptance');
}

/** Menu: Enregistrer une facture. */
export function menuRecordInvoice(): void {
  later('menuRecordInvoice');
}

/** Menu: Autoriser le paiement. */
export function menuAuthorisePayment(): void {
  later('menuAuthorisePayment');
}

/** Menu: Enregistrer un avenant. */
export function menuRecordAmendment(): void {
  later('menuRecordAmendment');
}

/** Menu: Résilier. */
export function menuTerminate(): void {
  later('menuTerminate');
}

/** Menu: Lancer l'appel d'offres. */
export function menuLaunchTender(): void {
  later('menuLaunchTender');
}

/** Menu: Vérifier les candidatures. */
export function menuCheckApplications(): void {
  later('menuCheckApplications');
}

/** Menu: Désigner les titulaires. */
export function menuAppointHolders(): void {
  later('menuAppointHolders');
}

/** Menu: Reconduire. */
export function menuRenewHolder(): void {
  later('menuRenewHolder');
}

/** Menu: Simuler la sélection. */
export function menuSimulateSelection(): void {
  later('menuSimulateSelection');
}

/** Menu: Enregistrer une dérogation. */
export function menuRecordDerogation(): void {
  menu('menuRecordDerogation', recordDerogation);
}

/** Menu: Produire le bilan. */
export function menuProduceReport(): void {
  later('menuProduceReport');
}

/** Menu: Vérifier l'installation. */
export function menuCheckInstallation(): void {
  menu('menuCheckInstallation', checkInstallation);
}

/** Menu: Saisir une demande reçue autrement. */
export function menuEnterRequest(): void {
  later('menuEnterRequest');
}

/** Menu: Ouvrir une nouvelle édition. */
export function menuOpenEdition(): void {
  later('menuOpenEdition');
}

/** Menu: Anonymiser les dossiers échus. */
export function menuAnonymise(): void {
  later('menuAnonymise');
}

/** Menu: Aide. */
export function menuHelp(): void {
  menu('menuHelp', showHelp);
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
