import { REDACTED, redact } from '../../loop/redact.ts';

/** Shorter ones stand everywhere by chance. */
const SHORTEST = 4;
/** Longer ones are looked for one by one. In characters, as the next. */
const LARGE = 1000;
const LARGEST_EXPRESSION = 16_000;

/**
 * Redacts these very values wherever they occur, also as they stand in JSON, in an address, or in base64, and then whatever
 * `redact` finds. Give it the values of the workspace's env files and the keys that this program itself holds.
 */
export function createRedactor(values: readonly string[]): (text: string) => string {
  const forms = [...new Set(values.flatMap(formsOf))]
    .filter((form) => form.length >= SHORTEST && !REDACTED.includes(form))
    .toSorted((a, b) => b.length - a.length);
  if (forms.length === 0) return redact;
  const large = forms.filter((form) => form.length > LARGE);
  const known = expressionsOf(forms.slice(large.length));
  return (text) => {
    let clean = text;
    for (const form of large) clean = clean.replaceAll(form, () => REDACTED);
    for (const expression of known) clean = clean.replace(expression, REDACTED);
    return redact(clean);
  };
}

/** Several of moderate size: one of all would be refused, with the values in the message. */
function expressionsOf(forms: readonly string[]): readonly RegExp[] {
  const sources: string[] = [];
  let open = '';
  for (const form of forms) {
    // A short value that is part of a word is a part of that word.
    const body = form.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
    const source = form.length < 8 ? `(?<![A-Za-z0-9_])${body}(?![A-Za-z0-9_])` : body;
    if (open !== '' && open.length + source.length > LARGEST_EXPRESSION) {
      sources.push(open);
      open = '';
    }
    open += open === '' ? source : `|${source}`;
  }
  return [...sources, open].filter((source) => source !== '').map((source) => new RegExp(source, 'g'));
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
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const whole = btoa(binary).replace(/=+$/, '');
  // Inside `user:password` the bytes before shift it; the characters at both ends mix with the neighbours.
  const shifted = [1, 2].map((shift) => {
    const padded = btoa('\0'.repeat(shift) + binary).replace(/=+$/, '');
    return padded.slice(shift + 1, -1);
  });
  return [whole.slice(0, whole.length - 1), ...shifted].filter((form) => form.length >= 10);
}
