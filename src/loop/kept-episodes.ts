/** A stored trace, as far as its place depends on it. */
export interface StoredTrace {
  readonly bytes: number;
  /** Whether its episode may run still, here or elsewhere. */
  readonly mayRun: boolean;
}

/** A trace that was written to this lately may be that of an episode that runs in another window or terminal. */
export const SILENT_MS = 30 * 60_000;

/**
 * Traces that are too many: the oldest go first and without a hole, and never one that may run. The newest stays and
 * costs none of the older ones its place, however large it is: one huge trace must not empty the history behind it.
 * @param traces the newest first
 * @param most the newest counts among `episodes`, and not among `bytes`
 */
export function superfluous<T extends StoredTrace>(
  traces: readonly T[],
  most: { readonly episodes: number; readonly bytes: number },
): readonly T[] {
  let bytes = 0;
  let isFull = false;
  return traces.filter((trace, index) => {
    if (index === 0) return false;
    bytes += trace.bytes;
    isFull ||= index + 1 > most.episodes || bytes > most.bytes;
    return isFull && !trace.mayRun;
  });
}
