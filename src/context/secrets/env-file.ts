/** One setting of an env file. */
interface EnvSetting {
  readonly name: string;
  readonly value: string;
}

const SECRET_NAME =
  /PASS|PWD|SECRET|TOKEN|KEY|CREDENTIAL|AUTH|DSN|PRIVATE|SALT|SIGNATURE|WEBHOOK|(?:DATABASE|DB|REDIS|MONGO|AMQP|SENTRY|CONNECTION)\w*(?:URL|URI|STRING)/i;
const PUBLIC_NAME = /PUBLIC_KEY|KEY_ID$|KEYBOARD|MONKEY|AUTHOR|KEY_PATH|_FILE$|_PATH$|KEYS?_?COUNT/i;
/** Values that stand in every project. */
const ORDINARY =
  /^(?:true|false|yes|no|on|off|null|none|undefined|localhost|development|production|staging|test(?:ing)?|debug|info|warn|error|default|admin|root|user|postgres|mysql|redis|example|changeme|secret|password|\d{1,6}|[\d.]+)$/i;

/** The settings of an env file: `NAME=value`, quotes and `export` allowed, a quoted value may have several lines. */
export function parseEnvFile(text: string): readonly EnvSetting[] {
  const line =
    /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*[=:][ \t]*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|`([^`]*)`|([^\r\n]*?))[ \t]*(?:[ \t]#.*)?$/gm;
  return [...text.matchAll(line)].map(([, name = '', double, single, back, bare]) => ({
    name,
    value: double?.replaceAll('\\n', '\n').replace(/\\(.)/g, '$1') ?? single ?? back ?? bare?.trim() ?? '',
  }));
}

/**
 * The values of an env file that must never leave: those of secret-looking names, and those that look like secrets. Words
 * that stand in every project would only blind the reader.
 */
export function secretValues(text: string): readonly string[] {
  return parseEnvFile(text).flatMap(({ name, value }) => {
    if (value.length < 4 || ORDINARY.test(value) || /^\$\{?\w+\}?$/.test(value)) return [];
    const named = SECRET_NAME.test(name) && !PUBLIC_NAME.test(name);
    const password = /^[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:([^\s/@]+)@/i.exec(value)?.[1];
    const looks =
      value.length >= 16 && /\d/.test(value) && /[A-Za-z]/.test(value) && !/[\s/]|^[\w.-]+\.\w+$/.test(value);
    const own = named || looks ? [value] : [];
    return password === undefined || password.length < 4 ? own : [value, password];
  });
}
