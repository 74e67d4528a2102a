const PATTERN = /^(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?$/;

/**
 * Reads a timestamp such as `01:02:03,250`, `02:03.25` or `02:03` and returns
 * it in milliseconds. The digits after the separator are a decimal fraction of
 * a second, so `.5` is half a second.
 */
export function parseTimestamp(text: string): number {
  const match = PATTERN.exec(text.trim());
  if (match === null) throw new SyntaxError(`Not a timestamp: ${text}`);
  const hours = Number(match[1] ?? 0);
  const minutes = Number(match[2]);
  const seconds = Number(match[3]);
  if (minutes > 59 || seconds > 59) throw new RangeError(`Timestamp out of range: ${text}`);
  const millis = Number((match[4] ?? "").padEnd(3, "0"));
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + millis;
}

/** Writes milliseconds in the SubRip form `HH:MM:SS,mmm`. */
export function formatTimestamp(ms: number): string {
  const whole = Math.round(ms);
  const hours = Math.floor(whole / 3_600_000);
  const minutes = Math.floor(whole / 60_000) % 60;
  const seconds = Math.floor(whole / 1000) % 60;
  const pad = (value: number, width: number) => String(value).padStart(width, "0");
  return `${pad(hours, 2)}:${pad(minutes, 2)}:${pad(seconds, 2)},${pad(whole % 1000, 3)}`;
}
