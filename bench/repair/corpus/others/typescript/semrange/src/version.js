/**
 * @typedef {object} Version
 * @property {number} major
 * @property {number} minor
 * @property {number} patch
 * @property {string[]} prerelease the dot-separated identifiers after the first hyphen
 */

const CORE = /^v?(\d+)\.(\d+)\.(\d+)$/;
const IDENTIFIER = /^[0-9A-Za-z-]+$/;

/** Parses `1.2.3-beta.1+build`; build metadata is dropped. Throws on anything else. */
export function parseVersion(text) {
  const [release] = text.trim().split('+');
  const hyphen = release.indexOf('-');
  const core = hyphen === -1 ? release : release.slice(0, hyphen);
  const prerelease = hyphen === -1 ? [] : release.slice(hyphen + 1).split('.');
  const match = CORE.exec(core);
  if (!match || !prerelease.every((part) => IDENTIFIER.test(part))) {
    throw new TypeError(`not a version: ${text}`);
  }
  return {
    major: Number(match[1]),
    minor: Number(match[2]),
    patch: Number(match[3]),
    prerelease,
  };
}

export function formatVersion({ major, minor, patch, prerelease }) {
  const suffix = prerelease.length > 0 ? `-${prerelease.join('.')}` : '';
  return `${major}.${minor}.${patch}${suffix}`;
}

/** Numeric identifiers compare as numbers and come before all others, which compare as text. */
function compareIdentifiers(a, b) {
  const aIsNumber = /^\d+$/.test(a);
  const bIsNumber = /^\d+$/.test(b);
  if (aIsNumber && bIsNumber) return Number(a) - Number(b);
  if (aIsNumber !== bIsNumber) return aIsNumber ? -1 : 1;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** A release comes after its prereleases; of two prereleases with a common beginning the longer is later. */
function comparePrerelease(a, b) {
  if (a.length === 0 || b.length === 0) return b.length - a.length;
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i += 1) {
    const order = compareIdentifiers(a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Negative, zero or positive as version `a` is before, equal to or after `b`. */
export function compare(a, b) {
  return (
    a.major - b.major ||
    a.minor - b.minor ||
    a.patch - b.patch ||
    comparePrerelease(a.prerelease, b.prerelease)
  );
}

/** The next version of a level; a prerelease is first finished when that is enough. */
export function bump(version, level) {
  const { major, minor, patch, prerelease } = version;
  const unfinished = prerelease.length > 0;
  switch (level) {
    case 'major':
      if (unfinished && minor === 0 && patch === 0) return { ...version, prerelease: [] };
      return { major: major + 1, minor: 0, patch: 0, prerelease: [] };
    case 'minor':
      if (unfinished && patch === 0) return { ...version, prerelease: [] };
      return { major, minor: minor + 1, patch: 0, prerelease: [] };
    case 'patch':
      return { major, minor, patch: unfinished ? patch : patch + 1, prerelease: [] };
    default:
      throw new TypeError(`not a level: ${level}`);
  }
}
