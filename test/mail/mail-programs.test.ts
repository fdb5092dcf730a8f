/** Replies of some fifty mail programs: what is written is kept, what is quoted is cut, and no amount is lost with it. */
import { readAmounts } from '../../src/mail/amounts';
import { cutQuotedText } from '../../src/mail/quoted-text';
import { amounts as wording } from '../../src/mail/wording';
import { answersAbove, answersBelow, answersBelowUnmarked, answersWithin } from './mail-programs';

const proposals = (text: string) => readAmounts({ ...cutQuotedText(text), documents: [] });

describe('an answer above what is quoted is kept whole, and alone', () => {
  test.each(answersAbove().map(({ name, text, kept }) => [name, text, kept] as const))('%s', (_name, text, kept) => {
    const { reply, quoted } = cutQuotedText(text);
    // What a telephone signs with is part of the answer.
    expect(reply.replace(/\s*\n(?:Envoyé de mon iPhone|Sent from my iPhone|Obtenez Outlook.*)$/, '')).toBe(kept);
    expect(quoted).toContain('15 000 € par mission');
  });
});

describe('an answer below or between quoted lines is kept, and they are not', () => {
  test.each(answersBelow().map(({ name, text, kept }) => [name, text, kept] as const))('%s', (_name, text, kept) => {
    const { reply } = cutQuotedText(text);
    expect(reply.replace(/^(?:Envoyé de mon iPhone|Sent from my iPhone)\s*/, '')).toBe(kept);
  });
});

describe('reply lines filled in within what is quoted are proposed, with a doubt', () => {
  test.each(answersWithin().map(({ name, text }) => [name, text] as const))('%s', (_name, text) => {
    const [first] = proposals(text);
    expect(first).toMatchObject({ ht: 1_250_000, vatRate: 20_000, ttc: 1_500_000 });
    expect(first?.flags).toContain(wording.inQuotedText);
  });
});

describe('an amount below quoted text that nothing marks is proposed, with a doubt', () => {
  test.each(answersBelowUnmarked().map(({ name, text }) => [name, text] as const))('%s', (_name, text) => {
    const [first] = proposals(text);
    expect(first?.source).toContain('12 500 € HT');
    expect(first?.flags).toContain(wording.inQuotedText);
  });
});

test('our own ceiling, quoted under an answer without a price, is no proposal', () => {
  expect(
    proposals('Voir ci-joint.\n\nLe 05/11/2018 à 10:00, CUF a écrit :\n> Le prix ne peut pas dépasser 15 000 €.'),
  ).toEqual([]);
});
