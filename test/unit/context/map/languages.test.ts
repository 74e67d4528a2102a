import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../../src/context/map/languages/index.ts';
import { Tagger } from '../../../../src/context/map/tagger.ts';
import { grammars } from './grammars.ts';

const tagger = new Tagger(grammars);

/** For each grammar a small file, what it defines (as `owner.name kind`), uses after a dot, refers to, and imports. */
const SAMPLES: Readonly<
  Record<
    string,
    {
      readonly path: string;
      readonly text: string;
      readonly defines: readonly string[];
      readonly members?: readonly string[];
      readonly refers?: readonly string[];
      readonly imports?: readonly string[];
    }
  >
> = {
  typescript: {
    path: 'a.ts',
    text: `import dflt, { b as c, type D } from './x.ts';
import * as n from './y.ts';
export * from './z.ts';
export { e } from './w.ts';
export abstract class Foo extends c<D> { bar = 1; abstract q(): void; baz(): number { return this.qux(n.u()); } }
export interface I { m(): void }
export type T = string;
export enum E { A }
export const f = (x: I) => x.y;
const K = 4;
function g() { const local = 1; const inner = () => local; }`,
    defines: [
      'Foo class',
      'Foo.bar variable',
      'Foo.q function',
      'Foo.baz function',
      'I type',
      'I.m function',
      'T type',
      'E type',
      'f function',
      'K variable',
      'g function',
      'g.inner function',
    ],
    members: ['qux', 'u', 'y'],
    refers: ['dflt', 'c', 'D', 'n', 'e'],
    imports: ['c=b@./x.ts', 'D=D@./x.ts', 'dflt=default@./x.ts', 'n=*@./y.ts', '=*@./z.ts', 'e=e@./w.ts'],
  },
  tsx: {
    path: 'a.tsx',
    text: `import { Button } from './button';\nexport function Page() { return <Button label="x" />; }`,
    defines: ['Page function'],
    refers: ['Button'],
    imports: ['Button=Button@./button'],
  },
  javascript: {
    path: 'a.cjs',
    text: `const { p } = require('./req');\nclass A extends B { #s() {} t() {} }\nmodule.exports.run = function () {};\nimport('./late.js');`,
    defines: ['A class', 'A.#s function', 'A.t function', 'run function'],
    imports: ['=@./req', '=@./late.js'],
  },
  python: {
    path: 'a.py',
    text: `import os.path as p, sys\nfrom ..a import (b as c,\n  d)  # both\nfrom .q import *\nLIMIT = 3\n@c\nclass A(d):\n    x = 1\n    def m(self):\n        return p.join(d.e())\nasync def f(): pass\n`,
    defines: ['LIMIT variable', 'A class', 'A.x variable', 'A.m function', 'f function'],
    members: ['join', 'e'],
    refers: ['p', 'sys', 'c', 'd'],
    imports: ['p=*@os.path', 'sys=*@sys', 'c=b@..a', 'd=d@..a', '=*@.q'],
  },
  java: {
    path: 'A.java',
    text: `package a;\nimport com.shop.Cart;\nimport com.shop.*;\nimport static com.shop.Prices.round;\nclass A { Cart cart; A() {} int total(Item i) { return cart.sum(i); } }\ninterface I {}\nenum E { X }\nrecord R(int a) {}`,
    defines: [
      'A class',
      'A.cart variable',
      'A.A function',
      'A.total function',
      'I class',
      'E class',
      'R class',
    ],
    members: ['sum'],
    refers: ['Cart', 'Item'],
    imports: ['Cart=Cart@com.shop.Cart', '=*@com.shop', 'round=round@com.shop.Prices.round'],
  },
  kotlin: {
    path: 'a.kt',
    text: `import com.shop.Cart\nclass A { val n = 1\n fun total(c: Cart): Int = c.sum() }\nobject O\nfun top() = helper()`,
    defines: ['A class', 'A.n variable', 'A.total function', 'O class', 'top function'],
    members: ['sum'],
    refers: ['Cart', 'helper'],
    imports: ['Cart=Cart@com.shop.Cart'],
  },
  scala: {
    path: 'a.scala',
    text: `import com.shop.{Cart, Item => Thing}\nclass A { val n = 1; def total(c: Cart): Int = c.sum }\nobject O\ntrait T`,
    defines: ['A class', 'A.n variable', 'A.total function', 'O class', 'T class'],
    members: ['sum'],
    refers: ['Cart'],
    imports: ['Cart=Cart@com.shop.Cart', 'Thing=Item@com.shop.Item'],
  },
  c: {
    path: 'a.c',
    text: `#include "cart.h"\n#define LIMIT 3\nstruct item { int n; };\ntypedef struct item item_t;\nint total(item_t *i) { return sum(i); }`,
    defines: ['LIMIT variable', 'item type', 'item_t type', 'total function'],
    refers: ['item', 'item_t', 'sum'],
    imports: ['=*@cart.h'],
  },
  cpp: {
    path: 'a.cpp',
    text: `#include <cart.hpp>\nnamespace shop { class A { int total(); }; int A::total() { return cart.sum(); } }`,
    defines: ['shop class', 'shop.A class', 'A.total function', 'shop.total function'],
    members: ['sum'],
    imports: ['=*@cart.hpp'],
  },
  rust: {
    path: 'a.rs',
    text: `use crate::cart::{Cart, Item};\nuse super::prices::round;\nmod helper;\nstruct A;\nenum E { X }\ntrait T { fn go(&self); }\nimpl A { fn total(&self, c: Cart) -> i32 { c.sum(); round(1) } }\nconst N: i32 = 1;\nmacro_rules! m { () => {} }`,
    defines: ['A class', 'E class', 'T class', 'T.go function', 'total function', 'N variable', 'm function'],
    members: ['sum'],
    refers: ['Cart', 'round'],
    imports: [
      'Cart=Cart@crate::cart',
      'Item=Item@crate::cart',
      'round=round@super::prices',
      '=*@self::helper',
    ],
  },
  go: {
    path: 'a.go',
    text: `package a\nimport (\n\t"fmt"\n\tc "example.org/shop/cart"\n)\ntype A struct{ n int }\nconst N = 1\nvar V = 2\nfunc (a A) Total(i Item) int { return c.Sum(i) }\nfunc top() { helper() }`,
    defines: ['A type', 'N variable', 'V variable', 'Total function', 'top function'],
    members: ['Sum'],
    refers: ['Item', 'helper'],
    imports: ['=*@fmt', '=*@example.org/shop/cart'],
  },
  c_sharp: {
    path: 'A.cs',
    text: `class A : Base { int N { get; set; } A() {} int Total(Item i) { return cart.Sum(i) + Helper(); } }\ninterface I {}\nstruct S {}\nenum E { X }\nrecord R(int a);`,
    defines: [
      'A class',
      'A.N variable',
      'A.A function',
      'A.Total function',
      'I class',
      'S class',
      'E class',
      'R class',
    ],
    members: ['Sum'],
    refers: ['Base', 'Item', 'Helper'],
  },
  php: {
    path: 'a.php',
    text: `<?php\nuse Shop\\Cart;\nuse Shop\\Item as Thing;\nclass A extends Base { function total(Cart $c) { return $c->sum(); } }\ninterface I {}\ntrait T {}\nfunction top() { helper(); }`,
    defines: ['A class', 'A.total function', 'I class', 'T class', 'top function'],
    members: ['sum'],
    refers: ['Base', 'Cart', 'helper'],
    imports: ['Cart=Cart@Shop\\Cart', 'Thing=Item@Shop\\Item'],
  },
  ruby: {
    path: 'a.rb',
    text: `require 'shop/cart'\nrequire_relative 'item'\nmodule M\n  class A < Base\n    N = 1\n    def total(c) c.sum end\n    def self.make; end\n  end\nend`,
    defines: ['M class', 'M.A class', 'A.N variable', 'A.total function', 'A.make function'],
    members: ['sum'],
    refers: ['Base'],
    imports: ['=*@shop/cart', '=*@./item'],
  },
  swift: {
    path: 'a.swift',
    text: `class A: Base { var n = 1\n func total(c: Cart) -> Int { return c.sum() } }\nprotocol P { func go() }\nfunc top() { helper() }`,
    defines: ['A class', 'A.n variable', 'A.total function', 'P class', 'P.go function', 'top function'],
    members: ['sum'],
    refers: ['Base', 'Cart', 'helper'],
  },
  bash: {
    path: 'a.sh',
    text: `source "$(dirname "$0")/lib/common.sh"\ntop() { helper 1; }\ntop`,
    defines: ['top function'],
    refers: ['helper', 'top'],
    imports: ['=*@lib/common.sh'],
  },
  elixir: {
    path: 'a.ex',
    text: `defmodule Shop.A do\n  def total(c), do: Cart.sum(c)\n  defp inner(x) do\n    x\n  end\nend`,
    defines: ['Shop.A class', 'Shop.A.total function', 'Shop.A.inner function'],
    members: ['sum'],
    refers: ['Cart'],
  },
  dart: {
    path: 'a.dart',
    text: `import 'package:shop/cart.dart';\nimport 'item.dart';\nclass A { int total(Cart c) => c.sum(); }\nenum E { x }\nint top() => 1;`,
    defines: ['A class', 'A.total function', 'E class', 'top function'],
    refers: ['Cart'],
    imports: ['=*@shop/cart.dart', '=*@./item.dart'],
  },
};

describe('the tags of a file', () => {
  it('are read in every language of the table', () => {
    expect(Object.keys(SAMPLES).toSorted()).toEqual(LANGUAGES.map(({ grammar }) => grammar).toSorted());
  });

  it.each(Object.entries(SAMPLES))(
    'in %s: definitions, references and imports',
    async (_name, sample) => {
      const tags = await tagger.tag(sample.path, sample.text);
      const defined = tags.definitions.map(
        ({ name, owner, kind }) => `${owner === '' ? '' : `${owner}.`}${name} ${kind}`,
      );
      expect(defined).toEqual(sample.defines);
      expect([...tags.members.keys()]).toEqual(expect.arrayContaining([...(sample.members ?? [])]));
      expect([...tags.references.keys()]).toEqual(expect.arrayContaining([...(sample.refers ?? [])]));
      expect(tags.imports.map(({ local, imported, from }) => `${local}=${imported}@${from}`)).toEqual(
        sample.imports ?? [],
      );
      // The largest grammars take seconds to compile on a busy machine.
    },
    30_000,
  );
});

describe('a definition', () => {
  it('tells its lines, and what it lies in', async () => {
    const { definitions } = await tagger.tag('a.ts', '\nexport class A {\n  b() {\n    return 1;\n  }\n}\n');
    expect(definitions).toEqual([
      { name: 'A', owner: '', kind: 'class', line: 2, endLine: 6 },
      { name: 'b', owner: 'A', kind: 'function', line: 3, endLine: 5 },
    ]);
  });
});

describe('names that every object has', () => {
  it('are names like others', async () => {
    const { members, terms } = await tagger.tag(
      'a.ts',
      'x.constructor; x.__proto__; x.toString; x.toString;',
    );
    expect([...members]).toEqual([
      ['constructor', 1],
      ['__proto__', 1],
      ['toString', 2],
    ]);
    expect(terms.get('proto')).toBe(1);
  });
});

describe('a file that cannot be parsed', () => {
  it.each([
    ['a language without a grammar', 'a.zzz', 'parsePrice of the cart'],
    ['a very large one', 'a.ts', `parsePrice of the cart ${' '.repeat(500_000)}`],
  ])('%s still has its words', async (_what, path, text) => {
    const tags = await tagger.tag(path, text);
    expect(tags.definitions).toEqual([]);
    expect([...tags.terms.keys()]).toEqual(expect.arrayContaining(['pars', 'pric', 'cart']));
  });

  it('one with errors has what can be read', async () => {
    const { definitions } = await tagger.tag('a.py', 'def a(:\n  pass\n\ndef b():\n  pass\n');
    expect(definitions.map(({ name }) => name)).toContain('b');
  });
});
