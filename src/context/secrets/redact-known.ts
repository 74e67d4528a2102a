import { REDACTED, redact } from '../../loop/redact.ts';

/** Shorter ones stand everywhere by chance. */
const SHORTEST = 4;

/**
 * Redacts these very values wherever they occur, also as they stand in JSON, in an address, or in base64, and then whatever
 * `redact` finds. Give it the values of the workspace's env files and the keys that this program itself holds.
 */
export function createRedactor(values: readonly string[]): (text: string) => string {
  const forms = new Set(values.flatMap(formsOf).filter((form) => form.length >= SHORTEST));
  if (forms.size === 0) return redact;
  const known = new RegExp(
    [...forms]
      .toSorted((a, b) => b.length - a.length)
      .map((form) => {
        // A short value that is part of a word is a part of that word.
        const body = form.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
        return form.length < 8 ? `(?<![A-Za-z0-9_])${body}(?![A-Za-z0-9_])` : body;
      })
      .join('|'),
    'g',
  );
  return (text) => redact(text.replace(known, REDACTED));
}

/** A value as it may be written; one of several lines is looked for line by line. */
function formsOf(value: string): string[] {
  const lines = value.split(/\r?\n/).map((line) => line.trim());
  const whole = lines.length === 1 ? lines : lines.filter((line) => line.length >= 16);
  return whole.flatMap((line) => {
    if (line.length < SHORTEST || line.includes(REDACTED)) return [];
    const json = JSON.stringify(line).slice(1, -1);
    return [line, json, JSON.stringify(json).slice(1, -1), encoded(line), ...base64Of(line)];
  });
}

function encoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    // Half of a surrogate pair.
    return text;
  }
}

/** Base64 of a value whole, without its padding, and of what of it stays the same inside a longer text. */
function base64Of(text: string): string[] {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length < 8) return [];
  const whole = btoa(String.fromCharCode(...bytes)).replace(/=+$/, '');
  // Inside `user:password` the bytes before shift it; the characters at both ends mix with the neighbours.
  const shifted = [1, 2].map((shift) => {
    const padded = btoa(String.fromCharCode(...new Uint8Array(shift), ...bytes)).replace(/=+$/, '');
    return padded.slice(shift + 1, -1);
  });
  return [whole.slice(0, whole.length - 1), ...shifted].filter((form) => form.length >= 10);
}
