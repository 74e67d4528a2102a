const NOUN =
  '(?:code|lines?|logic|imports?|methods?|functions?|implementation|body|file|class|function|method|fields|properties|members|content)';
/** What is said of lines that were left out, beside the dots. */
const WITH_DOTS = new RegExp(
  `^\\(?(?:(?:the|of|and|to|in|as|is|are|for|this|here|before|above|below|same|rest|existing|unchanged|previous|other|remaining|omitted|original|elided|skipped|snip(?:ped)?|truncated|keep|stays?|remains?|more|no|changes?|brevity|etc|${NOUN})\\b[\\s,.:;-]*)*\\)?$`,
  'i',
);
/** Without dots nothing but the plainest sentence is meant so. */
const WITHOUT_DOTS = new RegExp(
  `^\\(?(?:the )?(?:rest of (?:the )?${NOUN}|(?:remaining|existing|other) ${NOUN}(?= .))(?: (?:is|are|stays?|remains?))? ?(?:unchanged|as before|the same|omitted|here)?\\)?\\.?$`,
  'i',
);

/**
 * Whether a line stands for lines that were left out: three dots alone, or in a comment that says nothing else of
 * substance. Three dots alone are a statement of Python too: the caller looks whether the file has that very line.
 */
export function isElision(line: string): boolean {
  const text = line.trim();
  const bare = text
    .replace(/^(?:\/\/+|#+|\/\*+|<!--|\{\s*\/\*+|--|;+|\*)\s*/, '')
    .replace(/\s*(?:\*+\/\s*\}?|-->)$/, '')
    .trim();
  // Three dots in front of a name are its own: what it holds is spread.
  if (bare === text && /^\.{3}[\w$([{].*[^.…]$/.test(text)) return false;
  const hasDots = /^(?:\.{3,}|…)|(?:\.{3,}|…)$/.test(bare) || /^\[\s*(?:\.{3,}|…).*\]$/.test(bare);
  if (!hasDots) return bare !== text && WITHOUT_DOTS.test(bare);
  return WITH_DOTS.test(bare.replace(/\.{3,}|…|[[\]]/g, ' ').trim());
}
