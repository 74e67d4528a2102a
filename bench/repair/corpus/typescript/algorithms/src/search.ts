export type Comparator<T> = (a: T, b: T) => number;

/** Index of the first element that is not less than the target; the length when all are less. */
export function lowerBound<T>(items: readonly T[], target: T, compare: Comparator<T>): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2);
    if (compare(items[middle], target) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the first element that is greater than the target; the length when there is none. */
export function upperBound<T>(items: readonly T[], target: T, compare: Comparator<T>): number {
  let first = 0;
  let count = items.length;
  while (count > 0) {
    const half = Math.floor(count / 2);
    if (compare(items[first + half], target) <= 0) {
      first += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  return first;
}

/** How often the target occurs in a sorted array. */
export function countOccurrences<T>(items: readonly T[], target: T, compare: Comparator<T>): number {
  return upperBound(items, target, compare) - lowerBound(items, target, compare);
}

/** The element of a sorted array of numbers nearest to the target; the smaller one of two equally near. */
export function nearest(numbers: readonly number[], target: number): number | undefined {
  if (numbers.length === 0) return undefined;
  const after = lowerBound(numbers, target, (a, b) => a - b);
  if (after === 0) return numbers[0];
  if (after === numbers.length) return numbers[after - 1];
  const below = target - numbers[after - 1];
  const above = numbers[after] - target;
  return below <= above ? numbers[after - 1] : numbers[after];
}

/** Index of the target in an ascending array of distinct numbers that was rotated; -1 when it is absent. */
export function searchRotated(numbers: readonly number[], target: number): number {
  let left = 0;
  let right = numbers.length - 1;
  while (left <= right) {
    const middle = Math.floor((left + right) / 2);
    if (numbers[middle] === target) return middle;
    const leftIsSorted = numbers[left] <= numbers[middle];
    if (leftIsSorted) {
      if (target >= numbers[left] && target < numbers[middle]) right = middle - 1;
      else left = middle + 1;
    } else {
      if (target > numbers[middle] && target <= numbers[right]) left = middle + 1;
      else right = middle - 1;
    }
  }
  return -1;
}
