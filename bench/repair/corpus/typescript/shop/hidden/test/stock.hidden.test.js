'use strict'

const { Stock } = require('../src/stock')

const lines = (wanted) => Object.entries(wanted).map(([sku, quantity]) => ({ product: { sku }, quantity }))

test('a long story', () => {
  const stock = new Stock({ a: 10, b: 4 })
  expect(stock.covers('a', 10)).toBe(true)
  expect(stock.covers('a', 11)).toBe(false)
  expect(stock.covers('zz', 1)).toBe(false)
  expect(stock.reserve(lines({ a: 4, b: 4 }))).toBe(true)
  expect([stock.available('a'), stock.available('b')]).toEqual([6, 0])
  expect(stock.reserve(lines({ a: 1, b: 1 }))).toBe(false)
  expect(stock.reserve(lines({ b: 1, a: 1 }))).toBe(false)
  expect(stock.available('a')).toBe(6)
  expect(stock.reserve(lines({ a: 6 }))).toBe(true)
  stock.ship(lines({ a: 4, b: 4 }))
  expect([stock.available('a'), stock.available('b')]).toEqual([0, 0])
  stock.release(lines({ a: 6 }))
  expect(stock.available('a')).toBe(6)
  stock.release(lines({ a: 6, zz: 1 }))
  expect([stock.available('a'), stock.available('zz')]).toEqual([6, 0])
  stock.ship(lines({ a: 0 }))
  expect(stock.low(1)).toEqual(['b'])
  expect(stock.low(6)).toEqual(['b'])
  expect(stock.low(7)).toEqual(['b', 'a'])
})

test('low counts what is reserved', () => {
  const stock = new Stock({ c: 9, a: 9, b: 9 })
  stock.reserve(lines({ a: 8, b: 9, c: 8 }))
  expect(stock.low(2)).toEqual(['b', 'a', 'c'])
})
