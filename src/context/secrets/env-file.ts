/** One setting of an env file. */
interface EnvSetting {
  readonly name: string;
  readonly value: string;
}

const SECRET_NAME =
  /PASS|PWD|SECRET|TOKEN|KEY|CREDENTIAL|AUTH|DSN|PRIVATE|SALT|SIGNATURE|WEBHOOK|(?:DATABASE|DB|REDIS|MONGO|AMQP|SENTRY|CONNECTION)\w{0,40}(?:URL|URI|STRING)/i;
const PUBLIC_NAME = /PUBLIC_KEY|KEY_ID$|KEYBOARD|MONKEY|AUTHOR|KEY_PATH|_FILE$|_PATH$|KEYS?_?COUNT/i;
/** People choose the values of these; those of the others are made by programs. */
const CHOSEN_NAME = /PASS|PWD|SECRET/i;
/** Values that stand in every project. */
const ORDINARY =
  /^(?:true|false|yes|no|on|off|null|none|undefined|localhost|development|production|staging|test(?:ing)?|debug|info|warn|error|default|admin|root|user|postgres|mysql|redis|example|changeme|secret|password|\d{1,6}|[\d.]+)$/i;
/** Shorter words stand in code by chance. */
const SHORTEST_WORD = 6;
const SHORTEST_KEY = 8;

/** The settings of an env file: `NAME=value`, quotes and `export` allowed, a quoted value may have several lines. */
export function parseEnvFile(given: string): readonly EnvSetting[] {
  const text = given.replace(/\r\n?/g, '\n');
  const head = /[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*[=:]/y;
  const settings: EnvSetting[] = [];
  for (let at = 0; at < text.length; ) {
    head.lastIndex = at;
    const [all, name] = head.exec(text) ?? [];
    const end = lineEnd(text, at);
    const quoted = all === undefined ? undefined : quotedValue(text, at + all.length, end);
    if (all !== undefined && name !== undefined)
      settings.push({ name, value: quoted?.value ?? bareValue(text.slice(at + all.length, end)) });
    at = (quoted?.end ?? end) + 1;
  }
  return settings;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** A value in quotes and the end of its last line; undefined when what stands there is not just that. */
function quotedValue(
  text: string,
  from: number,
  firstEnd: number,
): { readonly value: string; readonly end: number } | undefined {
  const blanks = text.slice(from, firstEnd).search(/[^ \t]/);
  const open = from + Math.max(0, blanks);
  const quote = text[open];
  if (quote !== '"' && quote !== "'" && quote !== '`') return undefined;
  let close = open + 1;
  while (close < text.length && text[close] !== quote) close += quote === '"' && text[close] === '\\' ? 2 : 1;
  if (close >= text.length) return undefined;
  const end = lineEnd(text, close);
  if (!/^(?:[ \t]*$|[ \t]+#)/.test(text.slice(close + 1, end))) return undefined;
  const inner = text.slice(open + 1, close);
  return { value: quote === '"' ? inner.replaceAll('\\n', '\n').replace(/\\(.)/g, '$1') : inner, end };
}

function bareValue(rest: string): string {
  const comment = rest.search(/[ \t]#/);
  return (comment < 0 ? rest : rest.slice(0, comment)).trim();
}

/**
 * The values of an env file that must never leave: those that a person chose for a password, and those that look like
 * secrets by themselves. Words that stand in every project, or in this one, would only blind the reader.
 * @param words of the workspace's own paths, in lower case
 */
export function secretValues(text: string, words: ReadonlySet<string> = new Set()): readonly string[] {
  return parseEnvFile(text).flatMap(({ name, value }) => {
    const isOwn = (word: string): boolean => ORDINARY.test(word) || words.has(word.toLowerCase());
    if (isOwn(value) || /^\$\{?\w+\}?$/.test(value)) return [];
    const isNamed = SECRET_NAME.test(name) && !PUBLIC_NAME.test(name);
    const isChosen = isNamed && CHOSEN_NAME.test(name) && value.length >= SHORTEST_WORD;
    const isKey = isNamed && value.length >= SHORTEST_KEY && isMixed(value);
    const isLike = value.length >= 16 && isMixed(value) && !/[\s/]|^[\w.-]+\.\w+$/.test(value);
    const own = isChosen || isKey || isLike ? [value] : [];
    const password = /^[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:([^\s/@]+)@/i.exec(value)?.[1];
    if (password === undefined) return own;
    const isPassword = !isOwn(password) && password.length >= (isMixed(password) ? 4 : SHORTEST_WORD);
    return isPassword ? [value, password] : own;
  });
}

function isMixed(value: string): boolean {
  return /\d/.test(value) && /\p{L}/u.test(value);
}
