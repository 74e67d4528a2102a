import { resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { takeLease } from '../../src/environment/isolation/lease.ts';
import { Snapshot } from '../../src/environment/isolation/snapshot.ts';
import { ExactErrors } from '../../src/environment/typescript/exact-errors.ts';
import { loadTypescript } from '../../src/environment/typescript/load.ts';
import { TypescriptChecker } from '../../src/environment/typescript/type-checker.ts';
import { projectOf } from '../support/projects.ts';

const OURS = resolve(import.meta.dirname, '../../node_modules/typescript/lib/typescript.js');
const CONFIG = JSON.stringify({
  compilerOptions: { strict: true, noEmit: true, target: 'es2023', module: 'esnext', types: [] },
});
const PRICE = 'export const price: number = 1;\n';
/** Each has an error of its own, and sees the price. */
const USERS = Array.from({ length: 60 }, (_, at) => `user${at}.ts`);
const USER =
  'import { price } from "./price";\nexport const cents: number = price;\nexport const old: string = 5;\n';

async function aProject() {
  const users = Object.fromEntries(USERS.map((path) => [path, USER]));
  const folder = projectOf({ 'tsconfig.json': CONFIG, 'price.ts': PRICE, ...users });
  const lease = takeLease();
  onTestFinished(() => lease.release());
  const snapshot = await Snapshot.take(folder, [], lease, new AbortController().signal);
  const loaded = loadTypescript(folder, true, OURS);
  if (loaded === undefined) throw new Error('no TypeScript');
  return new ExactErrors(new TypescriptChecker(loaded, snapshot));
}

const asText = new Map([['price.ts', 'export const price: string = "1";\n']]);
const asOne = new Map([['price.ts', 'export const price = 1;\n']]);

describe('the errors of a whole project, by the compiler in this process', () => {
  it('are not looked for any further once nobody waits for them, and are found the next time', async () => {
    const exact = await aProject();
    const controller = new AbortController();
    setImmediate(() => controller.abort());
    const cut = await exact.check({ texts: asText, also: USERS, signal: controller.signal });
    expect(cut).toMatchObject({ status: 'could-not-check', detail: 'cancelled', fresh: [] });
    const whole = await exact.check({ texts: asText, also: USERS, signal: new AbortController().signal });
    expect(whole).toMatchObject({ status: 'failed', files: USERS.length + 1 });
    expect(whole.fresh).toHaveLength(USERS.length);
  });

  it('are those of each candidate, though two are looked at in turns', async () => {
    const exact = await aProject();
    const { signal } = new AbortController();
    const ended: string[] = [];
    const [ill, fine] = await Promise.all([
      exact.check({ texts: asText, visible: [], also: USERS, signal }).finally(() => ended.push('whole')),
      exact.check({ texts: asOne, visible: [], signal }).finally(() => ended.push('one file')),
    ]);
    expect(ended).toEqual(['one file', 'whole']);
    expect(ill.fresh).toHaveLength(USERS.length);
    expect(fine).toMatchObject({ status: 'passed', fresh: [] });
  });
});
