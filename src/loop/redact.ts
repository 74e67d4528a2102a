import { redactPrivateKeys } from './redact-pem.ts';
import { changesIn, entropy, looksRandom, RANDOM_TOKEN } from './redact-random.ts';
import { ISSUED } from './redact-shapes.ts';

/** What stands in place of a secret. */
export const REDACTED = '[redacted]';

const HEADER =
  /\b(authorization["']?\s*[:=]\s*["'`]?(?:bearer|basic|token)\s+|bearer\s+)([A-Za-z0-9._~+/=-]{8,})/gi;

const URL_PASSWORD = /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"'`\\<>]{0,100}:)([^\s/@"'`\\<>]{1,200})(?=@)/gi;

/** `AccountKey=…;Password=…;` of a connection string, and what signs an address. */
const CONNECTION =
  /((?<=[;"'`])(?:password|pwd|accountkey|sharedaccesskey|sharedsecret)=)([^;"'`\s\\${}<>%()]{4,200})(?=[;"'`\s]|$)|([?&](?:sig|signature|access_token|api_key|apikey|token)=)([A-Za-z0-9%._~+/=-]{12,})/gim;

const SECRET_WORD =
  'passwords?|passwd|passphrase|pwd|secrets?|tokens?|api[_-]?keys?|access[_-]?keys?|private[_-]?keys?|credentials?|auth[_-]?keys?|encryption[_-]?keys?|signing[_-]?keys?|secret[_-]?keys?|key[_-]?base|salt';

/** `name: "value"`, `name = 'value'`, `"name":"value"`, with the secret word at the end of the name. */
const ASSIGNED = new RegExp(
  `\\b([\\w.-]{0,60}?(?:${SECRET_WORD})\\\\?["'\`]?\\s{0,4}(?::|=>|=)\\s{0,4}\\\\?["'\`])([^"'\`\\\\\\r\\n]{1,400})(?=\\\\?["'\`])`,
  'gi',
);

/** `db.password: value` of YAML, properties and the like: a line of its own without quotes. */
const PLAIN_LINE = new RegExp(
  `^([ \\t]*(?:\\d+[ \\t]*\\|[ \\t]*)?(?:-[ \\t]+)?[\\w.-]{0,60}?(?:${SECRET_WORD})\\s{0,4}[:=]\\s{0,4})([^\\s"'\`()[\\]{}<>;,]{8,400})(?=[ \\t]{0,80}$)`,
  'gim',
);

/** A line of an env file, bare or under a line number. */
const ENV_LINE =
  /^([ \t]*(?:\d+[ \t]*\|[ \t]*)?(?:export[ \t]+)?[A-Z][A-Z0-9_]{0,80}?(?:PASSWORD|PASSWD|SECRET|TOKEN|KEY|CREDENTIALS?|PWD)[A-Z0-9_]{0,80}=)([^\s"'`\\$({][^\s"'`\\]{3,})/gm;

/** What forms, types and examples have in the place of a value. */
const PLACEHOLDER =
  /^(?:(?:new-|current-|confirm-?)?passw(?:or)?ds?|passphrase|pwd|secrets?|tokens?|required|invalid|missing|optional|string|number|boolean|text|hidden|visible|default|example|null|undefined|none|true|false|[*.x•]+|<.*>|\$\{?\w+\}?|%\w+%|\{\{.*\}\}|\{\w*\})$/i;

/** Ordinary words beside a secret-looking name (`token: 'identifier'`) are code that a reader needs. */
function looksSecret(name: string, value: string): boolean {
  if (/\s/.test(value) || PLACEHOLDER.test(value)) return false;
  if (/pass|pwd/i.test(name)) return value.length >= 6;
  return value.length >= 8 && entropy(value) >= 2.75 && /\d/.test(value) && /[A-Za-z]/.test(value);
}

/**
 * Without quotes a value may be a name or a call: it must be a mix of letters and digits that no name is. With no space around the
 * sign it is a settings file, where there are no names.
 */
function looksSecretUnquoted(head: string, value: string): boolean {
  if (/\.\w+$|[$*]/.test(value) || !looksSecret('', value)) return false;
  if (head.endsWith('=') && !/\s=$/.test(head)) return true;
  return !/^[A-Za-z_]\w*$/.test(value) || changesIn(value.replaceAll('_', '')) >= 0.3;
}

function once(text: string): string {
  let result = redactPrivateKeys(text, REDACTED);
  for (const shape of ISSUED) result = result.replace(shape, REDACTED);
  return result
    .replace(HEADER, (all, head: string, value: string) =>
      // In prose a word follows: the bearer credential.
      /^bearer/i.test(head) && !/\d/.test(value) && value.length < 24 ? all : head + REDACTED,
    )
    .replace(URL_PASSWORD, `$1${REDACTED}`)
    .replace(ASSIGNED, (all, head: string, value: string) =>
      looksSecret(head, value) ? head + REDACTED : all,
    )
    .replace(ENV_LINE, `$1${REDACTED}`)
    .replace(PLAIN_LINE, (all, head: string, value: string) =>
      looksSecretUnquoted(head, value) ? head + REDACTED : all,
    )
    .replace(CONNECTION, (all, name?: string, _value?: string, parameter?: string, given?: string) => {
      const head = name ?? parameter ?? '';
      // A parameter in code has a name or a word for its value.
      if (parameter !== undefined && !/\d/.test(given ?? '')) return all;
      return head + REDACTED;
    })
    .replace(RANDOM_TOKEN, (all) => (looksRandom(all) ? REDACTED : all));
}

/**
 * Replaces secrets by `[redacted]`: issued tokens, private keys, bearer headers, passwords in addresses, values of
 * env files, connection strings, strings given to secret-looking names, and what
 * looks like chance. Works on source text, output and JSON alike, and keeps every
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
