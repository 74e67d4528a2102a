/** What stands in place of a secret. */
export const REDACTED = '[redacted]';

/** Tokens that are secrets by their shape alone, as their issuers document them. */
const ISSUED = [
  /\bsk-[A-Za-z0-9_-]{16,}/g,
  /\b[sr]k_(?:live|test)_[A-Za-z0-9]{10,}/g,
  /\bgh[pousr]_[A-Za-z0-9]{20,}/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,}/g,
  /\bglpat-[A-Za-z0-9_-]{16,}/g,
  /\bnpm_[A-Za-z0-9]{30,}/g,
  /\bhf_[A-Za-z0-9]{20,}/g,
  /\bxox[abeprs]-[A-Za-z0-9-]{10,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bAIza[A-Za-z0-9_-]{30,}/g,
  /\bya29\.[A-Za-z0-9_-]{20,}/g,
  /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g,
];

/** A private key in PEM, whole or cut, also inside a JSON string (where a line ends in `\n`). */
const PRIVATE_KEY =
  /(-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)((?:[A-Za-z0-9+/=.[\]]|[:,] ?|\r?\n[ \t]*|\\[nr]|-(?!----))*)/g;

const HEADER =
  /\b(authorization["']?\s*[:=]\s*["'`]?(?:bearer|basic|token)\s+|bearer\s+)([A-Za-z0-9._~+/=-]{8,})/gi;

const URL_PASSWORD = /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"'`\\<>]{0,100}:)([^\s/@"'`\\<>]{1,200})(?=@)/gi;

const SECRET_WORD =
  'passwords?|passwd|passphrase|pwd|secrets?|tokens?|api[_-]?keys?|access[_-]?keys?|private[_-]?keys?|credentials?|auth[_-]?keys?|encryption[_-]?keys?|signing[_-]?keys?';

/** `name: "value"`, `name = 'value'`, `"name":"value"`, with the secret word at the end of the name. */
const ASSIGNED = new RegExp(
  `\\b([\\w.-]{0,60}?(?:${SECRET_WORD})\\\\?["'\`]?\\s{0,4}(?::|=>|=)\\s{0,4}\\\\?["'\`])([^"'\`\\\\\\r\\n]{1,400})(?=\\\\?["'\`])`,
  'gi',
);

/** A line of an env file, bare or under a line number. */
const ENV_LINE =
  /^(\s*(?:\d+\s*\|\s*)?(?:export\s+)?[A-Z][A-Z0-9_]*(?:PASSWORD|PASSWD|SECRET|TOKEN|KEY|CREDENTIALS?|PWD)[A-Z0-9_]*=)([^\s"'`\\$({][^\s"'`\\]{3,})/gm;

/** Bits per character, by the frequencies within the text itself. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** Ordinary words beside a secret-looking name (`token: 'identifier'`) are code that a reader needs. */
function looksSecret(name: string, value: string): boolean {
  if (/\s/.test(value)) return false;
  if (/pass|pwd/i.test(name)) return value.length >= 6;
  return value.length >= 8 && entropy(value) >= 2.75 && /\d/.test(value) && /[A-Za-z]/.test(value);
}

function once(text: string): string {
  let result = text.replace(
    PRIVATE_KEY,
    // Line for line, so that line numbers stay true.
    (_all, begin: string, body: string) =>
      begin + body.replace(/\\[nr]|[^\s\\]+/g, (part) => (part.startsWith('\\') ? part : REDACTED)),
  );
  for (const shape of ISSUED) result = result.replace(shape, REDACTED);
  return result
    .replace(HEADER, `$1${REDACTED}`)
    .replace(URL_PASSWORD, `$1${REDACTED}`)
    .replace(ASSIGNED, (all, head: string, value: string) =>
      looksSecret(head, value) ? head + REDACTED : all,
    )
    .replace(ENV_LINE, `$1${REDACTED}`);
}

/**
 * Replaces secrets by `[redacted]`: issued tokens, private keys, bearer headers, passwords in addresses, values of
 * env files, and strings given to secret-looking names. Works on source text, output and JSON alike, and keeps every
 * line break. Redacting twice changes nothing more.
 */
export function redact(text: string): string {
  let result = text;
  // One replacement may bring another into view; a text settles after very few rounds.
  for (let round = 0; round < 8; round += 1) {
    const next = once(result);
    if (next === result) break;
    result = next;
  }
  return result;
}
