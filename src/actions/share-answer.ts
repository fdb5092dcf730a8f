/**
 * Diffuser une réponse: a question and its answer go to every holder consulted, before the deadline, and are kept with the
 * consultation. Who asked stays unsaid: a text that names them is refused.
 */
import { isLate } from '../scheme/deadline';
import { formatInstantInWords, type Instant } from '../scheme/time';
import type { Row } from '../sheets/schema';
import type { StoredRow } from '../sheets/table';
import { equalWording as words } from '../sheets/wording-equal';
import { lettersToServed, servedHolders } from './consulted';
import type { Desk } from './desk';
import { queueLetters, tellAndDeliver } from './letters';
import { recordMove } from './moves';
import { require } from './refused';
import { again, selectedOne } from './selected';

const TITLE = 'Diffuser une réponse';

export function shareAnswer(desk: Desk): (() => void) | null {
  const chosen = selectedOne(desk, 'consultations');
  const { reference } = chosen.values;
  checkShareable(desk, chosen.values);
  const question = desk.screen.ask(TITLE, words.askQuestion(reference));
  if (question === null) return null;
  require(question !== '', words.questionRequired);
  const answer = desk.screen.ask(TITLE, words.askAnswer);
  if (answer === null) return null;
  require(answer !== '', words.answerRequired);
  return () => {
    const [row] = again(desk, 'consultations', [chosen]);
    if (!row) return;
    checkShareable(desk, row.values);
    const bids = desk.workbook.table('bids');
    const rows = bids.where('consultation', reference);
    checkAnonymous(rows, `${question}\n${answer}`);
    const letters = lettersToServed(desk, row.values, rows, 'Réponse à une question', {
      Question: question,
      Réponse: answer,
      'Date limite': formatInstantInWords(row.values.deadline as Instant),
    });
    const questions = desk.workbook.table('questions');
    const shared = questions.where('consultation', reference).map(({ values }) => values);
    const same = shared.find(one => folded(one.question) === folded(question) && folded(one.answer) === folded(answer));
    require(same === undefined, words.alreadyShared(reference, same?.number ?? 0));
    const number = shared.length + 1;
    questions.append([{ consultation: reference, number, question, answer, sharedAt: desk.now(), sharedBy: desk.who }]);
    for (const asked of rows.filter(({ values }) => values.state === 'question')) {
      bids.update(asked.at, { state: 'en attente' });
      recordMove(desk, TITLE, asked.values.reference, 'question', 'en attente');
    }
    const open = desk.memory.openConsultations().get(reference);
    if (open)
      desk.memory.setOpenConsultation(reference, {
        ...open,
        holders: open.holders.map(holder => ({ ...holder, asked: false })),
      });
    desk.ledger.record({ action: TITLE, subject: reference, field: 'Question', after: String(number) });
    queueLetters(desk, letters);
    desk.save();
    tellAndDeliver(desk, TITLE, [words.shared(reference, number, letters.length)], letters.length);
  };
}

function checkShareable(desk: Desk, { reference, status, deadline, sendingComplete }: Row<'consultations'>): void {
  require(status === 'envoyée' && deadline !== null, words.notUnderWay(reference, status));
  require(!isLate(desk.now(), deadline), words.tooLateToAnswer(reference, formatInstantInWords(deadline)));
  require(sendingComplete === true, words.sendingNotComplete(reference));
}

const MEANINGFUL_LENGTH = 4;

/** Refuses a text in which a consulted holder's name, code or address stands. */
function checkAnonymous(rows: readonly StoredRow<'bids'>[], text: string): void {
  const said = folded(text);
  for (const { organisation, address, holder } of servedHolders(rows)) {
    const addresses = address.split(/[;,\s]+/);
    const named = [organisation, ...addresses, ...addresses.map(one => one.split('@')[1] ?? '')].find(
      name => name.length >= MEANINGFUL_LENGTH && said.includes(folded(name)),
    );
    const isCoded = new RegExp(`(?:^|[^A-Z0-9])${holder}(?:$|[^A-Z0-9])`).test(text);
    require(named === undefined && !isCoded, words.namesSomebody(named ?? holder));
  }
}

function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/\s+/g, ' ')
    .toLowerCase();
}
