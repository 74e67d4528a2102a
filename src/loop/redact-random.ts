/** Bits per character, by the frequencies within the text itself. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/**
 * What may be a key without a name: long, in one piece, and not the checksum of a package, a part of data in base64 or of
 * an identifier. Longer pieces are data: no issuer gives such keys but for those that `ISSUED` and PEM know.
 */
export const RANDOM_TOKEN =
  /(?:(?<=\\[nrt])|(?<![A-Za-z0-9+/_%.#@$\\-]|sha(?:1|256|384|512)[-:]|base64,))[A-Za-z0-9+/_-]{28,128}={0,2}(?![A-Za-z0-9+/=_%.$-])/g;

const SEQUENCES = /abcdef|ABCDEF|bcdfgh|012345|123456|qwerty/;
/** Share of neighbours of different class (upper case, lower case, digit): .61 by chance, .2 in names and paths. */
const LEAST_CHANGES = 0.42;
const LEAST_ENTROPY = 4.1;

/**
 * Whether a token looks as if it came from a generator of random characters: letters of both cases and digits change
 * all the time. Hexadecimal digits do not count: commits, checksums and colours are many and keys in hexadecimal have
 * names, by which they are known.
 */
export function looksRandom(token: string): boolean {
  if (!/[A-Z]/.test(token) || !/[a-z]/.test(token) || SEQUENCES.test(token)) return false;
  const digits = token.replace(/\D/g, '').length;
  if (digits < 2 || digits > token.length / 2) return false;
  // The checksum of a package; and words joined by signs must not gain from the signs.
  if (/^(?:sha|md)\d+-/.test(token)) return false;
  const plain = token.replace(/[^A-Za-z0-9]/g, '');
  if (plain.length < token.length * 0.85) return false;
  return changesIn(plain) >= LEAST_CHANGES && entropy(plain) >= LEAST_ENTROPY;
}

/** Share of neighbouring characters that are of different class. */
export function changesIn(text: string): number {
  let changes = 0;
  for (let i = 1; i < text.length; i += 1) {
    if (classOf(text.charCodeAt(i)) !== classOf(text.charCodeAt(i - 1))) changes += 1;
  }
  return changes / Math.max(1, text.length - 1);
}

function classOf(code: number): number {
  if (code >= 97 && code <= 122) return 0;
  if (code >= 65 && code <= 90) return 1;
  return 2;
}
