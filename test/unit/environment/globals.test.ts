import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const GUARD = join(resolve(import.meta.dirname, '../../..'), 'src/environment/warm/worker/globals.ts');

/** In a process of its own, since the guard takes hold of the timers and errors of the one that it is in. */
const PROGRAM = `
const { GlobalsGuard } = await import(${JSON.stringify(GUARD)});
const guard = new GlobalsGuard();
const left = [];
const every = [Object, Function, Array, String, Number, Boolean, Map, Set, Date, RegExp, Promise, Error];
const objects = [...every.flatMap((one) => [one, one.prototype]), Math, JSON, globalThis, console, process];
// As many times as the guard needs to have looked at everything once.
for (let turn = 0; turn < 8; turn += 1) {
  for (const [index, object] of objects.entries())
    for (const key of ['sum', Symbol.for('zz')]) {
      Object.defineProperty(object, key, { value: 1, configurable: true, enumerable: typeof key === 'symbol' });
      guard.restore();
      if (Object.hasOwn(object, key)) left.push([index, String(key)]);
      Reflect.deleteProperty(object, key);
    }
}
console.log(JSON.stringify(left));
process.exit();
`;

it('takes back at once what a candidate defined on a built-in, shown or not', () => {
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', PROGRAM], { encoding: 'utf8' });
  expect(JSON.parse(said)).toEqual([]);
});
