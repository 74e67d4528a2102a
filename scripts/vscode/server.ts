// Starts the server of a real VS Code on a free loopback port, with folders of its own that are gone when it stops.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { descendantsOf } from './descendants.ts';

export interface ServerOptions {
  /** Folder of the installed VS Code server. */
  readonly server: string;
  /** `.vsix` files to install. */
  readonly extensions: readonly string[];
  /** User settings over the calm ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** False opens folders in Restricted Mode. */
  readonly trust?: boolean;
  /** For tests inside the extension host; suppresses notifications. */
  readonly driver?: boolean;
  /** More environment for the server and its extension host. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface EditorServer {
  /** Everything the server writes is in here. */
  readonly state: string;
  /** Where the extension host and its children put temporary files. */
  readonly temporary: string;
  /** Also the id of the process group of everything it started. */
  readonly pid: number;
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** The address that opens a folder or a `.code-workspace` file (an empty window without one), with more of the workbench's own parameters. */
  address(folder?: string, parameters?: Readonly<Record<string, string>>): string;
  /** Ends the server and everything it started, and removes its folders. */
  stop(): Promise<void>;
}

/** A calm editor: nothing is saved, shown or fetched that nobody asked for. */
const SETTINGS = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  // The editor in a browser saves by itself unless told otherwise.
  'files.autoSave': 'off',
  // It looks through all processes of the machine every few seconds, from within the extension host.
  'remote.autoForwardPorts': false,
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  // Pictures shall not show things half faded in.
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

const START_MS = 30_000;
const GRACE_MS = 3_000;
const LICENSE = '--accept-server-license-terms';
const running = new Set<EditorServer>();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, async () => {
    await Promise.all([...running].map((server) => server.stop()));
    process.exit(signal === 'SIGINT' ? 130 : 143);
  });
}

/** Throws with the server's own words when it cannot start. */
export async function startServer(options: ServerOptions): Promise<EditorServer> {
  // The real path, because the editor compares paths of files as text.
  const state = realpathSync(mkdtempSync(join(tmpdir(), 'credence-editor-')));
  const temporary = join(state, 'tmp');
  const user = join(state, 'data', 'data', 'User');
  const machine = join(state, 'data', 'data', 'Machine');
  for (const folder of [temporary, user, machine]) mkdirSync(folder, { recursive: true });
  // Settings of the machine are read from where the server runs, and nowhere else.
  writeFileSync(join(machine, 'settings.json'), JSON.stringify(options.settings ?? {}, null, 2));
  writeFileSync(join(user, 'settings.json'), JSON.stringify({ ...SETTINGS, ...options.settings }, null, 2));

  const main = join(options.server, 'out', 'server-main.js');
  const folders = ['--server-data-dir', join(state, 'data'), '--extensions-dir', join(state, 'extensions')];
  // Sockets and temporary files stay inside the state folder, so that removing it removes everything.
  const env = { ...inherited(), TMPDIR: temporary, XDG_RUNTIME_DIR: temporary, ...options.env };
  for (const extension of options.extensions) {
    const command = [main, LICENSE, ...folders, '--install-extension', extension, '--force'];
    await promisify(execFile)(process.execPath, command, { cwd: state, env });
  }

  // A secret, because an editor can run anything: no other page or user of this machine may reach it.
  const token = randomBytes(12).toString('hex');
  const command = [
    main,
    LICENSE,
    ...folders,
    '--host',
    '127.0.0.1',
    '--port',
    '0',
    '--connection-token',
    token,
  ];
  if (options.trust !== false) command.push('--disable-workspace-trust');
  if (options.driver) command.push('--enable-smoke-test-driver');
  // A process group of its own, so that stopping it stops its extension hosts and all they started.
  const child = spawn(process.execPath, command, {
    cwd: state,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`The VS Code server could not be started with ${process.execPath}.`);

  const guard = guardGroup(pid, state);

  let url = '';
  const self: EditorServer = {
    state,
    temporary,
    pid,
    get url() {
      return url;
    },
    address(folder, parameters) {
      const isSet = folder?.endsWith('.code-workspace') === true;
      const where: Record<string, string> =
        folder === undefined ? { ew: 'true' } : isSet ? { workspace: folder } : { folder };
      return `${url}/?${new URLSearchParams({ ...where, ...parameters, tkn: token })}`;
    },
    async stop() {
      // The server alone at first: its extension host ends with it, and an engine that notices ends its own children.
      child.kill('SIGTERM');
      for (const until = Date.now() + GRACE_MS; signalGroup(pid, 0) && Date.now() < until; ) await sleep(50);
      signalGroup(pid, 'SIGKILL');
      // Those that left the group, such as test runs of an engine that was killed.
      for (const descendant of descendantsOf(state)) process.kill(descendant.pid, 'SIGKILL');
      guard.kill('SIGKILL');
      running.delete(self);
      rmSync(state, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
  running.add(self);
  try {
    url = `http://127.0.0.1:${await listeningPort(child)}`;
  } catch (error) {
    await self.stop();
    throw error;
  }
  return self;
}

/** A process that ends the group and removes its folder when this process dies, however it dies. */
function guardGroup(pid: number, state: string): ChildProcess {
  // The pipe to its input closes with us.
  const script = 'read _; kill -s KILL -- "-$0"; sleep 0.2; rm -rf "$1"';
  const guard = spawn('sh', ['-c', script, String(pid), state], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.unref();
  return guard;
}

/** Whether there was anybody to signal. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

function listeningPort(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (): void => reject(new Error(`The VS Code server did not start:\n${output}`));
    const timer = setTimeout(fail, START_MS);
    child.once('exit', fail);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        // Read on after the start too: a full pipe would stop the server.
        output = (output + chunk).slice(-20_000);
        const port = /listening on (\d+)/.exec(output)?.[1];
        if (port === undefined) return;
        clearTimeout(timer);
        resolve(port);
      });
    }
  });
}

/** The environment of a plain shell: npm's own variables and those of an editor around this one stay out. */
function inherited(): Record<string, string> {
  const out = /^(npm_|VSCODE_|INIT_CWD$|NODE_OPTIONS$)/;
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || out.test(name) ? [] : [[name, value]],
    ),
  );
}
