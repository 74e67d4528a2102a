import { describe, expect, it } from 'vitest';
import { RepositoryMap } from '../../../src/context/map/repository-map.ts';
import { createPromptContext } from '../../../src/context/prompt/prompt-context.ts';
import { createRedactor } from '../../../src/context/secrets/redact-known.ts';
import type { Situation } from '../../../src/loop/ports.ts';
import { redact } from '../../../src/loop/redact.ts';
import type { PackedParts, PromptPart, Sources } from '../../../src/loop/rooms.ts';
import { aSurvey, aTask, aTest } from '../../support/world.ts';
import { grammars } from './map/grammars.ts';

const { signal } = new AbortController();

const shop: Readonly<Record<string, string>> = {
  '.cursorignore': 'private/\n',
  'AGENTS.md': 'Money is counted in cents.\n',
  'src/AGENTS.md': 'No classes below src.\n',
  'api/AGENTS.md': 'Only for the api.\n',
  'src/cart.ts': `import { round } from './money.ts';\nimport { rate } from '../private/rates.ts';\nexport function total(items: number[]): number {\n  return round(items.length * rate);\n}\n`,
  'src/money.ts': `export function round(value: number): number {\n  return Math.floor(value);\n}\n`,
  'src/mail.ts': `export function send(): void {}\n`,
  'private/rates.ts': 'export const rate = 7;\n',
  'src/config.ts': `export const url = 'https://api.example.org/?key=plain-value-of-env';\n`,
  'cart.test.ts': `import { total } from './src/cart.ts';\nit('adds', () => expect(total([1])).toBe(4));\n`,
};
const sourcesOf = (files: Readonly<Record<string, string>>): Sources => ({
  list: () => Object.keys(files),
  read: (path) => files[path],
});

function situation(over: Partial<Situation> = {}): Situation {
  const survey = aSurvey();
  const failing = aTest('adds', 'failed', { message: 'expected 3 to be 4' });
  return {
    task: aTask({ request: 'The total of the cart is rounded down' }),
    survey:
      survey.tests === undefined ? survey : { ...survey, tests: { ...survey.tests, results: [failing] } },
    target: { kind: 'failing-test', tests: ['cart.test.ts::adds'], files: [], diagnostics: [] },
    suspects: [
      { path: 'src/cart.ts', start: 0, end: 50, score: 1, symbol: 'total', why: 'called by the test' },
    ],
    behaviors: [],
    beliefs: {},
    steps: [],
    remaining: { seconds: 60, tokens: 50_000, dollars: 1 },
    ...over,
  };
}

const task: PromptPart = {
  source: 'task',
  heading: 'Task',
  text: 'Mend it.',
  data: false,
  value: 1,
  share: 0.2,
};
const code = (path: string, from: number, to: number): PromptPart => ({
  source: path,
  heading: `Code: ${path}`,
  data: true,
  value: 1,
  code: { path, from, to },
});

async function gather(
  files: Readonly<Record<string, string>>,
  parts: readonly PromptPart[],
  { budget = 2000, clean = redact, mapped = true } = {},
): Promise<PackedParts> {
  const map = mapped ? { map: new RepositoryMap({ grammars }) } : {};
  return createPromptContext({ sources: sourcesOf(files), redact: clean, ...map }).gather(
    situation(),
    parts,
    budget,
    signal,
  );
}

describe('what a prompt shows', () => {
  it('is the task, the rules for the files at hand, the code, and what the map finds near it', async () => {
    const { blocks } = await gather(shop, [task, code('src/cart.ts', 0, 6)]);
    expect(blocks.map(({ source }) => source).slice(0, 4)).toEqual([
      'task',
      'src/AGENTS.md',
      'AGENTS.md',
      'src/cart.ts',
    ]);
    const map = blocks.find(({ source }) => source === 'repository map');
    expect(map?.text).toContain('src/money.ts\n1|export function round(value: number): number {');
    expect(blocks.find(({ source }) => source === 'src/money.ts')?.text).toContain(
      '2|  return Math.floor(value);',
    );
    expect(blocks.some(({ source }) => source === 'api/AGENTS.md' || source === 'src/mail.ts')).toBe(false);
    // What comes from the workspace is marked as such, whoever wrote it.
    expect(blocks.filter(({ data }) => !data).map(({ source }) => source)).toEqual(['task']);
  });

  it('is never what an ignore list hides, not even a suspect; and that is told', async () => {
    const { blocks, omitted } = await gather(shop, [
      task,
      code('private/rates.ts', 0, 1),
      code('src/cart.ts', 0, 6),
    ]);
    expect(JSON.stringify(blocks)).not.toContain('rate = 7');
    expect(omitted).toContainEqual({ source: 'private/rates.ts', tokens: 0, why: 'hidden by .cursorignore' });
  });

  it('is never the value of an env file, in code or in evidence', async () => {
    const evidence: PromptPart = {
      source: 'evidence',
      heading: 'What fails',
      text: 'got plain-value-of-env',
      data: true,
      value: 1,
      share: 0.2,
    };
    const { blocks } = await gather(shop, [task, evidence, code('src/config.ts', 0, 1)], {
      clean: createRedactor(['plain-value-of-env']),
    });
    expect(blocks.find(({ source }) => source === 'src/config.ts')?.text).toContain('?key=[redacted]');
    expect(JSON.stringify(blocks)).not.toContain('plain-value');
  });

  it('names a file by its path, though a word of it is the value of an env file', async () => {
    const { blocks } = await gather(shop, [task, code('src/cart.ts', 0, 6)], {
      clean: createRedactor(['cart', 'Code']),
    });
    const block = blocks.find(({ source }) => source === 'src/cart.ts');
    expect(block?.heading).toBe('[redacted]: src/cart.ts');
  });

  it('is no piece of a key, also when the piece has no mark of one', async () => {
    const lines = ['MIIEowIBAAKCAQEA', 'lowercaseonlypart', 'UPPERCASEONLYPART'];
    const key = [
      'const key = `-----BEGIN RSA PRIVATE',
      ' KEY-----\n',
      lines.join('\n'),
      '\n-----END RSA PRIVATE',
      ' KEY-----`;\n',
    ].join('');
    const { blocks } = await gather({ 'key.ts': key }, [code('key.ts', 2, 3)]);
    expect(blocks[0]?.text).toBe('3|[redacted]');
  });

  it('fits into the budget, however small', async () => {
    for (const budget of [0, 30, 100, 300, 1000]) {
      const { blocks } = await gather(shop, [task, code('src/cart.ts', 0, 6)], { budget });
      const context = createPromptContext({ sources: sourcesOf(shop), redact });
      const used = blocks.reduce(
        (sum, b) => sum + context.tokensOf(`## ${b.heading}\n<data>\n${b.text}\n</data>`),
        0,
      );
      expect(used).toBeLessThanOrEqual(budget);
    }
  });
});

describe('the map', () => {
  it('is not read before a prompt is made, and only once', async () => {
    const reads: string[] = [];
    const sources: Sources = {
      list: () => Object.keys(shop),
      read: (path) => {
        reads.push(path);
        return shop[path];
      },
    };
    const context = createPromptContext({ sources, redact, map: new RepositoryMap({ grammars }) });
    expect(reads).toEqual(['.cursorignore']);
    await context.gather(situation(), [task], 2000, signal);
    const first = reads.length;
    await context.gather(situation(), [task], 2000, signal);
    // Texts that were shown are known; the list of rule files is small.
    expect(reads.length - first).toBeLessThan(5);
  });

  it('is not needed: without it a prompt has what its skill brings', async () => {
    const { blocks } = await gather(shop, [task, code('src/cart.ts', 0, 6)], { mapped: false });
    expect(blocks.map(({ source }) => source)).toEqual(['task', 'src/AGENTS.md', 'AGENTS.md', 'src/cart.ts']);
  });

  it('a cancelled start is made up for', async () => {
    const context = createPromptContext({
      sources: sourcesOf(shop),
      redact,
      map: new RepositoryMap({ grammars }),
    });
    await context.gather(situation(), [task], 2000, AbortSignal.abort());
    const { blocks } = await context.gather(situation(), [task], 2000, signal);
    expect(blocks.some(({ source }) => source === 'repository map')).toBe(true);
  });
});
