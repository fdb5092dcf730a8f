/** Whether the sender's domain is proven, from Google's own verdict alone; a domain is not a person. */
import { domainOf } from './address';
import { type Header, type IncomingMessage, isGoogleReceived } from './incoming';
import { authenticity as wording } from './wording';

export type Authenticity = 'vérifiée' | 'non vérifiée' | 'suspecte';

/** `toCheck`: the verdict itself cannot be trusted (malformed), so a person looks at the message whatever it says. */
export interface AuthenticityReading {
  readonly authenticity: Authenticity;
  readonly toCheck: boolean;
  readonly reason: string;
}

/** One result of the header, such as `dkim=pass header.i=@alpha.example`. */
interface MethodResult {
  readonly method: string;
  readonly result: string;
  readonly properties: ReadonlyMap<string, string>;
}

const HEADER_LIMIT = 10_000;

/**
 * Reads the topmost Authentication-Results, whose authserv-id must be exactly `mx.google.com`: `dmarc=pass` for the From
 * domain, or else `dkim=pass` by that domain or one above it, → vérifiée; `dmarc=fail` → suspecte; else non vérifiée.
 * A quote or backslash outside `header.b`, or a method given twice, makes it malformed: an envelope sender in quotes could
 * have written `; dmarc=pass` itself. ARC headers and lower ones do not count.
 */
export function readAuthenticity(message: Pick<IncomingMessage, 'headers' | 'from'>): AuthenticityReading {
  const at = message.headers.findIndex(({ name }) => name === 'authentication-results');
  const header = message.headers[at];
  if (header === undefined) return unproven(wording.none);
  // Each server writes above what it receives: below another server's mark, nothing is Google's.
  if (message.headers.slice(0, at).some(isOfAnotherServer)) return unproven(wording.belowAnotherServer);
  if (header.value.length > HEADER_LIMIT) return malformed(wording.tooLong);
  const value = header.value.replace(/\s+/g, ' ');
  if (!/^ ?mx\.google\.com ?(?:1 ?)?(?:;|$)/.test(value)) return unproven(wording.notGoogle);

  const bare = value.replace(/header\.b="[A-Za-z0-9+/=]{0,64}"/g, 'header.b=x');
  if (/["\\]/.test(bare)) return malformed(wording.quoteOrBackslash);
  const repeated = methodGivenTwice(bare);
  if (repeated !== undefined) return malformed(wording.methodTwice(repeated));
  const uncommented = withoutComments(bare);
  if (uncommented === undefined) return malformed(wording.openComment);

  const domain = senderDomain(message);
  if (domain === undefined) return malformed(wording.severalSenders);
  if (namesAnotherAddress(message, domain)) return malformed(wording.otherAddressShown);
  const results = resultsOf(uncommented);
  return results === undefined ? malformed(wording.strayWord) : verdict(results, domain);
}

function isOfAnotherServer({ name, value }: Header): boolean {
  return name === 'received' && !isGoogleReceived(value);
}

function verdict(results: readonly MethodResult[], domain: string): AuthenticityReading {
  const dmarc = results.find(({ method }) => method === 'dmarc');
  if (dmarc?.result === 'fail') return { authenticity: 'suspecte', toCheck: true, reason: wording.dmarcFail };
  if (dmarc?.result === 'pass' && dmarc.properties.get('header.from') === domain) {
    return { authenticity: 'vérifiée', toCheck: false, reason: wording.dmarcPass(domain) };
  }
  const dkim = results.find(({ method }) => method === 'dkim');
  const signer = signingDomain(dkim);
  if (signer !== undefined && isSameOrAbove(signer, domain)) {
    return { authenticity: 'vérifiée', toCheck: false, reason: wording.dkimAligned(signer) };
  }
  return unproven(dmarc?.result === 'pass' ? wording.dmarcOtherDomain : wording.unproven);
}

function unproven(reason: string): AuthenticityReading {
  return { authenticity: 'non vérifiée', toCheck: false, reason };
}

function malformed(reason: string): AuthenticityReading {
  return { authenticity: 'non vérifiée', toCheck: true, reason };
}

/** The From domain, undefined unless there is exactly one From header with exactly one address, written in one way only. */
function senderDomain({ headers, from }: Pick<IncomingMessage, 'headers' | 'from'>): string | undefined {
  const [header, ...others] = headers.filter(({ name }: Header) => name === 'from');
  const domain = domainOf(from[0]?.address ?? '');
  if (header === undefined || others.length > 0 || from.length !== 1 || domain === '') return undefined;
  const bare = header.value
    .slice(0, HEADER_LIMIT)
    .replace(/"(?:[^"\\]|\\.)*"/g, '')
    .replace(/\([^()]*\)/g, '');
  const isOne = bare.split('@').length === 2 && /^[^<>"]*(?:<[^<>"]*>[ \t]*|[^<>"]*)$/.test(bare);
  return isOne ? domain : undefined;
}

/** Whether the name that people see is an address of another domain: it is shown to be taken for the sender's. */
function namesAnotherAddress({ from }: Pick<IncomingMessage, 'from'>, domain: string): boolean {
  const shown = /@([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})/i.exec((from[0]?.name ?? '').slice(0, 500))?.[1];
  return shown !== undefined && shown.toLowerCase() !== domain;
}

/** Counted in comments too: Google writes no method there, a forger might. */
function methodGivenTwice(value: string): string | undefined {
  const seen = new Set<string>();
  for (const [, name = ''] of value.matchAll(/(?:^|[\s;(])(dmarc|dkim|spf|arc|auth|iprev|dkim-adsp) ?=/gi)) {
    const method = name.toLowerCase();
    if (seen.has(method)) return method;
    seen.add(method);
  }
  return undefined;
}

/** The value without its comments, which may nest; undefined when a parenthesis has no pair. */
function withoutComments(value: string): string | undefined {
  let depth = 0;
  let out = '';
  for (const character of value) {
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (depth === 0) out += character;
    if (depth < 0) return undefined;
  }
  return depth === 0 ? out : undefined;
}

/** The results in order; undefined when a word stands where Google writes none but `name=value`. */
function resultsOf(value: string): MethodResult[] | undefined {
  const results: MethodResult[] = [];
  for (const piece of value.split(';').slice(1)) {
    const [first, ...rest] = piece.trim().toLowerCase().split(/ +/).map(pairOf);
    if (first === undefined || first[0] === '') continue;
    if (rest.some(([key]) => key === '')) return undefined;
    // A property given twice says two things: neither is believed.
    const properties = new Map<string, string>();
    for (const [key, text] of rest) properties.set(key, properties.has(key) ? '' : text);
    results.push({ method: first[0], result: first[1], properties });
  }
  return results;
}

function pairOf(word: string): [string, string] {
  const equals = word.indexOf('=');
  return equals < 0 ? ['', word] : [word.slice(0, equals), word.slice(equals + 1)];
}

/**
 * The domain of a DKIM signature that passed: `header.d=alpha.example`, and an identity `header.i=@alpha.example` at or below
 * it; Google writes the identity alone.
 */
function signingDomain(dkim: MethodResult | undefined): string | undefined {
  if (dkim?.result !== 'pass') return undefined;
  const identity = dkim.properties.get('header.i');
  const identified = identity === undefined ? undefined : domainOf(identity);
  const domain = dkim.properties.get('header.d') ?? identified;
  if (domain === undefined || domain === '') return undefined;
  return identified === undefined || isSameOrAbove(domain, identified) ? domain : undefined;
}

/** A domain may speak for itself and for what is below it, never for what is above or beside it; one label is no domain. */
function isSameOrAbove(signer: string, domain: string): boolean {
  return signer.includes('.') && (domain === signer || domain.endsWith(`.${signer}`));
}
