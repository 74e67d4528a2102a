// `npm run package`: builds and packs the extension into credence.vsix.
import { join } from 'node:path';
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
    '--out',
    join(root, 'credence.vsix'),
  ],
  { env: environment() },
);
