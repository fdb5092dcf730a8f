/** Which numbers of a list already stand in increasing order: the others are the fewest that were moved. */

/** A longest strictly increasing subsequence, in O(n log n). */
export function increasingSubsequence(numbers: readonly number[]): number[] {
  // For each length, the index of the smallest number that ends a subsequence of that length.
  const ends: number[] = [];
  const before: (number | undefined)[] = [];
  numbers.forEach((number, index) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    before[index] = low === 0 ? undefined : ends[low - 1];
    ends[low] = index;
  });

  const found: number[] = [];
  let index = ends[ends.length - 1];
  while (index !== undefined) {
    found.push(numbers[index] ?? 0);
    index = before[index];
  }
  return found.reverse();
}
