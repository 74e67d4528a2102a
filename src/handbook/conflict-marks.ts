/** Both sides of a merge that git could not finish, each as the whole text. */
export interface TwoSides {
  readonly ours: string;
  readonly theirs: string;
}

/**
 * Reads the conflict marks that git leaves in a text (with or without the common ancestor's part). Undefined where there
 * is no whole conflict: a lone mark is somebody's text.
 */
export function twoSides(text: string): TwoSides | undefined {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  let ours = '';
  let theirs = '';
  let conflicts = 0;
  for (let index = 0; index < lines.length; index += 1) {
    const end = conflictEnd(lines, index);
    if (end === undefined) {
      ours += lines[index] ?? '';
      theirs += lines[index] ?? '';
      continue;
    }
    let side: 'ours' | 'base' | 'theirs' = 'ours';
    for (const line of lines.slice(index + 1, end)) {
      if (side === 'ours' && isMark(line, '|||||||')) side = 'base';
      else if (side !== 'theirs' && isMark(line, '=======')) side = 'theirs';
      else if (side === 'ours') ours += line;
      else if (side === 'theirs') theirs += line;
    }
    conflicts += 1;
    index = end;
  }
  return conflicts === 0 ? undefined : { ours, theirs };
}

/** Index of the end mark of the conflict that begins at this line. */
function conflictEnd(lines: readonly string[], start: number): number | undefined {
  if (!isMark(lines[start] ?? '', '<<<<<<<')) return undefined;
  let isSplit = false;
  for (let index = start + 1; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (isMark(line, '<<<<<<<')) return undefined;
    if (isMark(line, '=======')) isSplit = true;
    if (isMark(line, '>>>>>>>')) return isSplit ? index : undefined;
  }
  return undefined;
}

function isMark(line: string, mark: string): boolean {
  return line.startsWith(mark) && /^(?:[ \r\n]|$)/.test(line.slice(mark.length));
}
