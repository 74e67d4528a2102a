import { type ConfiguredCommand, parseCommands } from '../environment/configured/index.ts';
import type { SandboxChoice } from '../environment/isolation/sandbox/confinement.ts';
import type { RunRequest } from './protocol.ts';

/** How candidates are checked, read from what the person set; what cannot be read is told and left out. */
export function readVerification(
  given: RunRequest['verification'],
  onNotice: (message: string) => void,
): { readonly commands: readonly ConfiguredCommand[]; readonly sandbox: SandboxChoice } {
  const parsed = parseCommands(given?.commands ?? []);
  if (parsed.kind === 'invalid') {
    for (const complaint of parsed.complaints) onNotice(`verification.${complaint}`);
  }
  const sandbox = readSandbox(given?.sandbox ?? 'auto');
  if (sandbox === undefined)
    onNotice(
      `verification.sandbox: is "${given?.sandbox}"; expected auto, none, docker:IMAGE or podman:IMAGE`,
    );
  return { commands: parsed.kind === 'commands' ? parsed.commands : [], sandbox: sandbox ?? 'auto' };
}

/** Undefined when it is none of the known words. */
export function readSandbox(text: string): SandboxChoice | undefined {
  if (text === 'auto' || text === 'none') return text;
  const match = /^(docker|podman):(\S+)$/.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  return { engine: match[1] === 'docker' ? 'docker' : 'podman', image: match[2] };
}
