/** The menu `Appui AICT`: its items in order, and the function of the front door that each one calls. */

export const MENU_NAME = 'Appui AICT';

export interface MenuItem {
  readonly caption: string;
  readonly handler: string;
}
export interface SubMenu {
  readonly caption: string;
  readonly items: readonly MenuItem[];
}

const item = (caption: string, handler: string): MenuItem => ({ caption, handler });

/** Items and submenus, in the order of the screen. */
export const MENU: readonly (MenuItem | SubMenu)[] = [
  item('Installer ou mettre à jour', 'menuInstall'),
  item('Ouvrir la fiche', 'menuOpenCard'),
  {
    caption: 'Demandes',
    items: [
      item('Vérifier la complétude', 'menuCheckCompleteness'),
      item('Appliquer les décisions', 'menuApplyDecisions'),
      item('Consigner la qualification', 'menuRecordQualification'),
      item('Relever les avis du comité', 'menuCollectOpinions'),
      item('Saisir un avis de séance', 'menuRecordSessionOpinion'),
      item('Préparer la séance du comité', 'menuPrepareSession'),
      item('Enregistrer un retrait', 'menuWithdraw'),
    ],
  },
  {
    caption: 'Consultations',
    items: [
      item('Rédiger les termes de référence', 'menuDraftTerms'),
      item("Enregistrer l'accord sur les TdR", 'menuRecordTermsAgreement'),
      item("Prévisualiser l'envoi", 'menuPreviewSending'),
      item('Envoyer les termes de référence', 'menuSendTerms'),
      item('Prolonger le délai', 'menuExtendDeadline'),
      item('Diffuser une réponse', 'menuShareAnswer'),
      item('Déclarer sans suite', 'menuAbandonConsultation'),
    ],
  },
  {
    caption: 'Offres',
    items: [
      item('Relever les courriels', 'menuReadMail'),
      item('Ouvrir les plis', 'menuOpenBids'),
      item('Confirmer les montants', 'menuConfirmAmounts'),
      item('Classer les offres', 'menuRankBids'),
      item('Attribuer', 'menuAward'),
      item('Rattacher un message', 'menuTieMessage'),
    ],
  },
  {
    caption: 'Marchés',
    items: [
      item('Établir le marché', 'menuDrawUpContract'),
      item('Appeler la contribution', 'menuCallFunds'),
      item('Enregistrer un mouvement', 'menuRecordMovement'),
      item('Enregistrer les livrables', 'menuRecordDeliverables'),
      item('Constater le service fait', 'menuRecordAcceptance'),
      item('Enregistrer une facture', 'menuRecordInvoice'),
      item('Autoriser le paiement', 'menuAuthorisePayment'),
      item('Enregistrer un avenant', 'menuRecordAmendment'),
      item('Résilier', 'menuTerminate'),
    ],
  },
  {
    caption: 'Accord-cadre',
    items: [
      item("Lancer l'appel d'offres", 'menuLaunchTender'),
      item('Vérifier les candidatures', 'menuCheckApplications'),
      item('Désigner les titulaires', 'menuAppointHolders'),
      item('Reconduire', 'menuRenewHolder'),
      item('Convoquer aux entretiens', 'menuInviteToInterviews'),
    ],
  },
  {
    caption: 'Budget',
    items: [
      item('Simuler la sélection', 'menuSimulateSelection'),
      item('Enregistrer une dérogation', 'menuRecordDerogation'),
      item('Produire le bilan', 'menuProduceReport'),
    ],
  },
  {
    caption: 'Outils',
    items: [
      item("Vérifier l'installation", 'menuCheckInstallation'),
      item('Saisir une demande reçue autrement', 'menuEnterRequest'),
      item('Ouvrir une nouvelle édition', 'menuOpenEdition'),
      item('Anonymiser les dossiers échus', 'menuAnonymise'),
      item('Aide', 'menuHelp'),
    ],
  },
];

type Ui = GoogleAppsScript.Base.Ui;

/** Builds the menu in the workbook; allowed before any authorisation. */
export function addMenu(ui: Ui): void {
  const menu = ui.createMenu(MENU_NAME);
  for (const entry of MENU) {
    if ('handler' in entry) menu.addItem(entry.caption, entry.handler);
    else {
      const sub = ui.createMenu(entry.caption);
      for (const { caption, handler } of entry.items) sub.addItem(caption, handler);
      menu.addSubMenu(sub);
    }
  }
  menu.addToUi();
}

const items = (): readonly MenuItem[] => MENU.flatMap(entry => ('handler' in entry ? [entry] : entry.items));

/** The submenu that holds an item, by its caption. */
export function submenuOf(caption: string): string {
  const menu = MENU.find(entry => 'items' in entry && entry.items.some(item => item.caption === caption));
  return menu?.caption ?? MENU_NAME;
}

/** The caption of the item that calls a function of the front door. */
export const captionOf = (handler: string): string =>
  items().find(item => item.handler === handler)?.caption ?? handler;

/** The function of the front door that the item of a caption calls; '' when no item has it. */
export const handlerOf = (caption: string): string => items().find(item => item.caption === caption)?.handler ?? '';
