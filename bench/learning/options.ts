import { parseArgs } from 'node:util';

export interface Options {
  /** Streams: the first seed, and how many. */
  readonly seed: number;
  readonly streams: number;
  /** Tasks of a stream. */
  readonly tasks: number;
  /** Budget of a task. */
  readonly seconds: number;
  readonly heldOut: boolean;
  readonly known: boolean;
  /** Seeds of the planted behaviors. */
  readonly plants: number;
  readonly json: boolean;
}

export const USAGE = `npm run bench:learning -- [options]
  --streams N   streams of known kinds of bugs, and of held-out ones (default 2 of each)
  --tasks N     tasks of a stream (default 16)
  --seed N      the first seed (default 1)
  --only WHAT   known, held-out or planted
  --plants N    seeds of each planted behavior (default 400)
  --seconds N   budget of a task (default 120)
  --json        the last line is one JSON object`;

/** What the command line says, or why not. */
export function readOptions(argv: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        streams: { type: 'string', default: '2' },
        tasks: { type: 'string', default: '16' },
        seed: { type: 'string', default: '1' },
        only: { type: 'string' },
        plants: { type: 'string', default: '400' },
        seconds: { type: 'string', default: '120' },
        json: { type: 'boolean', default: false },
      },
    });
    const { only } = values;
    if (only !== undefined && !['known', 'held-out', 'planted'].includes(only))
      return '--only takes known, held-out or planted.';
    const [streams, tasks, seed, plants, seconds] = [
      values.streams,
      values.tasks,
      values.seed,
      values.plants,
      values.seconds,
    ].map(Number) as [number, number, number, number, number];
    if (![streams, tasks, seed, plants, seconds].every((n) => Number.isInteger(n) && n > 0) || tasks < 4)
      return 'Numbers are whole and above 0; a stream has at least 4 tasks.';
    return {
      ...{ streams, tasks, seed, plants, seconds, json: values.json },
      known: only === undefined || only === 'known',
      heldOut: only === undefined || only === 'held-out',
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
