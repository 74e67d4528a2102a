// `npm run package [-- FILE]`: builds and packs the extension into credence.vsix.
import { join, resolve } from 'node:path';
import { build, environment, install, root, run } from './prepare.mjs';

install();
build();
const vsce = join(root, 'node_modules', '.bin', 'vsce');
run(
  vsce,
  [
    'package',
    '--no-dependencies',
    '--skip-license',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    resolve(process.argv[2] ?? join(root, 'credence.vsix')),
  ],
  { env: environment() },
);
