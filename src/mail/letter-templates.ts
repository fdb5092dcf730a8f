/**
 * The letters as they stand in the tab `Modèles` after installation: name, subject, text, and the fields each may use.
 * Staff edit subject and text in the workbook; names and fields are fixed here.
 */

/** A letter: `fields` are all the placeholders it may use, `required` those its text must keep, `requiredInSubject` its subject. */
export interface LetterTemplate {
  readonly name: LetterName;
  readonly subject: string;
  readonly text: string;
  readonly fields: readonly string[];
  readonly required: readonly string[];
  readonly requiredInSubject: readonly string[];
  /** Whether an answer is read by the add-on: the marker line then stands first, above everything staff wrote. */
  readonly answerExpected: boolean;
}

/** The letters' names, as the column `Modèle` shows them. */
export const letterNames = [
  'Accusé de réception de la demande',
  'Demande de compléments',
  'Point sur votre demande',
  'Termes de référence à valider',
  'Demande retenue',
  'Demande ajournée',
  'Demande refusée',
  'Consultation des titulaires',
  'Prolongation du délai',
  'Nouvelle date limite',
  'Réponse à une question',
  'Rappel avant la date limite',
  'Consultation sans suite',
  "Accusé de réception d'une offre",
  'Attribution',
  "Rejet d'une offre",
  'Information de la collectivité',
  'Appel de fonds',
  'Relance de l’appel de fonds',
  'Livrables à valider',
  'Livrables à corriger',
  'Résiliation du marché',
  'Décompte de la participation',
  "Accusé de réception d'une candidature",
  'Convocation à un entretien',
  'Nouvelle date d’entretien',
  'Candidature retenue',
  'Candidature non retenue',
  'Avis demandés au comité',
  'Rappel des avis du comité',
  "Alerte d'offre hors délai",
  'Récapitulatif quotidien',
] as const;

export type LetterName = (typeof letterNames)[number];

const requestFields = [
  'Référence',
  'Collectivité',
  'Contact',
  "Type d'appui",
  'Intitulé',
  'Expéditeur',
  'Adresse de réponse',
];
const sessionFields = [
  'Membre',
  'Séance',
  'Dossiers',
  'Classeur du comité',
  'Lignes de réponse',
  'Expéditeur',
  'Adresse de réponse',
];
const holderFields = ['Consultation', 'Organisme', 'Contact', 'Objet', 'Expéditeur', 'Adresse de réponse'];

/** The letters of a new workbook, in the order of the tab. Built on demand: nothing of this is needed to load the script. */
export function defaultLetters(): LetterTemplate[] {
  return [
    ...requestLetters(),
    ...consultationLetters(),
    ...awardLetters(),
    ...assignmentLetters(),
    ...tenderLetters(),
    ...internalLetters(),
  ];
}

/** The default letter of a name. */
export function defaultLetter(name: LetterName): LetterTemplate {
  const letter = defaultLetters().find(candidate => candidate.name === name);
  if (letter === undefined) throw new RangeError(`no default letter named ${name}`);
  return letter;
}

const applicantFields = ['Référence', 'Organisme', 'Expéditeur', 'Adresse de réponse'];

function tenderLetters(): LetterTemplate[] {
  return [
    {
      name: "Accusé de réception d'une candidature",
      subject: '[{{Référence}}] Votre candidature est reçue',
      text: `Bonjour,

Nous avons reçu le {{Reçue le}} votre candidature à l’accord-cadre, enregistrée sous la référence {{Référence}} ({{Délai}}).

Cet accusé ne dit rien de sa conformité : les pièces sont examinées après la clôture.

Bien cordialement,
{{Expéditeur}}`,
      fields: [...applicantFields, 'Reçue le', 'Délai'],
      required: ['Référence', 'Reçue le'],
      requiredInSubject: ['Référence'],
      answerExpected: true,
    },
    {
      name: 'Convocation à un entretien',
      subject: '[{{Référence}}] Votre entretien du {{Entretien le}}',
      text: `Bonjour,

Votre candidature à l’accord-cadre ({{Référence}}) nous conduit à vous proposer un entretien le {{Entretien le}}.

Merci de confirmer votre venue en répondant à ce courriel, et de nous dire qui représentera {{Organisme}}.

Bien cordialement,
{{Expéditeur}}`,
      fields: [...applicantFields, 'Entretien le'],
      required: ['Référence', 'Entretien le'],
      requiredInSubject: ['Référence'],
      answerExpected: true,
    },
    {
      name: 'Nouvelle date d’entretien',
      subject: '[{{Référence}}] Votre entretien est déplacé au {{Entretien le}}',
      text: `Bonjour,

L’entretien auquel nous avions convié {{Organisme}} ({{Référence}}) le {{Ancienne date}} est déplacé.

Nouvelle date : {{Entretien le}}. Elle remplace la précédente.

Merci de confirmer votre venue en répondant à ce courriel.

Bien cordialement,
{{Expéditeur}}`,
      fields: [...applicantFields, 'Entretien le', 'Ancienne date'],
      required: ['Référence', 'Entretien le'],
      requiredInSubject: ['Référence'],
      answerExpected: true,
    },
    {
      name: 'Candidature retenue',
      subject: '[{{Référence}}] Votre candidature est retenue',
      text: `Bonjour,

Le comité de pilotage a retenu la candidature de {{Organisme}} ({{Référence}}) à l’accord-cadre, sous le code {{Code}}.

L’accord-cadre est signé le {{Signé le}} et court jusqu’au {{Fin}} inclus ; il peut être reconduit deux fois. Vous serez consulté avec les autres titulaires, sans minimum garanti.

Bien cordialement,
{{Expéditeur}}`,
      fields: [...applicantFields, 'Code', 'Signé le', 'Fin'],
      required: ['Référence', 'Fin'],
      requiredInSubject: ['Référence'],
      answerExpected: true,
    },
    {
      name: 'Candidature non retenue',
      subject: '[{{Référence}}] Suite donnée à votre candidature',
      text: `Bonjour,

Le comité de pilotage n’a pas retenu la candidature de {{Organisme}} ({{Référence}}) à l’accord-cadre.

Motif : {{Motif}}

Nous vous remercions de l’intérêt que vous avez porté au dispositif.

Bien cordialement,
{{Expéditeur}}`,
      fields: [...applicantFields, 'Motif'],
      required: ['Référence'],
      requiredInSubject: ['Référence'],
      answerExpected: true,
    },
  ];
}

function requestLetters(): LetterTemplate[] {
  return [
    {
      name: 'Accusé de réception de la demande',
      subject: '[{{Référence}}] Votre demande d’appui est bien reçue',
      text: `Bonjour,

Cités Unies France a bien reçu, le {{Reçue le}}, la demande d’appui de la collectivité {{Collectivité}}. Elle porte la référence {{Référence}} : merci de la rappeler dans vos échanges avec nous.

Voici ce que nous avons enregistré :

{{Récapitulatif}}

Adhésion : {{Adhésion}}

Financement : {{Financement}}

Ces montants sont calculés sur votre estimation. Ils seront arrêtés au vu de la décision du comité de pilotage, puis de l’offre retenue. La participation de la collectivité est versée à Cités Unies France en numéraire, par virement.

Et maintenant ? Nous vérifions que votre dossier est complet, puis le comité de pilotage l’examine. Vous serez tenu informé par courriel à chaque étape.

Pour corriger ou compléter votre demande : {{Lien de modification}}
Ce lien permet de modifier vos réponses : ne le transmettez qu’aux personnes chargées du dossier.

Pour toute question, répondez simplement à ce courriel ou écrivez à {{Adresse de réponse}}.

Bien cordialement,
{{Expéditeur}}`,
      fields: [...requestFields, 'Reçue le', 'Récapitulatif', 'Adhésion', 'Financement', 'Lien de modification'],
      required: ['Référence', 'Récapitulatif'],
      requiredInSubject: ['Référence'],
      answerExpected: false,
    },
    {
      name: 'Demande de compléments',
      subject: '[{{Référence}}] Votre demande d’appui est à compléter',
      text: `Bonjour,

Nous avons examiné la demande d’appui « {{Intitulé}} » de la collectivité {{Collectivité}} (référence {{Référence}}). Pour la présenter au comité de pilotage, il nous manque :

{{Points à compléter}}

Vous pouvez compléter votre demande ici : {{Lien de modification}}
Vous pouvez aussi répondre à ce courriel, en complétant ces lignes ou en joignant vos documents :

{{Lignes à compléter}}

Bien cordialement,
{{Expéditeur}}`,
      fields: [...requestFields, 'Points à compléter', 'Lignes à compléter', 'Lien de modification'],
      required: ['Référence', 'Points à compléter'],
      requiredInSubject: ['Référence'],
      answerExpected: true,
    },
    {
      name: 'Point sur votre demande',
      subject: '[{{Référence}}] Où en est votre demande d’appui',
      text: `Bonjour,

Nous avons bien reçu votre message au sujet de la demande d’appui « {{Intitulé}} » de la collectivité {{Collectivité}} (référence {{Référence}}). L’équipe le lira. Voici où en est votre demande, au {{Jour}} :

{{Situation}}

Cette réponse est automatique : nous en envoyons une par jour au plus.

Bien cordialement,
{{Expéditeur}}`,
      fields: [...requestFields, 'Jour', 'Situation'],
      required: ['Référence', 'Situation'],
      requiredInSubject: ['Référence'],
      answerExpected: true,
    },
    {
      name: 'Termes de référence à valider',
      subject: '[{{Référence}}] Vos termes de référence à valider',
      text: `Bonjour,

Voici les termes de référence rédigés pour votre demande d’appui « {{Intitulé}} » (référence {{Référence}}, version {{Version}}). Ils seront envoyés à nos consultants sans vos coordonnées, une fois que vous les aurez validés.

Pour nous répondre, gardez une seule de ces deux lignes :

{{Lignes de réponse}}

Termes de référence :

{{Termes de référence}}

Bien cordialement,
{{Expéditeur}}`,
      fields: [...requestFields, 'Version', 'Lignes de réponse', 'Termes de référence'],
      required: ['Référence', 'Lignes de réponse', 'Termes de référence'],
      requiredInSubject: ['Référence'],
      answerExpected: true,
    },
    {
      name: 'Demande retenue',
      subject: '[{{Référence}}] Votre demande d’appui est retenue',
      text: `Bonjour,

Nous avons le plaisir de vous informer que le comité de pilotage, réuni le {{Séance du}}, a retenu la demande d’appui « {{Intitulé}} » de la collectivité {{Collectivité}} (référence {{Référence}}).

Coût retenu : {{Coût retenu TTC}} TTC.
Part du dispositif : {{Part dispositif}}.
Part de la collectivité : {{Part collectivité}}, à verser à Cités Unies France en numéraire.

Ces montants pourront être revus à la baisse au vu de l’offre du prestataire.

Nous prendrons contact avec vous pour préciser votre besoin et rédiger ensemble les termes de référence, qui seront ensuite adressés à nos consultants.

Bien cordialement,
{{Expéditeur}}`,
      fields: [...requestFields, 'Séance du', 'Coût retenu TTC', 'Part dispositif', 'Part collectivité', 'Motif'],
      required: ['Référence'],
      requiredInSubject: ['Référence'],
      answerExpected: false,
    },
    {
      name: 'Demande ajournée',
      subject: '[{{Référence}}] Votre demande d’appui est ajournée',
      text: `Bonjour,

Le comité de pilotage, réuni le {{Séance du}}, a examiné la demande d’appui « {{Intitulé}} » de la collectivité {{Collectivité}} (référence {{Référence}}). Il a décidé de l’ajourner, pour la raison suivante :

{{Motif}}

Votre demande n’est pas refusée : elle pourra être réexaminée au cours de cette édition, et nous reviendrons alors vers vous.

Nous restons à votre disposition pour en parler.

Bien cordialement,
{{Expéditeur}}`,
      fields: [...requestFields, 'Séance du', 'Motif'],
      required: ['Référence', 'Motif'],
      requiredInSubject: ['Référence'],
      answerExpected: false,
    },
    {
      name: 'Demande refusée',
      subject: '[{{Référence}}] Décision sur votre demande d’appui',
      text: `Bonjour,

Le comité de pilotage, réuni le {{Séance du}}, a examiné la demande d’appui « {{Intitulé}} » de la collectivité {{Collectivité}} (référence {{Référence}}). Nous avons le regret de vous informer qu’elle n’a pas été retenue, pour la raison suivante :

{{Motif}}

Nous vous remercions de votre intérêt pour le dispositif et restons à votre disposition pour échanger sur vos projets à l’international.

Bien cordialement,
{{Expéditeur}}`,
      fields: [...requestFields, 'Séance du', 'Motif'],
      required: ['Référence', 'Motif'],
      requiredInSubject: ['Référence'],
      answerExpected: false,
    },
  ];
}

function consultationLetters(): LetterTemplate[] {
  return [
    {
      name: 'Consultation des titulaires',
      subject: '[{{Consultation}}] Consultation : {{Objet}}',
      text: `Bonjour,

Au titre de l’accord-cadre du dispositif d’appui à l’action internationale des collectivités territoriales, Cités Unies France consulte {{Organisme}} pour la prestation suivante :

{{Objet}}

Les termes de référence sont joints à ce courriel.

DATE LIMITE
Votre offre doit nous parvenir au plus tard le {{Date limite}}.
{{Explication du délai}}
L’heure qui compte est celle de la réception par notre messagerie. Une offre reçue après la date limite ne pourra pas être retenue.

COMMENT RÉPONDRE
Répondez à ce courriel, sans en changer l’objet, en joignant votre offre : la méthode, les livrables, le calendrier et le prix.
Recopiez et remplissez ces trois lignes en tête de votre réponse :

{{Lignes de réponse}}

Si vous n’êtes pas assujetti à la TVA, indiquez un taux de 0 %. Le montant de la prestation ne peut pas dépasser {{Plafond}}.
Vous pouvez envoyer une nouvelle offre avant la date limite : la dernière reçue à temps remplace les précédentes.

COMMENT LES OFFRES SONT CHOISIES
{{Critères}}

Les offres sont des plis scellés : aucune n’est lue avant la date limite. Elles sont ensuite ouvertes par deux personnes, qui en dressent le procès-verbal.

UNE QUESTION
Posez-la en réponse à ce courriel, sans pièce jointe et en commençant par « Question ». La réponse sera envoyée à tous les titulaires consultés, sans votre nom.

VOUS NE SOUHAITEZ PAS RÉPONDRE
Répondez simplement, sans pièce jointe, « Nous ne répondrons pas à cette consultation ».

Bien cordialement,
{{Expéditeur}}`,
      fields: [
        ...holderFields,
        'Date limite',
        'Explication du délai',
        'Lignes de réponse',
        'Plafond',
        'Critères',
        'Points technique',
        'Points prix',
      ],
      required: ['Date limite', 'Lignes de réponse'],
      requiredInSubject: ['Consultation'],
      answerExpected: true,
    },
    {
      name: 'Prolongation du délai',
      subject: '[{{Consultation}}] Délai prolongé : {{Objet}}',
      text: `Bonjour,

Le délai pour répondre à la consultation {{Consultation}}, « {{Objet}} », est prolongé pour tous les titulaires consultés.

La date limite était le {{Ancienne date limite}}.
Elle est maintenant le {{Date limite}}.

Raison : {{Motif}}

Une offre déjà envoyée reste valable. Vous pouvez la remplacer en en envoyant une autre avant la nouvelle date limite.

Bien cordialement,
{{Expéditeur}}`,
      fields: [...holderFields, 'Date limite', 'Ancienne date limite', 'Motif'],
      required: ['Date limite'],
      requiredInSubject: ['Consultation'],
      answerExpected: true,
    },
    {
      name: 'Nouvelle date limite',
      subject: '[{{Consultation}}] Correction de la date limite : {{Objet}}',
      text: `Bonjour,

L’envoi de la consultation {{Consultation}}, « {{Objet}} », ne s’est pas achevé le jour prévu. Pour que tous les titulaires disposent du même délai, la date limite est corrigée :

elle était le {{Ancienne date limite}},
elle est maintenant, pour tous, le {{Date limite}}.

{{Explication du délai}}

Le reste de la consultation ne change pas, et une offre déjà envoyée reste valable.

Bien cordialement,
{{Expéditeur}}`,
      fields: [...holderFields, 'Date limite', 'Ancienne date limite', 'Explication du délai'],
      required: ['Date limite'],
      requiredInSubject: ['Consultation'],
      answerExpected: true,
    },
    {
      name: 'Réponse à une question',
      subject: '[{{Consultation}}] Question et réponse : {{Objet}}',
      text: `Bonjour,

Une question nous a été posée sur la consultation {{Consultation}}, « {{Objet}} ». Voici la question et notre réponse, envoyées à tous les titulaires consultés.

Question
{{Question}}

Réponse
{{Réponse}}

La date limite reste fixée au {{Date limite}}.

Bien cordialement,
{{Expéditeur}}`,
      fields: [...holderFields, 'Question', 'Réponse', 'Date limite'],
      required: ['Question', 'Réponse'],
      requiredInSubject: ['Consultation'],
      answerExpected: true,
    },
    {
      name: 'Rappel avant la date limite',
      subject: '[{{Consultation}}] Rappel : réponse attendue avant le {{Date limite}}',
      text: `Bonjour,

Nous n’avons pas encore reçu de réponse de {{Organisme}} à la consultation {{Consultation}}, « {{Objet}} ».

La date limite est le {{Date limite}}. Après cette heure, une offre ne pourra plus être retenue.

Pour mémoire, merci de remplir ces trois lignes en tête de votre réponse :

{{Lignes de réponse}}

Si vous ne souhaitez pas répondre, dites-le-nous simplement, sans pièce jointe.

Bien cordialement,
{{Expéditeur}}`,
      fields: [...holderFields, 'Date limite', 'Lignes de réponse'],
      required: ['Date limite'],
      requiredInSubject: ['Consultation'],
      answerExpected: true,
    },
    {
      name: 'Consultation sans suite',
      subject: '[{{Consultation}}] Consultation déclarée sans suite : {{Objet}}',
      text: `Bonjour,

La consultation {{Consultation}}, « {{Objet}} », est déclarée sans suite, pour la raison suivante :

{{Motif}}

Aucun marché ne sera conclu à ce titre. Nous vous remercions du temps que vous y avez consacré.

Bien cordialement,
{{Expéditeur}}`,
      fields: [...holderFields, 'Motif'],
      required: ['Motif'],
      requiredInSubject: ['Consultation'],
      answerExpected: false,
    },
    {
      name: "Accusé de réception d'une offre",
      subject: '[{{Consultation}}] Votre envoi est bien reçu',
      text: `Bonjour,

Nous avons bien reçu votre envoi le {{Reçue le}}, pour la consultation {{Consultation}}, « {{Objet}} ».

Pièces jointes : {{Pièces}}.
Délai : {{Délai}}.

Ce message confirme la réception, pas la validité de l’offre : aucun pli n’est lu avant la date limite, le {{Date limite}}.

Bien cordialement,
{{Expéditeur}}`,
      fields: [...holderFields, 'Reçue le', 'Pièces', 'Délai', 'Date limite'],
      required: ['Reçue le'],
      requiredInSubject: ['Consultation'],
      answerExpected: false,
    },
  ];
}

function awardLetters(): LetterTemplate[] {
  return [
    {
      name: 'Attribution',
      subject: '[{{Consultation}}] Votre offre est retenue : {{Objet}}',
      text: `Bonjour,

Nous avons le plaisir de vous informer que l’offre de {{Organisme}} est retenue pour la consultation {{Consultation}}, « {{Objet}} ».

Montant de l’offre : {{Montant HT}} HT, TVA {{Taux TVA}}, soit {{Montant TTC}} TTC.
Note totale : {{Note totale}} sur 100.

Le marché portera la référence {{Marché}}. Nous vous l’adresserons pour signature : merci de ne pas commencer la prestation avant qu’il soit signé.

Bien cordialement,
{{Expéditeur}}`,
      fields: [
        ...holderFields,
        'Marché',
        'Collectivité',
        'Montant HT',
        'Taux TVA',
        'Montant TTC',
        'Note technique',
        'Note prix',
        'Note totale',
        'Rang',
      ],
      required: ['Marché', 'Montant TTC'],
      requiredInSubject: ['Consultation'],
      answerExpected: false,
    },
    {
      name: "Rejet d'une offre",
      subject: '[{{Consultation}}] Résultat de la consultation : {{Objet}}',
      text: `Bonjour,

Nous vous remercions de votre offre pour la consultation {{Consultation}}, « {{Objet}} ». Nous avons le regret de vous informer qu’elle n’a pas été retenue.

Offre de {{Organisme}}
Rang : {{Rang}}
Note technique : {{Note technique}}
Note prix : {{Note prix}}
Note totale : {{Note totale}}

Raison : {{Motif}}

La prestation est attribuée à {{Titulaire retenu}}, dont l’offre a obtenu la note totale de {{Note totale du titulaire retenu}}.

Nous restons à votre disposition pour tout complément.

Bien cordialement,
{{Expéditeur}}`,
      fields: [
        ...holderFields,
        'Rang',
        'Note technique',
        'Note prix',
        'Note totale',
        'Motif',
        'Titulaire retenu',
        'Note totale du titulaire retenu',
      ],
      required: ['Rang', 'Note totale', 'Titulaire retenu'],
      requiredInSubject: ['Consultation'],
      answerExpected: false,
    },
    {
      name: 'Information de la collectivité',
      subject: '[{{Référence}}] Le prestataire de votre appui est choisi',
      text: `Bonjour,

À l’issue de la consultation {{Consultation}}, l’offre de {{Titulaire retenu}} a été retenue pour la demande d’appui « {{Intitulé}} » de la collectivité {{Collectivité}} (référence {{Référence}}).

Montant de la prestation : {{Montant TTC}} TTC.
Part du dispositif : {{Part dispositif}}.
Part de la collectivité : {{Part collectivité}}, à verser à Cités Unies France en numéraire, par virement. Nous vous adresserons un appel de fonds.

Le marché portera la référence {{Marché}}. Nous organiserons avec vous et le prestataire le démarrage de la prestation.

Bien cordialement,
{{Expéditeur}}`,
      fields: [
        ...requestFields,
        'Consultation',
        'Marché',
        'Titulaire retenu',
        'Montant TTC',
        'Part dispositif',
        'Part collectivité',
      ],
      required: ['Référence', 'Titulaire retenu', 'Part collectivité'],
      requiredInSubject: ['Référence'],
      answerExpected: false,
    },
  ];
}

function assignmentLetters(): LetterTemplate[] {
  const contribution = ['Marché', 'Montant TTC', 'Part collectivité', 'Déjà versé', 'Montant dû'];
  return [
    {
      name: 'Appel de fonds',
      subject: '[{{Marché}}] Appel de fonds : {{Montant dû}}',
      text: `Bonjour,

Le marché {{Marché}}, pour l’appui « {{Intitulé}} » de la collectivité {{Collectivité}} (référence {{Référence}}), est signé pour {{Montant TTC}} TTC.

La participation de votre collectivité est de {{Part collectivité}} (déjà versé : {{Déjà versé}}).

Montant à verser à Cités Unies France : {{Montant dû}}, en numéraire, par virement, en rappelant la référence {{Marché}}.

Le paiement du prestataire attend ce versement.

Bien cordialement,
{{Expéditeur}}`,
      fields: [...requestFields, ...contribution],
      required: ['Marché', 'Montant dû'],
      requiredInSubject: ['Marché'],
      answerExpected: true,
    },
    {
      name: 'Relance de l’appel de fonds',
      subject: '[{{Marché}}] Relance : {{Montant dû}} à verser',
      text: `Bonjour,

Sauf erreur de notre part, la participation de la collectivité {{Collectivité}} au marché {{Marché}} (« {{Intitulé}} », référence {{Référence}}), appelée le {{Appelé le}}, ne nous est pas entièrement parvenue.

Participation : {{Part collectivité}}. Déjà versé : {{Déjà versé}}. Reste à verser : {{Montant dû}}, par virement, en rappelant la référence {{Marché}}.

Si le virement est parti, merci de nous l’indiquer en réponse à ce courriel.

Bien cordialement,
{{Expéditeur}}`,
      fields: [...requestFields, ...contribution, 'Appelé le'],
      required: ['Marché', 'Montant dû'],
      requiredInSubject: ['Marché'],
      answerExpected: true,
    },
    {
      name: 'Livrables à valider',
      subject: '[{{Marché}}] Livrables remis : votre avis est attendu',
      text: `Bonjour,

Le prestataire {{Organisme}} a remis les livrables du marché {{Marché}}, pour l’appui « {{Intitulé}} » de la collectivité {{Collectivité}} (référence {{Référence}}) :

{{Livrables}}

Merci de les examiner et de nous dire si le service est fait, en répondant à ce courriel par l’une de ces deux lignes :

{{Lignes de réponse}}

Le paiement du prestataire attend votre réponse et celle de Cités Unies France.

Bien cordialement,
{{Expéditeur}}`,
      fields: [...requestFields, 'Marché', 'Organisme', 'Livrables', 'Lignes de réponse'],
      required: ['Marché', 'Lignes de réponse'],
      requiredInSubject: ['Marché'],
      answerExpected: true,
    },
    {
      name: 'Livrables à corriger',
      subject: '[{{Marché}}] Livrables à corriger',
      text: `Bonjour,

Les livrables du marché {{Marché}}, au bénéfice de la collectivité {{Collectivité}}, ne sont pas acceptés par {{Refusé par}}.

Motif : {{Motif}}

Merci de les corriger et de nous les remettre de nouveau.

Bien cordialement,
{{Expéditeur}}`,
      fields: [...holderFields, 'Marché', 'Collectivité', 'Refusé par', 'Motif'],
      required: ['Marché', 'Motif'],
      requiredInSubject: ['Marché'],
      answerExpected: true,
    },
    {
      name: 'Résiliation du marché',
      subject: '[{{Marché}}] Fin du marché',
      text: `Bonjour,

Le marché {{Marché}}, au bénéfice de la collectivité {{Collectivité}}, prend fin avant son terme.

Motif : {{Motif}}

Travaux acceptés : {{Travaux acceptés}} TTC. Déjà payé : {{Payé}}. Reste à vous payer : {{Reste à payer}}. À nous rendre : {{À rendre}}.

Bien cordialement,
{{Expéditeur}}`,
      fields: [
        ...holderFields,
        'Marché',
        'Collectivité',
        'Motif',
        'Travaux acceptés',
        'Payé',
        'Reste à payer',
        'À rendre',
      ],
      required: ['Marché', 'Motif'],
      requiredInSubject: ['Marché'],
      answerExpected: true,
    },
    {
      name: 'Décompte de la participation',
      subject: '[{{Marché}}] Décompte de votre participation',
      text: `Bonjour,

Le marché {{Marché}}, pour l’appui « {{Intitulé}} » de la collectivité {{Collectivité}} (référence {{Référence}}), prend fin avant son terme.

Travaux acceptés : {{Travaux acceptés}} TTC, dont {{Part collectivité}} à la charge de votre collectivité.
Déjà versé : {{Déjà versé}}. À vous rembourser : {{À rembourser}}. Restant dû : {{Montant dû}}.

Bien cordialement,
{{Expéditeur}}`,
      fields: [
        ...requestFields,
        'Marché',
        'Travaux acceptés',
        'Part collectivité',
        'Déjà versé',
        'À rembourser',
        'Montant dû',
      ],
      required: ['Marché', 'À rembourser'],
      requiredInSubject: ['Marché'],
      answerExpected: true,
    },
  ];
}

function internalLetters(): LetterTemplate[] {
  return [
    {
      name: 'Avis demandés au comité',
      subject: 'Comité de pilotage du {{Séance}} : votre avis sur les demandes',
      text: `Bonjour {{Membre}},

Le comité de pilotage se réunit le {{Séance}}. Ces demandes attendent votre avis :

{{Dossiers}}

En deux minutes : répondez à ce courriel, au-dessus du texte cité, avec une ligne par dossier : favorable, réservé, défavorable ou sans avis, suivi si vous le voulez d’un mot d’explication. Les dossiers sont à lire dans le Classeur du comité : {{Classeur du comité}}

{{Lignes de réponse}}

Vous pouvez ne répondre que pour certains dossiers, et changer d’avis : le dernier reçu compte.

Bien cordialement,
{{Expéditeur}}`,
      fields: sessionFields,
      required: ['Séance', 'Lignes de réponse'],
      requiredInSubject: ['Séance'],
      answerExpected: true,
    },
    {
      name: 'Rappel des avis du comité',
      subject: 'Rappel : votre avis avant le comité de pilotage du {{Séance}}',
      text: `Bonjour {{Membre}},

Le comité de pilotage se réunit le {{Séance}}, et ces demandes attendent encore votre avis :

{{Dossiers}}

Il suffit de répondre à ce courriel, au-dessus du texte cité, en complétant ces lignes par favorable, réservé, défavorable ou sans avis :

{{Lignes de réponse}}

Bien cordialement,
{{Expéditeur}}`,
      fields: sessionFields,
      required: ['Séance', 'Lignes de réponse'],
      requiredInSubject: ['Séance'],
      answerExpected: true,
    },
    {
      name: "Alerte d'offre hors délai",
      subject: '[{{Consultation}}] Offre hors délai : {{Organisme}}',
      text: `Une offre est arrivée après la date limite.

Consultation : {{Consultation}}
Titulaire : {{Organisme}}
Reçue le : {{Reçue le}}
Date limite : {{Date limite}}
Retard : {{Retard}}

Elle est conservée et marquée « hors délai » dans l’onglet Offres. Elle ne peut pas être attribuée.

Classeur : {{Lien du classeur}}`,
      fields: ['Consultation', 'Organisme', 'Reçue le', 'Date limite', 'Retard', 'Lien du classeur'],
      required: ['Consultation', 'Organisme'],
      requiredInSubject: ['Consultation'],
      answerExpected: false,
    },
    {
      name: 'Récapitulatif quotidien',
      subject: 'Dispositif d’appui {{Édition}} : à faire au {{Date}}',
      text: `Bonjour,

Voici l’état du dispositif d’appui au {{Date}}.

À FAIRE AUJOURD’HUI
{{À faire}}

ÉCHÉANCES PROCHES
{{Échéances}}

BUDGET
{{Budget}}

Classeur : {{Lien du classeur}}`,
      fields: ['Édition', 'Date', 'À faire', 'Échéances', 'Budget', 'Lien du classeur'],
      required: ['À faire'],
      requiredInSubject: [],
      answerExpected: false,
    },
  ];
}
