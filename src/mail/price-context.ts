/**
 * Whether the words around a price leave no doubt that it is the price of the bid, whole and firm: figures that agree may
 * still be a day's price, an advance, last year's or ours. Every word and every number beside it has to be understood, in
 * its sentence and in the lines about it; what is not understood is a doubt, never a guess.
 */
import { amounts as wording } from './wording';

/** Stands in a text for each character of a price that was read. */
export const PRICE_MARK = '#';

/** Words that make it another price than the bid's: a part, a unit, a limit, another time, a condition, a refusal. */
const OTHER_PRICE =
  /\b(?:par|chaque|chacune?s?|unit(?:e|es|aires?)|jour|journees?|journali[a-z]+|j|jh|horaires?|heures?|tjm|mensuel[a-z]*|mois|annuel[a-z]*|ans?|annees?|trimestr[a-z]+|semestr[a-z]+|plafonn?[a-z]*|budgets?|enveloppe|seuil|limites?|max(?:i|imum|imal[a-z]*)?|min(?:i|imum|imal[a-z]*)?|au (?:plus|moins|lieu|dela)|moins|plus|jusqu|depass[a-z]+|excede[a-z]*|chiffres? d['’ ]affaires?|capital|acomptes?|avances?|solde|echeances?|penalites?|indemnites?|garanties?|assurances?|sinistres?|caution|subventions?|aides?|participation|part|parts|reste|charge|rembours[a-z]+|avoir (?:de|d|n|sur)|credit|factur[a-z]+|precede[a-z]+|anci(?:en|enne)s?|initia(?:l|le|ux|les|lement)|derni(?:er|ere)s?|habitue[a-z]+|memoire|rappel[a-z]*|exemples?|etai(?:t|ent)|av(?:ions|ait|aient|iez|ais)|aur(?:ait|ions|aient)|ser(?:ait|aient|ions)|pourr[a-z]+|devr[a-z]+|concurren[a-z]+|confreres?|autres?|ne|n['’]|pas|ni|sans|sauf|hormis|si|selon|fonction|eventue[a-z]+|possibles?|discut[a-z]+|negoci[a-z]+|confirm[a-z]+|provisoires?|previsionn[a-z]+|indicati[a-z]+|environ|env|approx[a-z]*|ordre|autour|quelques?|pres|grosso|dans les|lots?|phases?|tranches?|etapes?|postes?|volets?|axes?|modules?|livrables?|ateliers?|reunions?|parti(?:e|es|el|elle)|premi(?:er|ere)s?|deuxieme|troisieme|seconde?s?|sous|compl[e]mentaires?|supplement[a-z]*|addition[a-z]*|deplacements?|debours|ajout[a-z]*|major[a-z]+|augment[a-z]+|reduit[a-z]*|minor[a-z]+|fois|double|moitie|tiers|ou|scenarios?|solutions?|hypotheses?|alternatives?|avenants?|revis[a-z]+|actualis[a-z]+|references|similaires?|experiences|realisations|marches?|seule?s?|uniquement|ramene[a-z]*|baiss[a-z]*|retir[a-z]+|caduc|caduque|erreurs?|corrig[a-z]+|annul[a-z]+|remplac[a-z]+)\b|\bfrais\b|\bnon\b(?! (?:assujetti|soumis|applicable))|\bhors\b(?!-?(?: ?tax| ?t\.?v\.?a| ?t\b))|[~±≈?×*@+<>…]|\.{3}|\bx ?[\d#]|[\d#] ?x\b|\/ ?(?!h\.? ?t\b|t\.? ?t|t\.? ?v|eur|soit\b)[a-z]/;

/** Words of a plain statement of a price; a statement that holds another word may be of the price of something else. */
const PLAIN_WORDS = wordsOf(
  'a au aux adressons c ce ces cette cout couts d dans de definitif definitive des detail devis donc dont du e egal egale en ensemble est et etabli etablie etablit eur euro euros exonere exoneree exoneration ferme fermes financier financiere fixe fixee fixes forfait forfaitaire general generale global globale globaux h hors ht ici inclus incluse incluses integralite je l la le les m ma mon montant montants n net nets nette non notre nos nous objet offre pour prix propose proposee proposons proposition r recapitulatif s sa se sera soit soient somme sont suit suivant suivante sur t tableau taux total totale totalite totaux tout toute transmettons ttc tva un une v voici commercial commerciale comprend comprenant compris comprise comprises',
);

/** What the mission is: said beside the words of an offer it names the whole, alone (« Audit : 8 000 € ») it may name a part. */
const MISSION_WORDS = wordsOf(
  'mission etude intervention operation prestation prestations audit accompagnement assistance conseil appui expertise energetique faisabilite consultation realisation realiser effectuer conduire mener assurer',
);
const NAMES_OFFER =
  /\b(?:total|montants?|prix|couts?|forfait|offre|proposition|notre devis|(?:nous|je)(?: vous)? propos(?:ons|e))\b/;

/** Words that a bid says beside its price: greetings, what is joined, who writes. */
const WORDS_BESIDE = wordsOf(
  'nos vous bonjour bonsoir madame mesdames monsieur messieurs cher chere mme mm cordialement bien bonne journee reception lettre courriel mail message accusons accuse avons recu recue remercie remercions remerciant merci confiance sollicitation invitation suite reponse repondre repondons faisant retour joint jointe joints jointes piece pieces trouver trouverez veuillez priez prie prions adresse adressons adresser transmets transmettons transmettre envoie envoyons envoyer parvenir faire plaisir honneur remettre remettons soumettre soumettons technique techniques memoire methodologie methodologique dossier document documents annexe annexes planning calendrier calendriers signe signee signes reste restons restant rester disposition tenons echanger toute attente dans agreer expression sentiments salutations distinguees distingues meilleures meilleurs sinceres cordiales respectueuses considerations attention avec mes projet aict cites unies cuf reference decrite decrit conformement conforme cahier charges termes termes delai execution interet lu vu candidature equipe o',
);

function wordsOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

const NUMBER_OF_TIME = '(?:\\d{1,3}|un|deux|trois|quatre|cinq|six)';
const DATE =
  '\\b\\d{1,2}(?:[/.]\\d{1,2}[/.]\\d{2,4}|(?:er)? (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre) \\d{4})\\b';

/** Phrases understood as a whole, which say nothing against the price. */
const UNDERSTOOD = [
  // « Pour 12 jours de travail : 8 000 € » is a whole price, « 12 jours à 800 € » is not.
  /\b(?:pour|en|sur|soit|duree de) \d{1,3}(?:[.,]5)? (?:jours?|journees?) (?:de (?:travail|mission|prestation)|ouvres?|d['’]intervention)(?: en 20\d\d)?\b(?! ?(?:a\b|x\b|×|\*|@|[\d#]))/g,
  /\b(?:tous )?frais (?:de (?:deplacements?|mission|sejour) )?(?:inclus|compris)\b/g,
  /\bart(?:icle)?\.? ?293[ -]?b\b/g,
  /\b(?:du )?(?:c\.?g\.?i\b|code general des impots)/g,
  /\bfranchise (?:en base (?:de )?)?(?:de )?t\.?v\.?a\b/g,
  /\bt\.?v\.?a\.? non applicable\b/g,
  /\b(?:(?:hors|toutes|nets? de) )?taxes? comprises?\b|\b(?:hors|nets? de|toutes) taxes?\b/g,
  /\bs['’ ]?eleve(?:nt|ra|ront)?\b/g,
  /\brevien(?:t|dra) a\b/g,
  /\bci[- ](?:dessous|apres|joints?|jointes?|contre)\b/g,
  /\b(?:nous|je) vous\b/g,
  /\b(?:(?:suite|en reponse|repondant|conformement) a )?(?:de |a |pour )?votre (?:consultation|demande|sollicitation|invitation|courriel|mail|message|confiance|disposition|retour|reponse|attention|dossier|cahier des charges|projet|envoi|interet|lettre|accord|attente)\b/g,
  /\bvos termes de reference\b/g,
  /\b(?:n['’]est |ne sommes |ne suis )?(?:pas|non)[ -](?:assujetti|soumis)(?:e|s|es)?\b/g,
  /(?:\bt\.?v\.?a\b\.?|\btaxe|\btaux)[ :(a]{0,4}(?:(?:de|au taux de) )?\d{1,2}(?:[.,]\d{1,2})? ?%/g,
  /\d{1,2}(?:[.,]\d{1,2})? ?%? (?:de |\()?(?:la )?t\.?v\.?a\b/g,
  /\btva (?:intracommunautaire )?:? ?fr ?[\da-z]{2} ?[\d ]{9,11}/g,
  /\[?cons-\d{4}-\d{1,4}\]?/g,
  new RegExp(
    `\\bvalab(?:le|les|ilite)\\b(?: (?:pendant|durant|jusqu['’]au|pour))? (?:${DATE}|${NUMBER_OF_TIME} (?:jours|mois|semaines))`,
    'g',
  ),
  new RegExp(
    `\\b(?:duree de )?validite(?: de (?:l['’]|notre )offre)? ?(?::|de|est de) ?${NUMBER_OF_TIME} (?:jours|mois|semaines)`,
    'g',
  ),
  new RegExp(DATE, 'g'),
  /\btel(?:ephone)?\.?[ :]{1,3}[\d .+()]{8,20}/g,
  /\b(?:siret|siren)[ :]{1,3}[\d ]{9,20}/g,
  /\bn['’]hesitez pas a (?:me|nous) (?:contacter|joindre|solliciter|appeler)\b/g,
  /\b(?:par retour(?: de (?:courriel|mail))?|par (?:courriel|mail|e-mail))\b/g,
  /\bpour tout(?:e|es|s)? (?:autre )?(?:informations?|renseignements?|precisions?|questions?|complements?)(?: d['’]information)?(?: (?:complementaires?|utiles?|supplementaires?))?\b/g,
];

const understoodOut = (sentence: string): string =>
  UNDERSTOOD.reduce((text, phrase) => text.replace(phrase, ' '), sentence);

/** A letter that counts parts: « a) », « Offre A : ». */
const ENUMERATED = /(?<![.\w'’])[a-z] ?(?:[:)–—-]|$)/;

/** Letters only: what is left of a sentence are words. */
const NOT_WORDS = /[^a-z]+/;

/**
 * Why the words of a sentence that states a price leave a doubt; undefined when they leave none. `sentence` in lower case,
 * without accents, each price written as marks.
 */
export function doubtAround(sentence: string): string | undefined {
  if (/^ ?[-–−] ?#/.test(sentence)) return wording.dash;
  const text = understoodOut(sentence);
  return doubtOf(text, NAMES_OFFER.test(sentence) ? [PLAIN_WORDS, MISSION_WORDS] : [PLAIN_WORDS]);
}

function doubtOf(text: string, known: readonly ReadonlySet<string>[]): string | undefined {
  const other = ENUMERATED.exec(text)?.[0] ?? OTHER_PRICE.exec(text)?.[0] ?? /\d[\d.,/]*(?: ?[a-z%]+)?/.exec(text)?.[0];
  if (other !== undefined) return wording.otherPrice(other.trim());
  const unknown = text.split(NOT_WORDS).find(word => word.length > 0 && !known.some(words => words.has(word)));
  return unknown === undefined ? undefined : wording.otherPrice(unknown);
}

/** A line of a text that states a price, in the form of doubtAround, and as written. */
export interface ReadLine {
  readonly plain: string;
  readonly written: string;
  readonly holdsPrice: boolean;
}

/** Lines on each side of a price that have to be understood. */
const NEIGHBOURS = 2;
const SPEAKS_OF_PRICE =
  /\b(?:prix|tarif[a-z]*|montants?|couts?|somme|offres?|propositions?|devis|chiffr[a-z]+|honoraires|forfait[a-z]*|budgets?|frais|factur[a-z]+|supplements?|en sus|gratuit[a-z]*|acomptes?|totale?s?|h\.?t|t\.?t\.?c|tva|euros?|francs|dollars|cfp|xpf|k€|milliers|references|experiences? (?:similaires?|comparables?))\b/;
const CLOSING =
  /^(?:--|bien (?:cordialement|a vous|sincerement)|(?:tres |plus )?cordialement|cdl?t|sinceres salutations|salutations|respectueusement|sincerement|meilleures salutations|cordiales salutations|veuillez (?:agreer|recevoir|croire)|(?:je vous|nous vous) pri(?:e|ons) d['’](?:agreer|accepter|accueillir)|dans l['’]attente|envoye(?:e|s)? (?:de(?:puis)?|a partir|avec)\b|sent (?:from|with)\b|(?:get|obtenez|telecharge[a-z]*) outlook)/;
const POSTSCRIPT = /^ ?(?:p\.? ?s\b|n\.? ?b\b|nota|post[- ]scriptum|[*(])/;
const NAME = /^\p{Lu}[\p{L}'’-]*\.?(?: \p{Lu}[\p{L}'’-]*){1,3}$/u;
const SENTENCE_END = /(?<=[^ ][.!?;]) (?=[^ ])/;

/**
 * Why what stands about the prices of a text leaves a doubt: an unknown word in the lines near one, or in a sentence that
 * speaks of prices, wherever it stands. The signature, under a closing formula, is only read for prices and postscripts.
 */
export function doubtBeside(lines: readonly ReadLine[]): string | undefined {
  const filled = lines.filter(({ plain, holdsPrice }) => holdsPrice || plain.trim() !== '');
  const places = filled.flatMap(({ holdsPrice }, place) => (holdsPrice ? [place] : []));
  const last = places[places.length - 1] ?? -1;
  const closing = filled.findIndex(({ plain }, place) => place > last && CLOSING.test(plain.trim()));
  const near = new Set(places.flatMap(place => range(place - NEIGHBOURS, place + NEIGHBOURS)));
  for (const [place, { plain, written, holdsPrice }] of filled.entries()) {
    const isSigned = closing !== -1 && place >= closing;
    if (place > last && NAME.test(written) && !SPEAKS_OF_PRICE.test(plain) && !OTHER_PRICE.test(plain)) continue;
    for (const sentence of understoodOut(plain).split(SENTENCE_END)) {
      if (holdsPrice && sentence.includes(PRICE_MARK)) continue;
      const matters = isSigned ? POSTSCRIPT.test(sentence) : near.has(place);
      if (!matters && !SPEAKS_OF_PRICE.test(sentence)) continue;
      const doubt = doubtOf(sentence, [PLAIN_WORDS, MISSION_WORDS, WORDS_BESIDE]);
      if (doubt !== undefined) return doubt;
    }
  }
  return undefined;
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, step) => from + step);

const OPTION =
  /\b(?:options?|optionnel[a-z]*|variantes?|tranches? (?:conditionnelle|optionnelle)s?|pse|prestations? supplementaires?)\b/;
const DISCOUNT =
  /\b(?:remises?\b(?! (?:des? |du |de l['’])(?:offres?|rapports?|plis?|documents?|livrables?|dossiers?)\b)|rabais\b|reductions?\b|ristournes?\b|gestes? commercia|escompte\b)/;
const CONDITIONAL =
  /\b(?:environ|env\.|approx|a titre indicatif|estime|estimation|indicati[fv]|sous reserve|a partir de|maximum|minimum|plafonne|hors (?:frais|deplacements?|debours|options?)|frais en sus|en sus|non compris|non inclus|frais (?:non|a part|au reel)|plus (?:les )?frais|\+ ?(?:les )?frais|s['’]ajout|negociable|a negocier|a confirmer)/;
/** What is still to come, or beside: « reste à chiffrer », « déplacements facturés au réel », « nombre de jours : 10 ». */
const BESIDE =
  /\ba chiffrer\b|\bser(?:a|ont) chiffre|\ben plus\b|\bau reel\b|\bfacture[a-z]* (?:en|au|a|separement)\b|\bmultipli(?:er|ez|e)\b|\bnombre de (?:jours|journees|lots|reunions|communes)\b/;
/** « Ce prix ne comprend pas… », « prix au jour », « tarif journalier ». */
const REMARK =
  /\b(?:prix|tarifs?|montants?|couts?|honoraires)\b[^.;:\d]{0,40}\b(?:ne|pas|journali[a-z]+|au jour|a la journee|multipl[a-z]+|sauf|augment[a-z]+|revis[a-z]+|actualis[a-z]+)\b/;
/** « Ces prix s'entendent par lot. » */
const PER_UNIT =
  /\b(?:prix|montants?|tarifs?|couts?|sommes?|ht|ttc|euros?)\b[^.;:\d]{0,40}\b(?:par (?:jour|lot|mois|an|phase|mission|personne|site|commune|reunion|atelier|unite|consultant|tranche)|pour chaque|chacune?|unitaires?|chaque)\b/;
const REPLACED =
  /\bau lieu de\b|\bannule et remplace\b|\berreur (?:de|dans|sur)\b|\brectifi|\bcorrige|\bfacture (?:n|d['’])|\btromp(?:e|ee|es|ons)\b|\bcadu(?:c|que)\b|\b(?:retir|declin)(?:e|ons|er)\b|\bavoir (?:n|commercial)/;
/** Exempt, but who? « Si vous êtes non assujetti », « nous ne sommes pas exonérés », « notre sous-traitant est non assujetti ». */
const EXEMPT_IN_DOUBT =
  /\bpas (?:non[ -]|en franchise|exoner|dispens)|\b(?:si\b|s['’]il|sous-traitan|selon que)[^.]{0,60}(?:assujetti|exoner|non applicable)|(?:assujetti|exoner|non applicable)[^.;]{0,30}\?/;
/** A sum in words: what it says is for a person to compare. */
const IN_WORDS =
  /\b(?:mille|cents?|vingts?|trente|quarante|cinquante|soixante|dix|deux|trois|quatre|cinq|six|sept|huit|neuf|onze|douze|treize|quatorze|quinze|seize|million)s?,?[ -](?:et )?(?:d['’])?euros?\b|\bmille[ -](?:(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf)[ -])?(?:cents?)?\b/;

/** What a text says anywhere that may change its price. `plain` in lower case, without accents, on one line. */
export function doubtsOfText(plain: string): string[] {
  const doubts: string[] = [];
  if (OPTION.test(plain)) doubts.push(wording.option);
  if (DISCOUNT.test(plain)) doubts.push(wording.discount);
  if (CONDITIONAL.test(plain) || BESIDE.test(plain) || REMARK.test(plain)) doubts.push(wording.conditional);
  if (PER_UNIT.test(plain)) doubts.push(wording.perUnit);
  if (REPLACED.test(plain)) doubts.push(wording.replaced);
  if (EXEMPT_IN_DOUBT.test(plain)) doubts.push(wording.exemptInDoubt);
  if (saysInWords(plain)) doubts.push(wording.inWords);
  return doubts;
}

/** Whether a sum is written in words. */
export const saysInWords = (plain: string): boolean => IN_WORDS.test(plain);
