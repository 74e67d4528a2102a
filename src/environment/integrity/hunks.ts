import { diffArrays } from 'diff';

/** A stretch of offsets, the end excluded. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A stretch of whole lines that differs. */
export interface Hunk {
  readonly before: Stretch;
  readonly after: Stretch;
}

/** More differing lines than this are taken as one hunk: a finer answer would cost more than it tells. */
const DIFF_LINE_LIMIT = 2000;

/** Where two texts differ, in whole lines. What lies outside the hunks is the same in both. */
export function hunksOf(before: string, after: string): readonly Hunk[] {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before.charCodeAt(head) === after.charCodeAt(head)) head += 1;
  head = head === 0 ? 0 : before.lastIndexOf('\n', head - 1) + 1;
  let tail = 0;
  const room = shorter - head;
  while (
    tail < room &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail += 1;
  // Back to the end of a line, so that the hunk holds whole lines.
  while (tail > 0 && before[before.length - tail - 1] !== '\n') tail -= 1;
  const left = linesOf(before.slice(head, before.length - tail));
  const right = linesOf(after.slice(head, after.length - tail));
  if (left.length <= 1 || right.length <= 1 || left.length + right.length > DIFF_LINE_LIMIT) {
    return [
      {
        before: { start: head, end: before.length - tail },
        after: { start: head, end: after.length - tail },
      },
    ];
  }
  return fineHunks(left, right, head);
}

function fineHunks(left: readonly string[], right: readonly string[], head: number): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let [b, a] = [head, head];
  let open: { b: number; a: number } | undefined;
  const close = (): void => {
    if (open !== undefined)
      hunks.push({ before: { start: open.b, end: b }, after: { start: open.a, end: a } });
    open = undefined;
  };
  for (const part of diffArrays([...left], [...right])) {
    const size = part.value.reduce((sum, line) => sum + line.length, 0);
    if (part.added || part.removed) {
      open ??= { b, a };
      if (part.removed) b += size;
      else a += size;
    } else {
      close();
      b += size;
      a += size;
    }
  }
  close();
  return hunks;
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : (text.match(/[^\n]*\n|[^\n]+$/g) ?? []);
}

/** Whether two stretches share or touch a place; an empty stretch touches what stands beside it. */
export function touches(one: Stretch, other: Stretch): boolean {
  return one.start <= other.end && other.start <= one.end;
}
