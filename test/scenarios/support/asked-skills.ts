import { expect } from 'vitest';
import type { TraceEvent } from '../../../src/loop/events.ts';
import { type Ask, type AskedModel, startAskedModel } from './asked-model.ts';
import { bytesOf, project } from './projects.ts';
import { type Ended, run } from './terminal.ts';

export const PACKAGE = '{"type":"module","scripts":{"test":"node --test test/*.test.js"}}';
const HEAD = "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\n";

/** A test file of Node's own runner, for one function of `../src`. */
export function testOf(name: string, file: string, lines: string): string {
  return `${HEAD}import { ${name} } from '../src/${file}';\n${lines}\n`;
}

/** No template writes this: each name has to be taken apart. */
export const NAMES = {
  'package.json': PACKAGE,
  'src/initials.js': 'export function initials(name) {\n  return name;\n}\n',
  'test/initials.test.js': testOf(
    'initials',
    'initials.js',
    "test('keeps a letter', () => assert.equal(initials('A'), 'A'));\ntest('takes the first letters', () => assert.deepEqual([initials('Ada'), initials('Ada King')], ['A', 'AK']));",
  ),
};

/** A whole file, as a model writes it. */
export const whole = (path: string, text: string): string => `${path}\n\`\`\`\n${text}\`\`\`\n`;

/** The body of `initials` with this result. */
export const initials = (result: string): string =>
  `It returns the whole name.\n\n${whole('src/initials.js', `export function initials(name) {\n  return ${result};\n}\n`)}`;
export const RIGHT = initials("name.split(' ').map((part) => part[0]).join('')");

export interface Asked {
  readonly model: AskedModel;
  readonly ended: Ended;
  readonly folder: string;
  /** Skills whose candidates were checked, with the reward of each, in order. */
  readonly tried: readonly (readonly [skill: string, reward: number])[];
  /** Every prompt of a skill as the trace has it. */
  sent(skill: string): readonly Extract<TraceEvent, { type: 'sent' }>['prompt'][];
  declined(skill: string): readonly string[];
  /** Skills that ever had a share of the strategy. */
  readonly drawnFrom: ReadonlySet<string>;
}

/** Tokens of the fixed words in every prompt, with all instructions; it stays small whatever a skill adds. */
const MOST_FIXED = 900;

/** Runs the terminal on a project with a model of this machine, and checks that no file of the person's has changed unless it `writes`. */
export async function ask(
  files: Readonly<Record<string, string>>,
  replies: Partial<Record<Ask, readonly string[]>>,
  {
    request = 'Make the failing tests pass',
    options = [],
    state,
    writes = false,
  }: {
    readonly request?: string;
    readonly options?: readonly string[];
    readonly state?: string;
    readonly writes?: boolean;
  } = {},
): Promise<Asked> {
  const model = await startAskedModel(replies);
  try {
    const folder = project(files);
    const before = bytesOf(folder);
    const limits = ['--budget-seconds', '45', '--budget-candidates', '300'];
    const endpoint = ['--base-url', model.baseUrl, '--model', 'loopback'];
    const ended = await run(
      [folder, request, ...endpoint, ...limits, ...options],
      state === undefined ? {} : { state },
    );
    if (!writes) expect(bytesOf(folder)).toEqual(before);
    for (const event of ended.events)
      if (event.type === 'sent')
        expect(event.prompt.blocks[0]?.tokens, event.prompt.skill).toBeLessThan(MOST_FIXED);
    return { model, ended, folder, ...readingOf(ended.events) };
  } finally {
    await model.close();
  }
}

function readingOf(events: readonly TraceEvent[]): Pick<Asked, 'tried' | 'sent' | 'declined' | 'drawnFrom'> {
  const skills = new Map<string, string>();
  const tried: [string, number][] = [];
  const drawnFrom = new Set<string>();
  for (const event of events) {
    if (event.type === 'proposed') skills.set(event.candidate.id, event.candidate.skills[0]);
    if (event.type === 'observed')
      tried.push([skills.get(event.observation.candidate) ?? '', event.reward.total]);
    if (event.type === 'strategy') for (const { skill } of event.strategy.weights) drawnFrom.add(skill);
  }
  return {
    tried,
    drawnFrom,
    sent: (skill) =>
      events.flatMap((event) =>
        event.type === 'sent' && event.prompt.skill === skill ? [event.prompt] : [],
      ),
    declined: (skill) =>
      events.flatMap((event) => (event.type === 'declined' && event.skill === skill ? [event.reason] : [])),
  };
}

/** A project where all tests pass, and what is asked for is not there: slug() keeps punctuation. */
export const SLUG = {
  'package.json': PACKAGE,
  'src/slug.js': "export function slug(title) {\n  return title.toLowerCase().split(' ').join('-');\n}\n",
  'test/slug.test.js': testOf(
    'slug',
    'slug.js',
    "test('joins words', () => assert.equal(slug('Two Words'), 'two-words'));",
  ),
};

/** The test that asks for it. */
export const PUNCTUATION = testOf(
  'slug',
  'slug.js',
  "test('leaves out punctuation', () => assert.equal(slug('Hello, World!'), 'hello-world'));",
);

/** The reply that does it. */
export const MENDED_SLUG = `It kept everything.\n\n${whole('src/slug.js', "export function slug(title) {\n  return title.toLowerCase().replace(/[^a-z0-9 ]/g, '').split(' ').join('-');\n}\n")}`;
