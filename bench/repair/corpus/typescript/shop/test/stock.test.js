'use strict'

const { Stock } = require('../src/stock')

const lines = (wanted) => Object.entries(wanted).map(([sku, quantity]) => ({ product: { sku }, quantity }))

test('reserves pieces', () => {
  const stock = new Stock({ a: 5 })
  expect(stock.reserve(lines({ a: 3 }))).toBe(true)
  expect(stock.available('a')).toBe(2)
  expect(stock.reserve(lines({ a: 3 }))).toBe(false)
})

test('reserves all or nothing', () => {
  const stock = new Stock({ a: 5, b: 1 })
  expect(stock.reserve(lines({ a: 2, b: 2 }))).toBe(false)
  expect(stock.available('a')).toBe(5)
})

test('releases', () => {
  const stock = new Stock({ a: 5 })
  stock.reserve(lines({ a: 4 }))
  stock.release(lines({ a: 1 }))
  expect(stock.available('a')).toBe(2)
})

test('ships what was reserved', () => {
  const stock = new Stock({ a: 5 })
  stock.reserve(lines({ a: 4 }))
  stock.ship(lines({ a: 4 }))
  expect(stock.available('a')).toBe(1)
  expect(stock.covers('a', 1)).toBe(true)
})

test('tells what is low', () => {
  expect(new Stock({ a: 5, b: 1, c: 2, d: 1 }).low(3)).toEqual(['b', 'd', 'c'])
})
