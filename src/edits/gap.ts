import { type Found, isAlike } from './found.ts';

/** Before which line of the file a new line belongs, or what cannot be told, as the rest of a sentence. */
type Gap = { readonly at: number } | { readonly unclear: string };

/** Where the new line of step `i` belongs: beside the lines that it stands between in the replacement. */
export function gapAt(found: Found, i: number): Gap {
  const { steps, file } = found;
  const lineOf = (k: number): number | undefined => fileLine(found, k);
  const isNew = (k: number): boolean => steps[k]?.kind === 'new';
  let b = i - 1;
  while (b >= 0 && (isNew(b) || lineOf(b) === undefined)) b -= 1;
  let a = i + 1;
  while (a < steps.length && (isNew(a) || lineOf(a) === undefined)) a += 1;
  const before = b < 0 ? undefined : lineOf(b);
  const after = a >= steps.length ? undefined : lineOf(a);
  const isBlankBeside = (at: number): boolean => [at - 1, at].some((line) => file.kind[line] === 'blank');
  const checked = (at: number): Gap =>
    (missing(found, b, i) || missing(found, i, a)) && isBlankBeside(at)
      ? { unclear: 'on which side of a blank line a new line belongs' }
      : { at };
  const nearB = before !== undefined && isNext(found, b, i) && isFirm(found, b, -1);
  const nearA = after !== undefined && isNext(found, i, a) && isFirm(found, a, 1);
  if (before !== undefined && after !== undefined) {
    if (after === before + 1 && (isFirm(found, a, 1) || isFirm(found, b, -1))) return checked(after);
    // Next to a line on one side only: the other side leaves something out.
    if (nearB !== nearA) return checked(nearB ? before + 1 : after);
    const between = file.texts.slice(before + 1, after);
    if (nearB && opensBody(file.texts[before] ?? '') && isDocstring(between)) return { at: after };
    return { unclear: `where between lines ${before + 1} and ${after + 1} of the file a new line belongs` };
  }
  // At the end of the search, or at its beginning: nothing of it may be missing on the other side.
  if (nearB && before !== undefined && isNext(found, i, steps.length)) return checked(before + 1);
  if (nearA && after !== undefined && isNext(found, -1, i)) return checked(after);
  return { unclear: 'where a new line belongs, since the line beside it is not in the file' };
}

export function fileLine({ steps, lines }: Found, k: number): number | undefined {
  const step = steps[k];
  return step === undefined || step.kind === 'new' ? undefined : lines[step.s];
}

/** A line of code of the file beside the line of step `k`, of which the search knows nothing: is it this line that is meant? */
export function codeBeside(found: Found, k: number, f: number): string | undefined {
  const { file } = found;
  for (const way of [-1, 1] as const) {
    const other = fileLine(found, k + way);
    if (other === undefined) continue;
    for (let line = f + way; line !== other && line >= 0 && line < file.texts.length; line += way)
      if (file.kind[line] === 'code') return file.texts[line];
  }
  return undefined;
}

/** Whether nothing but new and blank lines stands between two steps. */
function isNext({ steps, search }: Found, from: number, to: number): boolean {
  for (let k = from + 1; k < to; k += 1) {
    const step = steps[k];
    if (step !== undefined && step.kind !== 'new' && search.kind[step.s] !== 'blank') return false;
  }
  return true;
}

/** Whether the search has a blank line between two steps that the file has not. */
function missing({ steps, search }: Found, from: number, to: number): boolean {
  return steps
    .slice(Math.max(0, from + 1), Math.max(0, to))
    .some((step) => step.kind !== 'new' && search.kind[step.s] === 'blank');
}

/** Whether a line is in the file as the search has it; a blank one as firmly as what stands behind it. */
function isFirm(found: Found, k: number, outward: 1 | -1): boolean {
  const { steps, search, file } = found;
  const step = steps[k];
  const f = fileLine(found, k);
  if (step === undefined || step.kind === 'new' || f === undefined) return false;
  if (search.kind[step.s] !== 'blank') return isAlike(search, step.s, file, f);
  return fileLine(found, k + outward) === f + outward && isFirm(found, k + outward, outward);
}

function opensBody(line: string): boolean {
  return /^\s*(?:async\s+)?(?:def|class)\b.*:\s*$/.test(line);
}

function isDocstring(lines: readonly string[]): boolean {
  const text = lines.join('\n').trim();
  const quotes = text.match(/"""|'''/g) ?? [];
  return /^[rRuUbB]{0,2}("""|''')[\s\S]*\1$/.test(text) && quotes.length === 2;
}
