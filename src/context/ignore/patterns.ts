import ignore, { type Ignore } from 'ignore';

/** Each star in a segment multiplies the ways to match a name: with so many the slowest match takes milliseconds. */
const MOST_STARS = 3;
/** No path is longer. */
const LONGEST = 4096;

/**
 * Patterns in the syntax of `.gitignore`, safe to match though anybody may have written them. One with more stars than can
 * be matched in time ends at the last that counts, so it names more rather than less; one that brings back is left out.
 */
export function boundedIgnore(text: string): Ignore {
  return ignore().add(
    text.split(/\r?\n/).flatMap((line) => {
      if (line.length > LONGEST || line.startsWith('#')) return [];
      const safe = bounded(line);
      return safe !== line && line.startsWith('!') ? [] : [safe];
    }),
  );
}

/** Whether patterns name a path; a path that is not inside of their folder is named by none. */
export function names(patterns: Ignore, path: string): boolean {
  return ignore.isPathValid(path) && patterns.ignores(path);
}

function bounded(pattern: string): string {
  const safe: string[] = [];
  let deep = 0;
  for (const segment of pattern.split('/')) {
    safe.push(segment === '**' ? segment : boundedSegment(segment));
    if (segment === '**') deep += 1;
    // What lies in a folder at any depth includes what the rest would have chosen from it.
    if (deep > MOST_STARS) break;
  }
  return safe.join('/');
}

function boundedSegment(segment: string): string {
  let stars = 0;
  let safe = '';
  // A star that is escaped or in brackets is a character.
  for (const [part] of segment.matchAll(/\\.|\[[^\]]{1,100}\]|\*+|./gs)) {
    safe += part.startsWith('*') ? '*' : part;
    if (part.startsWith('*')) stars += 1;
    if (stars > MOST_STARS) return safe;
  }
  return stars === 0 || !/\*\*/.test(segment) ? segment : safe;
}
