import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LANGUAGES, type RepairLanguage, type RepairTask } from './corpus.ts';
import { KINDS } from './kinds.ts';

const PARTS = [...LANGUAGES, 'diagnostics'] as const;
type Part = (typeof PARTS)[number];

export interface Options {
  readonly languages: readonly RepairLanguage[];
  readonly diagnostics: boolean;
  readonly kinds: readonly string[];
  readonly tasks: readonly string[];
  readonly projects: readonly string[];
  readonly limit: number;
  /** Budget of a task. */
  readonly seconds: number;
  readonly jobs: number;
  readonly seed: number;
  readonly json: boolean;
  readonly check: boolean;
  readonly reach: boolean;
  readonly sharedState: boolean;
  readonly corpus: string;
  readonly traces?: string;
  /** A folder that has the built product in `dist`; this repository unless given. */
  readonly product?: string;
}

export const USAGE = `node bench/repair/run.ts [options]
  --language ${PARTS.join('|')}   only these; may be given more than once, as the next three
  --kind KIND  --project NAME  --task ID
  --limit N          the first N tasks of the random order
  --seconds N        budget of a task (default 60)
  --jobs N           tasks at once (default 1); each wants two cores
  --seed N           of the order and of the product (default 1)
  --check            runs the tests of the corpus alone: is every task what it says?
  --reach            is the fault suspected, and its patch among the ideas? Of the sources as they are; tries none
  --shared-state     what is learned from one task is there for the next
  --corpus FOLDER    tasks from elsewhere; corpus/blind beside this file has 24 by writers who saw neither the
                     product nor the other tasks: nobody who builds the product looks at them. corpus/others has
                     108 by others of them, which were looked at since
  --traces FOLDER    keeps the trace of every task there
  --product FOLDER   a folder with another build in dist
  --json             ends with one line of JSON`;

/** What was asked for, or what is wrong with it. */
export function readOptions(args: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        language: { type: 'string', multiple: true, default: [...PARTS] },
        kind: { type: 'string', multiple: true, default: [] },
        task: { type: 'string', multiple: true, default: [] },
        project: { type: 'string', multiple: true, default: [] },
        limit: { type: 'string', default: String(Number.MAX_SAFE_INTEGER) },
        seconds: { type: 'string', default: '60' },
        jobs: { type: 'string', default: '1' },
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
        check: { type: 'boolean', default: false },
        reach: { type: 'boolean', default: false },
        'shared-state': { type: 'boolean', default: false },
        corpus: { type: 'string', default: resolve(import.meta.dirname, 'corpus') },
        traces: { type: 'string' },
        product: { type: 'string' },
      },
    });
    const numbers = { limit: values.limit, seconds: values.seconds, jobs: values.jobs, seed: values.seed };
    for (const [name, text] of Object.entries(numbers)) {
      const least = name === 'seed' ? 0 : 1;
      if (!Number.isSafeInteger(Number(text)) || Number(text) < least)
        return `--${name} is a whole number of at least ${least}, not “${text}”`;
    }
    const part = values.language.find((name) => !PARTS.some((known) => known === name));
    if (part !== undefined) return `--language is one of ${PARTS.join(', ')}, not “${part}”`;
    const kind = values.kind.find((name) => !KINDS.some((known) => known === name));
    if (kind !== undefined) return `--kind is one of ${KINDS.join(', ')}, not “${kind}”`;
    const asked = (name: Part): boolean => values.language.includes(name);
    const narrowed = [...values.kind, ...values.task, ...values.project].length > 0;
    return {
      languages: LANGUAGES.filter(asked),
      diagnostics: asked('diagnostics') && !values.check && !values.reach && !narrowed,
      kinds: values.kind,
      tasks: values.task,
      projects: values.project,
      limit: Number(values.limit),
      seconds: Number(values.seconds),
      jobs: Number(values.jobs),
      seed: Number(values.seed),
      json: values.json,
      check: values.check,
      reach: values.reach,
      sharedState: values['shared-state'],
      corpus: resolve(values.corpus),
      ...(values.traces === undefined ? {} : { traces: resolve(values.traces) }),
      ...(values.product === undefined ? {} : { product: resolve(values.product) }),
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The tasks that were asked for, in an order drawn from the seed. */
export function chosen(tasks: readonly RepairTask[], options: Options): readonly RepairTask[] {
  const among = (wanted: readonly string[], name: string): boolean =>
    wanted.length === 0 || wanted.includes(name);
  return tasks
    .filter(
      ({ language, kind, id, project }) =>
        options.languages.includes(language) &&
        among(options.kinds, kind) &&
        among(options.tasks, id) &&
        among(options.projects, project),
    )
    .map((task) => ({
      task,
      at: mixed(`${options.seed} ${task.language}/${task.project}/${task.id}`),
    }))
    .toSorted((a, b) => a.at - b.at)
    .slice(0, options.limit)
    .map(({ task }) => task);
}

/** FNV-1a: a task keeps its place in the order when others are added. */
function mixed(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  // The last characters alone would order tasks by their names: a final avalanche mixes all bits.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
