import type { CancelSignal } from './types.ts';

/** A signal of its own below another: cancelled with it, or before it. */
export function cancelBelow(above: CancelSignal): {
  readonly signal: CancelSignal;
  cancel(): void;
  /** Stops listening to the one above. */
  release(): void;
} {
  const listeners = new Set<() => void>();
  let isCancelled = false;
  const release = (): void => above.removeEventListener('abort', cancel);
  const cancel = (): void => {
    release();
    if (isCancelled) return;
    isCancelled = true;
    for (const listener of [...listeners]) listener();
    listeners.clear();
  };
  above.addEventListener('abort', cancel, { once: true });
  return {
    signal: {
      get aborted() {
        return isCancelled || above.aborted;
      },
      get reason() {
        return above.reason;
      },
      // Each listener is told once, whether it asked for that or not: no signal is cancelled twice.
      addEventListener: (_type, listener) => void listeners.add(listener),
      removeEventListener: (_type, listener) => void listeners.delete(listener),
    },
    cancel,
    release,
  };
}
