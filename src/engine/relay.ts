/** Passes on what it is sent while somebody listens, and holds nothing of them afterwards. */
export class Relay<T> {
  to: ((value: T) => void) | undefined;
  readonly send = (value: T): void => this.to?.(value);
}
