import { spawn } from 'node:child_process';
import { environment, node } from '../prepare.mjs';

/**
 * Makes sure that a script runs on the Node that comes with the packages: TypeScript files and the editor's server need
 * a current one, and the machine's own may be older. Runs the script again where it is; returns only where it is not.
 */
export async function ensureCurrentNode() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return;
  const child = spawn(node(), process.argv.slice(1), { stdio: 'inherit', env: environment() });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const code = await new Promise((resolve) => child.on('exit', resolve));
  process.exit(code ?? 1);
}
