/**
 * Saisir une demande reçue autrement: the form's questions on a page of the add-on, for what came on paper or by telephone. It
 * becomes a request as an answer to the form does, says how it came, and gets its receipt.
 */
import * as z from 'zod/mini';
import { type Question, questions } from '../forms/questions';
import { type Day, endOfDay, formatDay, parseDay } from '../scheme/time';
import { wording } from '../sheets/wording';
import { reviewWording as words } from '../sheets/wording-review';
import type { Desk } from './desk';
import { TYPED_IN } from './edit-link';
import { receiveTyped } from './receive-answer';
import { Refused, require } from './refused';

const TITLE = 'Saisir une demande reçue autrement';
const WIDTH_PX = 720;
const HEIGHT_PX = 640;

/** What the page shows: plain data. */
export interface EntryPage {
  /** Unique to this opening of the page: pressing twice makes one request. */
  readonly key: string;
  readonly today: Day;
  readonly ways: readonly string[];
  readonly questions: readonly Question[];
}

export interface EnteredRequest {
  readonly reference: string;
  readonly sentence: string;
  readonly next: EntryPage;
}

/** Menu: opens the page. */
export function enterRequest(desk: Desk): () => void {
  return () => {
    require(desk.memory.get('managingAccount'), wording.notInstalled);
    desk.screen.open({
      name: 'entry',
      title: TITLE,
      data: emptyPage(desk),
      lines: [words.entryIntroduction, ...questions().map(({ title, required }) => `${title}${required ? ' *' : ''}`)],
      width: WIDTH_PX,
      height: HEIGHT_PX,
    });
  };
}

function emptyPage(desk: Desk): EntryPage {
  return {
    key: `${TYPED_IN}${desk.google.utilities.getUuid()}`,
    today: desk.today(),
    ways: words.ways,
    questions: questions(),
  };
}

/** What the page sends, whoever made it. */
const typedSchema = () =>
  z.object({
    key: z.string().check(z.regex(/^saisie-[0-9a-f-]{8,40}$/i)),
    way: z.string(),
    on: z.string(),
    answers: z.array(z.object({ title: z.string(), value: z.union([z.string(), z.array(z.string())]) })),
  });

/** Page « Saisir une demande »: takes in what staff typed; must run under the lock. */
export function takeTypedRequest(desk: Desk, typed: unknown): EnteredRequest {
  const read = z.safeParse(typedSchema(), typed);
  if (!read.success) throw new Refused(words.entryUnreadable);
  const { key, way, on, answers } = read.data;
  require(words.ways.includes(way), words.wayRequired);
  const day = parseDay(on);
  if (!day.ok) throw new Refused(day.reason);
  require(day.value <= desk.today(), words.receivedTooLate(formatDay(day.value)));
  const [authority] = questions();
  const named = answers.find(({ title }) => title === authority?.title)?.value ?? '';
  require(String(named).trim() !== '', words.authorityRequired);
  const { reference, isNew } = receiveTyped(desk, {
    id: key,
    // What came on an earlier day never ranks before what the form received that day.
    timestamp: day.value === desk.today() ? desk.now() : endOfDay(day.value),
    items: answers.map(({ title, value }) => ({ itemId: '', title, value })),
    way,
  });
  return {
    reference,
    sentence: isNew ? words.entered(reference) : words.enteredBefore(reference),
    next: emptyPage(desk),
  };
}
