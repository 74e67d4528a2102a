/** Calls `onSilence` once when nothing was heard for a while. */
interface Watchdog {
  /** Something arrived. */
  heard(): void;
  stop(): void;
  /** Whether it has called `onSilence`. */
  readonly barked: boolean;
}

/**
 * A silence of `first` seconds before anything was heard, or of `between` seconds after, counts. The first is longer:
 * a local model reads the whole prompt before it writes its first word.
 */
export function watchdog(seconds: { first: number; between: number }, onSilence: () => void): Watchdog {
  let barked = false;
  const bark = (): void => {
    barked = true;
    onSilence();
  };
  let timer = setTimeout(bark, seconds.first * 1000);
  let stopped = false;
  return {
    heard: () => {
      clearTimeout(timer);
      if (!stopped) timer = setTimeout(bark, seconds.between * 1000);
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
    get barked() {
      return barked;
    },
  };
}

/** `fetch` that reports every piece of a body as it arrives, keep-alive comments included. */
export function listeningFetch(onBytes: () => void): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.body === null) return response;
    const ear = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        onBytes();
        controller.enqueue(chunk);
      },
    });
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(ear), { status, statusText, headers });
  };
}
