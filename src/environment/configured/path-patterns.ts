import ignore from 'ignore';

/** Whether workspace-relative paths match patterns written as in .gitignore; none match no pattern. */
export function matcherOf(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  const matcher = ignore().add([...patterns]);
  return (path) => ignore.isPathValid(path) && matcher.ignores(path);
}
