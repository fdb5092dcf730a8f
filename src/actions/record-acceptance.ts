/** Constater le service fait: what CUF found, or what the authority said otherwise than by answering our mail. */
import { assignmentWording as words } from '../sheets/wording-assignment';
import type { Desk } from './desk';
import { queueLetters, tellAndDeliver } from './letters';
import { Refused, require } from './refused';
import { again, selectedOne } from './selected';
import { applyVerdict, checkAwaitsVerdict, VERDICT_TITLE as TITLE, type Verdict, verdictOf } from './verdict';

export function recordAcceptance(desk: Desk): (() => void) | null {
  const chosen = selectedOne(desk, 'assignments');
  const { reference } = chosen.values;
  checkAwaitsVerdict(chosen.values);
  const typedParty = desk.screen.ask(TITLE, words.askParty(reference));
  if (typedParty === null) return null;
  const party = parseParty(typedParty);
  const typedVerdict = desk.screen.ask(TITLE, words.askVerdict);
  if (typedVerdict === null) return null;
  const verdict = parseVerdict(typedVerdict);
  const reason = desk.screen.ask(TITLE, words.askVerdictReason);
  if (reason === null) return null;
  require(verdict === 'accepté' || reason !== '', words.refusalReasonRequired);
  return () => {
    const [row] = again(desk, 'assignments', [chosen]);
    if (!row) return;
    checkAwaitsVerdict(row.values);
    require(verdictOf(row.values, party) !== verdict, words.alreadySaid(reference, words.parties[party], verdict));
    const { sentence, letters } = applyVerdict(desk, row, { party, verdict, reason, evidence: '' });
    queueLetters(desk, letters);
    desk.save();
    tellAndDeliver(desk, TITLE, [sentence], letters.length);
  };
}

const plain = (typed: string): string =>
  typed
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .trim();

function parseParty(typed: string): Verdict['party'] {
  const text = plain(typed);
  if (text === 'cuf') return 'CUF';
  if (text === 'collectivite' || text === 'la collectivite') return 'collectivité';
  throw new Refused(words.unknownParty(typed));
}

function parseVerdict(typed: string): Verdict['verdict'] {
  const text = plain(typed);
  if (/^acceptee?$/.test(text)) return 'accepté';
  if (/^refusee?$/.test(text)) return 'refusé';
  throw new Refused(words.unknownVerdict(typed));
}
