import { readdirSync, readFileSync } from 'node:fs';

/** Command lines of the processes that an editor's extensions started and that still run (Linux). */
export function startedBy(temporary: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        // Inherited by every descendant, however it was detached.
        const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
        if (!environment.includes(`TMPDIR=${temporary}`)) return [];
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
        return command === '' ||
          /server-main|bootstrap-fork|tsserver|ripgrep|credence-vscode\/.*\/extensions\//.test(command)
          ? []
          : [command];
      } catch {
        return [];
      }
    });
}
