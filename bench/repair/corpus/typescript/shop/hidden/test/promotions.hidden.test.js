'use strict'

const { promotionsFor, threeForTwo, bulk, bundles, fromCoupons, percentOf } = require('../src/promotions')

const line = (quantity, product) => ({ quantity, product: { sku: 'x', name: 'Thing', price: 100, ...product } })

test('three for two for each quantity', () => {
  for (let n = 1; n < 20; n++) {
    const found = threeForTwo([line(n, { threeForTwo: true, price: 7 })])
    expect(found.reduce((s, p) => s + p.amount, 0)).toBe(7 * Math.floor(n / 3))
    expect(found.length).toBe(n < 3 ? 0 : 1)
    expect(threeForTwo([line(n)])).toEqual([])
  }
})

test('bulk for each quantity', () => {
  for (let n = 1; n < 70; n++) {
    const rate = n >= 50 ? 15 : n >= 20 ? 10 : n >= 10 ? 5 : 0
    const found = bulk([line(n), line(n, { threeForTwo: true })])
    expect(found.map(p => p.amount)).toEqual(rate ? [n * rate] : [])
    if (rate) expect(found[0].name).toBe(`${rate}% bulk: Thing`)
  }
  expect(bulk([line(10), line(3), line(20)]).map(p => p.amount)).toEqual([50, 200])
  expect(bulk([line(3, { threeForTwo: true }), line(12)]).map(p => p.amount)).toEqual([60])
})

test('bundles', () => {
  const a = { bundle: 'p', price: 1000 }
  const b = { bundle: 'p', price: 301 }
  const c = { bundle: 'p', price: 700 }
  expect(bundles([line(3, a), line(2, b), line(4, c)])).toEqual([{ name: 'Bundle p', amount: 302 }])
  expect(bundles([line(1, b), line(5, a)])[0].amount).toBe(151)
  expect(bundles([line(1), line(1)])).toEqual([])
  expect(bundles([line(1, a), line(1, { bundle: 'q' })])).toEqual([])
  expect(bundles([line(1, a), line(2, { bundle: 'q', price: 10 }), line(2, c), line(3, { bundle: 'q', price: 20 })])).toEqual([
    { name: 'Bundle p', amount: 350 },
    { name: 'Bundle q', amount: 10 }
  ])
})

test('coupons', () => {
  expect(fromCoupons(['SHIPFREE', 'WELCOME10', 'SAVE5'], 3005)).toEqual([
    { name: 'SHIPFREE', amount: 0, freeShipping: true },
    { name: 'WELCOME10', amount: 301 },
    { name: 'SAVE5', amount: 500 }
  ])
  expect(fromCoupons(['NOPE', 'SAVE5', 'WELCOME10'], 100)).toEqual([{ name: 'WELCOME10', amount: 10 }])
  expect(fromCoupons([], 100)).toEqual([])
  expect([2999, 3000, 3001].map(s => fromCoupons(['SAVE5'], s).length)).toEqual([0, 1, 1])
  expect(percentOf(1005, 10)).toBe(101)
  expect(percentOf(1004, 10)).toBe(100)
})

test('coupons are of the subtotal before other promotions', () => {
  const found = promotionsFor([line(30, { price: 200 }), line(3, { threeForTwo: true })], ['WELCOME10'])
  expect(found.map(p => p.amount)).toEqual([100, 600, 630])
})
