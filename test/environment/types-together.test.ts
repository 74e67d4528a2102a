import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { takeLease } from '../../src/environment/isolation/lease.ts';
import { Snapshot } from '../../src/environment/isolation/snapshot.ts';
import type { UnusedNames } from '../../src/environment/typescript/many-bodies.ts';
import { startTypesProcess } from '../../src/environment/typescript/types-compilers.ts';
import type { Compiler } from '../../src/environment/typescript/types-messages.ts';
import { type TypesRequest, TypesService } from '../../src/environment/typescript/types-service.ts';
import { TypesTogether } from '../../src/environment/typescript/types-together.ts';
import type { TypesVerdict } from '../../src/environment/typescript/types-verdict.ts';
import { UnderWay } from '../../src/environment/under-way.ts';
import { projectOf } from '../support/projects.ts';
import { testSyntax } from '../support/syntax.ts';

const root = resolve(import.meta.dirname, '../..');
const PROGRAM = join(root, 'src/environment/typescript/types-process.ts');
const COMPILERS: readonly (readonly [string, Compiler])[] = [
  [
    'TypeScript 7',
    { kind: 'native', folder: join(root, 'node_modules/typescript-native'), whose: 'built in' },
  ],
  [
    'TypeScript 6',
    {
      kind: 'language-service',
      own: false,
      fallback: join(root, 'node_modules/typescript/lib/typescript.js'),
    },
  ],
];

const BASKET = `import { rate } from './rate.js';

export interface Item { readonly name: string; readonly cents: number; readonly note?: string }

export class Basket {
  readonly #items: Item[];
  currency: string;
  shop?: string;

  constructor(items: Item[], currency = 'EUR') {
    this.#items = items;
    this.currency = currency;
    if (currency === '') this.shop = 'none';
  }

  total(): number {
    let sum = 0;
    for (const item of this.#items) sum += item.cents;
    return sum;
  }

  async taxed(country: string | undefined): Promise<number> {
    if (country === undefined) return this.total();
    const factor = await rate(country);
    return this.total() * factor;
  }

  get size() {
    return this.#items.length;
  }

  get label(): string {
    return \`\${this.size} of \${this.shop ?? 'a shop'}\`;
  }

  set label(text: string) {
    this.shop = text;
  }

  names(start: string | null): string[] {
    start = start ?? '';
    return this.#items.map((item) => {
      return start + item.name;
    });
  }
}

export function isPaid(item: Item) {
  return item.cents === 0;
}

// @ts-expect-error: it should be cents
export function tip(): string { return 5; }

export function first(items: readonly Item[]): items is readonly [Item] {
  return items.length === 1;
}
`;
const FILES = {
  'tsconfig.json':
    '{ "compilerOptions": { "strict": true, "target": "es2022", "module": "nodenext", "noEmit": true, "types": [] }, "include": ["src"] }',
  'src/rate.ts':
    'export async function rate(country: string): Promise<number> {\n  return country.length / 10;\n}\n',
  'src/basket.ts': BASKET,
  'src/use.ts':
    "import { Basket, isPaid } from './basket.js';\nexport const many: number = new Basket([]).size;\nexport const paid: boolean = isPaid({ name: '', cents: 1 });\n",
};

/** What is changed, and what it becomes: some right, some wrong, some seen in another file alone. */
const EDITS: readonly (readonly [from: string, to: string])[] = [
  ['sum += item.cents', 'sum -= item.cents'],
  ['sum += item.cents', 'sum += item.name'],
  ['sum += item.cents', 'sum += item.price'],
  ['return sum;', 'return undefined;'],
  ['return sum;', ''],
  ['this.total() * factor', 'this.total() / factor'],
  ['await rate(country)', 'rate(country)'],
  ['country === undefined', 'country === null'],
  ['rate(country);', "rate(country ?? '');"],
  ['this.#items.length', 'this.#items'],
  ['this.#items.length', 'this.#items.length + 1'],
  ['this.#items.length', "'many'"],
  ["?? 'a shop'", '?? 5'],
  ["?? 'a shop'", '|| undefined'],
  ['this.shop = text', 'this.shop = text.trim()'],
  ['this.shop = text', 'this.size = text'],
  ["start = start ?? ''", "start ??= 'x'"],
  ["start = start ?? '';", ''],
  ['start + item.name', 'item.name + start'],
  ['start + item.name', 'item.cents'],
  ['item.cents === 0', 'item.cents <= 0'],
  ['item.cents === 0', 'item.note'],
  ['items.length === 1', 'items.length'],
  ['return 5;', 'return 6;'],
  ['return 5;', "return '5';"],
  ["if (currency === '') this", 'this'],
  ["this.shop = 'none'", 'this.shop = 5'],
  ['this.currency = currency;', ''],
  ['this.currency = currency;', 'this.#items = [];'],
  ['this.currency = currency;', 'if (items.length > 0) this.currency = currency;'],
];
/** In a copy of the body within the body, a name would mean something else. */
const REBOUND: typeof EDITS = [
  ['let sum = 0;', ''],
  ['let sum = 0;', '{ let sum = 0; }'],
  ['const factor =', 'const country = 5; const factor ='],
  ['const factor =', 'var country = 5; const factor ='],
];
const UNUSED = '"noUnusedLocals": true, "noUnusedParameters": true, ';
/** What takes away a use of something that is declared in the body, or out of it, or makes nothing of a value. */
const LEAVING: typeof EDITS = [
  ['return this.total() * factor;', 'return this.total();'],
  ['await rate(country)', 'this.total()'],
  ['await rate(country)', "await rate('')"],
  ['await rate(country)', 'await rate(String(country))'],
  ['start + item.name', 'item.name'],
  ['start = start ??', 'let other = start ??'],
  ['this.#items.length', '5'],
  ['item.cents === 0', 'true'],
  ['sum += item.cents', 'sum += 1'],
  ['return sum;', 'return 0;'],
  ['let sum = 0;', 'let sum = 0; const no = 1;'],
];
const never = new AbortController().signal;

async function open(compiler: Compiler, unused: UnusedNames = 'allowed', underWay?: UnderWay) {
  const options = { allowed: '', 'parameters-are-errors': '"noUnusedParameters": true, ', errors: UNUSED }[
    unused
  ];
  const config = FILES['tsconfig.json'].replace('"strict"', () => `${options}"strict"`);
  const folder = projectOf({ ...FILES, 'tsconfig.json': config });
  const lease = takeLease();
  const snapshot = await Snapshot.take(folder, [], lease, never);
  const service = new TypesService({
    origin: folder,
    folder: snapshot.folder,
    list: () => snapshot.list(),
    compilers: [compiler],
    start: () => startTypesProcess(PROGRAM, lease.folder),
  });
  onTestFinished(() => {
    service.close();
    lease.release();
  });
  const asked: TypesRequest[] = [];
  const together = new TypesTogether({
    comparer: {
      check: (request) => {
        asked.push(request);
        return service.check(request);
      },
    },
    sources: snapshot,
    syntax: testSyntax(),
    unused: () => unused,
    ...(underWay === undefined ? {} : { underWay }),
  });
  return { service, together, asked };
}

function requestOf([from, to]: readonly [string, string]): TypesRequest {
  const after = BASKET.replace(from, () => to);
  expect(after).not.toBe(BASKET);
  return { texts: new Map([['src/basket.ts', after]]), signal: never };
}

describe('the types of many candidates at once', () => {
  it.for(COMPILERS)('are judged as those of each alone, by %s', { timeout: 60_000 }, async ([, compiler]) => {
    const { service, together, asked } = await open(compiler);
    const many = await Promise.all(EDITS.map((edit) => together.check(requestOf(edit))));
    const questions = asked.length;
    for (const [index, edit] of EDITS.entries()) {
      const alone = await service.check(requestOf(edit));
      const found = ({ status, fresh }: typeof alone): unknown => ({
        edit,
        status,
        fresh: fresh.map(({ key, start, end, line }) => ({ key, start, end, line })),
      });
      expect(found(many[index] ?? alone)).toEqual(found(alone));
    }
    // Both verdicts occur, and most were had without a question of their own.
    expect(new Set(many.map(({ status }) => status))).toEqual(new Set(['passed', 'failed']));
    expect(questions).toBeLessThan(EDITS.length * 0.6);
  });

  it('are asked about together when they come one by one, while others are on their way', async () => {
    const underWay = new UnderWay();
    const { together, asked } = await open((COMPILERS[0] ?? fail())[1], 'allowed', underWay);
    await together.check(requestOf(['sum += item.cents', 'sum += 2 * item.cents']));
    const edits = ['-', '*', '/', '%'].map((sign) => ['sum += item', `sum ${sign}= item`] as const);
    const coming = edits.map((edit) => ({ edit, come: underWay.enter() }));
    const verdicts = coming.map(async ({ edit, come }, nth) => {
      await new Promise((resolve) => setTimeout(resolve, 20 * nth));
      come();
      return together.check(requestOf(edit));
    });
    expect((await Promise.all(verdicts)).map(({ status }) => status)).toEqual(edits.map(() => 'passed'));
    expect(asked.length).toBeLessThanOrEqual(3);
    // Nobody is waited for that does not come, nor anybody when none is on the way.
    const late = underWay.enter();
    expect((await together.check(requestOf(['return sum;', 'return 2 * sum;']))).status).toBe('passed');
    late();
  });

  it('are not judged by a copy in which a name means something else', async () => {
    const { together, asked } = await open((COMPILERS[0] ?? fail())[1]);
    const many = await Promise.all(REBOUND.map((edit) => together.check(requestOf(edit))));
    expect(many.map(({ status }) => status)).toEqual(REBOUND.map(() => 'failed'));
    expect(asked.length).toBe(REBOUND.length);
  });

  it.for(['parameters-are-errors', 'errors'] as const)(
    'are judged as those of each alone where names that nothing uses are: %s',
    { timeout: 60_000 },
    async (unused) => {
      const { service, together, asked } = await open((COMPILERS[0] ?? fail())[1], unused);
      const edits = [...EDITS, ...LEAVING];
      const many = await Promise.all(edits.map((edit) => together.check(requestOf(edit))));
      const questions = asked.length;
      const keys = ({ status, fresh }: TypesVerdict): unknown => [status, fresh.map(({ key }) => key)];
      for (const [index, edit] of edits.entries()) {
        const alone = await service.check(requestOf(edit));
        expect([edit, keys(many[index] ?? alone)]).toEqual([edit, keys(alone)]);
      }
      expect(many.flatMap(({ fresh }) => fresh).some(({ code }) => code === 'TS6133')).toBe(true);
      expect(questions).toBeLessThan(edits.length * 0.8);
    },
  );
});

function fail(): never {
  throw new Error('no compiler');
}
