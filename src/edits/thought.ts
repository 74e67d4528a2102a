const BEGIN = /^\s*<think(?:ing)?>/;
const END = /<\/think(?:ing)?>/;
/** In quote marks it is spoken of. */
const BARE_END = /(?<!["'`])<\/think(?:ing)?>(?!["'`])/;
const END_ALONE = /^[ \t]*<\/think(?:ing)?>[ \t]*$/m;

/**
 * A reply without what the model thought aloud in front of it, more than once or with the beginning of the thought lost;
 * undefined when a thought has no end. What it drafts there is no part of its answer.
 */
export function withoutThought(reply: string): string | undefined {
  let rest = reply;
  for (let isFirst = true; ; isFirst = false) {
    const begin = BEGIN.exec(rest);
    const end = (begin !== null ? END : isFirst ? BARE_END : END_ALONE).exec(rest);
    if (end === null) return begin === null ? rest : undefined;
    const before = rest.slice(begin?.[0].length ?? 0, end.index);
    // An end with a beginning of its own is part of what is written.
    if (begin === null && /<think(?:ing)?>/.test(before)) return rest;
    rest = rest.slice(end.index + end[0].length);
  }
}
