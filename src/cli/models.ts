import { discover } from '../engine/discover.ts';
import type { DiscoveredServer } from '../engine/protocol.ts';

/**
 * Lists the models of a server and the tokens that they hold, or of the servers at the usual ports of this machine.
 * The key is read from CREDENCE_API_KEY, and sent to the given server alone.
 * @returns the exit code: 0 when a model was found
 */
export async function listModels(args: {
  readonly baseUrl?: string;
  readonly json: boolean;
}): Promise<number> {
  const { baseUrl, json } = args;
  const apiKey = process.env.CREDENCE_API_KEY;
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.on('SIGINT', stop);
  const server = baseUrl === undefined ? undefined : { baseUrl, ...(apiKey === undefined ? {} : { apiKey }) };
  const { servers, problem } = await discover(server, controller.signal);
  process.off('SIGINT', stop);
  const found = servers.some(({ models }) => models.length > 0);
  if (json) process.stdout.write(`${JSON.stringify({ servers, ...(problem ? { problem } : {}) })}\n`);
  else if (problem !== undefined) process.stderr.write(`credence: ${problem}\n`);
  else if (servers.length === 0) {
    process.stderr.write(
      'credence: No server with models answers at the usual ports of this machine. Start one, or give --base-url.\n',
    );
  } else process.stdout.write(servers.map(serverText).join('\n'));
  return found ? 0 : 2;
}

function serverText({ server, baseUrl, models }: DiscoveredServer): string {
  if (models.length === 0) return `${server} at ${baseUrl} has no model.\n`;
  const width = Math.min(48, Math.max(...models.map(({ name }) => name.length)));
  const lines = models.map(({ name, contextTokens, note }) => {
    const size = contextTokens === undefined ? '?' : String(contextTokens);
    return `  ${name.padEnd(width)}  ${size.padStart(8)}${note === undefined ? '' : `  ${note}`}`;
  });
  return `${server} at ${baseUrl}, tokens of context:\n${lines.join('\n')}\n`;
}
