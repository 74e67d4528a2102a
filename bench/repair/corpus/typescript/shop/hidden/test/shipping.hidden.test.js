'use strict'

const { shippingCost, deliveryDays } = require('../src/shipping')
const { taxOf, netOf } = require('../src/tax')

test('cost', () => {
  const cost = (country, weight, goods) => shippingCost({ country, weight, goods })
  expect(cost('DE', 9000, 4999)).toBe(490)
  expect(cost('DE', 9000, 5000)).toBe(0)
  expect(cost('DE', 0, 0)).toBe(490)
  expect([0, 999, 1000, 1001, 2000, 2001, 5500].map(w => cost('CH', w, 0))).toEqual([1490, 1490, 1490, 1640, 1640, 1790, 2240])
  expect([1000, 1001, 3001].map(w => cost('AT', w, 9999))).toEqual([890, 940, 1040])
  expect(cost('AT', 5000, 10000)).toBe(0)
  expect(cost('CH', 100, 1e9)).toBe(1490)
  expect(cost('US', 1500, 1e9)).toBe(2290)
  expect(cost('US', 100, 0)).toBe(1990)
})

test('days', () => {
  expect(['DE', 'AT', 'CH', 'US'].map(c => deliveryDays(c))).toEqual([2, 3, 5, 10])
  expect(['DE', 'AT', 'CH', 'US'].map(c => deliveryDays(c, true))).toEqual([1, 2, 3, 5])
})

test('tax', () => {
  expect([taxOf(333, 'DE'), taxOf(333, 'AT'), taxOf(333, 'CH'), taxOf(333, 'US'), taxOf(0, 'DE')]).toEqual([63, 67, 27, 0, 0])
  expect([netOf(1000, 'DE'), netOf(1200, 'AT'), netOf(1081, 'CH'), netOf(50, 'US')]).toEqual([840, 1000, 1000, 50])
})
