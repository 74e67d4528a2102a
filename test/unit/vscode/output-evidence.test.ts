import { describe, expect, it } from 'vitest';
import { evidenceIn } from '../../../src/vscode/output-evidence.ts';

describe('what a terminal shows', () => {
  it('names a failing test of vitest, colours or not', () => {
    const output = `
 \u001b[31m❯\u001b[39m test/interval.test.ts (2 tests | 1 failed) 5ms
     × touching intervals do not overlap 4ms
 FAIL  test/interval.test.ts > intervals > touching intervals do not overlap
AssertionError: expected true to be false`;
    expect(evidenceIn(output)).toEqual([
      { kind: 'test', path: 'test/interval.test.ts', name: 'touching intervals do not overlap' },
    ]);
  });

  it('names a failing test of jest, whose name comes after its file', () => {
    const output = ' FAIL  ./src/sum.test.js\n  ● sum › adds two numbers\n\n    expect(received)';
    expect(evidenceIn(output)).toEqual([{ kind: 'test', path: 'src/sum.test.js', name: 'adds two numbers' }]);
  });

  it('names a failing test of pytest without its parameters', () => {
    const output = 'FAILED tests/test_cart.py::TestCart::test_total[2-3] - assert 5 == 6';
    expect(evidenceIn(output)).toEqual([{ kind: 'test', path: 'tests/test_cart.py', name: 'test_total' }]);
  });

  it('names compile errors of tsc in both of its forms, and of Python checkers', () => {
    const output = [
      "src/price.ts(13,33): error TS2551: Property 'hourlly' does not exist. Did you mean 'hourly'?",
      "src\\price.ts:13:33 - error TS2551: Property 'hourlly' does not exist.",
      'shop/cart.py:7: error: Name "totl" is not defined  [name-defined]',
      'shop/cart.py:7:12: F821 Undefined name `totl`',
    ].join('\n');
    expect(evidenceIn(output)).toMatchObject([
      { path: 'src/price.ts', line: 13, column: 33, code: 'TS2551' },
      { path: 'src/price.ts', line: 13, column: 33, code: 'TS2551' },
      { path: 'shop/cart.py', line: 7, code: 'name-defined', message: 'Name "totl" is not defined' },
      { path: 'shop/cart.py', line: 7, column: 12, code: 'F821' },
    ]);
  });

  it('names nothing in talk', () => {
    expect(evidenceIn('npm run build\nall fine, see README.md:3\nFAILED to connect')).toEqual([]);
  });
});
