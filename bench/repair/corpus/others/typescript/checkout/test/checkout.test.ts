import { describe, expect, test } from 'vitest';
import { Cart } from '../src/cart.ts';
import type { Product, Region } from '../src/catalog.ts';
import { bestCoupon, discountOf, type Coupon } from '../src/coupons.ts';
import { allocate, format } from '../src/money.ts';

const mug: Product = { sku: 'mug', price: 1200, discountable: true };
const book: Product = { sku: 'book', price: 2000, discountable: true, taxRate: 0.05 };
const bread: Product = { sku: 'bread', price: 400, discountable: true, taxRate: 0 };
const giftCard: Product = { sku: 'gift', price: 5000, discountable: false, taxRate: 0 };
const region: Region = { taxRate: 0.2, shippingFee: 499, freeShippingFrom: 5000 };

const tenPercent: Coupon = { code: 'TEN', kind: 'percent', percent: 10 };
const fiveOff: Coupon = { code: 'FIVE', kind: 'fixed', amount: 500 };

describe('money', () => {
  test('splits without losing a cent', () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(101, [1, 2, 2])).toEqual([20, 41, 40]);
    expect(allocate(50, [0, 0])).toEqual([0, 0]);
  });

  test('formats cents', () => {
    expect(format(123456)).toBe('$1234.56');
    expect(format(-5)).toBe('-$0.05');
  });
});

describe('coupons', () => {
  test('takes a percentage of what may be discounted', () => {
    const lines = [{ product: mug, quantity: 2 }, { product: giftCard, quantity: 1 }];
    expect(discountOf(tenPercent, lines)).toBe(240);
  });

  test('takes a fixed amount off', () => {
    expect(discountOf(fiveOff, [{ product: mug, quantity: 1 }])).toBe(500);
  });

  test('a fixed amount never exceeds the goods', () => {
    expect(discountOf(fiveOff, [{ product: bread, quantity: 1 }])).toBe(400);
  });

  test('asks for a minimum spend', () => {
    const coupon: Coupon = { ...fiveOff, minSpend: 2400 };
    expect(discountOf(coupon, [{ product: mug, quantity: 1 }])).toBe(0);
    expect(discountOf(coupon, [{ product: mug, quantity: 2 }])).toBe(500);
  });

  test('finds the coupon that saves most', () => {
    expect(bestCoupon([tenPercent, fiveOff], [{ product: mug, quantity: 1 }])).toBe(fiveOff);
    expect(bestCoupon([tenPercent, fiveOff], [{ product: mug, quantity: 6 }])).toBe(tenPercent);
    expect(bestCoupon([tenPercent], [{ product: giftCard, quantity: 1 }])).toBeUndefined();
  });
});

describe('cart', () => {
  test('joins and removes lines', () => {
    const cart = new Cart().add(mug).add(book, 2).add(mug, 2);
    expect(cart.lines.map((line) => line.quantity)).toEqual([3, 2]);
    cart.remove('mug', 1).remove('book');
    expect(cart.lines).toEqual([{ product: mug, quantity: 2 }]);
  });

  test('quotes a small cart', () => {
    expect(new Cart().add(mug, 2).quote(region)).toEqual({
      subtotal: 2400, discount: 0, coupon: undefined, tax: 480, shipping: 499, total: 3379,
    });
  });

  test('a product may have its own tax rate', () => {
    expect(new Cart().add(mug).add(book).quote(region).tax).toBe(240 + 100);
  });

  test('some goods are not taxed', () => {
    expect(new Cart().add(mug).add(bread, 2).quote(region).tax).toBe(240);
  });

  test('taxes what is left after the discount', () => {
    const quote = new Cart().add(mug, 2).apply(fiveOff).quote(region);
    expect(quote).toMatchObject({ discount: 500, coupon: 'FIVE', tax: 380, total: 1900 + 380 + 499 });
  });

  test('large orders ship free', () => {
    expect(new Cart().add(mug, 5).quote(region).shipping).toBe(0);
  });

  test('shipping is free from the limit on', () => {
    const pot: Product = { sku: 'pot', price: 2500, discountable: true };
    expect(new Cart().add(pot, 2).quote(region).shipping).toBe(0);
  });

  test('an empty cart costs nothing', () => {
    expect(new Cart().quote(region).total).toBe(0);
  });
});
