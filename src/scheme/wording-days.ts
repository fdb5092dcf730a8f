/** What the rules on days, deadlines, bids and payments say, in French; one group per file of rules. */

/** time.ts */
export const timeWording = {
  months: [
    'janvier',
    'février',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'août',
    'septembre',
    'octobre',
    'novembre',
    'décembre',
  ],
  weekdays: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
  notADay: (typed: string) => `« ${typed} » n’est pas une date : écrivez le jour sous la forme 16/11/2018.`,
  notATime: (typed: string) => `« ${typed} » n’est pas une heure : écrivez-la sous la forme 16/11/2018 14:30.`,
  yearOutOfRange: (typed: string, first: number, last: number) =>
    `« ${typed} » : l’année doit être comprise entre ${first} et ${last}.`,
  at: (day: string, hours: number, minutes: number, seconds: number) => {
    const two = (value: number) => String(value).padStart(2, '0');
    const exact = seconds === 0 ? '' : ` min ${two(seconds)} s`;
    return `${day} à ${hours} h ${two(minutes)}${exact} (heure de Paris)`;
  },
};

/** holidays.ts */
export const holidayWording = {
  unknownZone: (typed: string, zones: readonly string[]) =>
    `« ${typed} » n’est pas une zone connue : choisissez ${zones.join(', ')}.`,
  names: {
    newYear: 'jour de l’An',
    labour: 'fête du Travail',
    victory: 'victoire de 1945',
    bastille: 'fête nationale',
    assumption: 'Assomption',
    allSaints: 'Toussaint',
    armistice: 'armistice de 1918',
    christmas: 'Noël',
    easterMonday: 'lundi de Pâques',
    ascension: 'Ascension',
    whitMonday: 'lundi de Pentecôte',
    goodFriday: 'Vendredi saint',
    saintStephen: 'Saint-Étienne',
    abolition: 'abolition de l’esclavage',
    extra: 'jour férié supplémentaire',
  },
};

/** working-days.ts */
export const workingDayWording = {
  unknownMode: (typed: string, modes: readonly string[]) =>
    `« ${typed} » n’est pas une façon de compter les jours : choisissez ${modes.join(' ou ')}.`,
  sunday: 'dimanche',
  saturday: 'samedi',
};

/** deadline.ts */
export const deadlineWording = {
  count: (days: number, mode: string, sentOn: string) =>
    days === 1
      ? `Le délai est de 1 jour ${mode.replace(/s$/, '')}, compté à partir du lendemain de l’envoi (${sentOn}).`
      : `Le délai est de ${days} jours ${mode}, comptés à partir du lendemain de l’envoi (${sentOn}).`,
  excludedDay: (day: string, reason: string) => (day.startsWith(reason) ? `le ${day}` : `le ${day} (${reason})`),
  notCounted: (days: readonly string[]) =>
    days.length === 1
      ? `Ne compte pas : ${days[0]}.`
      : `Ne comptent pas : ${days.slice(0, -1).join(', ')} et ${days[days.length - 1]}.`,
  moved: (from: string, reason: string, to: string) =>
    from.startsWith(reason)
      ? `Le dernier jour tombant le ${from}, la date limite est reportée au ${to}.`
      : `Le dernier jour tombant le ${from} (${reason}), la date limite est reportée au ${to}.`,
  tooShort: (day: string, left: number, days: number, mode: string, earliest: string) => {
    const one = mode.replace(/s$/, '');
    const leaves =
      left === 0
        ? `ne laisse aucun jour ${one}`
        : `ne laisse que ${left} ${left === 1 ? `jour ${one}` : `jours ${mode}`}`;
    return `Le ${day} ${leaves} ; il en faut ${days}. Choisissez le ${earliest} ou une date ultérieure.`;
  },
  alreadyPassed: (deadline: string) => `La date limite, le ${deadline}, est passée : elle ne peut plus être prolongée.`,
  notLater: (wanted: string, present: string) =>
    `Le ${wanted} n’est pas après la date limite actuelle, le ${present} : une date limite ne peut être que reculée.`,
};

/** opening.ts */
export const openersWording = {
  stillSealed: (reference: string, deadline: string) =>
    `Les plis de ${reference} restent scellés jusqu’à la date limite, le ${deadline}.`,
  twoNames: 'L’ouverture demande le nom de deux personnes présentes.',
  sameName: (name: string) => `Les deux personnes doivent être différentes : « ${name} » est donné deux fois.`,
  conflict: (name: string, reference: string) =>
    `${name} a déclaré un conflit d’intérêts sur ${reference} et ne peut pas ouvrir les plis : désignez une autre personne.`,
  samePerson: (first: string, second: string, name: string) =>
    `« ${first} » et « ${second} » désignent la même personne, ${name} (onglet Comité) : il en faut deux.`,
  maybeSame: (first: string, second: string) =>
    `« ${first} » et « ${second} » peuvent désigner la même personne : écrivez prénom et nom en entier, ou inscrivez les deux personnes dans l’onglet Comité.`,
};

/** bids.ts */
export const bidWording = {
  rateMissing: 'Le taux de TVA manque : indiquez 20 %, ou 0 % pour un titulaire non assujetti.',
  rateMissingEqual:
    'Le taux de TVA manque : les montants HT et TTC sont égaux, indiquez 0 % si le titulaire n’est pas assujetti.',
  amountMissing: 'Les montants manquent : indiquez le montant HT et le taux de TVA.',
  htMissing: 'Le montant HT manque : indiquez-le, le montant TTC s’en déduit.',
  inconsistent: (ht: string, rate: string, computed: string, ttc: string) =>
    `${ht} HT avec une TVA de ${rate} donnent ${computed} TTC, et non ${ttc} : corrigez le montant qui est faux.`,
  zeroAmount: 'Le montant est nul : une offre a un prix.',
  replaced: 'Remplacée par un dépôt plus récent.',
  declined: 'Le titulaire a décliné la consultation.',
  noBid: 'Le titulaire n’a pas remis d’offre.',
  late: 'Offre reçue après la date limite.',
  toSettle: (state: string) => `Le pli est « ${state} » : réglez d’abord ce point.`,
  notConfirmed: 'Les montants ne sont pas confirmés : vérifiez-les puis utilisez « Confirmer les montants ».',
  noTechnicalScore: 'La note technique manque.',
  scoreOutOfRange: (score: number, points: number) =>
    `La note technique ${String(score).replace('.', ',')} n’est pas comprise entre 0 et ${String(points).replace('.', ',')}.`,
};

/** scoring.ts */
export const scoringWording = {
  pointsMissing:
    'Les points de la note technique et de la note de prix sont à fixer dans Paramètres (PointsTechnique, PointsPrix) avant l’envoi.',
  badPoints: (points: number) =>
    `« ${String(points).replace('.', ',')} » n’est pas un nombre de points : il en faut entre 0 et 1 000, avec deux décimales au plus.`,
  noPoints: 'Les points ne peuvent pas être tous nuls.',
};

/** payment.ts */
export const paymentWording = {
  unsigned: 'Le marché n’est pas signé : utilisez « Établir le marché » avec la date de signature.',
  closed: (state: string) => `Le marché est « ${state} » : plus rien ne peut être payé.`,
  terminated: 'Le marché est résilié : ce qui reste dû suit le décompte de résiliation.',
  noDeliverables: 'Les livrables ne sont pas reçus : utilisez « Enregistrer les livrables ».',
  notAccepted: (by: string) => `Le service fait n’est pas constaté par ${by} : utilisez « Constater le service fait ».`,
  notApproved: (by: string) => `Le service fait est refusé par ${by} : le titulaire doit corriger les livrables.`,
  cuf: 'CUF',
  authority: 'la collectivité',
  contribution: (received: string, due: string, missing: string) =>
    `La collectivité a versé ${received} sur ${due} : il manque ${missing}. L’appel se fait par « Appeler la contribution » et se relance de lui-même.`,
  noInvoice: 'La facture manque : utilisez « Enregistrer une facture ».',
  noInvoiceNumber: 'La facture n’a pas de numéro : recopiez celui qu’elle porte.',
  invoiceTwice: (number: string, assignment: string) =>
    `La facture ${number} de ce titulaire est déjà enregistrée pour ${assignment} : une facture ne se paie qu’une fois.`,
  invoiceOfAnother: (number: string, assignment: string, other: string, holder: string) =>
    `La facture ${number} est déjà enregistrée pour ${assignment} (${other}) : un numéro ne sert qu’une fois dans le classeur. Si ${holder} a bien émis ce même numéro, saisissez-le suivi de son code : ${number} ${holder}.`,
  invoiceZero: (number: string) => `La facture ${number} est d’un montant nul : vérifiez-la.`,
  invoiceTooHigh: (number: string, amount: string, total: string, excess: string) =>
    `La facture ${number} (${amount}) dépasse le marché (${total}) de ${excess} : demandez-en une autre ou enregistrez un avenant.`,
  overpaid: (paid: string, invoiced: string) =>
    `Le titulaire a déjà reçu ${paid}, plus que la facture (${invoiced}) : demandez un avoir.`,
  allPaid: (paid: string) => `Tout est déjà payé (${paid}).`,
  noInstalments: 'Le marché ne prévoit pas d’acompte (paramètre Acomptes à 0 %).',
  instalmentsPaid: (paid: string, most: string) => `Les acomptes versés (${paid}) atteignent leur maximum (${most}).`,
  notPositive: 'Le montant à payer doit être supérieur à zéro.',
  aboveInstalment: (amount: string, most: string) =>
    `L’acompte de ${amount} dépasse ce qui peut être versé à ce stade : ${most} au plus.`,
  notTheBalance: (amount: string, balance: string) =>
    `Le solde est de ${balance}, et non de ${amount} : il règle tout ce qui reste dû.`,
};

/** framework-tender.ts */
export const frameworkTenderWording = {
  noPiece: 'Aucune pièce n’est jointe : cherchez la note dans le message, ou demandez-la au candidat.',
  unreadable: (name: string) =>
    `Le nombre de pages de « ${name} » n’est pas lisible : ouvrez la pièce et comptez ses pages.`,
  tooLong: (pages: number, most: number, detail: readonly string[]) =>
    `${pages} pages pour ${most} au plus, annexes comprises (${detail.join(', ')}).`,
  counted: (name: string, pages: number | null) => `${name} : ${pages ?? '?'}`,
  noReason: (name: string) => `« ${name} » est comptée : l’écarter demande un motif écrit.`,
  notACopy: (name: string) =>
    `« ${name} » est comptée : seule la copie identique d’une pièce comptée peut être écartée.`,
  leftOut: (name: string, reason: string) => `« ${name} » n’est pas comptée : ${reason}`,
  missingPart: (part: string) => `Partie absente du cadre de réponse : ${part}.`,
  uncheckedPart: (part: string) => `Partie du cadre de réponse à vérifier : ${part}.`,
  countForm: (line: string) =>
    `« ${line} » : écrivez le nom du fichier, puis « : », puis son nombre de pages, un fichier par ligne (colonne Pages comptées par l’équipe).`,
  countedByStaff: (name: string, pages: number) =>
    `« ${name} » : ${pages} page(s), comptées par l’équipe faute de pouvoir l’être de façon sûre.`,
  countNotTaken: (name: string, pages: number) =>
    `Le nombre saisi pour « ${name} » n’est pas repris : ses pages se lisent de façon sûre (${pages}).`,
  countOfNothing: (name: string) => `Aucune pièce ne s’appelle « ${name} » (colonne Pages comptées par l’équipe).`,
  interviewErased: (day: string) =>
    `la date est effacée alors que le candidat est convoqué le ${day}. Saisissez la nouvelle date, ou écrivez au candidat et remettez l’ancienne.`,
  interviewDecided: (decision: string) =>
    `la candidature est déjà « ${decision} » : un entretien vient avant la décision.`,
  interviewLate: 'la candidature est arrivée hors délai et ne peut pas être retenue sans dérogation : pas d’entretien.',
  interviewNotConform:
    'la candidature n’est pas conforme et ne peut pas être retenue : pas d’entretien tant que « Vérifier les candidatures » le dit.',
  interviewPast: (day: string) => `la date d’entretien est passée (${day}) : corrigez « Entretien le ».`,
  parts: {
    organisation: 'Présentation de l’organisme',
    understanding: 'Compréhension et résumé de l’offre',
    method: 'Méthodologie',
    references: 'Expériences récentes',
    resumes: 'CV',
    costs: 'Structure de coût',
  },
  partDetails: {
    organisation: 'domaine d’expertise, effectifs, principaux clients',
    understanding: 'compréhension du cahier des charges, résumé de l’offre et points forts',
    method: 'méthodologie de travail proposée',
    references: 'trois expériences de moins d’un an sur les prestations attendues',
    resumes: 'intervenants que l’organisme s’engage à mobiliser, une page par CV au maximum',
    costs: 'coût par profil, en euros hors taxes',
  },
  experiences: {
    setUp: 'Montage de projets',
    evaluation: 'Évaluation de projets',
    authorities: 'Connaissance des collectivités',
    development: 'Développement et ODD',
    network: 'Réseau d’acteurs',
    funders: 'Connaissance des bailleurs',
  },
  experienceDetails: {
    setUp: 'expérience avérée du montage de projets de coopération décentralisée',
    evaluation: 'expérience avérée de l’évaluation de projets de coopération décentralisée',
    authorities: 'connaissance des collectivités territoriales et de leurs organismes représentatifs',
    development: 'connaissance des enjeux de développement, notamment des ODD',
    network: 'capacité à mobiliser un réseau d’acteurs sur des sujets spécifiques',
    funders: 'connaissance des bailleurs de l’AICT et de leurs orientations stratégiques',
  },
  sectors: {
    governance: 'Appui à la gouvernance locale et à la décentralisation',
    urban: 'Développement urbain, villes durables, gestion des crises',
    environment: 'Climat, résilience, environnement et ressources naturelles',
    agriculture: 'Agriculture et sécurité alimentaire',
    health: 'Santé et protection sociale',
    education: 'Éducation et formation professionnelle',
  },
};

/** same-applicant.ts */
export const sameApplicantWording = {
  sameAddress: (reference: string) => `La même adresse a déjà envoyé ${reference} : voir laquelle compte.`,
  sameDocuments: (reference: string) =>
    `Au moins une pièce est la même que dans ${reference} : voir si c’est le même organisme.`,
  sameName: (reference: string) => `Même organisme que ${reference}, d’une autre adresse : voir laquelle compte.`,
  sameDomain: (reference: string) => `Même domaine de courriel que ${reference} : voir si c’est le même organisme.`,
};
