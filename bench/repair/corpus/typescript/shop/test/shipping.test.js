'use strict'

const { shippingCost, deliveryDays } = require('../src/shipping')
const { taxOf, netOf } = require('../src/tax')

describe('shippingCost', () => {
  test('base price up to a kilo', () => {
    expect(shippingCost({ country: 'CH', weight: 1000, goods: 100 })).toBe(1490)
  })
  test('each kilo begun costs more', () => {
    expect(shippingCost({ country: 'CH', weight: 1001, goods: 100 })).toBe(1640)
    expect(shippingCost({ country: 'AT', weight: 3000, goods: 100 })).toBe(990)
  })
  test('free from a limit on', () => {
    expect(shippingCost({ country: 'AT', weight: 100, goods: 10000 })).toBe(0)
    expect(shippingCost({ country: 'AT', weight: 100, goods: 9999 })).toBe(890)
  })
  test('elsewhere', () => {
    expect(shippingCost({ country: 'JP', weight: 2000, goods: 99999 })).toBe(2290)
  })
})

test('delivery days', () => {
  expect(deliveryDays('DE')).toBe(2)
  expect(deliveryDays('CH')).toBe(5)
  expect(deliveryDays('CH', true)).toBe(3)
  expect(deliveryDays('JP')).toBe(10)
})

test('tax', () => {
  expect(taxOf(1000, 'DE')).toBe(190)
  expect(taxOf(1000, 'CH')).toBe(81)
  expect(taxOf(1000, 'JP')).toBe(0)
  expect(netOf(1190, 'DE')).toBe(1000)
})
