import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { expandArguments } from '../../../src/environment/configured/arguments.ts';
import { attributionOf } from '../../../src/environment/configured/attribute.ts';
import { Locator } from '../../../src/environment/configured/locate.ts';
import { matcherOf } from '../../../src/environment/configured/path-patterns.ts';
import { Roots } from '../../../src/environment/runners/report.ts';

const FILES = {
  'server/go.mod': 'module example.com/shop\n\ngo 1.18\n',
  'server/cart/cart.go': '',
  'server/cart/cart_test.go': 'package cart\n\nfunc TestAdd(t *testing.T) {}\n',
  'server/cart/more_test.go': 'package cart\n\nfunc TestMore(t *testing.T) {}\n',
  'server/main_test.go': 'func TestMain2(t *testing.T) {}\n',
  'app/src/test/java/com/acme/CartTest.java': '',
  'app/src/main/java/com/acme/Cart.java': '',
  'one/tests/test_cart.py': '',
  'two/tests/test_cart.py': '',
  'two/tests/test_only.py': '',
  'php/tests/Unit/CartTest.php': '',
};
const paths = Object.keys(FILES);
const root = tmpdir();
const locatorIn = (cwd: string): Locator => new Locator(new Roots(root), cwd, paths);
const attribution = attributionOf(
  locatorIn('server'),
  paths.filter((path) => /test/i.test(path)),
  { list: () => paths, read: (path) => FILES[path as keyof typeof FILES] },
);

describe('the file that a tool means', () => {
  it.each([
    ['from its own folder', 'server', 'cart/cart.go', 'server/cart/cart.go'],
    ['from the workspace', 'server', 'server/cart/cart.go', 'server/cart/cart.go'],
    ['with dots', 'server', './../server/cart/cart.go', 'server/cart/cart.go'],
    ['absolute', '', `${root}/server/cart/cart.go`, 'server/cart/cart.go'],
    ['as an address', '', `file://${root}/server/cart/cart.go`, 'server/cart/cart.go'],
    ['absolute in a container', '', '/app/server/cart/cart.go', 'server/cart/cart.go'],
    ['by its end', '', 'com/acme/Cart.java', 'app/src/main/java/com/acme/Cart.java'],
    ['with backslashes', '', 'server\\cart\\cart.go', 'server/cart/cart.go'],
  ])('is found %s', (_, cwd, written, path) => {
    expect(locatorIn(cwd).locate(written)).toBe(path);
  });

  it.each([
    ['test_cart.py'],
    ['tests/test_cart.py'],
    ['/usr/lib/cart.go.x'],
    ['nowhere.c'],
    [''],
    ['..'],
    ['/'],
  ])('is not guessed from %s', (written) => {
    expect(locatorIn('').locate(written)).toBeUndefined();
  });

  it('is named in a failure’s text, the innermost first', () => {
    const frames = (text: string) =>
      locatorIn('server')
        .frames(text)
        .map(({ path, line }) => `${path}:${line}`);
    expect(frames('    cart_test.go:9: got 3\n\tmore_test.go:4 +0x1d')).toEqual([
      'server/cart/cart_test.go:9',
      'server/cart/more_test.go:4',
    ]);
    expect(
      frames('\tat com.acme.Cart.div(Cart.java:7)\n\tat com.acme.CartTest.it(CartTest.java:12)'),
    ).toEqual(['app/src/main/java/com/acme/Cart.java:7', 'app/src/test/java/com/acme/CartTest.java:12']);
    expect(
      frames('  File "one/tests/test_cart.py", line 3, in a\n  File "two/tests/test_only.py", line 5, in b'),
    ).toEqual(['two/tests/test_only.py:5', 'one/tests/test_cart.py:3']);
  });
});

describe('the file of a test that is not named', () => {
  it.each([
    ['a Java class', 'com.acme.CartTest', 'app/src/test/java/com/acme/CartTest.java'],
    ['a nested class', 'com.acme.CartTest$Empty', 'app/src/test/java/com/acme/CartTest.java'],
    ['a PHP class', 'Unit\\CartTest', 'php/tests/Unit/CartTest.php'],
    ['a Python class', 'two.tests.test_cart.TestCart', 'two/tests/test_cart.py'],
    ['a module that is there once', 'tests.test_only', 'two/tests/test_only.py'],
    ['a module that is there twice', 'tests.test_cart.TestCart', undefined],
    ['a class of another name', 'com.acme.Other', undefined],
  ])('is found from %s', (_, unit, path) => {
    expect(attribution.unit(unit, 'it')).toBe(path);
  });

  it('is found from a Go package and the function in it', () => {
    expect(attribution.unit('example.com/shop/cart', 'TestMore/zero')).toBe('server/cart/more_test.go');
    expect(attribution.unit('example.com/shop', 'TestMain2')).toBe('server/main_test.go');
    expect(attribution.unit('example.com/shop/cart', 'TestGone')).toBeUndefined();
    expect(attribution.all('example.com/shop/cart')).toEqual([
      'server/cart/cart_test.go',
      'server/cart/more_test.go',
    ]);
  });
});

describe('the words of a command', () => {
  const expanded = (...argv: [string, ...string[]]) =>
    expandArguments(argv, { files: ['a/x_test.go', 'a/y_test.go', '-z.go'], report: '/tmp/r' });

  it('take the place of the placeholders', () => {
    expect(expanded('t', '{files}')).toEqual(['t', 'a/x_test.go', 'a/y_test.go', './-z.go']);
    expect(expanded('t', '{folders}', '--out={report}')).toEqual(['t', './a', '.', '--out=/tmp/r']);
    expect(expanded('mvn', '-Dtest={names}')).toEqual(['mvn', '-Dtest=x_test,y_test,-z']);
    expect(expanded('{files}', '{other}')).toEqual(['{files}', '{other}']);
  });
});

describe('patterns of paths', () => {
  it('are read as in .gitignore', () => {
    const matches = matcherOf(['**/*.go', '!vendor/**', 'docs/']);
    expect(['a.go', 'x/y.go', 'docs/a.md'].every(matches)).toBe(true);
    expect(['vendor/a.go', 'a.py', '../a.go', ''].some(matches)).toBe(false);
    expect(matcherOf([])('a')).toBe(false);
  });
});
