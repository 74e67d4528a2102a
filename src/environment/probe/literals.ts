import type { WireValue } from './wire-value.ts';

/** Reads literals as both languages write them; nothing is evaluated. */
class Reader {
  readonly #text: string;
  at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.at = at;
  }

  /** The values of `(a, b, …)` or the like, up to the closing character. */
  list(close: string): WireValue[] | undefined {
    const items: WireValue[] = [];
    for (;;) {
      this.#space();
      if (this.#take(close)) return items;
      const item = this.value();
      if (item === undefined) return undefined;
      items.push(item);
      this.#space();
      if (this.#take(close)) return items;
      if (!this.#take(',')) return undefined;
    }
  }

  value(): WireValue | undefined {
    this.#space();
    if (this.#take('[')) {
      const items = this.list(']');
      return items === undefined ? undefined : { t: 'array', v: items };
    }
    if (this.#take('(')) {
      const items = this.list(')');
      return items === undefined ? undefined : { t: 'tuple', v: items };
    }
    if (this.#take('{')) return this.#object();
    return this.#plain();
  }

  #plain(): WireValue | undefined {
    const rest = this.#text.slice(this.at);
    const quoted = /^(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")/.exec(rest);
    if (quoted !== null) {
      this.at += quoted[0].length;
      return unescaped(quoted[1] ?? quoted[2] ?? '');
    }
    const number = /^-?\d[\d_]*(?:\.\d+)?(?!\w|\.\d)/.exec(rest);
    if (number !== null) {
      this.at += number[0].length;
      return Number(number[0].replaceAll('_', ''));
    }
    const word = /^(?:true|false|null|undefined|True|False|None|NaN|-?Infinity)\b/.exec(rest)?.[0];
    if (word === undefined) return undefined;
    this.at += word.length;
    if (/^true$/i.test(word)) return true;
    if (/^false$/i.test(word)) return false;
    if (word === 'null' || word === 'None') return null;
    return word === 'undefined' ? { t: 'undefined' } : { t: 'number', v: word };
  }

  #object(): WireValue | undefined {
    const pairs: (readonly [WireValue, WireValue])[] = [];
    let isPlain = true;
    for (;;) {
      this.#space();
      if (this.#take('}')) break;
      const name = /^[A-Za-z_$][\w$]*(?=\s*:)/.exec(this.#text.slice(this.at))?.[0];
      if (name !== undefined) this.at += name.length;
      else isPlain = false;
      const key = name ?? this.value();
      this.#space();
      if (key === undefined || !this.#take(':')) return undefined;
      const item = this.value();
      if (item === undefined) return undefined;
      pairs.push([key, item]);
      this.#space();
      if (!this.#take(',') && this.#text[this.at] !== '}') return undefined;
    }
    return isPlain
      ? { t: 'object', v: pairs.map(([key, item]) => [String(key), item] as const) }
      : { t: 'map', v: pairs };
  }

  #space(): void {
    while (/\s/.test(this.#text[this.at] ?? '')) this.at += 1;
  }

  #take(expected: string): boolean {
    if (this.#text[this.at] !== expected) return false;
    this.at += 1;
    return true;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' };

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/g, (_, char: string) => ESCAPES[char] ?? char);
}

/** The literals between the parentheses that open before `at`, and where they end; undefined when one is none. */
export function readArguments(
  text: string,
  at: number,
): { readonly values: readonly WireValue[]; readonly end: number } | undefined {
  const reader = new Reader(text, at);
  const values = reader.list(')');
  return values === undefined ? undefined : { values, end: reader.at };
}

/** The literal at a place of a text. */
export function readLiteral(
  text: string,
  at: number,
): { readonly value: WireValue; readonly end: number } | undefined {
  const reader = new Reader(text, at);
  const value = reader.value();
  return value === undefined ? undefined : { value, end: reader.at };
}
