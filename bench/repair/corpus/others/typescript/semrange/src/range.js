import { compare, parseVersion } from './version.js';

/**
 * A comparator is `{ operator, version }`; a range is a list of alternatives,
 * each of them a list of comparators that must all hold.
 */

const ANY = ['', '*', 'x', 'X'];

/** Splits `1.2` or `1.x` into its known numbers: [1, 2] or [1]. */
function knownParts(text) {
  const parts = text.replace(/^v/, '').split('.');
  const wild = parts.findIndex((part) => ANY.includes(part));
  const numbers = (wild === -1 ? parts : parts.slice(0, wild)).map(Number);
  if (parts.length > 3 || numbers.some(Number.isNaN)) throw new TypeError(`not a range: ${text}`);
  return numbers;
}

function version(major, minor = 0, patch = 0) {
  return { major, minor, patch, prerelease: [] };
}

/** From `low` on, and below `high`. */
function between(low, high) {
  return [
    { operator: '>=', version: low },
    { operator: '<', version: high },
  ];
}

/** `^1.2.3` allows all that keeps the leftmost part that is not zero. */
function caret(text) {
  const low = parseVersion(text);
  if (low.major > 0) return between(low, version(low.major + 1));
  if (low.minor > 0) return between(low, version(0, low.minor + 1));
  return between(low, version(0, 0, low.patch + 1));
}

/** `~1.2.3` allows later patches only. */
function tilde(text) {
  const low = parseVersion(text);
  return between(low, version(low.major, low.minor + 1));
}

/** `1.2` or `1.x` allows every version that begins so. */
function partial(text) {
  const [major, minor] = knownParts(text);
  if (major === undefined) return [];
  if (minor === undefined) return between(version(major), version(major + 1));
  return between(version(major, minor), version(major, minor + 1));
}

function parseTerm(term) {
  if (term.startsWith('^')) return caret(term.slice(1));
  if (term.startsWith('~')) return tilde(term.slice(1));
  const match = /^(>=|<=|>|<|=)(.+)$/.exec(term);
  if (match) return [{ operator: match[1], version: parseVersion(match[2]) }];
  const isFull = /^v?\d+\.\d+\.\d+/.test(term);
  return isFull ? [{ operator: '=', version: parseVersion(term) }] : partial(term);
}

/** Parses `^1.2.3`, `~1.2.3`, `1.x`, `>=1.0.0 <2.0.0` and `1.0.0 - 1.9.9`, joined by `||`. */
export function parseRange(text) {
  return text.split('||').map((alternative) => {
    const hyphen = /^\s*(\S+)\s+-\s+(\S+)\s*$/.exec(alternative);
    if (hyphen) {
      return [
        { operator: '>=', version: parseVersion(hyphen[1]) },
        { operator: '<=', version: parseVersion(hyphen[2]) },
      ];
    }
    return alternative.trim().split(/\s+/).flatMap(parseTerm);
  });
}

function holds({ operator, version: limit }, candidate) {
  const order = compare(candidate, limit);
  switch (operator) {
    case '>=':
      return order >= 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    default:
      return order === 0;
  }
}

/** Prereleases count only where a comparator names a prerelease of the same release. */
function admits(comparators, candidate) {
  if (!comparators.every((comparator) => holds(comparator, candidate))) return false;
  if (candidate.prerelease.length === 0) return true;
  return comparators.some(
    ({ version: limit }) =>
      limit.prerelease.length > 0 &&
      limit.major === candidate.major &&
      limit.minor === candidate.minor &&
      limit.patch === candidate.patch,
  );
}

export function satisfies(versionText, rangeText) {
  const candidate = parseVersion(versionText);
  return parseRange(rangeText).some((comparators) => admits(comparators, candidate));
}
