/** FNV-1a over the UTF-16 units of a text, with a final mix, as an unsigned 32-bit number. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value ^= text.charCodeAt(i);
    value = Math.imul(value, 0x01000193);
  }
  value ^= value >>> 16;
  value = Math.imul(value, 0x85ebca6b);
  value ^= value >>> 13;
  return value >>> 0;
}

/**
 * The bucket of a user for a flag: 0 to 9999, one for each hundredth of a
 * percent. The same user is in unrelated buckets for different flags.
 */
export function bucketOf(flagKey: string, userId: string): number {
  return hash(`${flagKey}/${userId}`) % 10_000;
}
