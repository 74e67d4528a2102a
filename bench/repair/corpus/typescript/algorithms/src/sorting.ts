import type { Comparator } from './search';

function merge<T>(left: readonly T[], right: readonly T[], compare: Comparator<T>): T[] {
  const merged: T[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    if (compare(left[i], right[j]) <= 0) {
      merged.push(left[i]);
      i += 1;
    } else {
      merged.push(right[j]);
      j += 1;
    }
  }
  return merged.concat(left.slice(i), right.slice(j));
}

/** A sorted copy; elements that compare equal keep their order. */
export function mergeSort<T>(items: readonly T[], compare: Comparator<T>): T[] {
  if (items.length < 2) return [...items];
  const half = Math.floor(items.length / 2);
  return merge(mergeSort(items.slice(0, half), compare), mergeSort(items.slice(half), compare), compare);
}

/** Sorts in place. */
export function insertionSort(numbers: number[]): number[] {
  for (let i = 1; i < numbers.length; i++) {
    const value = numbers[i];
    let hole = i;
    while (hole > 0 && numbers[hole - 1] > value) {
      numbers[hole] = numbers[hole - 1];
      hole--;
    }
    numbers[hole] = value;
  }
  return numbers;
}

/** Sorts integers of a small range, negative ones included. */
export function countingSort(numbers: readonly number[]): number[] {
  if (numbers.length === 0) return [];
  const smallest = Math.min(...numbers);
  const largest = Math.max(...numbers);
  const counts = new Array<number>(largest - smallest + 1).fill(0);
  for (const number of numbers) counts[number - smallest]++;
  const sorted: number[] = [];
  counts.forEach((count, offset) => {
    for (let n = 0; n < count; n++) sorted.push(smallest + offset);
  });
  return sorted;
}

/** The element that would be at index k if the array were sorted. */
export function quickSelect(numbers: readonly number[], k: number): number {
  if (k < 0 || k >= numbers.length) throw new RangeError(`k must be in 0..${numbers.length - 1}`);
  const pivot = numbers[Math.floor(numbers.length / 2)];
  const less = numbers.filter((n) => n < pivot);
  const equal = numbers.filter((n) => n === pivot);
  if (k < less.length) return quickSelect(less, k);
  if (k < less.length + equal.length) return pivot;
  const greater = numbers.filter((n) => n > pivot);
  return quickSelect(greater, k - less.length - equal.length);
}
