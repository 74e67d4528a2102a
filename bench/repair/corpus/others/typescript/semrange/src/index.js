import { satisfies } from './range.js';
import { bump, compare, formatVersion, parseVersion } from './version.js';

export { satisfies };

/** Sorts version texts, earliest first, into a new list. */
export function sortVersions(texts) {
  return [...texts].sort((a, b) => compare(parseVersion(a), parseVersion(b)));
}

/** The latest of the versions that a range allows, or undefined. */
export function maxSatisfying(texts, range) {
  return sortVersions(texts.filter((text) => satisfies(text, range))).at(-1);
}

/** `increment('1.2.3', 'minor')` is `'1.3.0'`. */
export function increment(text, level) {
  return formatVersion(bump(parseVersion(text), level));
}
