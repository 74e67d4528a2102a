/** Files of settings with secrets, but for the examples that a project shows; given the name alone. */
const ENV_FILE =
  /^(?:\.env(?:\.(?!(?:example|sample|template|dist)$)[^/]+)?|\.envrc|\.flaskenv|\.dev\.vars(?:\.[^/]+)?|(?!(?:example|sample|template|dist)\.env$)[^/]+\.env)$/i;

/** Files of keys and of passwords; given the name alone. */
const KEY_FILE =
  /^(?:\.netrc|\.pgpass|\.npmrc|\.pypirc|\.htpasswd|id_(?:rsa|dsa|ecdsa|ed25519)|[^/]+\.(?:pem|key|p12|pfx|jks|keystore|kdbx|ppk))$/i;

/** Whether a file holds settings as `NAME=value` that may be secret: `.env`, `prod.env`, `.dev.vars` and the like. */
export function isEnvFile(name: string): boolean {
  return ENV_FILE.test(name);
}

/** Whether the whole content of a file is secret, by its name. */
export function isSecretFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return ENV_FILE.test(name) || KEY_FILE.test(name);
}
