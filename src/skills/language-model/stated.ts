/** Asks for the model's own confidence as a part of its answer. */
export const STATE_CONFIDENCE = `Last of all, on a line of its own, state how likely your edits make everything pass that shall pass, as in \`CONFIDENCE: 70%\`. Be honest: right answers are to get higher numbers than wrong ones.`;

const LINE = /^[\s>*_`#-]*confidence[\s*_`]*[:=][\s*_`]*(\d{1,3}(?:\.\d+)?)\s*(%|\/\s*100)?[\s*_`.]*$/i;

/**
 * What a reply states of itself, in its last line, and the reply without that line, which is no part of any edit.
 * @returns `stated` within 0..1; absent where it says nothing that can be read
 */
export function readStated(reply: string): { readonly text: string; readonly stated?: number } {
  const lines = reply.trimEnd().split('\n');
  const [, number, unit] = LINE.exec(lines.at(-1) ?? '') ?? [];
  // Within a block it is text of a file.
  const fences = lines.filter((line) => /^\s*(?:```|~~~)/.test(line)).length;
  if (number === undefined || fences % 2 === 1) return { text: reply };
  const text = lines.slice(0, -1).join('\n');
  const value = unit === undefined && Number(number) <= 1 ? Number(number) : Number(number) / 100;
  return value > 1 ? { text } : { text, stated: value };
}
