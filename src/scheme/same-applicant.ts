/**
 * Applications that may come from one body: the same address, the same name, the same domain, the same documents. Sentences
 * for staff, never a refusal: only people can tell which of two counts.
 */
import { sameApplicantWording as wording } from './wording-days';

/** What is compared of an application. */
export interface ComparedApplication {
  readonly reference: string;
  readonly organisation: string;
  readonly email: string;
  /** SHA-256 of its documents, where they have been read. */
  readonly fingerprints: readonly string[];
}

/** Domains where anybody may have an address: sharing one says nothing. */
const PUBLIC_DOMAINS: readonly string[] = [
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'outlook.fr',
  'hotmail.com',
  'hotmail.fr',
  'live.fr',
  'msn.com',
  'yahoo.com',
  'yahoo.fr',
  'orange.fr',
  'wanadoo.fr',
  'free.fr',
  'laposte.net',
  'sfr.fr',
  'bbox.fr',
  'icloud.com',
  'me.com',
  'aol.com',
  'gmx.fr',
  'gmx.com',
  'proton.me',
  'protonmail.com',
];
const SHORT_NAME = 4;

/** A sentence for each other application that may be of the same body, by its strongest sign. */
export function sameApplicantHints(
  application: ComparedApplication,
  others: readonly ComparedApplication[],
): readonly string[] {
  return others
    .filter(({ reference }) => reference !== application.reference)
    .flatMap(other => {
      const sign = signOf(application, other);
      return sign === null ? [] : [sign(other.reference)];
    });
}

function signOf(one: ComparedApplication, other: ComparedApplication): ((reference: string) => string) | null {
  if (isSameAddress(one.email, other.email)) return wording.sameAddress;
  if (one.fingerprints.some(fingerprint => other.fingerprints.includes(fingerprint))) return wording.sameDocuments;
  if (isSameName(one.organisation, other.organisation)) return wording.sameName;
  const domain = domainIn(one.email);
  return domain !== '' && !PUBLIC_DOMAINS.includes(domain) && domain === domainIn(other.email)
    ? wording.sameDomain
    : null;
}

/** Whether two applications, or an application and a holder, are plainly of one body: one of its addresses, or its name. */
export const isSameBody = (
  one: { readonly organisation: string; readonly email: string },
  other: { readonly organisation: string; readonly email: string },
): boolean =>
  isSameName(one.organisation, other.organisation) ||
  other.email.split(/[;,\s]+/).some(address => isSameAddress(one.email, address));

const isSameAddress = (one: string, other: string): boolean =>
  domainIn(one) !== '' && one.trim().toLowerCase() === other.trim().toLowerCase();

function isSameName(one: string, other: string): boolean {
  const name = folded(one);
  return name.length >= SHORT_NAME && name === folded(other);
}

const domainIn = (address: string): string => address.trim().toLowerCase().split('@')[1] ?? '';

const folded = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
