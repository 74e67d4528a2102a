import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { takeLease } from '../../src/environment/isolation/lease.ts';
import { Snapshot } from '../../src/environment/isolation/snapshot.ts';
import { loadTypescript } from '../../src/environment/typescript/load.ts';
import { NativeTypes } from '../../src/environment/typescript/native-types.ts';
import { TypescriptChecker } from '../../src/environment/typescript/type-checker.ts';
import { projectOf } from '../support/projects.ts';

const modules = resolve(import.meta.dirname, '../../node_modules');

/** Each a module of its own, with the errors that its name says. */
const ILL: Readonly<Record<string, string>> = {
  TS1005: 'export const a = (1;',
  TS1109: 'export const a = ;',
  TS1117: 'export const a = { b: 1, b: 2 };',
  TS1155: 'export const a: number;',
  TS1308: 'export function a() { await 1; }',
  TS2300: 'export class A {} export class A {}',
  TS2304: 'export const a = nowhere;',
  TS2305: 'import { none } from "./well.js"; none;',
  TS2307: 'import "./absent.js"; import a from "./absent.js"; a;',
  TS2314: 'export type A = Map<string>;',
  TS2315: 'interface B { b: 1 } export type A = B<string>;',
  TS2320: 'interface B { b: 1 } interface C { b: 2 } export interface A extends B, C {}',
  TS2322: 'export const a: { b: { c: string } } = { b: { c: 1 } };',
  TS2339: 'export const a = ({ b: 1 }).c;',
  TS2344: 'type B<T extends string> = T; export type A = B<number>;',
  TS2345: 'declare function f(a: (x: string) => void): void; f((x: number) => {}); export {};',
  TS2349: 'export const a = (1 as number)();',
  TS2351: 'export const a = new (1 as any as number)();',
  TS2352: 'export const a = 1 as string;',
  TS2353: 'export const a: { b: number } = { b: 1, c: 2 };',
  TS2355: 'export function a(): number {}',
  TS2362: 'export const a = "x" * 2;',
  TS2365: 'export const a = 1 + {} < ("x" as string | number);',
  TS2366: 'export function a(b: boolean): number { if (b) return 1; }',
  TS2367: 'export const a = (b: "x" | "y") => b === "z";',
  TS2391: 'export function a(b: string): void;',
  TS2393: 'export function a() {} export function a() {}',
  TS2394: 'export function a(b: string): string; export function a(b: number): number { return b; }',
  TS2403: 'var b = 1; var b = "x"; export {};',
  TS2411: 'export interface A { [k: string]: number; b: string }',
  TS2415: 'class B { private b = 1 } export class A extends B { private b = 1 }',
  TS2416: 'interface B { b: number } export class A implements B { b = "x" }',
  TS2420: 'interface B { b: number; c: string } export class A implements B { b = 1 }',
  TS2445: 'class B { protected b = 1 } export const a = new B().b;',
  TS2341: 'class B { private b = 1 } export const a = new B().b;',
  TS2448: 'export const a = b; const b = 1;',
  TS2454: 'let b: number; export const a = b;',
  TS2503: 'export type A = None.B;',
  TS2511: 'abstract class B {} export const a = new B();',
  TS2515: 'abstract class B { abstract b(): void } export class A extends B {}',
  TS2531: 'export const a = (null).b;',
  TS2532: 'export const a = (b?: { c: number }) => [b][0].c;',
  TS18048: 'export const a = (b?: { c: number }) => b.c;',
  TS18047: 'export const a = (b: { c: number } | null) => b.c;',
  TS2540: 'export const a = (b: { readonly c: number }) => { b.c = 1; };',
  TS2551: 'export const a = "x".lenght;',
  TS2552: 'const total = 1; export const a = totl; total;',
  TS2554: 'const f = (b: number) => b; export const a = f();',
  TS2555: 'const f = (b: number, ...c: number[]) => b + c.length; export const a = f();',
  TS2558: 'const f = <T>(b: T) => b; export const a = f<number, string>(1);',
  TS2564: 'export class A { b: number }',
  TS2588: 'const b = 1; b = 2; export {};',
  TS2683: 'export function a() { return this; }',
  TS2693: 'interface B { b: 1 } export const a = B;',
  TS2698: 'export const a = (b: unknown) => ({ ...b });',
  TS2739: 'export const a: { b: 1; c: 2 } = {};',
  TS2741: 'export const a: { b: number } = {};',
  TS2749: 'const b = 1; export type A = b;',
  TS2769: 'declare function f(a: string): 1; declare function f(a: number): 2; export const a = f(true);',
  TS7006: 'export const a = (b) => b;',
  TS7016: 'import a from "untyped-thing"; a;',
  TS7031: 'export const a = ({ b }) => b;',
  TS7034: 'let b; export const a = () => b; b = 1;',
  TS7053: 'export const a = (b: { c: 1 }, d: string) => b[d];',
  'TS2322-union': 'export const a: "z" | 1 | undefined | "b" = null as boolean | null | { c: 1 };',
  'TS2345-union':
    'const f = (b: string | { k: "b" } | number[]) => b; export const a = f(true as boolean | bigint);',
  'TS2339-union': 'export const a = (b: { z: 1 } | { a: 2 } | string) => b.q;',
  TS18046: 'export const a = (b: unknown) => b.c;',
};
/** The versions print the members of these types in another order, so targets are asked of the exact version alone. */
const DIFFERENT = ['TS2322-union.ts'];

it('both versions give the same errors the same keys, but for the order in which they print unions', async () => {
  const folder = projectOf({
    'tsconfig.json':
      '{ "compilerOptions": { "strict": true, "target": "es2022", "module": "nodenext", "noEmit": true, "types": [] } }',
    'well.ts': 'export const well = 1;',
    'node_modules/untyped-thing/package.json': '{ "name": "untyped-thing", "main": "index.js" }',
    'node_modules/untyped-thing/index.js': 'module.exports = 1;',
    ...Object.fromEntries(Object.entries(ILL).map(([code, text]) => [`${code}.ts`, text])),
  });
  const lease = takeLease();
  onTestFinished(() => lease.release());
  const snapshot = await Snapshot.take(folder, [], lease, new AbortController().signal);
  const loaded = loadTypescript(folder, false, join(modules, 'typescript/lib/typescript.js'));
  const native = await NativeTypes.open(join(modules, 'typescript-native'), 'built in', snapshot);
  if (loaded === undefined || native === undefined) throw new Error('no TypeScript');
  onTestFinished(() => native.close());
  const paths = Object.keys(ILL).map((code) => `${code}.ts`);
  const six = await new TypescriptChecker(loaded, snapshot).diagnoseAll(paths);
  const seven = await native.diagnoseAll(paths);
  const keys = (found: typeof six, path: string) => (found.get(path) ?? []).map(({ key }) => key).toSorted();
  // Every text is ill in the way that its name says.
  const named = (path: string) => path.split(/[-.]/, 1)[0] ?? '';
  expect(paths.filter((path) => !keys(six, path).some((key) => key.includes(`|${named(path)}|`)))).toEqual(
    [],
  );
  expect(new Set(paths.map(named)).size).toBeGreaterThanOrEqual(60);
  const differing = paths.filter((path) => keys(six, path).join('\n') !== keys(seven, path).join('\n'));
  expect(differing).toEqual(DIFFERENT);
  // Even there, the errors are as many, of the same kinds, and at the same words.
  const kinds = (found: typeof six, path: string) =>
    (found.get(path) ?? []).map(({ code, start, end }) => [code, start, end]);
  expect(paths.map((path) => kinds(seven, path))).toEqual(paths.map((path) => kinds(six, path)));
}, 60_000);
