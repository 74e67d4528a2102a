'use strict'

const { promotionsFor, threeForTwo, bulk, bundles, fromCoupons } = require('../src/promotions')

const line = (quantity, product) => ({ quantity, product: { sku: 'x', name: 'Thing', price: 100, ...product } })

test('every third piece is free', () => {
  expect(threeForTwo([line(3, { threeForTwo: true })])[0].amount).toBe(100)
  expect(threeForTwo([line(7, { threeForTwo: true })])[0].amount).toBe(200)
  expect(threeForTwo([line(2, { threeForTwo: true }), line(9)])).toEqual([])
})

test('bulk rates', () => {
  expect(bulk([line(9)])).toEqual([])
  expect(bulk([line(10)])[0].amount).toBe(50)
  expect(bulk([line(25)])[0].amount).toBe(250)
  expect(bulk([line(50)])[0].amount).toBe(750)
  expect(bulk([line(50, { threeForTwo: true })])).toEqual([])
})

test('bundles make the cheapest piece half price', () => {
  const camera = { bundle: 'photo', price: 30000 }
  const card = { bundle: 'photo', price: 2000 }
  expect(bundles([line(1, camera), line(1, card)])).toEqual([{ name: 'Bundle photo', amount: 1000 }])
  expect(bundles([line(2, camera), line(3, card)])[0].amount).toBe(2000)
  expect(bundles([line(2, camera)])).toEqual([])
})

test('coupons', () => {
  expect(fromCoupons(['WELCOME10'], 2000)).toEqual([{ name: 'WELCOME10', amount: 200 }])
  expect(fromCoupons(['SAVE5'], 2999)).toEqual([])
  expect(fromCoupons(['SAVE5'], 3000)[0].amount).toBe(500)
  expect(fromCoupons(['SHIPFREE'], 10)[0].freeShipping).toBe(true)
  expect(fromCoupons(['NOPE'], 10000)).toEqual([])
})

test('all together', () => {
  const lines = [line(3, { threeForTwo: true, name: 'Tea' }), line(10, { name: 'Mug' })]
  expect(promotionsFor(lines, ['WELCOME10']).map(p => [p.name, p.amount])).toEqual([
    ['3 for 2: Tea', 100],
    ['5% bulk: Mug', 50],
    ['WELCOME10', 130]
  ])
})
