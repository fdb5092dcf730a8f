/** Saisir un avis de séance: what a member of the committee said aloud on a request, kept in tab Avis. */
import { isInConflict, memberCalled, namedMember, OPINIONS, readOpinion } from '../scheme/opinions';
import { committeeWording as words } from '../sheets/wording-committee';
import { showCommittee } from './committee-book';
import type { Desk } from './desk';
import { addOpinions, committeeMembers, OPEN_TO_OPINIONS } from './opinions';
import { Refused, require } from './refused';
import { again, selectedOne } from './selected';

const TITLE = 'Saisir un avis de séance';

export function recordSessionOpinion(desk: Desk): (() => void) | null {
  const chosen = selectedOne(desk, 'requests');
  const { reference, status } = chosen.values;
  require(OPEN_TO_OPINIONS.includes(status), words.decided(reference, status));
  const members = committeeMembers(desk);
  const typed = desk.screen.ask(TITLE, words.askMember(reference, members.map(namedMember)));
  if (typed === null) return null;
  require(typed !== '', words.memberRequired);
  memberNamed(desk, typed);
  const opinionTyped = desk.screen.ask(TITLE, words.askOpinion(OPINIONS));
  if (opinionTyped === null) return null;
  const opinion = readOpinion(opinionTyped);
  require(opinion !== null, words.unreadOpinion(opinionTyped, OPINIONS));
  const text = desk.screen.ask(TITLE, words.askText);
  if (text === null) return null;
  return () => {
    const [row] = again(desk, 'requests', [chosen]);
    if (!row) return;
    require(OPEN_TO_OPINIONS.includes(row.values.status), words.decided(reference, row.values.status));
    const member = memberNamed(desk, typed);
    addOpinions(
      desk,
      [{ subject: reference, member, opinion, text, givenAt: desk.now(), source: 'séance', origin: '' }],
      TITLE,
    );
    desk.save();
    showCommittee(desk);
    const told = isInConflict(member, [reference]) ? words.excluded : words.recorded;
    desk.screen.tell(TITLE, told(reference, namedMember(member), opinion));
  };
}

function memberNamed(desk: Desk, typed: string) {
  const member = memberCalled(typed, committeeMembers(desk));
  if (!member.ok) throw new Refused(member.reason);
  return member.value;
}
