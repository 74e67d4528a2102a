/** Small projects whose configurations differ in what a compiler makes of them. */
export const TYPE_PROJECTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  strict: {
    'tsconfig.json': config({
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
    }),
    'src/model.ts': `export interface Item { readonly id: string; cents: number; note?: string }
export type Kind = 'food' | 'book' | 'other';
export class Basket<T extends Item> {
  readonly items: T[] = [];
  limit = 10;
  add(item: T): number {
    if (this.items.length >= this.limit) throw new Error('full');
    this.items.push(item);
    return this.items.length;
  }
  find(id: string): T | undefined {
    return this.items.find((item) => item.id === id);
  }
  get total() {
    return this.items.reduce((sum, item) => sum + item.cents, 0);
  }
}
export function kindOf(item: Item) {
  return item.note === 'book' ? ('book' as const) : ('other' as const);
}
export enum Level { Low = 1, High = 2 }
`,
    'src/rates.ts': `import { type Item, type Kind, kindOf } from './model.js';
export const RATES: Record<Kind, number> = { food: 7, book: 7, other: 19 };
export function rate(item: Item): number {
  const kind: Kind = kindOf(item);
  switch (kind) {
    case 'book':
      return RATES.book;
    case 'other':
      return RATES.other;
  }
}
export const table = new Map<string, { percent: number }>([['a', { percent: 1 }]]);
`,
    'src/main.ts': `import { Basket, type Item, Level } from './model.js';
import { rate, table } from './rates.js';
const basket = new Basket<Item>();
basket.add({ id: 'a', cents: 100 });
export const first: number = basket.find('a')?.cents ?? 0;
export const tax: number = basket.items.map((item) => item.cents * rate(item)).reduce((a, b) => a + b, 0);
export const percent: number = table.get('a')?.percent ?? Level.High;
export const all: number = basket.total;
export async function load(url: string): Promise<Item[]> {
  const text: string = await Promise.resolve(url);
  return [{ id: text, cents: text.length }];
}
`,
  },
  lenient: {
    'tsconfig.json': config({ strict: false }),
    'src/shape.ts': `export interface Shape { name: string; area(): number; sides?: number }
export function square(side): Shape {
  return { name: 'square', area: () => side * side, sides: 4 };
}
export function circle(radius: number) {
  return { name: 'circle', area: () => radius * radius * 3, sides: null };
}
export var broken: number = 'text';
`,
    'src/use.ts': `import { circle, type Shape, square } from './shape.js';
const shapes: Shape[] = [square(2), circle(3)];
let total: number = 0;
for (const shape of shapes) total += shape.area() + (shape.sides || 0);
export function names(): string[] {
  return shapes.map((shape) => shape.name.toUpperCase());
}
export default total;
`,
  },
  aliases: {
    'tsconfig.base.json': config({ strict: true, paths: { '@lib/*': ['./src/lib/*'] } }, false),
    'tsconfig.json': '{ "extends": "./tsconfig.base.json", "include": ["src"] }',
    'src/lib/text.ts': `export const trim = (text: string): string => text.trim();
export function pad(text: string, width: number, fill: string = ' '): string {
  return text.length >= width ? text : pad(fill + text, width, fill);
}
export type Fill = ' ' | '0';
`,
    'src/lib/index.ts': `export * from './text.js';
export { trim as strip } from './text.js';
`,
    'src/app/main.ts': `import { type Fill, pad, trim } from '@lib/text.js';
import { strip } from '@lib/index.js';
const fill: Fill = '0';
export const shown: string = pad(trim(' 7 '), 3, fill);
export const bare: string = strip(shown);
export const size: number = shown.length + bare.length;
`,
  },
  references: {
    'tsconfig.json': '{ "files": [], "references": [{ "path": "./core" }, { "path": "./app" }] }',
    'core/tsconfig.json': config({ strict: true, composite: true, noEmit: undefined, outDir: 'out' }),
    'core/src/api.ts': `export interface Reply { status: number; body?: string }
export function reply(status: number, body?: string): Reply {
  return body === undefined ? { status } : { status, body };
}
export function isFine(answer: Reply): boolean {
  return answer.status < 400;
}
`,
    'app/tsconfig.json': config({ strict: true, composite: true, noEmit: undefined, outDir: 'out' }, true, [
      { path: '../core' },
    ]),
    'app/src/main.ts': `import { isFine, type Reply, reply } from '../../core/src/api.js';
const answers: Reply[] = [reply(200), reply(404, 'no')];
export const fine: number = answers.filter(isFine).length;
export const words: string = answers.map((answer) => answer.body ?? '-').join(' ');
export const codes: number[] = answers.map(({ status }) => status);
`,
  },
  javascript: {
    'tsconfig.json': config({ strict: true, allowJs: true, checkJs: true }),
    'src/queue.js': `/** @typedef {{ name: string, due: number, done?: boolean }} Job */
export class Queue {
  constructor() {
    /** @type {Job[]} */
    this.jobs = [];
    this.limit = 5;
  }
  /** @param {Job} job @returns {number} */
  push(job) {
    if (this.jobs.length < this.limit) this.jobs.push(job);
    return this.jobs.length;
  }
  next() {
    return this.jobs.find((job) => job.done !== true);
  }
}
/** @param {string} text */
export function shout(text) {
  return text.toUpperCase() + '!';
}
`,
    'src/run.js': `import { Queue, shout } from './queue.js';
const queue = new Queue();
queue.push({ name: 'one', due: 1 });
/** @type {string} */
export const name = shout(queue.next()?.name ?? 'none');
/** @type {number} */
export const left = queue.limit - queue.jobs.length;
`,
  },
  tsx: {
    'tsconfig.json': config({ strict: true, jsx: 'preserve' }),
    'src/jsx.d.ts': `declare namespace JSX {
  interface Element { kind: string }
  interface IntrinsicElements { div: { id?: string; onPress?: (n: number) => void }; b: { children?: string } }
  interface ElementChildrenAttribute { children: unknown }
}
`,
    'src/button.tsx': `export interface Props { label: string; count?: number; onPress: (n: number) => void }
export function Button({ label, count = 1, onPress }: Props) {
  onPress(count);
  return <b>{label}</b>;
}
export const Line = (props: { width: number }) => <div id={String(props.width)} />;
`,
    'src/app.tsx': `import { Button, Line } from './button.js';
let pressed: number = 0;
export const app = <Button label="go" count={2} onPress={(n) => { pressed += n; }} />;
export const line: JSX.Element = <Line width={pressed} />;
`,
  },
};

function config(
  options: Readonly<Record<string, unknown>>,
  include = true,
  references?: readonly { readonly path: string }[],
): string {
  return JSON.stringify({
    compilerOptions: { target: 'es2022', module: 'nodenext', noEmit: true, types: [], ...options },
    ...(include ? { include: ['src'] } : {}),
    ...(references === undefined ? {} : { references }),
  });
}
