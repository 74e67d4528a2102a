import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Random, seededRandom } from '../../../src/belief/random.ts';
import { scratchFolder } from '../scratch.ts';
import type { Project } from './project.ts';

const NOUNS = ['order', 'invoice', 'parcel', 'ticket', 'booking', 'payment', 'refund', 'voucher'];

/**
 * A shop made of alike modules, each with its own tests, over one that all of them use. Its packages are those of
 * this repository, so that it needs no registry. The caller removes the folder.
 * @param modules how many modules, and as many test files
 */
export function generatedProject(modules: number, seed: number): Project {
  const random = seededRandom(seed);
  const folder = scratchFolder('generated');
  symlinkSync(resolve(import.meta.dirname, '../../../node_modules'), join(folder, 'node_modules'));
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  put(
    'package.json',
    JSON.stringify({
      name: `shop-of-${modules}`,
      private: true,
      type: 'module',
      scripts: { test: 'vitest run' },
      devDependencies: { vitest: '*', typescript: '*' },
    }),
  );
  put(
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: {
        target: 'es2022',
        module: 'esnext',
        moduleResolution: 'bundler',
        strict: true,
        allowImportingTsExtensions: true,
        skipLibCheck: true,
        noEmit: true,
        types: [],
      },
      include: ['src'],
    }),
  );
  put('src/money.ts', MONEY);
  const edited: string[] = [];
  for (let index = 0; index < modules; index += 1) {
    const name = `${NOUNS[index % NOUNS.length]}${index}`;
    const numbers = numbersOf(random);
    put(`src/${name}.ts`, moduleText(numbers));
    put(`src/${name}.test.ts`, testText(name, numbers));
    edited.push(`src/${name}.ts`);
  }
  return {
    name: 'generated',
    title: `${modules} modules and ${modules} test files, seed ${seed}`,
    folder,
    edited,
    withoutStryker: 'not asked for',
  };
}

interface Numbers {
  readonly free: number;
  readonly fee: number;
  readonly step: number;
  readonly most: number;
}

function numbersOf(random: Random): Numbers {
  const within = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1));
  return { free: within(50, 90), fee: within(3, 9), step: within(2, 5), most: within(20, 40) };
}

const MONEY = `/** Whole cents, rounded half away from zero. */
export function cents(amount: number): number {
  return Math.sign(amount) * Math.round(Math.abs(amount) * 100);
}

export function sum(amounts: readonly number[]): number {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
}
`;

function moduleText({ free, fee, step, most }: Numbers): string {
  return `import { cents, sum } from './money.ts';

export interface Line {
  readonly name: string;
  readonly price: number;
  readonly count: number;
}

export function subtotal(lines: readonly Line[]): number {
  return sum(lines.map((line) => line.price * line.count));
}

export function shipping(total: number, express: boolean): number {
  if (total <= 0) return 0;
  const base = total >= ${free} ? 0 : ${fee};
  return express ? base + ${step} : base;
}

export function discount(total: number, count: number): number {
  const steps = Math.floor(count / ${step});
  const percent = Math.min(${most}, steps * 2);
  return (total * percent) / 100;
}

export function grandTotal(lines: readonly Line[], express = false): number {
  const total = subtotal(lines);
  const count = sum(lines.map((line) => line.count));
  const due = total - discount(total, count);
  return cents(due + shipping(due, express));
}

export function cheapest(lines: readonly Line[]): string | undefined {
  let best: Line | undefined;
  for (const line of lines) {
    if (line.count > 0 && (best === undefined || line.price < best.price)) best = line;
  }
  return best?.name;
}

export function describe(line: Line): string {
  const times = line.count === 1 ? '' : \` x \${line.count}\`;
  return line.name.trim() + times + ' at ' + line.price.toFixed(2);
}
`;
}

function testText(name: string, { free, fee, step, most }: Numbers): string {
  return `import { describe as group, expect, it } from 'vitest';
import { cheapest, describe, discount, grandTotal, shipping, subtotal } from './${name}.ts';

const lines = [
  { name: 'pen', price: 1.5, count: 4 },
  { name: 'book', price: 12, count: 1 },
];

group('${name}', () => {
  it('adds up', () => expect(subtotal(lines)).toBe(18));
  it('ships nothing for nothing', () => expect(shipping(0, true)).toBe(0));
  it('ships small ones for a fee', () => expect(shipping(${free} - 1, false)).toBe(${fee}));
  it('ships large ones free', () => expect(shipping(${free}, false)).toBe(0));
  it('ships faster for more', () => expect(shipping(1, true)).toBe(${fee + step}));
  it('gives a discount by steps', () => expect(discount(200, ${step * 3})).toBe(12));
  it('gives no discount for few', () => expect(discount(200, ${step - 1})).toBe(0));
  it('bounds the discount', () => expect(discount(100, ${step} * 1000)).toBe(${most}));
  it('names the cheapest', () => expect(cheapest(lines)).toBe('pen'));
  it('leaves out what is not ordered', () => expect(cheapest([{ name: 'a', price: 1, count: 0 }])).toBe(undefined));
  it('describes one', () => expect(describe({ name: ' book ', price: 12, count: 1 })).toBe('book at 12.00'));
  it('describes many', () => expect(describe({ name: 'pen', price: 1.5, count: 4 })).toBe('pen x 4 at 1.50'));
  it('totals in cents', () => expect(grandTotal([{ name: 'a', price: ${free * 2}, count: 1 }])).toBe(${free * 200}));
  it('totals nothing', () => expect(grandTotal([])).toBe(0));
});
`;
}
