'use strict'

const { Cart } = require('../src/cart')
const { Stock } = require('../src/stock')

const product = (sku, price, more) => ({ sku, name: sku, price, ...more })

test('quantities', () => {
  const cart = new Cart()
  for (const bad of [0, -1, 1.5, NaN, 100]) expect(() => cart.add(product('a', 1), bad)).toThrow()
  expect(cart.lines).toEqual([])
  cart.add(product('a', 1), 98).add(product('a', 1))
  expect(cart.find('a').quantity).toBe(99)
  expect(() => cart.add(product('a', 1))).toThrow('At most 99')
  expect(cart.find('a').quantity).toBe(99)
  cart.add(product('b', 1), 99)
  expect(cart.itemCount).toBe(198)
  expect(cart.weight).toBe(0)
  cart.setQuantity('b', 0)
  cart.setQuantity('a', 7)
  expect(cart.lines.map(l => l.quantity)).toEqual([7])
})

test('stock', () => {
  const stock = new Stock({ a: 2 })
  const cart = new Cart({ stock }).add(product('a', 1)).add(product('a', 1))
  expect(() => cart.add(product('a', 1))).toThrow('Not enough a')
  expect(() => cart.add(product('b', 1))).toThrow('Not enough b')
  expect(cart.itemCount).toBe(2)
})

test.each([
  ['DE', [[4999, 1, 0]], [], { subtotal: 4999, discount: 0, shipping: 490, tax: 1043, total: 6532 }],
  ['DE', [[5000, 1, 0]], [], { subtotal: 5000, discount: 0, shipping: 0, tax: 950, total: 5950 }],
  ['DE', [[3000, 1, 0]], ['save5'], { subtotal: 3000, discount: 500, shipping: 490, tax: 568, total: 3558 }],
  ['DE', [[2999, 1, 0]], ['save5'], { subtotal: 2999, discount: 0 }],
  ['CH', [[1000, 3, 500]], [], { subtotal: 3000, shipping: 1640, tax: 376, total: 5016 }],
  ['CH', [[1000, 3, 500]], ['SHIPFREE'], { subtotal: 3000, shipping: 0, tax: 243, total: 3243 }],
  ['AT', [[1000, 10, 300]], [], { subtotal: 10000, discount: 500, shipping: 990, tax: 2098, total: 12588 }],
  ['JP', [[1000, 2, 600]], ['WELCOME10', 'NOPE'], { subtotal: 2000, discount: 200, shipping: 2290, tax: 0, total: 4090 }],
  ['DE', [[100, 50, 0]], ['WELCOME10', 'SAVE5'], { subtotal: 5000, discount: 1750, shipping: 490, total: 4451 }],
  ['DE', [], ['SAVE5'], { subtotal: 0, discount: 0, shipping: 0, tax: 0, total: 0 }]
])('%s %j %j', (country, goods, coupons, expected) => {
  const cart = new Cart({ country })
  goods.forEach(([price, quantity, weight], i) => cart.add(product(`p${i}`, price, { weight }), quantity))
  coupons.forEach(code => cart.addCoupon(code))
  expect(cart.totals()).toMatchObject(expected)
})

test('coupons are counted once', () => {
  const cart = new Cart().add(product('a', 1000))
  expect([cart.addCoupon('welcome10'), cart.addCoupon(' WELCOME10'), cart.addCoupon('Welcome10 ')]).toEqual([true, false, false])
  expect(cart.totals().discount).toBe(100)
})

test('a discount is never more than the goods', () => {
  const cart = new Cart().add(product('a', 100, { threeForTwo: true, bundle: 'x' }), 3).add(product('b', 1000, { bundle: 'x' }), 3)
  const { subtotal, discount } = cart.totals()
  expect(subtotal).toBe(3300)
  expect(discount).toBe(100 + 150)
})
