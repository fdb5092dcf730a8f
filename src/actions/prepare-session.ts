/**
 * Préparer la séance du comité: one PDF with the agenda, a page a file, the opinions and the budget; the day on each file; a
 * mail to each member who has not spoken, once a session, and a reminder before it.
 */
import { type SessionRequest, sessionContent } from '../docs/session-file';
import { sessionWording } from '../docs/wording-session';
import type { LetterName } from '../mail/letter-templates';
import { senderValues } from '../mail/letter-values';
import { formatCents } from '../scheme/money';
import { type CommitteeMember, isInConflict, namedMember, silentMembers } from '../scheme/opinions';
import { type Day, daysBetween, formatDay, formatDayInWords, parseDay, parseFrenchDay } from '../scheme/time';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { wording as common } from '../sheets/wording';
import { committeeWording as words } from '../sheets/wording-committee';
import { presentBudget } from './budget';
import { showCommittee } from './committee-book';
import type { Desk } from './desk';
import { type LetterToQueue, prepareLetters, queueLetters, tellAndDeliver } from './letters';
import { addOpinions, committeeMembers, type StoredOpinion, storedOpinions } from './opinions';
import { Refused, require } from './refused';
import { foreseenShare } from './scheme-share';

const TITLE = 'Préparer la séance du comité';
const ON_AGENDA: readonly string[] = ['complète', 'ajournée'];

export function prepareSession(desk: Desk): (() => void) | null {
  require(agendaOf(desk).length > 0, words.emptyAgenda);
  const typed = desk.screen.ask(TITLE, words.askSession(agendaOf(desk).length));
  if (typed === null) return null;
  const day = parseFrenchDay(typed);
  if (!day.ok) throw new Refused(day.reason);
  require(daysBetween(desk.today(), day.value) >= 0, words.sessionPast(formatDayInWords(day.value)));
  return () => prepare(desk, day.value);
}

function agendaOf(desk: Desk): StoredRow<'requests'>[] {
  return desk.workbook
    .table('requests')
    .all()
    .filter(({ values }) => ON_AGENDA.includes(values.status));
}

function prepare(desk: Desk, day: Day): void {
  const files = desk.memory.get('files');
  require(files, common.notInstalled);
  require(desk.settings.replyAddresses.length > 0, words.replyAddressRequired);
  // What was declared since the last opinion counts in the file that the committee gets.
  addOpinions(desk, [], TITLE);
  desk.write();
  const agenda = agendaOf(desk);
  require(agenda.length > 0, words.emptyAgenda);
  const members = committeeMembers(desk);
  const opinions = storedOpinions(desk);
  const before = desk.memory.get('session');
  const asked = desk.workbook
    .table('letters')
    .where('subject', words.sessionOf(formatDay(day)))
    .map(({ values }) => values.to);
  const toAsk = members.filter(({ email }) => email !== '' && !asked.includes(email));
  const letters = prepareLetters(
    desk,
    lettersTo(desk, 'Avis demandés au comité', { day, members: toAsk, agenda, opinions }),
  );
  const inWords = formatDayInWords(day);
  const content = sessionContent({
    edition: desk.settings.edition,
    day: inWords,
    requests: agenda.map(({ values }) => seenByCommittee(desk, values, opinions, members)),
    budget: presentBudget(desk),
  });
  const name = sessionWording.name(desk.settings.edition, inWords);
  const { documents } = desk;
  const document = documents.create({ folderId: files.folder, name }, content);
  const pdf = documents.pdfOf(document.documentId);
  const kept = documents.keep({ folderId: files.folder, name: `${name}.pdf` }, 'application/pdf', pdf.bytes);
  const table = desk.workbook.table('requests');
  for (const { at, values } of agenda) {
    if (values.session === day) continue;
    table.update(at, { session: day });
    desk.ledger.record({
      action: TITLE,
      subject: values.reference,
      field: 'Séance du',
      before: values.session === null ? '' : formatDay(values.session),
      after: formatDay(day),
    });
  }
  queueLetters(desk, letters);
  desk.memory.set('replyBases', [...desk.settings.replyAddresses]);
  desk.memory.set('session', {
    day,
    tokens: [...(before?.tokens ?? []), ...letters.map(({ token }) => token ?? '')].slice(-MOST_TOKENS),
    reminded: before?.day === day && before.reminded,
  });
  desk.save();
  showCommittee(desk);
  tellAndDeliver(desk, TITLE, [words.sessionReady(inWords, agenda.length, kept.url, document.url)], letters.length);
}

/** Answers to the letters of earlier sessions are still read, up to this many letters. */
const MOST_TOKENS = 100;

function seenByCommittee(
  desk: Desk,
  request: Row<'requests'>,
  opinions: readonly StoredOpinion[],
  members: readonly CommitteeMember[],
): SessionRequest {
  const { reference } = request;
  return {
    ...request,
    member: request.member ?? '',
    schemeShare: foreseenShare(desk, request),
    score: request.score === null ? '' : String(request.score).replace('.', ','),
    opinions: opinions
      .filter(({ subject }) => subject === reference)
      .map(({ member, organisation, opinion, text, counted }) => ({
        member: namedMember({ name: member, organisation }),
        opinion,
        text,
        counted,
      })),
    excluded: members.filter(member => isInConflict(member, [reference])).map(namedMember),
    silent: silentMembers(reference, opinions, members).map(namedMember),
  };
}

interface Call {
  readonly day: Day;
  readonly members: readonly CommitteeMember[];
  readonly agenda: readonly StoredRow<'requests'>[];
  readonly opinions: readonly StoredOpinion[];
}

/** A letter to each member with the files on which they may speak and have not; none to those who have nothing left to say. */
function lettersTo(desk: Desk, template: LetterName, { day, members, agenda, opinions }: Call): LetterToQueue[] {
  return members.flatMap(member => {
    const awaited = agenda.filter(({ values }) => silentMembers(values.reference, opinions, [member]).length > 0);
    if (awaited.length === 0) return [];
    return [
      {
        template,
        about: words.sessionOf(formatDay(day)),
        to: member.email,
        values: {
          ...senderValues(desk.settings),
          Membre: member.name,
          Séance: formatDayInWords(day),
          Dossiers: awaited.map(({ values }) => fileLine(values)).join('\n'),
          'Classeur du comité': words.bookAddress(desk.memory.get('committeeBook')?.id ?? ''),
          'Lignes de réponse': awaited.map(({ values }) => `${values.reference} : `).join('\n'),
        },
      },
    ];
  });
}

/** What a member needs to know of a file before opening it. */
function fileLine({ reference, authority, title, supportType, member, estimate }: Row<'requests'>): string {
  const about = words.fileAbout(supportType, member, estimate === null ? '' : formatCents(estimate));
  return words.fileLine(reference, authority, title, about);
}

/** The morning's part: `RappelJours` before the session, once, to the members who have files left to speak on. */
export function opinionReminders(desk: Desk): LetterToQueue[] {
  const session = desk.memory.get('session');
  if (session === null || session.reminded) return [];
  const day = parseDay(session.day);
  if (!day.ok) return [];
  const left = daysBetween(desk.today(), day.value);
  if (left <= 0 || left > desk.settings.reminderDays) return [];
  desk.memory.set('session', { ...session, reminded: true });
  const agenda = agendaOf(desk).filter(({ values }) => values.session === day.value);
  const members = committeeMembers(desk).filter(({ email }) => email !== '');
  return lettersTo(desk, 'Rappel des avis du comité', {
    day: day.value,
    members,
    agenda,
    opinions: storedOpinions(desk),
  });
}

/** Answers to these letters are read too. */
export function rememberReminders(desk: Desk, letters: readonly Partial<Row<'letters'>>[]): void {
  const session = desk.memory.get('session');
  const own = letters
    .filter(({ template }) => template === 'Rappel des avis du comité')
    .map(({ token }) => token ?? '');
  if (session === null || own.length === 0) return;
  desk.memory.set('session', { ...session, tokens: [...session.tokens, ...own].slice(-MOST_TOKENS) });
}
