import { basename, isAbsolute } from 'node:path';
import { bubblewrapArguments, bubblewrapWords } from './bubblewrap.ts';
import { probeBubblewrap } from './bubblewrap-probe.ts';
import type { Confined, ConfineRequest, Unconfined } from './confinement.ts';
import { containerCommand } from './container.ts';
import { findProgram } from './find-program.ts';
import { seatbeltProfile } from './seatbelt.ts';

/** The command that runs another one confined as far as this machine can. */
export function confine(request: ConfineRequest): Confined {
  const { argv, sandbox } = request;
  if (typeof sandbox.choice === 'object') return containerCommand(request, sandbox.choice);
  if (sandbox.choice === 'none') return bare(argv, 'switched-off', 'switched off');
  if (process.platform === 'linux') {
    const probe = probeBubblewrap();
    return probe.kind === 'works'
      ? {
          argv: [probe.path, ...bubblewrapArguments(request, probe), '--', ...argv],
          words: bubblewrapWords(sandbox.network, probe),
        }
      : bare(argv, probe.why, probe.reason);
  }
  if (process.platform === 'darwin') {
    const seatbelt = findProgram('sandbox-exec', '/usr/bin', '/');
    if (seatbelt !== undefined && isAbsolute(seatbelt)) {
      return {
        argv: [seatbelt, '-p', seatbeltProfile(request), ...argv],
        words: `${basename(seatbelt)}: ${sandbox.network === 'none' ? 'no network, ' : ''}only the copy is writable`,
      };
    }
  }
  return bare(argv, 'not-known', 'this system has none that is known');
}

function bare(argv: Confined['argv'], unconfined: Unconfined, reason: string): Confined {
  return { argv, unconfined, words: `none: ${reason}` };
}
