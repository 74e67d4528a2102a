import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shipping, toPay } from '../src/shipping.js';

test('a small order pays for shipping', () => {
  assert.equal(shipping(20), 4.9);
});

test('a large order is sent for free', () => {
  assert.equal(shipping(80), 0);
});

test('an order of exactly 50 is sent for free', () => {
  assert.equal(shipping(50), 0);
});

test('an order just below pays for shipping', () => {
  assert.equal(shipping(49.99), 4.9);
});

test('shipping is added to what is paid', () => {
  assert.equal(toPay(20), 24.9);
});

test('a discount may cost the free shipping', () => {
  assert.equal(toPay(60, 25), 49.9);
});

test('a negative total is refused', () => {
  assert.throws(() => shipping(-1), RangeError);
});
