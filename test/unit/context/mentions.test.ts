import { describe, expect, it } from 'vitest';
import { createContext } from '../../../src/context/context.ts';
import type { Mention } from '../../../src/loop/ports.ts';
import { testSyntax } from '../../support/syntax.ts';
import { aTask } from '../../support/world.ts';
import { SHOP, SHOP_TESTS } from './projects.ts';
import { result, sourcesOf, surveyOf } from './workspace.ts';

const tests = SHOP_TESTS.map(([file, name]) =>
  name.includes('gold')
    ? result(file, name, 'failed', { message: 'AssertionError: expected 98 to be 80 // Object.is equality' })
    : result(file, name, 'passed'),
);
const context = createContext({ sources: sourcesOf(SHOP), syntax: testSyntax() });

async function mentionsIn(request: string): Promise<readonly Mention[]> {
  return context.mentions(aTask({ request }), surveyOf(tests));
}

/** Each mention as `text` near the failure, `text?` elsewhere in the project, `text!` nowhere. */
async function read(request: string): Promise<string[]> {
  const mentions = await mentionsIn(request);
  return mentions.map((m) => m.text + (m.nearFailure ? '' : m.found.length > 0 ? '?' : '!'));
}

/** A cart project in which a test about the discount for gold members fails. */
describe('what a request mentions', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['fix the discount in the cart', ['discount', 'cart']],
    ['Make the Django login view redirect', ['django!', 'login!', 'view!', 'redirect!']],
    ['Please fix the failing test', []],
    ['', []],
    ['make it pass', []],
    ['`memberDiscount` is wrong', ['memberDiscount']],
    ['memberDiscount() gives gold members too little', ['memberDiscount()', 'gold', 'members', 'little!']],
    ['Cart.total is off', ['Cart.total']],
    ['src/discount.ts:8 has a bug', ['src/discount.ts:8']],
    ['there is a bug in discount.ts.', ['discount.ts']],
    ['fix src/checkout/payment.ts', ['src/checkout/payment.ts!']],
    ['fix the shipping costs', ['shipping?', 'costs?']],
    ['shippingCost is wrong', ['shippingCost?']],
    ['The test "gives gold members a discount" fails', ['gives gold members a discount']],
    ['it says "expected 98 to be 80"', ['expected 98 to be 80']],
    ['Why does parse_invoice raise an error?', ['parse_invoice!', 'raise!']],
    ['The discounted price isn’t right', ['discounted', 'price']],
    ['修复购物车的折扣', []],
    ['修复 Cart 的折扣', ['cart']],
    ['исправь скидку', []],
    ['Behebe den Fehler im Warenkorb, die Rabatte', []],
    ['corrige la remise dans le panier', []],
    ['the café page of the naïve implementation', ['page!', 'implementation!']],
    ['fix the Express server and/or the Node.js code', ['express?', 'server!', 'node!']],
    ['add a dark theme', ['dark!', 'theme!']],
    ['TS2551 in money.ts', ['TS2551!', 'money.ts']],
  ];
  for (const [request, expected] of cases) {
    it(`reads “${request}”`, async () => {
      expect(await read(request)).toEqual(expected);
    });
  }

  it('says where', async () => {
    const [symbol, file] = await mentionsIn('`bulkDiscount` in discount.ts');
    expect(symbol?.found).toContain('src/discount.ts:11');
    expect(file).toEqual({
      text: 'discount.ts',
      kind: 'file',
      found: ['src/discount.ts'],
      nearFailure: true,
    });
  });

  it('knows words of a compile error as near what fails', async () => {
    const diagnostic = {
      path: 'src/shipping.ts',
      start: 0,
      end: 6,
      line: 1,
      code: 'TS2304',
      source: 'typescript',
      message: "Cannot find name 'wieght'.",
      key: 'k',
    };
    const survey = surveyOf([], { diagnostics: [diagnostic] });
    const mentions = await context.mentions(aTask({ request: 'TS2304: wieght in shipping.ts' }), survey);
    expect(mentions.map((m) => m.nearFailure)).toEqual([true, true, true]);
  });

  it('mentions nothing twice and survives any text', async () => {
    for (const request of [
      '`',
      '``',
      '"""',
      'a.b.c(',
      '((((',
      '\\',
      '$',
      '\u0000',
      '👩‍👩‍👧 fix 👍',
      'x'.repeat(5000),
    ]) {
      const mentions = await mentionsIn(request);
      expect(new Set(mentions.map((m) => m.text)).size).toBe(mentions.length);
    }
  });
});
