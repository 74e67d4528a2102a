/** Fewer pieces that all come in pairs could be chance: a table of zeros, a row of dashes. */
const FEWEST_PAIRS = 4;
const FEWEST_KINDS = 3;

/**
 * Whether each piece of a stream was delivered twice in a row, as by a proxy that sends again what it has sent. No
 * model writes so, as long as the pieces differ among each other. Where only some stand twice nothing can be told.
 */
export function isDoubled(pieces: readonly string[]): boolean {
  if (pieces.length % 2 !== 0 || pieces.length < FEWEST_PAIRS * 2) return false;
  const once = pieces.filter((_, index) => index % 2 === 0);
  return once.every((piece, index) => piece === pieces[index * 2 + 1]) && new Set(once).size >= FEWEST_KINDS;
}
