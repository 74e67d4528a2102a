import { expect, it } from 'vitest';
import { declaredNames } from '../../../src/environment/declared-names.ts';

it.for<[text: string, names: readonly string[]]>([
  ['const items = [1, k];', ['items']],
  ['for (const item of items) use(item);', ['item']],
  ['let a = f(b, { c }), d = [e, g], h;', ['a', 'd', 'h']],
  [
    'const { one, rest: [two] } = all, [\n three,\n ...größe\n] = more;',
    ['one', 'rest', 'two', 'three', 'größe'],
  ],
  ['function* many(a) {} class Box extends Base {}', ['many', 'Box']],
  ["let a = '(', b = 1;", ['a', 'b']],
  ['outlet = 1; items.push(constant);', []],
])('finds every name that %s declares', ([text, names]) => {
  expect([...declaredNames(text)]).toEqual(names);
});
