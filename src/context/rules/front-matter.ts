/** In characters; what does not end before is no front matter. */
const LONGEST = 8192;

/** Reads the lines between `---` at the start of a file: one `name: value` each, lists below their name. */
export function readFrontMatter(text: string): {
  readonly fields: Readonly<Record<string, string | undefined>>;
  readonly body: string;
} {
  const [all, head] =
    /^\uFEFF?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)/s.exec(text.slice(0, LONGEST)) ?? [];
  if (all === undefined || head === undefined) return { fields: {}, body: text };
  const fields = new Map<string, string>();
  let name: string | undefined;
  for (const line of head.split(/\r?\n/)) {
    const [, key, value = ''] = /^([\w-]+):[ \t]*(.*)$/.exec(line) ?? [];
    if (key !== undefined) {
      name = key;
      fields.set(key, value.trim().replace(/^(["'])(.*)\1$/, '$2'));
    } else if (name !== undefined && /^\s*-\s/.test(line)) {
      fields.set(name, `${fields.get(name) ?? ''}\n${line.trim()}`.trim());
    }
  }
  return { fields: Object.fromEntries(fields), body: text.slice(all.length) };
}
