// `npm run bench:NAME [-- OPTIONS]`: installs and builds what is missing, then runs a benchmark.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, environment, install, node, root } from './prepare.mjs';

install();
build();

const [name, ...options] = process.argv.slice(2);
const child = spawn(node(), ['--no-warnings', join(root, 'bench', name, 'run.ts'), ...options], {
  cwd: root,
  stdio: 'inherit',
  env: environment(),
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
