/** The longest increasing subsequence, against every subsequence of short lists. */
import fc from 'fast-check';
import { increasingSubsequence } from '../../src/scheme/increasing-subsequence';

const isIncreasing = (numbers: readonly number[]): boolean =>
  numbers.every((number, index) => index === 0 || (numbers[index - 1] ?? 0) < number);

function longest(numbers: readonly number[]): number {
  let length = 0;
  for (let mask = 0; mask < 2 ** numbers.length; mask += 1) {
    const chosen = numbers.filter((_, index) => mask & (1 << index));
    if (isIncreasing(chosen)) length = Math.max(length, chosen.length);
  }
  return length;
}

it.each([
  [[], []],
  [
    [1, 2, 3],
    [1, 2, 3],
  ],
  [[3, 2, 1], [1]],
  [
    [1, 2, 4, 5, 3],
    [1, 2, 4, 5],
  ],
  [[1, 1, 1], [1]],
])('of %p is %p', (numbers, expected) => {
  expect(increasingSubsequence(numbers)).toEqual(expected);
});

it('is increasing, taken from the list in order, and none is longer', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 9 }), numbers => {
      const found = increasingSubsequence(numbers);
      expect(isIncreasing(found)).toBe(true);
      expect(found).toHaveLength(longest(numbers));
      let from = 0;
      for (const number of found) {
        const at = numbers.indexOf(number, from);
        expect(at).toBeGreaterThanOrEqual(from);
        from = at + 1;
      }
    }),
  );
});
