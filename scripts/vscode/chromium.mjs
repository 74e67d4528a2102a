import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { execute } from './execute.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const PLACES = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const PACKAGES = ['chromium', 'fonts-dejavu-core'];

/** The path of a Chromium, or undefined. `CREDENCE_CHROMIUM` names one that is elsewhere. */
export function findChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const named = process.env.CREDENCE_CHROMIUM ? [process.env.CREDENCE_CHROMIUM] : [];
  const candidates = [
    ...named,
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...PLACES,
  ];
  return candidates.find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Installs Debian's Chromium where that is possible without asking anybody; throws what to do where it is not. */
export async function installChromium() {
  const install = `apt-get install -y --no-install-recommends ${PACKAGES.join(' ')}`;
  const root = process.getuid?.() === 0;
  const sudo = !root && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  if (!existsSync('/etc/debian_version') || !(root || sudo)) {
    throw new Error(
      `No Chromium was found. Install one (on Debian: \`sudo ${install}\`), or name one in CREDENCE_CHROMIUM, and run this again.`,
    );
  }
  console.error(`credence: installing Chromium (${install}) …`);
  const prefix = sudo ? ['sudo', '-n', 'apt-get'] : ['apt-get'];
  const apt = (...args) => {
    const [command, ...rest] = [...prefix, '-o', 'DPkg::Lock::Timeout=300', '-q', ...args];
    return execute(command, rest, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  };
  await apt('update');
  await apt('install', '-y', '--no-install-recommends', ...PACKAGES);
}
