/**
 * The workbook: every tab and column, once. Headers, value lists, types, formats, checks, protections, help notes and
 * docs/workbook.md all come from here. Columns after the line "beyond the public face" may be added, none renamed.
 */
import type * as z from 'zod/mini';
import { MOVEMENT_DIRECTIONS } from '../scheme/movements';
import { OPINIONS } from '../scheme/opinions';
import { ACCEPTANCES } from '../scheme/payment';
import { ASSIGNMENT_STATES, BID_STATES, CONSULTATION_STATES, DISPATCH_STATES, REQUEST_STATES } from '../scheme/states';
import {
  amount,
  type CellValue,
  type Column,
  choice,
  day,
  instant,
  integer,
  rate,
  score,
  text,
  yesNo,
} from './columns';

export const MEMBER_STATUSES = ['Adhérent', 'Non adhérent'] as const;
export const AUTHORITY_KINDS = ['commune', 'EPCI', 'département', 'région', 'syndicat', 'autre'] as const;
export const REQUEST_DECISIONS = ['retenue', 'ajournée', 'refusée'] as const;
export const TIMELINESS = ['dans les délais', 'hors délai'] as const;
export const BID_DECISIONS = ['retenue', 'rejetée', 'irrégulière', 'hors délai'] as const;
export const MESSAGE_NATURES = [
  'offre',
  'question',
  'offre déclinée',
  'réponse automatique',
  'échec de remise',
  'accusé',
  'candidature',
  'avis',
  'autre',
  'à vérifier',
] as const;
export const AUTHENTICITIES = ['vérifiée', 'non vérifiée', 'suspecte'] as const;
export const CONFORMITIES = ['conforme', 'non conforme', 'pages non vérifiables', 'à vérifier'] as const;
export const OPINION_SOURCES = ['commentaire', 'courriel', 'séance'] as const;
export const ROLES = ['comité', 'ouvreur', 'direction'] as const;
/** What staff choose to do with the changes that an authority proposes. */
export const PROPOSAL_VERDICTS = ['accepter', 'refuser'] as const;
export const SUPPORT_TYPES = ["Stratégie à l'international", 'Montage de projet', 'Évaluation de projet'] as const;

// biome-ignore format: one column a line reads as the table it is
const TABS = {
  home: () => tab('Accueil', 'free', 'Ce qu’il y a à faire aujourd’hui, les échéances et le budget.', {}),

  requests: () =>
    tab('Demandes', 'table', 'Une ligne par demande d’appui.', {
      reference: text('Référence', 'Numéro de la demande, donné à la réception.', { width: 120 }),
      status: choice('Statut', REQUEST_STATES, 'Où en est le dossier. Modifiable à la main seulement vers un état que le cycle permet.', { owner: 'staff' }),
      receivedAt: instant('Reçue le', 'Heure de réception du formulaire, à Paris.'),
      authority: text('Collectivité', 'Nom donné dans le formulaire.', { width: 220 }),
      authorityKind: text('Type de collectivité', 'commune, EPCI, département, région, syndicat ou autre.'),
      siren: text('SIREN', 'Neuf chiffres, contrôlés par leur clé.', { width: 100 }),
      inseeCode: text('Code INSEE', 'Code de la commune, pour les communes.', { width: 80 }),
      member: choice('Adhérent', MEMBER_STATUSES, 'Lu dans le registre Adhérents par le SIREN, à la date fixée par DateAdhesion, puis figé.'),
      memberAsOf: day('Adhésion constatée le', 'Jour auquel l’adhésion a été lue dans le registre.'),
      supportType: text("Type d'appui", 'Stratégie, montage de projet ou évaluation de projet.'),
      title: text('Intitulé', 'Intitulé donné par la collectivité.', { width: 260, freeText: true }),
      need: text('Besoin', 'Contexte et besoin décrits par la collectivité.', { width: 320, freeText: true }),
      territories: text('Territoires partenaires', 'Pays ou territoires partenaires.'),
      sectors: text('Secteurs', 'Secteurs cochés dans le formulaire.'),
      goals: text('ODD', 'Objectifs de développement durable visés.', { width: 80 }),
      estimate: amount('Coût estimé TTC', 'Estimation de la collectivité, toutes taxes comprises.'),
      schemeShare: amount('Part dispositif', 'Part prise en charge par le dispositif (colonne calculée).', { formula: '=AICT_COLONNE("Part dispositif"; {estimate}; {member}; TauxAdherent; TauxNonAdherent; Plafond)' }),
      authorityShare: amount('Part collectivité', 'Participation de la collectivité, versée à CUF (colonne calculée).', { formula: '=AICT_COLONNE("Part collectivité"; {estimate}; {member}; TauxAdherent; TauxNonAdherent; Plafond)' }),
      legalRepresentative: text('Représentant légal', 'Personne qui engage la collectivité.'),
      contact: text('Contact', 'Personne à joindre.'),
      position: text('Fonction', 'Fonction du contact.'),
      email: text('Courriel', 'Adresse du contact.', { width: 200 }),
      phone: text('Téléphone', 'Numéro du contact, tel qu’il a été saisi.'),
      wishedBy: text('Échéance souhaitée', 'Date souhaitée par la collectivité.', { width: 110 }),
      completeness: text('Complétude', '« complet », ou la liste de ce qui manque.', { width: 240 }),
      opinions: text('Avis', 'Avis du comité de pilotage.', { width: 200 }),
      score: score('Note', 'Note donnée à la demande ; départage les demandes d’un même groupe.', { owner: 'staff' }),
      rank: integer('Rang', 'Rang parmi les demandes retenues : les adhérents d’abord, puis la note, puis l’heure de réception.'),
      retainedCost: amount('Coût retenu TTC', 'Coût retenu par le comité ; par défaut l’estimation, dans la limite du plafond.', { owner: 'staff' }),
      reserved: amount('Montant réservé', 'Part du dispositif réservée sur l’enveloppe à la sélection, figée.'),
      session: day('Séance du', 'Séance du comité qui a décidé.', { owner: 'staff' }),
      decision: choice('Décision', REQUEST_DECISIONS, 'Décision du comité, à appliquer par le menu.', { owner: 'staff' }),
      decidedAt: instant('Décidée le', 'Moment où la décision a été appliquée.'),
      reason: text('Motif', 'Motif de la décision, du retrait ou de l’ajournement.', { width: 240, owner: 'staff' }),
      qualification: text('Qualification', 'Ce que l’échange avec la collectivité a précisé.', { width: 280, freeText: true }),
      termsOfReference: text('TdR', 'Lien vers les termes de référence.'),
      consultation: text('Consultation', 'Référence de la consultation des titulaires.', { width: 120 }),
      // beyond the public face
      cashCommitment: text('Engagement en numéraire', 'Engagement à verser la participation par virement.', { width: 100 }),
      dues: text('Cotisation', 'Cotisation à jour au moment du constat, d’après le registre.'),
      registerLine: text('Ligne du registre', 'Ligne du registre Adhérents retenue pour le constat.'),
      responseId: text('Réponse', 'Identifiant de la réponse au formulaire.'),
      answeredAt: instant('Réponse du', 'Heure de la dernière réponse prise en compte.'),
      otherAnswers: text('Autres réponses', 'Réponses à des questions que le dispositif ne connaît pas : rien n’est perdu.', { freeText: true }),
      proposedChanges: text('Modifications proposées', 'Réponse modifiée après que le dossier est complet : à examiner, jamais appliquée d’office.', { width: 240, freeText: true }),
      receipt: choice('Accusé', DISPATCH_STATES, 'État de l’accusé de réception.'),
      receiptSentAt: instant('Accusé envoyé le', 'Heure d’envoi de l’accusé de réception.'),
      receiptToken: text('Jeton de l’accusé', 'Repère unique du courriel, pour ne jamais l’envoyer deux fois.'),
      receiptMessage: text('Message de l’accusé', 'Identifiant Gmail du courriel envoyé.'),
      receiptReason: text('Suivi de l’accusé', 'Pourquoi l’accusé n’est pas parti, quand c’est le cas.'),
      receivedBy: text('Reçue par', 'Formulaire, courrier, téléphone, courriel ou autre.', { width: 100 }),
      grid: text('Grille de sélection', 'Une ligne par critère de sélection de Listes, « Critère (points) : note » ; la colonne Note en est le total.', { owner: 'staff', width: 260 }),
      completionAskedAt: instant('Compléments demandés le', 'Heure de la dernière lettre qui dit à la collectivité ce qui manque.'),
      standingToldOn: day('Point envoyé le', 'Jour de la dernière réponse automatique qui dit où en est la demande : une par jour au plus.'),
      anonymisationToldOn: day('Anonymisation annoncée le', 'Jour où la fin de conservation des données personnelles a été annoncée ; l’anonymisation est possible 30 jours après.'),
      anonymisedAt: instant('Anonymisé le', 'Heure à laquelle les données personnelles du dossier ont été effacées.'),
      proposalVerdict: choice('Suite des modifications', PROPOSAL_VERDICTS, '« accepter » reprend dans la demande ce que dit « Modifications proposées » ; « refuser » l’écarte. Le journal garde l’avant et l’après.', { owner: 'staff' }),
      supportingDocuments: text('Pièces reçues', 'Pièces jointes aux courriels de la collectivité : nom du fichier classé et empreinte SHA-256, une par ligne.', { width: 240, freeText: true }),
      supportingFolder: text('Dossier des pièces', 'Lien vers le dossier Drive où ces pièces sont classées.'),
    }),

  consultations: () =>
    tab('Consultations', 'table', 'Une ligne par consultation des titulaires.', {
      reference: text('Référence', 'Numéro de la consultation.', { width: 120 }),
      status: choice('Statut', CONSULTATION_STATES, 'Où en est la consultation.'),
      request: text('Demande', 'Référence de la demande d’appui.', { width: 120 }),
      subject: text('Objet', 'Objet de la consultation.', { width: 260 }),
      termsOfReference: text('TdR', 'Lien vers le document des termes de référence.'),
      version: integer('Version', 'Version des termes de référence ; celle qui est envoyée est figée.'),
      agreedOn: day('TdR validés le', 'Jour où la collectivité a donné son accord sur les termes de référence.'),
      technicalPoints: score('Points technique', 'Points de la note technique, figés à l’envoi.'),
      pricePoints: score('Points prix', 'Points de la note de prix, figés à l’envoi.'),
      sentAt: instant('Envoyée le', 'Heure du premier envoi aux titulaires.'),
      deadline: instant('Date limite', 'Dernière seconde admise pour répondre, à Paris.'),
      invited: integer('Titulaires consultés', 'Nombre de titulaires à qui la consultation est envoyée.'),
      answers: integer('Réponses', 'Nombre de titulaires ayant remis un pli ou décliné.'),
      late: integer('Hors délai', 'Nombre de plis arrivés après la date limite.'),
      questions: integer('Questions', 'Nombre de questions posées par les titulaires.'),
      openedAt: instant('Ouverte le', 'Heure d’ouverture des plis.'),
      openedBy: text('Ouverte par', 'Les deux personnes qui ont ouvert les plis.'),
      winner: text('Titulaire retenu', 'Code du titulaire retenu.', { width: 110 }),
      awardedAmount: amount('Montant retenu TTC', 'Montant de l’offre retenue.'),
      // beyond the public face
      deadlineExplained: text('Calcul du délai', 'Comment la date limite a été calculée, en toutes lettres.', { width: 260 }),
      documentId: text('Document', 'Identifiant du document des termes de référence.'),
      frozenPdf: text('PDF envoyé', 'Identifiant du PDF figé, tel qu’il est parti.'),
      frozenPdfHash: text('Empreinte du PDF', 'Empreinte SHA-256 du PDF envoyé.'),
      sentSubject: text('Objet du courriel', 'Objet du courriel envoyé aux titulaires, figé.'),
      sentText: text('Texte du courriel', 'Texte du courriel envoyé aux titulaires, figé.'),
      sendingComplete: yesNo('Envoi terminé', 'oui quand le courriel est parti à tous les titulaires consultés.'),
      reason: text('Motif', 'Motif de la déclaration sans suite.'),
      agreementSaid: text('Accord de la collectivité', 'Accord ou refus reçu par courriel, avec sa preuve : proposé, à enregistrer par le menu.', { width: 240, freeText: true }),
      agreedVersion: integer('Version validée', 'Version des termes de référence sur laquelle porte l’accord.'),
      agreedPdf: text('PDF validé', 'Identifiant du PDF figé au moment de l’accord.'),
      agreedPdfHash: text('Empreinte validée', 'Empreinte SHA-256 du PDF figé au moment de l’accord.'),
      draftedFrom: text('Empreinte de la qualification', 'Empreinte SHA-256 de la qualification dont le document est tiré : quand elle change, une nouvelle version peut être rédigée.'),
      earlierVersions: text('Versions précédentes', 'Versions remplacées des termes de référence : numéro, jour et lien, une par ligne.', { width: 220 }),
      openingFolder: text('Dossier des plis', 'Lien vers le dossier Drive où les documents des plis sont classés à l’ouverture.'),
      openingRecord: text('Procès-verbal', 'Lien vers le procès-verbal d’ouverture (document).'),
      openingRecordPdf: text('Procès-verbal (PDF)', 'Lien vers le procès-verbal d’ouverture, figé en PDF.'),
      openingRecordHash: text('Empreinte du procès-verbal', 'Empreinte SHA-256 du PDF du procès-verbal.'),
      excluded: text('Titulaires écartés', 'Titulaires en vigueur à ne pas consulter : « CODE : motif », un par ligne.', { owner: 'staff', width: 220 }),
      agreedTextHash: text('Empreinte du texte validé', 'Empreinte SHA-256 du texte sur lequel porte l’accord : un document modifié depuis ne part pas sans nouvel accord.'),
    }),

  bids: () =>
    tab('Offres', 'table', 'Une ligne par dépôt d’un titulaire.', {
      reference: text('Référence', 'Numéro du dépôt.', { width: 160 }),
      consultation: text('Consultation', 'Référence de la consultation.', { width: 120 }),
      holder: text('Titulaire', 'Code du titulaire.', { width: 100 }),
      sendState: choice('Envoi', DISPATCH_STATES, 'État de l’envoi des termes de référence à ce titulaire.'),
      sentAt: instant('Envoyée le', 'Heure d’envoi à ce titulaire.'),
      state: choice('État', BID_STATES, 'Où en est la réponse du titulaire.'),
      timeliness: choice('Délai', TIMELINESS, 'Réception comparée à la date limite, à la seconde.'),
      receivedAt: instant('Reçue le', 'Heure de réception par le serveur de CUF.'),
      attachments: text('Pièces', 'Nombre et taille des pièces jointes.'),
      content: text('Contenu', 'Ce que le pli contient, après l’ouverture.', { width: 260 }),
      ht: amount('Montant HT', 'Montant hors taxes lu dans l’offre ; à confirmer.', { owner: 'staff' }),
      vatRate: rate('Taux TVA', 'Taux de TVA ; 0 est possible (art. 293 B du CGI).', { owner: 'staff' }),
      ttc: amount('Montant TTC', 'Montant toutes taxes comprises lu dans l’offre ; à confirmer.', { owner: 'staff' }),
      source: text('Passage source', 'Phrase de l’offre d’où viennent les montants.', { width: 240 }),
      confirmedBy: text('Confirmé par', 'Personne qui a confirmé les montants.'),
      technicalScore: score('Note technique', 'Note donnée par CUF, sur les points technique de la consultation.', { owner: 'staff' }),
      priceScore: score('Note prix', 'Prix le plus bas ÷ prix × points prix.'),
      totalScore: score('Note totale', 'Note technique + note prix.'),
      rank: integer('Rang', 'Rang parmi les offres classées.'),
      decision: choice('Décision', BID_DECISIONS, 'Décision sur l’offre. CUF peut saisir « irrégulière », avec le motif.', { owner: 'staff' }),
      reason: text('Motif', 'Motif de la décision ou de l’écart.', { width: 240, owner: 'staff' }),
      // beyond the public face
      organisation: text('Organisme', 'Organisme du titulaire au moment de l’envoi.'),
      address: text('Courriel', 'Adresses du titulaire au moment de l’envoi.'),
      token: text('Jeton', 'Repère unique du courriel envoyé à ce titulaire.'),
      sentMessage: text('Message envoyé', 'Identifiant Gmail du courriel envoyé.'),
      thread: text('Fil', 'Identifiant Gmail de la conversation avec ce titulaire.'),
      receivedMessage: text('Message reçu', 'Identifiant Gmail du pli.'),
      authenticity: choice('Authenticité', AUTHENTICITIES, 'Verdict sur l’expéditeur du pli.'),
      documents: text('Documents', 'Documents du pli, classés dans le dossier de la consultation à l’ouverture.', { width: 240 }),
      hash: text('Empreinte', 'Empreinte SHA-256 du pli : texte et documents, calculée à l’ouverture.'),
      doubts: text('Doutes', 'Ce qu’il faut vérifier avant de confirmer les montants.', { width: 240 }),
    }),

  assignments: () =>
    tab('Marchés', 'table', 'Une ligne par prestation attribuée.', {
      reference: text('Référence', 'Numéro du marché subséquent.', { width: 120 }),
      state: choice('État', ASSIGNMENT_STATES, 'Où en est la prestation.'),
      consultation: text('Consultation', 'Référence de la consultation.', { width: 120 }),
      request: text('Demande', 'Référence de la demande.', { width: 120 }),
      authority: text('Collectivité', 'Collectivité bénéficiaire.', { width: 220 }),
      holder: text('Titulaire', 'Code du titulaire retenu.', { width: 100 }),
      ht: amount('Montant HT', 'Montant hors taxes du marché.'),
      vatRate: rate('Taux TVA', 'Taux de TVA du marché.'),
      ttc: amount('Montant TTC', 'Montant toutes taxes comprises du marché.'),
      schemeRate: rate('Taux dispositif', 'Taux pris en charge par le dispositif, figé.'),
      schemeShare: amount('Part dispositif', 'Part engagée sur l’enveloppe, figée.'),
      authorityShare: amount('Part collectivité', 'Participation de la collectivité, figée.'),
      excess: amount('Dépassement', 'Part au-delà du plafond, portée par la collectivité.'),
      signedOn: day('Signé le', 'Date de signature du marché.'),
      fundsCalledOn: day('Appel de fonds le', 'Date de l’appel de fonds à la collectivité.'),
      contributionReceived: amount('Contribution reçue', 'Total reçu de la collectivité, remboursements déduits.'),
      deliverablesReceivedOn: day('Livrables reçus le', 'Date de réception des livrables.'),
      acceptedByCuf: choice('Service fait CUF', ACCEPTANCES, 'Constat de CUF : accepté ou refusé ; vide tant qu’il n’est pas fait.'),
      acceptedByAuthority: choice('Service fait collectivité', ACCEPTANCES, 'Constat de la collectivité : accepté ou refusé ; vide tant qu’il n’est pas fait.'),
      invoice: text('Facture', 'Numéro de la facture ; plusieurs séparés par un point-virgule.'),
      invoicedAmount: amount('Montant facturé', 'Total des factures, avoirs déduits.'),
      paid: amount('Payé', 'Total payé au titulaire.'),
      settledOn: day('Soldé le', 'Date du solde.'),
      // beyond the public face
      member: choice('Adhérent', MEMBER_STATUSES, 'Statut retenu à l’attribution.'),
      supportType: text("Type d'appui", 'Type d’appui de la demande.'),
      schemePaid: amount('Payé par le dispositif', 'Part des paiements prise sur l’enveloppe.'),
      fundersSplit: text('Répartition bailleurs', 'Part de chaque bailleur, figée à l’attribution.', { width: 220 }),
      derogation: text('Dérogation', 'Numéro de la dérogation utilisée.'),
      contract: text('Contrat', 'Lien vers le document du marché, tiré du modèle.', { width: 200 }),
      contractPdf: text('PDF du contrat', 'Lien vers le PDF du marché à signer.', { width: 200 }),
      contractHash: text('Empreinte du contrat', 'Empreinte SHA-256 du PDF du marché.'),
      calledAmount: amount('Montant appelé', 'Part de la collectivité à la date du dernier appel de fonds.'),
      remindedOn: day('Relancée le', 'Date de la dernière relance de la collectivité.'),
      deliverables: text('Livrables', 'Lien vers les livrables, ou leur liste.', { width: 240 }),
      acceptanceNotes: text('Suites du service fait', 'Qui a constaté quoi, quand, pour quel motif, et d’après quelle preuve ; une ligne par constat.', { width: 320 }),
      invoices: text('Factures et avoirs', 'Chaque facture et chaque avoir, avec sa date et son montant ; une ligne par pièce.', { width: 240 }),
      amendments: text('Avenants', 'Chaque avenant : date, ancien et nouveau total, motif ; une ligne par avenant.', { width: 240 }),
      acceptedWork: amount('Travaux acceptés', 'Valeur TTC des travaux acceptés à la résiliation.'),
      endReason: text('Motif de résiliation', 'Pourquoi le marché est résilié.', { width: 200 }),
      satisfaction: integer('Satisfaction', 'Note de 1 à 5 donnée par la collectivité à la fin de la prestation, pour le bilan.', { owner: 'staff' }),
    }),

  movements: () =>
    tab('Mouvements', 'table', 'Une ligne par somme qui entre ou sort.', {
      number: text('N°', 'Numéro du mouvement.', { width: 80 }),
      assignment: text('Marché', 'Référence du marché.', { width: 120 }),
      direction: choice('Sens', MOVEMENT_DIRECTIONS, 'Nature du mouvement.'),
      party: text('Tiers', 'Qui verse ou reçoit.'),
      amount: amount('Montant', 'Montant du mouvement.'),
      date: day('Date', 'Date du mouvement.'),
      document: text('Pièce', 'Pièce justificative.'),
      recordedBy: text('Saisi par', 'Personne qui a saisi le mouvement.'),
      // beyond the public face
      authorisedOn: day('Autorisé le', 'Jour où le paiement a été autorisé.'),
      transferred: yesNo('Virement enregistré', 'Pour un paiement autorisé : oui une fois le virement enregistré, avec sa date et sa pièce.'),
    }),

  budget: () =>
    tab('Budget', 'free', 'L’enveloppe : réservé, engagé, payé, restant.', {
      item: text('Poste', 'Poste du budget.', { width: 260 }),
      amount: amount('Montant', 'Montant du poste.', { width: 140 }),
      // beyond the public face: each breakdown in parts that add up to its amount
      paid: amount('Payé', 'Ce que le dispositif a déjà payé.', { width: 140 }),
      due: amount('Engagé, à payer', 'Ce qui est engagé et reste à payer.', { width: 140 }),
      reserved: amount('Réservé', 'Ce qui est réservé par une décision du comité.', { width: 140 }),
      remaining: amount('Restant', 'Ce qui reste de l’enveloppe.', { width: 140 }),
    }),

  holders: () =>
    tab('Titulaires', 'staff', 'Une ligne par titulaire de l’accord-cadre.', {
      code: text('Code', 'Code court, en lettres capitales : ALPHA.', { owner: 'staff', width: 100 }),
      organisation: text('Organisme', 'Nom de l’organisme.', { owner: 'staff', width: 220 }),
      contact: text('Contact', 'Personne à joindre.', { owner: 'staff' }),
      email: text('Courriel', 'Adresse ; plusieurs séparées par un point-virgule.', { owner: 'staff', width: 220 }),
      sectors: text('Secteurs', 'Secteurs de compétence.', { owner: 'staff' }),
      overseas: yesNo('Outre-mer', 'Expérience outre-mer : oui ou non.', { owner: 'staff' }),
      signedOn: day('Signé le', 'Date de signature de l’accord-cadre.', { owner: 'staff' }),
      renewals: integer('Reconductions', 'Nombre de reconductions : 0, 1 ou 2.', { owner: 'staff' }),
      endsOn: day('Fin', 'Dernier jour de l’accord-cadre (colonne calculée).', { formula: '=AICT_FIN_ACCORD("Fin"; {signedOn}; {renewals})', }),
      inForce: text('En vigueur', 'oui si l’accord-cadre est en vigueur aujourd’hui (colonne calculée).', { formula: '=AICT_EN_VIGUEUR("En vigueur"; {signedOn}; {renewals}; {suspended}; Aujourdhui)', width: 90 }),
      suspended: yesNo('Suspendu', 'oui pour ne plus consulter ce titulaire.', { owner: 'staff' }),
    }),

  applications: () =>
    tab('Candidatures', 'table', 'Une ligne par candidature à l’accord-cadre.', {
      reference: text('Référence', 'Numéro de la candidature.', { width: 130 }),
      organisation: text('Organisme', 'Organisme candidat.', { owner: 'staff', width: 220 }),
      email: text('Courriel', 'Adresse du candidat.', { width: 200 }),
      receivedAt: instant('Reçue le', 'Heure de réception.'),
      timeliness: choice('Délai', TIMELINESS, 'Réception comparée à la clôture, à la seconde.'),
      attachments: text('Pièces', 'Pièces jointes.'),
      pages: text('Pages', 'Nombre total de pages, annexes comprises.', { width: 80 }),
      conformity: choice('Conformité', CONFORMITIES, 'Respect du nombre de pages et du cadre.'),
      partOrganisation: text('Présentation de l’organisme', 'Domaine d’expertise, effectifs, clients.', { owner: 'staff' }),
      partUnderstanding: text('Compréhension et résumé de l’offre', 'Compréhension du cahier des charges.', { owner: 'staff' }),
      partMethod: text('Méthodologie', 'Méthodologie proposée.', { owner: 'staff' }),
      partReferences: text('Expériences récentes', 'Trois expériences de moins d’un an.', { owner: 'staff' }),
      partResumes: text('CV', 'CV d’une page au plus.', { owner: 'staff' }),
      partCosts: text('Structure de coût', 'Coût par profil, en euros hors taxes.', { owner: 'staff' }),
      expSetUp: text('Montage de projets', 'Montage de projets de coopération décentralisée.', { owner: 'staff' }),
      expEvaluation: text('Évaluation de projets', 'Évaluation de projets de coopération décentralisée.', { owner: 'staff' }),
      expAuthorities: text('Connaissance des collectivités', 'Collectivités et leurs organismes représentatifs.', { owner: 'staff' }),
      expDevelopment: text('Développement et ODD', 'Enjeux de développement, ODD.', { owner: 'staff' }),
      expNetwork: text('Réseau d’acteurs', 'Capacité à mobiliser un réseau.', { owner: 'staff' }),
      expFunders: text('Connaissance des bailleurs', 'Bailleurs de l’AICT et leurs orientations.', { owner: 'staff' }),
      sectors: text('Secteurs', 'Secteurs couverts.', { owner: 'staff' }),
      overseas: yesNo('Outre-mer', 'Expérience outre-mer.', { owner: 'staff' }),
      opinions: text('Avis', 'Avis du comité.'),
      score: score('Note', 'Note donnée à la candidature.', { owner: 'staff' }),
      interviewOn: instant('Entretien le', 'Jour et heure de l’entretien, à saisir ; « Convoquer aux entretiens » écrit alors au candidat.', { owner: 'staff' }),
      decision: choice('Décision', REQUEST_DECISIONS, 'Décision du comité.', { owner: 'staff' }),
      reason: text('Motif', 'Motif de la décision.', { owner: 'staff' }),
      // beyond the public face
      messageId: text('Identifiant', 'Identifiant Gmail du message.'),
      remarks: text('Observations', 'Pièces, pages et ce qui est à vérifier.', { width: 320 }),
      leftOut: text('Pièces écartées', 'Copies identiques à ne pas compter : « nom du fichier : motif », une par ligne.', { owner: 'staff', width: 220 }),
      anonymisationToldOn: day('Anonymisation annoncée le', 'Jour où la fin de conservation des données personnelles a été annoncée ; l’anonymisation est possible 30 jours après.'),
      anonymisedAt: instant('Anonymisé le', 'Heure à laquelle les données personnelles du dossier ont été effacées.'),
      staffCounts: text('Pages comptées par l’équipe', 'Pour une pièce dont le nombre de pages ne se lit pas de façon sûre : « nom du fichier : nombre », une par ligne. Jamais repris pour une pièce qui se compte.', { owner: 'staff', width: 220 }),
      fingerprints: text('Empreintes des pièces', 'Empreinte SHA-256 de chaque pièce, une par ligne : les mêmes documents envoyés deux fois se reconnaissent.'),
      invitedFor: instant('Convoqué pour le', 'Jour et heure que dit la dernière convocation : une date changée depuis ne s’annonce qu’après confirmation.'),
    }),

  opinions: () =>
    tab('Avis', 'table', 'Une ligne par avis d’un membre du comité.', {
      subject: text('Dossier', 'Référence du dossier.', { width: 120 }),
      member: text('Membre', 'Membre du comité.'),
      organisation: text('Organisme', 'CUF, AFD ou DAECT.'),
      opinion: choice('Avis', OPINIONS, 'Avis donné.'),
      text: text('Texte', 'Ce que le membre a écrit.', { width: 320 }),
      givenAt: instant('Donné le', 'Quand l’avis a été donné.'),
      source: choice('Source', OPINION_SOURCES, 'D’où vient l’avis.'),
      // beyond the public face
      counted: text('Pris en compte', 'oui, ou pourquoi cet avis ne compte pas (conflit déclaré, avis plus récent).', { width: 220 }),
      origin: text('Provenance', 'Repère du commentaire ou du courriel, pour ne jamais le prendre deux fois.'),
      withdrawnAt: instant('Retiré le', 'Quand son auteur a supprimé le commentaire, ou en a ôté l’avis.'),
    }),

  members: () =>
    tab('Adhérents', 'staff', 'Le registre des adhérents de CUF.', {
      siren: text('SIREN', 'Neuf chiffres.', { owner: 'staff', width: 100 }),
      authority: text('Collectivité', 'Nom de la collectivité.', { owner: 'staff', width: 240 }),
      authorityKind: choice('Type de collectivité', AUTHORITY_KINDS, 'Type de collectivité.', { owner: 'staff' }),
      memberSince: day('Adhérent depuis', 'Premier jour d’adhésion.', { owner: 'staff' }),
      memberUntil: day("Adhérent jusqu'au", 'Dernier jour d’adhésion ; vide : toujours adhérent.', { owner: 'staff' }),
      duesPaid: yesNo('Cotisation à jour', 'oui ou non.', { owner: 'staff' }),
    }),

  committee: () =>
    tab('Comité', 'staff', 'Membres du comité, ouvreurs de plis et direction.', {
      name: text('Nom', 'Nom de la personne.', { owner: 'staff' }),
      displayName: text('Nom affiché dans Google', 'Nom que Google montre à côté de ses commentaires.', { owner: 'staff' }),
      organisation: text('Organisme', 'CUF, AFD ou DAECT.', { owner: 'staff' }),
      email: text('Courriel', 'Adresse de la personne.', { owner: 'staff', width: 220 }),
      role: choice('Rôle', ROLES, 'comité, ouvreur ou direction.', { owner: 'staff' }),
      conflicts: text('Conflits déclarés', 'Références des dossiers sur lesquels la personne se retire.', { owner: 'staff', width: 220 }),
    }),

  messages: () =>
    tab('Messages', 'table', 'Une ligne par message reçu.', {
      receivedAt: instant('Reçu le', 'Heure de réception par le serveur.'),
      from: text('De', 'Expéditeur.', { width: 200 }),
      subject: text('Objet', 'Objet du message ; « pli scellé » pour une offre non ouverte.', { width: 260 }),
      nature: choice('Nature', MESSAGE_NATURES, 'Ce qu’est le message.'),
      tiedTo: text('Rattaché à', 'Dossier ou offre à qui le message est rattaché.', { width: 160 }),
      signals: text('Signaux', 'Les signaux concordants qui ont permis le rattachement.', { width: 220 }),
      authenticity: choice('Authenticité', AUTHENTICITIES, 'Verdict de Gmail sur l’expéditeur.'),
      attachments: text('Pièces', 'Nombre et taille des pièces jointes.'),
      toDo: text('À faire', 'Ce qu’il reste à faire, s’il y a lieu.', { width: 280 }),
      id: text('Identifiant', 'Identifiant Gmail du message.'),
      // beyond the public face
      messageId: text('Identifiant de courriel', 'Message-ID donné par l’expéditeur : le même deux fois est un double.'),
    }),

  derogations: () =>
    tab('Dérogations', 'table', 'Une ligne par dérogation accordée.', {
      number: text('N°', 'Numéro de la dérogation.', { width: 110 }),
      nature: text('Nature', 'plafond, enveloppe, retard…', { width: 180 }),
      subject: text('Objet', 'Référence concernée.', { width: 160 }),
      amount: amount('Montant', 'Montant accordé.'),
      reason: text('Motif', 'Pourquoi.', { width: 280 }),
      grantedBy: text('Accordée par', 'Qui l’a accordée.'),
      grantedAt: instant('Accordée le', 'Quand.'),
    }),

  settings: () =>
    tab('Paramètres', 'staff', 'Les réglages de l’édition.', {
      name: text('Paramètre', 'Nom du réglage ; aussi le nom de la plage.', { width: 180 }),
      label: text('Intitulé', 'Ce que règle ce paramètre.', { width: 300 }),
      value: text('Valeur', 'La valeur ; modifiable.', { owner: 'staff', width: 200 }),
      help: text('Aide', 'Ce qu’il faut savoir.', { width: 480 }),
    }),

  lists: () =>
    tab('Listes', 'staff', 'Les listes : bailleurs, jours fériés supplémentaires, critères techniques.', {
      funder: text('Bailleur', 'Nom du bailleur.', { owner: 'staff' }),
      funderShare: rate('Part du bailleur', 'Part de chaque bailleur ; le total fait 100 %.', { owner: 'staff' }),
      extraHoliday: day('Jour férié supplémentaire', 'Jour qui ne compte pas dans les délais, en plus des jours légaux.', { owner: 'staff' }),
      criterion: text('Critère technique', 'Critère de la note technique.', { owner: 'staff', width: 280 }),
      criterionPoints: score('Points du critère', 'Points du critère ; le total fait PointsTechnique.', { owner: 'staff' }),
      requestCriterion: text('Critère de sélection', 'Critère de la note des demandes.', { owner: 'staff', width: 280 }),
      requestCriterionPoints: score('Points de sélection', 'Points du critère de sélection.', { owner: 'staff' }),
    }),

  templates: () =>
    tab('Modèles', 'staff', 'Les lettres, modifiables.', {
      name: text('Modèle', 'Nom de la lettre ; ne pas le changer.', { width: 220 }),
      subject: text('Objet', 'Objet du courriel.', { owner: 'staff', width: 320 }),
      text: text('Texte', 'Texte du courriel ; les champs s’écrivent entre doubles accolades.', { owner: 'staff', width: 640 }),
    }),

  ledger: () =>
    tab('Journal', 'table', 'Tout ce qui s’est passé, dans l’ordre ; chaque ligne scelle la précédente.', {
      number: integer('N°', 'Numéro de la ligne.'),
      at: instant('Horodatage', 'Heure de Paris, à la seconde.'),
      who: text('Qui', 'Personne, ou « automate ».', { width: 200 }),
      action: text('Action', 'Ce qui a été fait.', { width: 240 }),
      subject: text('Objet', 'Référence concernée.', { width: 160 }),
      field: text('Champ', 'Champ modifié.'),
      before: text('Avant', 'Valeur avant.', { width: 200 }),
      after: text('Après', 'Valeur après.', { width: 200 }),
      hash: text('Empreinte', 'Empreinte de la ligne, qui dépend de toutes les précédentes.', { width: 200 }),
    }),

  questions: () =>
    tab('Questions', 'table', 'Une ligne par question à laquelle il a été répondu, pour tous.', {
      consultation: text('Consultation', 'Référence de la consultation.', { width: 120 }),
      number: integer('N°', 'Numéro de la question dans sa consultation.'),
      question: text('Question', 'La question, sans le nom de qui l’a posée.', { width: 320 }),
      answer: text('Réponse', 'La réponse envoyée à tous les titulaires consultés.', { width: 320 }),
      sharedAt: instant('Diffusée le', 'Heure de la diffusion.'),
      sharedBy: text('Diffusée par', 'Qui l’a diffusée.', { width: 200 }),
    }),

  letters: () =>
    tab('Envois', 'table', 'Courriers préparés par le dispositif, un par ligne.', {
      token: text('Jeton', 'Repère unique du courriel, pour ne jamais l’envoyer deux fois.'),
      template: text('Modèle', 'Modèle de la lettre.', { width: 200 }),
      subject: text('Dossier', 'Référence du dossier.', { width: 160 }),
      to: text('Destinataire', 'Adresse du destinataire.', { width: 220 }),
      mailSubject: text('Objet', 'Objet du courriel.', { width: 280 }),
      mailText: text('Texte', 'Texte du courriel.', { width: 320 }),
      thread: text('Fil', 'Conversation Gmail à laquelle le courriel répond.'),
      state: choice('Envoi', DISPATCH_STATES, 'État de l’envoi.'),
      queuedAt: instant('Préparé le', 'Quand le courriel a été mis en file.'),
      queuedBy: text('Préparé par', 'Qui l’a mis en file.'),
      sentAt: instant('Envoyé le', 'Quand le courriel est parti.'),
      messageId: text('Message', 'Identifiant Gmail du courriel envoyé.'),
      reason: text('Motif', 'Pourquoi le courriel n’est pas parti, quand c’est le cas.', { width: 240 }),
    }),
} as const;

/** How a tab is kept: rows written by the add-on, lists kept by staff, or a free page. */
export type TabKind = 'table' | 'staff' | 'free';

/** A column whose value type is not known here: what it parses, it can print. */
type AnyColumn = Omit<Column<unknown>, 'print'> & { readonly print: (value: never) => CellValue };
type Columns = Record<string, AnyColumn>;

export interface Tab<C extends Columns = Columns> {
  readonly name: string;
  readonly kind: TabKind;
  readonly about: string;
  readonly columns: C;
}

function tab<C extends Columns>(name: string, kind: TabKind, about: string, columns: C): Tab<C> {
  return { name, kind, about, columns };
}

export type TabKey = keyof typeof TABS;
type TabOf<K extends TabKey> = ReturnType<(typeof TABS)[K]>;
type ValueOf<C> = C extends { readonly parse: z.ZodMiniType<infer T, unknown> } ? T : never;

/** A row of a tab as a named object: each column's key with its typed value. */
export type Row<K extends TabKey> = { -readonly [C in keyof TabOf<K>['columns']]: ValueOf<TabOf<K>['columns'][C]> };

export const TAB_KEYS = Object.keys(TABS) as TabKey[];

const built = new Map<TabKey, Tab>();

/** The schema of one tab, built when it is first asked for. */
export function tabOf<K extends TabKey>(key: K): TabOf<K> {
  const known = built.get(key) ?? (TABS[key]() as Tab);
  built.set(key, known);
  return known as unknown as TabOf<K>;
}
