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
  /** Sentences that staff should read; they never block. */
  readonly hints: readonly string[];
}

const SUPPORT_TYPES = ["stratégie à l'international", 'montage de projet', 'évaluation de projet'];

/** Checks every required answer and the identifiers' checksums. */
export function checkCompleteness(facts: RequestFacts): Completeness {
  const missing: string[] = [];
  const required: [string, string][] = [
    ['Collectivité', facts.authority],
    ['Type de collectivité', facts.authorityKind],
    ['SIREN', facts.siren],
    ['Représentant légal', facts.legalRepresentative],
    ['Contact', facts.contact],
    ['Courriel', facts.email],
    ["Type d'appui", facts.supportType],
    ['Intitulé', facts.title],
    ['Besoin', facts.need],
  ];
  for (const [header, value] of required) if (value.trim() === '') missing.push(wording.missing(header));
  if (facts.estimate === null) missing.push(wording.missing('Coût estimé TTC'));
  else if (facts.estimate === 0) missing.push(wording.zeroEstimate);
  if (facts.cashCommitment.trim().toLowerCase() !== 'oui') missing.push(wording.noCommitment);
  const kind = AUTHORITY_TYPES.find(type => type.toLowerCase() === facts.authorityKind.trim().toLowerCase());
  if (kind === undefined && facts.authorityKind.trim() !== '') missing.push(wording.unknownKind(facts.authorityKind));
  const supportType = facts.supportType.trim().toLowerCase().replace('’', "'");
  if (supportType !== '' && !SUPPORT_TYPES.includes(supportType))
    missing.push(wording.unknownSupport(facts.supportType));
  if (facts.email.trim() !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(facts.email.trim()))
    missing.push(wording.badEmail(facts.email));
  const siren = facts.siren.trim() === '' ? null : parseSiren(facts.siren);
  if (siren?.ok === false) missing.push(siren.reason);
  const commune = facts.inseeCode.trim() === '' ? null : parseCommuneCode(facts.inseeCode);
  if (commune?.ok === false) missing.push(commune.reason);
  const hints =
    siren?.ok && kind !== undefined ? identifierHints(siren.value, kind, commune?.ok ? commune.value : undefined) : [];
  return { missing, hints };
}
