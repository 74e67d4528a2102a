import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface Endpoint {
  readonly baseUrl: string;
  readonly model: string;
}

export interface EvalOptions {
  readonly model: Endpoint;
  readonly strongModel?: Endpoint;
  /** A folder of tasks, laid out as `bench/repair/corpus` is. */
  readonly tasks: string;
  readonly limit: number;
  readonly seed: number;
  /** Of one task. */
  readonly budget: { readonly seconds: number; readonly tokens: number; readonly dollars: number };
  /** A file, as the product takes it. */
  readonly prices?: string;
  readonly json: boolean;
  readonly traces?: string;
  /** A folder that has the built product in `dist`; this repository unless given. */
  readonly product?: string;
}

export const USAGE = `npm run eval -- --model NAME --base-url URL [options]
  --model NAME           the model to ask; its key is read from CREDENCE_API_KEY
  --base-url URL         an OpenAI-compatible server, for example http://127.0.0.1:11434/v1
  --strong-model NAME    the product's second model; --strong-base-url and CREDENCE_STRONG_API_KEY if it is elsewhere
  --tasks DIR|corpus     tasks, laid out as bench/repair/corpus (default: that corpus)
  --limit N              the first N tasks of the random order (default 12)
  --seed N               of the order, the product and the samples (default 1)
  --budget-seconds N     of one task (default 120)
  --budget-tokens N      of one task (default 60000)
  --budget-dollars N     of one task (default 1)
  --prices FILE          dollars per million tokens: {"model*": {"input": 1, "output": 2}}
  --traces FOLDER        keeps the trace of every task there
  --product FOLDER       a folder with another build in dist
  --json                 ends with one line of JSON`;

/** What was asked for, or what is wrong with it. */
export function readOptions(args: readonly string[]): EvalOptions | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        model: { type: 'string' },
        'base-url': { type: 'string' },
        'strong-model': { type: 'string' },
        'strong-base-url': { type: 'string' },
        tasks: { type: 'string', default: 'corpus' },
        limit: { type: 'string', default: '12' },
        seed: { type: 'string', default: '1' },
        'budget-seconds': { type: 'string', default: '120' },
        'budget-tokens': { type: 'string', default: '60000' },
        'budget-dollars': { type: 'string', default: '1' },
        prices: { type: 'string' },
        traces: { type: 'string' },
        product: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const { model, prices, traces, product } = values;
    const baseUrl = values['base-url'];
    if (model === undefined || baseUrl === undefined)
      return '--model and --base-url are needed: the name of the model, and the server that has it';
    const limit = Number(values.limit);
    if (!Number.isSafeInteger(limit) || limit < 1) return '--limit is a whole number of at least 1';
    const seed = Number(values.seed);
    if (!Number.isSafeInteger(seed)) return '--seed is a whole number';
    const budget = {
      seconds: Number(values['budget-seconds']),
      tokens: Number(values['budget-tokens']),
      dollars: Number(values['budget-dollars']),
    };
    for (const [name, amount] of Object.entries(budget))
      if (!Number.isFinite(amount) || amount < 0) return `--budget-${name} is a number of at least 0`;
    const strong = values['strong-model'];
    return {
      model: { baseUrl, model },
      ...(strong === undefined
        ? {}
        : { strongModel: { baseUrl: values['strong-base-url'] ?? baseUrl, model: strong } }),
      tasks:
        values.tasks === 'corpus' ? resolve(import.meta.dirname, '../repair/corpus') : resolve(values.tasks),
      ...{ limit, seed, budget, json: values.json },
      ...(prices === undefined ? {} : { prices: resolve(prices) }),
      ...(traces === undefined ? {} : { traces: resolve(traces) }),
      ...(product === undefined ? {} : { product: resolve(product) }),
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What the product's terminal is given for it. The key goes by the environment, never by the command line. */
export function terminalArguments({ model, strongModel, budget, prices }: EvalOptions): readonly string[] {
  return [
    ...['--base-url', model.baseUrl, '--model', model.model],
    ...(strongModel === undefined
      ? []
      : ['--strong-model', strongModel.model, '--strong-base-url', strongModel.baseUrl]),
    ...['--budget-tokens', String(budget.tokens), '--budget-dollars', String(budget.dollars)],
    ...(prices === undefined ? [] : ['--prices', prices]),
  ];
}
