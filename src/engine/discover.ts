import { listModels } from '../models/discovery.ts';
import { findLocalServers } from '../models/local-servers.ts';
import type { DiscoveredServer } from './protocol.ts';

/** The models at an address, or at the usual ports of this machine when none is given. Never throws. */
export async function discover(
  server: { readonly baseUrl: string; readonly apiKey?: string | undefined } | undefined,
  signal: AbortSignal,
): Promise<{ readonly servers: readonly DiscoveredServer[]; readonly problem?: string }> {
  if (server === undefined) return { servers: await findLocalServers(signal) };
  const found = await listModels(server, signal);
  if (found.kind === 'failed') return { servers: [], problem: found.message };
  return { servers: [{ baseUrl: server.baseUrl, server: found.server, models: found.models }] };
}
