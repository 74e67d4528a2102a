import { expect, test } from 'vitest';
import { Cart } from '../src/cart.ts';
import { taxRateOf, type Product, type Region } from '../src/catalog.ts';
import { bestCoupon, discountOf, type Coupon } from '../src/coupons.ts';
import { allocate } from '../src/money.ts';

const pen: Product = { sku: 'pen', price: 300, discountable: true };
const milk: Product = { sku: 'milk', price: 100, discountable: true, taxRate: 0 };
const giftCard: Product = { sku: 'gift', price: 1000, discountable: false, taxRate: 0 };
const region: Region = { taxRate: 0.1, shippingFee: 250, freeShippingFrom: 2000 };
const fixed = (amount: number): Coupon => ({ code: `F${amount}`, kind: 'fixed', amount });

test('a rate of zero is a rate', () => {
  expect(taxRateOf(milk, region)).toBe(0);
  expect(taxRateOf(pen, region)).toBe(0.1);
  expect(taxRateOf({ ...pen, taxRate: 0.03 }, region)).toBe(0.03);
  expect(taxRateOf({ ...pen, taxRate: undefined }, region)).toBe(0.1);
  expect(taxRateOf({ ...pen, taxRate: 0.25 }, { ...region, taxRate: 0 })).toBe(0.25);
});

test('untaxed goods stay untaxed with a discount', () => {
  expect(new Cart().add(milk, 5).apply(fixed(100)).quote(region)).toMatchObject({ tax: 0, total: 650 });
});

test('a fixed discount stops at what is eligible, not at the whole cart', () => {
  const lines = [{ product: pen, quantity: 1 }, { product: giftCard, quantity: 1 }];
  expect(discountOf(fixed(800), lines)).toBe(300);
  expect(discountOf(fixed(299), lines)).toBe(299);
  expect(discountOf(fixed(800), [lines[1]])).toBe(0);
});

test('a gift card keeps its price in the quote', () => {
  const quote = new Cart().add(pen).add(giftCard).apply(fixed(800)).quote(region);
  expect(quote).toEqual({ subtotal: 1300, discount: 300, coupon: 'F800', tax: 0, shipping: 250, total: 1250 });
});

test('capped coupons save equally, so the first one counts', () => {
  const [a, b] = [fixed(400), fixed(900)];
  expect(bestCoupon([a, b], [{ product: pen, quantity: 1 }])).toBe(a);
});

test('a fully discounted cart is free', () => {
  expect(new Cart().add(pen).apply(fixed(900)).quote(region).total).toBe(0);
});

test('the free shipping limit counts and looks at discounted goods', () => {
  const box: Product = { sku: 'box', price: 1000, discountable: true };
  expect(new Cart().add(box, 2).quote(region).shipping).toBe(0);
  expect(new Cart().add(box, 2).apply(fixed(1)).quote(region).shipping).toBe(250);
  expect(new Cart().add(box, 2).add(milk).apply(fixed(100)).quote(region).shipping).toBe(0);
});

test('parts always add up', () => {
  for (const total of [0, 1, 7, 99, 1001]) {
    expect(allocate(total, [3, 1, 7, 2]).reduce((a, b) => a + b)).toBe(total);
  }
});
