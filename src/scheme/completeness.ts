/** What a request still lacks before it can go to the committee, and what staff should look at; a hint never blocks. */
import { AUTHORITY_TYPES, identifierHints, parseCommuneCode, parseSiren } from './identifiers';
import type { Cents } from './money';
import { completenessWording as wording } from './wording-completeness';

/** The facts of a request that its completeness depends on; texts as they stand in the workbook. */
export interface RequestFacts {
  readonly authority: string;
  readonly authorityKind: string;
  readonly siren: string;
  readonly inseeCode: string;
  readonly legalRepresentative: string;
  readonly contact: string;
  readonly email: string;
  readonly supportType: string;
  readonly title: string;
  readonly need: string;
  readonly estimate: Cents | null;
  /** `oui` when the authority committed to pay its share. */
  readonly cashCommitment: string;
}

export interface Completeness {
  /** Sentences on what is missing or wrong; empty when the request is complete. */
  readonly missing: readonly string[];
  /** The facts that those sentences are about. */
  readonly toGive: readonly (keyof RequestFacts)[];
  /** Sentences that staff should read; they never block. */
  readonly hints: readonly string[];
}

type TextFact = Exclude<keyof RequestFacts, 'estimate'>;

const SUPPORT_TYPES = ["stratégie à l'international", 'montage de projet', 'évaluation de projet'];

/**
 * Checks every required answer and the identifiers' checksums. `unreadEstimate` is what was answered about the cost when no
 * amount could be read in it.
 */
export function checkCompleteness(facts: RequestFacts, unreadEstimate = ''): Completeness {
  const missing: string[] = [];
  const toGive: (keyof RequestFacts)[] = [];
  const lacks = (key: keyof RequestFacts, sentence: string): void => {
    missing.push(sentence);
    toGive.push(key);
  };
  const required: [TextFact, string][] = [
    ['authority', 'Collectivité'],
    ['authorityKind', 'Type de collectivité'],
    ['siren', 'SIREN'],
    ['legalRepresentative', 'Représentant légal'],
    ['contact', 'Contact'],
    ['email', 'Courriel'],
    ['supportType', "Type d'appui"],
    ['title', 'Intitulé'],
    ['need', 'Besoin'],
  ];
  for (const [key, header] of required) if (facts[key].trim() === '') lacks(key, wording.missing(header));
  if (facts.estimate === null)
    lacks(
      'estimate',
      unreadEstimate === '' ? wording.missing('Coût estimé TTC') : wording.unreadEstimate(unreadEstimate),
    );
  else if (facts.estimate === 0) lacks('estimate', wording.zeroEstimate);
  if (facts.cashCommitment.trim().toLowerCase() !== 'oui') lacks('cashCommitment', wording.noCommitment);
  const kind = AUTHORITY_TYPES.find(type => type.toLowerCase() === facts.authorityKind.trim().toLowerCase());
  if (kind === undefined && facts.authorityKind.trim() !== '')
    lacks('authorityKind', wording.unknownKind(facts.authorityKind));
  const supportType = facts.supportType.trim().toLowerCase().replace('’', "'");
  if (supportType !== '' && !SUPPORT_TYPES.includes(supportType))
    lacks('supportType', wording.unknownSupport(facts.supportType));
  if (facts.email.trim() !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(facts.email.trim()))
    lacks('email', wording.badEmail(facts.email));
  const siren = facts.siren.trim() === '' ? null : parseSiren(facts.siren);
  if (siren?.ok === false) lacks('siren', siren.reason);
  const commune = facts.inseeCode.trim() === '' ? null : parseCommuneCode(facts.inseeCode);
  if (commune?.ok === false) lacks('inseeCode', commune.reason);
  const hints =
    siren?.ok && kind !== undefined ? identifierHints(siren.value, kind, commune?.ok ? commune.value : undefined) : [];
  return { missing, toGive, hints };
}
