import { LEASE_VARIABLE } from './isolation/marked-processes.ts';

/** Names that look like a secret's; what is being tested gets none of them. */
const SECRET = /(KEY|TOKEN|SECRET|PASSW|CREDENTIAL|AUTH)/i;
/** Variables that would steer git, Node or the editor's own runtime. */
const STEERING = /^(GIT_|NODE_OPTIONS$|NODE_ENV$|VSCODE_|ELECTRON_|npm_|VITEST|JEST_|INIT_CWD$)/;

/** The whole environment of a command: the person's, without secrets and without what would steer it. */
export function commandEnvironment(extra: {
  /** The temporary folder it belongs to. */
  readonly lease?: string;
  /** Its own folder for temporary files; one that the lease's commands share unless told. */
  readonly temporary?: string;
  readonly variables?: Readonly<Record<string, string>>;
}): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !SECRET.test(name) && !STEERING.test(name)) env[name] = value;
  }
  return {
    ...env,
    CI: '1',
    FORCE_COLOR: '0',
    NO_COLOR: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONIOENCODING: 'utf-8',
    ...(extra.lease === undefined
      ? {}
      : { TMPDIR: extra.temporary ?? `${extra.lease}/tmp`, [LEASE_VARIABLE]: extra.lease }),
    ...extra.variables,
  };
}
