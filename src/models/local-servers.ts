import type { CancelSignal } from '../loop/types.ts';
import { type Listing, listModels } from './discovery.ts';

/** Where the usual servers listen on the machine they run on, unless told otherwise. */
const USUAL_PORTS = [11434, 1234, 8080, 8000] as const;

/** A server that answers on this machine now. */
export interface LocalServer extends Extract<Listing, { kind: 'listed' }> {
  readonly baseUrl: string;
}

/** A server on this machine answers at once, or is not there; one that is loading a model may take a moment. */
const SECONDS = 2;

/**
 * Language-model servers on the usual loopback ports: Ollama, LM Studio, llama.cpp, vLLM. Is to run only when the
 * person asks for it or is told so while they choose a model, since it knocks at their ports; it sends no key and looks
 * at no other machine.
 */
export async function findLocalServers(
  signal: CancelSignal,
  ports: readonly number[] = USUAL_PORTS,
): Promise<readonly LocalServer[]> {
  const found = await Promise.all(
    ports.map(async (port) => {
      const baseUrl = `http://127.0.0.1:${port}/v1`;
      const listing = await listModels({ baseUrl, seconds: SECONDS }, signal);
      // These ports are used by all sorts of programs; only a list of models tells that it is one of ours.
      return listing.kind === 'listed' ? [{ ...listing, baseUrl }] : [];
    }),
  );
  return found.flat();
}
