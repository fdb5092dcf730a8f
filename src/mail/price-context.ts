/**
 * Whether the words around a price leave no doubt that it is the price of the bid, whole and firm: figures that agree may
 * still be a day's price, an advance, last year's or ours. What is not understood is a doubt, never a guess.
 */
import { amounts as wording } from './wording';

/** A price with the words that say what it is; both in lower case, without accents. */
export interface PriceWords {
  /** The sentence in which it stands. */
  readonly sentence: string;
  /** The line above, when that one announces it; else ''. */
  readonly heading: string;
}

/** Who speaks of their own price: what else the sentence says is then about the mission. */
const OWN_OFFER =
  /\b(?:notre|nos|mon|ma|mes|la presente) (?:meilleure |nouvelle )?(?:offre|proposition|prix|devis|tarif|chiffrage|cotation|honoraires)\b|\b(?:nous|je)(?: vous)? (?:propos(?:e|ons)|chiffr(?:e|ons)|demand(?:e|ons))\b/;

/** Where a label of a price begins. */
const LABEL =
  /\b(?:total|montants?|prix|couts?|forfait|offre|proposition|devis|somme|honoraires|mission|prestations?)\b/;

/** Words that make it another price than the bid's: a part, a unit, a limit, another time, a condition, a refusal. */
const OTHER_PRICE =
  /\b(?:par|chaque|chacune?s?|unit(?:e|es|aires?)|jour|journees?|journali[a-z]+|j|jh|horaires?|heures?|tjm|mensuel[a-z]*|mois|annuel[a-z]*|ans?|annees?|trimestr[a-z]+|semestr[a-z]+|plafonn?[a-z]*|budgets?|enveloppe|seuil|limites?|max(?:i|imum|imal[a-z]*)?|min(?:i|imum|imal[a-z]*)?|au (?:plus|moins|lieu|dela)|moins|plus|jusqu|depass[a-z]+|excede[a-z]*|chiffres? d['’ ]affaires?|capital|acomptes?|avances?|solde|echeances?|penalites?|indemnites?|garanties?|assurances?|sinistres?|caution|subventions?|aides?|participation|part|parts|reste|charge|rembours[a-z]+|avoir (?:de|d|n|sur)|credit|factur[a-z]+|precede[a-z]+|anci(?:en|enne)s?|initia(?:l|le|ux|les|lement)|derni(?:er|ere)s?|habitue[a-z]+|memoire|rappel[a-z]*|exemples?|etai(?:t|ent)|av(?:ions|ait|aient|iez|ais)|aur(?:ait|ions|aient)|ser(?:ait|aient|ions)|pourr[a-z]+|devr[a-z]+|concurren[a-z]+|confreres?|autres?|ne|n['’]|pas|ni|sans|sauf|hormis|si|selon|fonction|eventue[a-z]+|possibles?|discut[a-z]+|negoci[a-z]+|confirm[a-z]+|provisoires?|previsionn[a-z]+|indicati[a-z]+|environ|env|approx[a-z]*|ordre|autour|quelques?|pres|grosso|dans les|lots?|phases?|tranches?|etapes?|postes?|volets?|axes?|modules?|livrables?|ateliers?|reunions?|parti(?:e|es|el|elle)|premi(?:er|ere)s?|deuxieme|troisieme|seconde?s?|sous|compl[e]mentaires?|supplement[a-z]*|addition[a-z]*|deplacements?|debours|ajout[a-z]*|major[a-z]+|augment[a-z]+|reduit[a-z]*|minor[a-z]+|fois|double|moitie|tiers|ou|scenarios?|solutions?|hypotheses?|alternatives?|avenants?|revis[a-z]+|actualis[a-z]+|references|similaires?|experiences|realisations|marches?|seule?s?|uniquement|ramene[a-z]*|baiss[a-z]*|retir[a-z]+|caduc|caduque|erreurs?|corrig[a-z]+|annul[a-z]+|remplac[a-z]+)\b|\bfrais\b|\bnon\b(?! (?:assujetti|soumis|applicable))|\bhors\b(?!-?(?: ?tax| ?t\.?v\.?a| ?t\b))|[~±≈?×*@]|\bx ?\d|\d ?x\b|\+ ?\/ ?-/;

/** Words of a plain statement of a price; a label that holds another word may be the price of something else. */
const PLAIN_WORDS = new Set(
  'a au aux b bonjour c ce ces cette cgi ci cordialement cout couts d dans de definitif definitive des dessous devis dire donc dont du e ecrit ecrites egal egale eleve elevent elevera en ensemble est et etablit etablie etude eur euro euros exonere exoneree exoneration ferme fermes financier financiere fixe fixee fixes forfait forfaitaire franchise general generale global globale globaux h honoraires hors ht i ici inclus incluse incluses integralite intervention je l la le les lettres m ma madame mission mon monsieur montant montants n net nets nette no non notre nos nous numero objet offre ok operation pour prestation prestations prix propose proposee proposons proposition r realisation realiser reference remise revient s sa se sera soit soient somme soumis soumise sont suit suivant suivante sur t tarif taux taxe taxes total totale totalite totaux tout toute toutes ttc tva un une v valide valable voici votre vous applicable art article assujetti assujettie assujettis basee base bis commercial commerciale comprend comprenant compris comprise comprises consultation economique detail tableau recapitulatif acte engagement merci payer regler dit precis exactement seulement accompagnement assistance audit conseil appui expertise cabinet janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre paris tel siret siren france'.split(
    ' ',
  ),
);

/** « Pour 12 jours de travail : 8 000 € » is a whole price, « 12 jours à 800 € » is not. */
const DURATION =
  /\b(?:pour|en|sur|soit|duree de) \d{1,3}(?:[.,]5)? (?:jours?|journees?)(?: de (?:travail|mission|prestation)| ouvres?| d['’]intervention)?(?! ?(?:a\b|x\b|×|\*|@|\d))/g;

const WITH_EXPENSES = /\b(?:tous )?frais (?:de (?:deplacements?|mission|sejour) )?(?:inclus|compris)\b/g;

/** Numbers and the signs of money, which say nothing of what the price is of. */
const NOT_WORDS = /[^a-z]+/;
const ARTICLE_293 = /\bart(?:icle)?\.? ?293 ?-?b\b/g;

/** Why the words around a price leave a doubt; undefined when they leave none. */
export function doubtAround({ sentence, heading }: PriceWords): string | undefined {
  const text = sentence.replace(DURATION, ' ').replace(WITH_EXPENSES, ' ').replace(ARTICLE_293, ' ');
  for (const part of [text, heading]) {
    const other = OTHER_PRICE.exec(part)?.[0];
    if (other !== undefined) return wording.otherPrice(other.trim());
  }
  if (/^ ?[-–−] ?\d/.test(sentence)) return wording.dash;
  if (OWN_OFFER.test(text)) return undefined;
  const label = LABEL.exec(text);
  const unknown = unknownWord(label === null ? text : text.slice(label.index));
  return unknown === undefined ? undefined : wording.otherPrice(unknown);
}

/** The first word of a text that a plain statement of a price does not use. */
export function unknownWord(text: string): string | undefined {
  return text.split(NOT_WORDS).find(word => word !== '' && !PLAIN_WORDS.has(word));
}

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
