// The names that staff learn and that formulas, help and outside tests rely on: tabs, columns, values, settings, menu. None is
// ever renamed or moved; more may come after them.
import { settingDefinitions } from '../../src/scheme/settings';
import { instant, isoParis } from '../../src/scheme/time';
import { BUDGET_ITEMS } from '../../src/sheets/budget-tab';
import { MENU, MENU_NAME } from '../../src/sheets/menu';
import { TAB_KEYS, tabOf } from '../../src/sheets/schema';

const TABS: readonly (readonly [tab: string, columns: string])[] = [
  ['Accueil', ''],
  [
    'Demandes',
    "Référence · Statut · Reçue le · Collectivité · Type de collectivité · SIREN · Code INSEE · Adhérent · Adhésion constatée le · Type d'appui · Intitulé · Besoin · Territoires partenaires · Secteurs · ODD · Coût estimé TTC · Part dispositif · Part collectivité · Représentant légal · Contact · Fonction · Courriel · Téléphone · Échéance souhaitée · Complétude · Avis · Note · Rang · Coût retenu TTC · Montant réservé · Séance du · Décision · Décidée le · Motif · Qualification · TdR · Consultation",
  ],
  [
    'Consultations',
    'Référence · Statut · Demande · Objet · TdR · Version · TdR validés le · Points technique · Points prix · Envoyée le · Date limite · Titulaires consultés · Réponses · Hors délai · Questions · Ouverte le · Ouverte par · Titulaire retenu · Montant retenu TTC',
  ],
  [
    'Offres',
    'Référence · Consultation · Titulaire · Envoi · Envoyée le · État · Délai · Reçue le · Pièces · Contenu · Montant HT · Taux TVA · Montant TTC · Passage source · Confirmé par · Note technique · Note prix · Note totale · Rang · Décision · Motif',
  ],
  [
    'Marchés',
    'Référence · État · Consultation · Demande · Collectivité · Titulaire · Montant HT · Taux TVA · Montant TTC · Taux dispositif · Part dispositif · Part collectivité · Dépassement · Signé le · Appel de fonds le · Contribution reçue · Livrables reçus le · Service fait CUF · Service fait collectivité · Facture · Montant facturé · Payé · Soldé le',
  ],
  ['Mouvements', 'N° · Marché · Sens · Tiers · Montant · Date · Pièce · Saisi par'],
  ['Budget', 'Poste · Montant'],
  [
    'Titulaires',
    'Code · Organisme · Contact · Courriel · Secteurs · Outre-mer · Signé le · Reconductions · Fin · En vigueur · Suspendu',
  ],
  ['Candidatures', 'Référence · Organisme · Courriel · Reçue le · Délai · Pièces · Pages · Conformité'],
  ['Avis', 'Dossier · Membre · Organisme · Avis · Texte · Donné le · Source'],
  [
    'Adhérents',
    "SIREN · Collectivité · Type de collectivité · Adhérent depuis · Adhérent jusqu'au · Cotisation à jour",
  ],
  ['Comité', 'Nom · Nom affiché dans Google · Organisme · Courriel · Rôle · Conflits déclarés'],
  ['Messages', 'Reçu le · De · Objet · Nature · Rattaché à · Signaux · Authenticité · Pièces · À faire · Identifiant'],
  ['Dérogations', 'N° · Nature · Objet · Montant · Motif · Accordée par · Accordée le'],
  ['Paramètres', 'Paramètre · Intitulé · Valeur · Aide'],
  ['Listes', ''],
  ['Modèles', 'Modèle · Objet · Texte'],
  ['Journal', 'N° · Horodatage · Qui · Action · Objet · Champ · Avant · Après · Empreinte'],
];

/** After the parts of the frame and the expected experience, which have one column each. */
const LAST_OF_APPLICATIONS = 'Secteurs · Outre-mer · Avis · Note · Entretien le · Décision · Motif';

const VALUES: readonly (readonly [tab: string, column: string, values: string])[] = [
  ['Demandes', 'Adhérent', 'Adhérent, Non adhérent'],
  ['Demandes', 'Décision', 'retenue, ajournée, refusée'],
  ['Offres', 'Envoi', 'à envoyer, en cours, envoyé, échec, non consulté'],
  ['Offres', 'État', 'en attente, question, déclinée, reçue, à vérifier, remplacée'],
  ['Offres', 'Délai', 'dans les délais, hors délai'],
  ['Offres', 'Décision', 'retenue, rejetée, irrégulière, hors délai'],
  [
    'Messages',
    'Nature',
    'offre, question, offre déclinée, réponse automatique, échec de remise, accusé, candidature, avis, autre, à vérifier',
  ],
  ['Messages', 'Authenticité', 'vérifiée, non vérifiée, suspecte'],
  ['Mouvements', 'Sens', 'participation reçue, remboursement, acompte, solde, avoir'],
  ['Candidatures', 'Conformité', 'conforme, non conforme, pages non vérifiables, à vérifier'],
  ['Avis', 'Avis', 'favorable, réservé, défavorable, sans avis'],
  ['Avis', 'Source', 'commentaire, courriel, séance'],
  ['Comité', 'Rôle', 'comité, ouvreur, direction'],
  ['Adhérents', 'Type de collectivité', 'commune, EPCI, département, région, syndicat, autre'],
  ['Titulaires', 'Outre-mer', 'oui, non'],
];

const SETTINGS: readonly (readonly [name: string, initial: string | number])[] = [
  ['Edition', 2018],
  ['Enveloppe', 100_000],
  ['TauxAdherent', 0.8],
  ['TauxNonAdherent', 0.5],
  ['Plafond', 15_000],
  ['BasePlafond', 'TTC'],
  ['DateAdhesion', 'dépôt'],
  ['CotisationExigee', 'non'],
  ['DelaiJours', 10],
  ['ModeJours', 'ouvrables'],
  ['ReportWeekend', 'oui'],
  ['ZoneFeries', 'métropole'],
  ['OuvertureAppel', ''],
  ['ClotureAppel', ''],
  ['OuvertureCandidatures', '2018-09-21T00:00:00+02:00'],
  ['ClotureCandidatures', '2018-10-14T23:59:59+02:00'],
  ['PagesMax', 20],
  ['PointsTechnique', ''],
  ['PointsPrix', ''],
  ['DerogationRetard', 'non'],
  ['AccordExige', 'non'],
  ['ContributionExigible', 'avant solde'],
  ['Acomptes', 0],
  ['AdresseReponse', ''],
  ['NomExpediteur', ''],
  ['CompteGestion', ''],
  ['DestinatairesAlertes', ''],
  ['ConservationMois', 24],
  ['RappelJours', 3],
];

const MENU_ITEMS: readonly (string | readonly [submenu: string, items: string])[] = [
  'Installer ou mettre à jour',
  'Ouvrir la fiche',
  [
    'Demandes',
    'Vérifier la complétude · Appliquer les décisions · Consigner la qualification · Relever les avis du comité · Saisir un avis de séance · Préparer la séance du comité · Enregistrer un retrait',
  ],
  [
    'Consultations',
    "Rédiger les termes de référence · Enregistrer l'accord sur les TdR · Prévisualiser l'envoi · Envoyer les termes de référence · Prolonger le délai · Diffuser une réponse · Déclarer sans suite",
  ],
  [
    'Offres',
    'Relever les courriels · Ouvrir les plis · Confirmer les montants · Classer les offres · Attribuer · Rattacher un message',
  ],
  [
    'Marchés',
    'Établir le marché · Appeler la contribution · Enregistrer un mouvement · Enregistrer les livrables · Constater le service fait · Enregistrer une facture · Autoriser le paiement · Enregistrer un avenant · Résilier',
  ],
  [
    'Accord-cadre',
    "Lancer l'appel d'offres · Vérifier les candidatures · Désigner les titulaires · Reconduire · Convoquer aux entretiens",
  ],
  ['Budget', 'Simuler la sélection · Enregistrer une dérogation · Produire le bilan'],
  [
    'Outils',
    "Vérifier l'installation · Saisir une demande reçue autrement · Ouvrir une nouvelle édition · Anonymiser les dossiers échus · Aide",
  ],
];

interface Shown {
  readonly header: string;
  readonly choices?: readonly string[];
}

const words = (list: string, separator: string): string[] => (list === '' ? [] : list.split(separator));
const columnsOf = (tab: string): readonly Shown[] => {
  const key = TAB_KEYS.find(candidate => tabOf(candidate).name === tab);
  return key === undefined ? [] : Object.values(tabOf(key).columns);
};
const headersOf = (tab: string): string[] => columnsOf(tab).map(({ header }) => header);

it('has the tabs in order, and any other after them', () => {
  expect(TAB_KEYS.map(key => tabOf(key).name).slice(0, TABS.length)).toEqual(TABS.map(([tab]) => tab));
});

it.each(TABS)('%s begins with its columns in order', (tab, columns) => {
  const expected = words(columns, ' · ');
  expect(headersOf(tab).slice(0, expected.length)).toEqual(expected);
});

it('Candidatures ends its columns in order', () => {
  expect(headersOf('Candidatures').join(' · ')).toContain(LAST_OF_APPLICATIONS);
});

it('no tab has two columns of the same name', () => {
  const double = TAB_KEYS.map(key => tabOf(key).name).filter(
    tab => new Set(headersOf(tab)).size < headersOf(tab).length,
  );
  expect(double).toEqual([]);
});

it.each(VALUES)('%s, %s takes its words', (tab, column, values) => {
  expect(columnsOf(tab).find(({ header }) => header === column)?.choices).toEqual(words(values, ', '));
});

it('Budget begins with its items in order', () => {
  const items = 'Enveloppe, Réservé, Engagé, dont payé, Restant, Participations appelées, Participations encaissées';
  expect(BUDGET_ITEMS).toEqual(words(items, ', '));
});

it('has the settings in order with their first values, and any other after them', () => {
  const shown = (initial: string | number | Date): string | number =>
    initial instanceof Date ? isoParis(instant(initial.getTime())) : initial;
  const settings = settingDefinitions().map(({ name, initial }) => [name, shown(initial)]);
  expect(settings.slice(0, SETTINGS.length)).toEqual(SETTINGS);
});

it('has the menu, item by item', () => {
  expect(MENU_NAME).toBe('Appui AICT');
  expect(
    MENU.map(entry =>
      'handler' in entry ? entry.caption : [entry.caption, entry.items.map(({ caption }) => caption).join(' · ')],
    ),
  ).toEqual(MENU_ITEMS);
});
