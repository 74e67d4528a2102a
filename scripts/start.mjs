// `npm start [-- FOLDER "REQUEST"]`: installs and builds what is missing, then runs the main job.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, environment, install, node, root } from './prepare.mjs';

install();
build();

const child = spawn(node(), [join(root, 'dist', 'cli.js'), ...process.argv.slice(2)], {
  // npm runs scripts in the project's folder; a relative FOLDER means the person's own.
  cwd: process.env.INIT_CWD ?? process.cwd(),
  stdio: 'inherit',
  env: { ...environment(), CREDENCE_SAMPLE: join(root, 'samples', 'booking') },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
