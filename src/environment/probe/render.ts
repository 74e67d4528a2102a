import { isTagged, type WireOutcome, type WireStep, type WireValue } from './wire-value.ts';

/** How a language writes what the wire knows by name. */
export interface Words {
  readonly none: string;
  readonly yes: string;
  readonly no: string;
}

export const WORDS: Readonly<Record<'javascript' | 'python', Words>> = {
  javascript: { none: 'null', yes: 'true', no: 'false' },
  python: { none: 'None', yes: 'True', no: 'False' },
};

/** A value as a person would write it, cut at a length that fits a line. */
export function shownValue(value: WireValue, words: Words, most = 80): string {
  const text = shown(value, words);
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function shown(value: WireValue, words: Words): string {
  if (value === null) return words.none;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (!isTagged(value)) return JSON.stringify(value);
  const list = (items: readonly WireValue[]): string => items.map((item) => shown(item, words)).join(', ');
  switch (value.t) {
    case 'array':
      return `[${list(value.v)}]`;
    case 'tuple':
      return `(${list(value.v)}${value.v.length === 1 ? ',' : ''})`;
    case 'set':
      return value.v.length === 0 ? 'an empty set' : `{${list(value.v)}}`;
    case 'object':
      return `{${value.v.map(([key, item]) => `${key}: ${shown(item, words)}`).join(', ')}}`;
    case 'map':
      return `{${value.v.map(([key, item]) => `${shown(key, words)}: ${shown(item, words)}`).join(', ')}}`;
    case 'instance':
      return `${value.class}(${value.v.map(([key, item]) => `${key}=${shown(item, words)}`).join(', ')})`;
    case 'number':
    case 'float':
      return value.v;
    case 'bigint':
      return `${value.v}n`;
    case 'date':
      return shownDate(value.v);
    case 'undefined':
      return 'undefined';
    case 'cut':
      return '…';
    case 'live':
      return value.text;
  }
}

function shownDate(milliseconds: string): string {
  const date = new Date(Number(milliseconds));
  return Number.isNaN(date.getTime()) ? 'an invalid date' : date.toISOString();
}

/** What was called, with what led to it: `new Cart().add(2).total()`. */
export function shownCall(
  steps: readonly WireStep[],
  args: ReadonlyMap<number, readonly WireValue[]>,
  words: Words,
): string {
  const parts = steps.map((step, index) => {
    const own = (args.get(index) ?? step.args).map((value) => shownValue(value, words, 60)).join(', ');
    if (step.kind === 'new')
      return words.none === 'None' ? `${step.name}(${own})` : `new ${step.name}(${own})`;
    return step.kind === 'value' ? own : `${step.name}(${own})`;
  });
  const text = parts.join('.');
  return text.length > 160 ? `…${text.slice(text.length - 159)}` : text;
}

/** What a call did, for people. */
export function shownOutcome(outcome: WireOutcome, words: Words): string {
  const result = (): string => {
    switch (outcome.kind) {
      case 'returned':
        return shownValue(outcome.value, words);
      case 'threw': {
        const [kind, message] = isTagged(outcome.value) && outcome.value.t === 'array' ? outcome.value.v : [];
        const said = typeof message === 'string' && message !== '' ? `: ${message}` : '';
        return `throws ${typeof kind === 'string' ? kind : 'something'}${said}`;
      }
      case 'hung':
        return 'does not end';
      case 'unmatched':
        return 'could not be called';
    }
  };
  const changed = outcome.changed.map(
    ([index, value]) => `; argument ${index + 1} becomes ${shownValue(value, words)}`,
  );
  return `${result()}${changed.join('')}`;
}
