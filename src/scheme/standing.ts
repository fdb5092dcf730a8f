/** What an authority is told of its own request, from its state and what it still lacks. */
import type { RequestState } from './states';
import { standingMissing, standingWording } from './wording-standing';

/** The paragraph of the letter; `missing` are the sentences of the completeness check, shown only where they are awaited. */
export function standingOf(state: RequestState, missing: readonly string[]): string {
  const sentence = standingWording[state];
  return state === 'à compléter' && missing.length > 0 ? `${sentence}\n${standingMissing(missing)}` : sentence;
}

/** Questions such as « où en est mon dossier ? », already folded to lower case without accents. */
const ASKS =
  /\bou en (?:est|sont|etes)\b|\bavancement\b|\betat d['’]avancement\b|\bdes nouvelles\b|\bsuites? (?:donnee|reservee)s?\b|\bdans quel(?:s)? delais?\b|\bquand (?:aurons|aurez|pouvons|pourrons|saurons|sera)\b/;
const LOOKED_AT = 4_000;

/** Whether a message plainly asks where its file stands, so that nobody has to read it once it is answered. */
export function asksStanding(text: string): boolean {
  const folded = text
    .slice(0, LOOKED_AT)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/\s+/g, ' ')
    .toLowerCase();
  return ASKS.test(folded);
}
