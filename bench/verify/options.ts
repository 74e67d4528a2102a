import { parseArgs } from 'node:util';

export const PARTS = ['small', 'medium', 'scaling'] as const;
export type Part = (typeof PARTS)[number];

export interface Options {
  /** Fewer and shorter rounds: the table's shape within minutes, its numbers roughly. */
  readonly quick: boolean;
  /** Ends with one line of JSON. */
  readonly json: boolean;
  readonly seed: number;
  readonly parts: readonly Part[];
}

export const USAGE = `node bench/verify/run.ts [--quick] [--json] [--seed N] [--only ${PARTS.join('|')}]...`;

/** What was asked for, or what is wrong with it. */
export function readOptions(args: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        seed: { type: 'string', default: '1' },
        only: { type: 'string', multiple: true, default: [...PARTS] },
      },
    });
    const seed = Number(values.seed);
    if (!Number.isSafeInteger(seed)) return `--seed is a whole number, not “${values.seed}”`;
    const unknown = values.only.find((part) => !PARTS.some((known) => known === part));
    if (unknown !== undefined) return `--only is one of ${PARTS.join(', ')}, not “${unknown}”`;
    return {
      quick: values.quick,
      json: values.json,
      seed,
      parts: PARTS.filter((part) => values.only.includes(part)),
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
