import { spawn } from 'node:child_process';

/** Runs a command to its end without blocking this process. Rejects with the end of its output when it fails. */
export function execute(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-4000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const end = () => child.kill();
    process.once('exit', end);
    child.on('error', (error) => reject(new Error(`\`${command}\` could not be started: ${error.message}`)));
    child.on('close', (code) => {
      process.off('exit', end);
      if (code === 0) resolve(output);
      else reject(new Error(`\`${[command, ...args].join(' ')}\` ended with ${code}:\n${output.trim()}`));
    });
  });
}
