/** What a person is asked about an input on which the patches that pass differ. */
export function questionOn(input: string): string {
  return `What should ${input} give?`;
}

/** Whether it was asked what an input should give: the answer is a result, and no words about the task. */
export function isOnInput(question: string): boolean {
  return /^What should .+ give\?$/s.test(question);
}

const NUMBER = /^[-+]?(\d[\d_]*(\.\d+)?(e[-+]?\d+)?n?|Infinity|NaN|inf|nan)$/i;
const WORD =
  /^(true|false|null|none|undefined|an empty set|an invalid date|does not end|could not be called)$/i;
// A class may stand before its parts, and a long value is cut.
const WRITTEN = /^(["'`].*["'`…]|(new )?[\w$.]*[[({].*[\])}…])$/s;
const THROWN = /^throws ([A-Z][\w$.]*|something)(: .*)?$/s;

/** Whether a text is a result as it is shown to people, such as `3`, `[1, 2]` or `throws TypeError: empty`. */
export function readsAsValue(text: string): boolean {
  const value = text.replace(/; argument \d+ becomes .*$/s, '').trim();
  return [NUMBER, WORD, WRITTEN, THROWN].some((form) => form.test(value));
}

/**
 * Which result is meant by what a person said of an input.
 * @param results as they were shown, in any order
 * @returns one of the results; or the person's own, where that is a value and none of them; undefined for words that
 *   name none, which say nothing against any result
 */
export function meantBy(said: string, results: readonly string[]): string | undefined {
  const own = said.trim();
  for (const form of [exact, loose, bare]) {
    const [first, ...others] = new Set(results.filter((result) => form(result) === form(own)));
    if (first !== undefined) return others.length === 0 ? first : undefined;
  }
  return readsAsValue(withoutStop(own)) ? own : undefined;
}

const exact = (text: string): string => text.trim();

const withoutStop = (text: string): string => text.trim().replace(/(?<!\.)\.$/, '');

/** Without what two spellings of one value may differ in: the kind of quotes, spaces outside of them, a final stop. */
function loose(text: string): string {
  const lead = /^((it|this|that) )?((should|must|has to) )?(gives?|returns?|be|is) /i;
  return withoutStop(text)
    .replace(lead, '')
    .replace(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\s+/g, (part) =>
      part.trim() === '' ? '' : `"${part.slice(1, -1)}"`,
    );
}

const bare = (text: string): string => loose(text.replace(/^\s*(["'`“])(.*)["'`”]\.?\s*$/s, '$2'));
