import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export interface Options {
  readonly data: string;
  readonly source?: string;
  readonly role?: string;
  readonly mode?: 'perfect' | 'visible';
  readonly cap: number;
  readonly prices: readonly number[];
  readonly wrong: number;
  readonly feedback?: number;
  readonly reps: number;
  /** Policies to play beside the product's, as modules. */
  readonly beside: readonly string[];
  /** Whether the parts that were held out are reported by themselves: of the data that the product was developed with. */
  readonly split: boolean;
  readonly json: boolean;
  /** The options as they were given, for the first line. */
  readonly line: string;
}

/** Where the recorded samples lie beside a checkout. */
const DATA = resolve(import.meta.dirname, '../../../shared/replay/replay-dev.jsonl.gz');

export function optionsFrom(words: readonly string[]): Options | { readonly problem: string } {
  const value = (name: string): string | undefined => {
    const at = words.indexOf(`--${name}`);
    const word = at === -1 ? undefined : words[at + 1];
    return word === undefined || word.startsWith('--') ? undefined : word;
  };
  const number = (name: string, otherwise: number): number => Number(value(name) ?? otherwise);
  const data = resolve(value('data') ?? DATA);
  if (!existsSync(data))
    return { problem: `There are no recorded samples at ${data}. Say where they are with --data FILE.` };
  const mode = value('mode');
  if (mode !== undefined && mode !== 'perfect' && mode !== 'visible')
    return { problem: `--mode is perfect or visible, not ${mode}.` };
  const price = value('price');
  const prices = price === undefined ? [0.02, 0.05, 0.1, 0.2] : price.split(',').map(Number);
  const cap = number('cap', 10);
  const reps = number('reps', 2);
  const wrong = number('wrong', 1);
  if ([cap, reps, wrong, ...prices].some((n) => !Number.isFinite(n) || n < 0) || cap < 1 || reps < 1)
    return {
      problem: '--cap, --reps, --price and --wrong are numbers of at least 0; a cap and reps of at least 1.',
    };
  const [source, role, feedback] = [value('source'), value('role'), value('feedback')];
  const given = words.flatMap((word, i) => (words[i - 1] === '--beside' ? [resolve(word)] : []));
  const near = ['policy-flat.mjs', 'policy-hier.mjs'].map((name) => join(dirname(data), name));
  return {
    data,
    ...(source === undefined ? {} : { source }),
    ...(role === undefined ? {} : { role }),
    ...(mode === undefined ? {} : { mode }),
    ...(feedback === undefined ? {} : { feedback: Number(feedback) }),
    cap,
    prices,
    wrong,
    reps,
    beside: given.length > 0 ? given : near.filter((path) => existsSync(path)),
    split: words.includes('--split') || ![source, role, value('data')].some((word) => word !== undefined),
    json: words.includes('--json'),
    line: words.join(' '),
  };
}
