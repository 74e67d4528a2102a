import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where tools keep credentials and agents listen, below the home folder. What is being tested sees them empty. */
const IN_HOME = [
  '.ssh',
  '.gnupg',
  '.aws',
  '.azure',
  '.kube',
  '.docker',
  '.password-store',
  '.config/gh',
  '.config/hub',
  '.config/gcloud',
  '.config/op',
  '.config/git/credentials',
  '.config/google-chrome',
  '.config/chromium',
  '.mozilla',
  '.local/share/keyrings',
  '.netrc',
  '.npmrc',
  '.yarnrc.yml',
  '.pypirc',
  '.git-credentials',
  '.cargo/credentials',
  '.cargo/credentials.toml',
  '.gem/credentials',
  '.bash_history',
  '.zsh_history',
  'Library/Keychains',
];

/** A socket of one of these gives whoever can reach it the rights of whoever listens there. */
const SOCKETS = ['/run/docker.sock', '/run/podman', '/run/containerd', '/run/dbus', '/run/user'];

/** Absolute paths that are hidden; they need not exist. */
export function secretPlaces(home: string = homedir()): readonly string[] {
  return [...IN_HOME.map((place) => join(home, place)), ...SOCKETS];
}
