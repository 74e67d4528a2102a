/** Calls `onSilence` once when nothing was heard for a while, or when the whole took too long. */
interface Watchdog {
  /** Something arrived. */
  heard(): void;
  stop(): void;
  /** Why it has called `onSilence`, and after how many seconds of that. */
  readonly barked: { readonly why: 'silence' | 'too-long'; readonly seconds: number } | undefined;
}

/**
 * A silence of `first` seconds before anything was heard, or of `between` seconds after, counts. The first is longer:
 * a local model reads the whole prompt before it writes its first word. After `whole` seconds it ends even what
 * never falls silent.
 */
export function watchdog(
  seconds: { readonly first: number; readonly between: number; readonly whole: number },
  onSilence: () => void,
): Watchdog {
  let barked: Watchdog['barked'];
  let stopped = false;
  const bark = (why: 'silence' | 'too-long', after: number): void => {
    stop();
    barked = { why, seconds: after };
    onSilence();
  };
  const stop = (): void => {
    stopped = true;
    clearTimeout(silence);
    clearTimeout(end);
  };
  const end = setTimeout(() => bark('too-long', seconds.whole), seconds.whole * 1000);
  let silence = setTimeout(() => bark('silence', seconds.first), seconds.first * 1000);
  return {
    heard: () => {
      if (stopped) return;
      clearTimeout(silence);
      silence = setTimeout(() => bark('silence', seconds.between), seconds.between * 1000);
    },
    stop,
    get barked() {
      return barked;
    },
  };
}
