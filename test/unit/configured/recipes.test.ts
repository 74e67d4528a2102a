import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandsFor, parseCommands } from '../../../src/environment/configured/index.ts';
import { matchLines } from '../../../src/environment/configured/line-pattern.ts';

const text = readFileSync(resolve(import.meta.dirname, '../../fixtures/configured/recipes.json'), 'utf8');
const parsed = parseCommands(JSON.parse(text));
const recipes = parsed.kind === 'commands' ? parsed.commands : [];
const sourcesOf = (...paths: readonly string[]) => ({ list: () => paths, read: () => '' });

describe('the recipes for other languages', () => {
  it('are accepted', () => {
    expect(parsed.kind === 'invalid' ? parsed.complaints : []).toEqual([]);
  });

  it.each([
    ['go vet', 'vet: ./cart.go:3:9: undefined: x', './cart.go:3 undefined: x'],
    ['go vet', 'cart/cart.go:7:2: unreachable code', 'cart/cart.go:7 unreachable code'],
    [
      'cargo check',
      'src/lib.rs:2:5: error[E0425]: cannot find value `x`',
      'src/lib.rs:2 E0425 cannot find value `x`',
    ],
    ['cargo check', 'src/lib.rs:2:9: warning: unused variable: `y`', 'src/lib.rs:2 unused variable: `y`'],
    ['cc', 'cart.c:4:10: error: expected ‘;’', 'cart.c:4 expected ‘;’'],
    [
      'cc',
      'cart.c:4:7: warning: unused variable ‘x’ [-Wunused-variable]',
      'cart.c:4 -Wunused-variable unused variable ‘x’',
    ],
    [
      'php -l',
      'PHP Parse error:  syntax error, unexpected end of file in src/a b.php on line 12',
      'src/a b.php:12 Parse syntax error, unexpected end of file',
    ],
    ['shellcheck', 'run.sh:3:6: warning: x is unused. [SC2034]', 'run.sh:3 SC2034 x is unused.'],
    [
      'mypy',
      'shop/cart.py:3:12: error: Incompatible return value type  [return-value]',
      'shop/cart.py:3 return-value Incompatible return value type',
    ],
    [
      'flake8',
      "./shop/cart.py:1:1: F401 'os' imported but unused",
      "./shop/cart.py:1 F401 'os' imported but unused",
    ],
  ])('catch what a tool prints: %s, %s', (name, line, told) => {
    const pattern = recipes.find((recipe) => recipe.name === name)?.report.pattern ?? '';
    const [match] = matchLines(pattern, line) ?? [];
    expect(
      `${match?.file}:${match?.line} ${match?.code === undefined ? '' : `${match.code} `}${match?.message}`,
    ).toBe(told);
  });

  it('apply where there is something for them', () => {
    const names = (...paths: readonly string[]) =>
      commandsFor(recipes, '/w', sourcesOf(...paths)).map((recipe) => recipe.name);
    expect(names('README.md', 'cmd/main.go')).toEqual(['go vet', 'go test', 'golangci-lint']);
    expect(names('README.md')).toEqual([]);
  });

  it('apply only in the workspace that they are for', () => {
    const setting = (workspace: string) => [{ rung: 'tests', command: ['make'], files: '*', workspace }];
    const count = (workspace: string, folder: string): number => {
      const one = parseCommands(setting(workspace));
      return one.kind === 'commands' ? commandsFor(one.commands, folder, sourcesOf('a')).length : -1;
    };
    expect(count('/home/me/shop', '/home/me/shop')).toBe(1);
    expect(count('/home/me/shop/', '/home/me/shop/server')).toBe(1);
    expect(count('/home/me/shop', '/home/me/shop-two')).toBe(0);
    expect(count('/home/me/shop', '/home/me')).toBe(0);
    expect(count('~/shop', join(process.env.HOME ?? '', 'shop'))).toBe(1);
    expect(count('shop', '/home/me/shop')).toBe(-1);
  });
});
