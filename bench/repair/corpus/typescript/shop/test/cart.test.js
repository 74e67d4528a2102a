'use strict'

const { Cart } = require('../src/cart')
const { Stock } = require('../src/stock')

const mug = { sku: 'mug', name: 'Mug', price: 900, weight: 400 }
const tea = { sku: 'tea', name: 'Tea', price: 450, weight: 100, threeForTwo: true }

describe('Cart', () => {
  test('adds up lines', () => {
    const cart = new Cart().add(mug, 2).add(tea)
    expect(cart.subtotal()).toBe(2250)
    expect(cart.itemCount).toBe(3)
    expect(cart.weight).toBe(900)
  })

  test('joins lines of one product', () => {
    const cart = new Cart().add(mug).add(mug, 2)
    expect(cart.lines).toHaveLength(1)
    expect(cart.find('mug').quantity).toBe(3)
  })

  test('limits a line', () => {
    const cart = new Cart().add(mug, 99)
    expect(cart.itemCount).toBe(99)
    expect(() => cart.add(mug)).toThrow('At most 99')
    expect(() => cart.add(tea, 0)).toThrow('Quantity')
  })

  test('looks into the stock', () => {
    const cart = new Cart({ stock: new Stock({ mug: 3 }) }).add(mug, 2)
    expect(() => cart.add(mug, 2)).toThrow('Not enough Mug')
    cart.add(mug)
    expect(cart.itemCount).toBe(3)
  })

  test('changes a quantity', () => {
    const cart = new Cart().add(mug).add(tea)
    cart.setQuantity('mug', 5)
    expect(cart.itemCount).toBe(6)
    cart.setQuantity('mug', 0)
    expect(cart.lines.map(l => l.product.sku)).toEqual(['tea'])
    expect(() => cart.setQuantity('mug', 1)).toThrow('No mug')
  })

  test('takes a coupon once', () => {
    const cart = new Cart()
    expect(cart.addCoupon(' welcome10 ')).toBe(true)
    expect(cart.addCoupon('WELCOME10')).toBe(false)
  })

  test('totals', () => {
    const cart = new Cart().add(mug, 2)
    cart.addCoupon('WELCOME10')
    expect(cart.totals()).toMatchObject({
      subtotal: 1800, discount: 180, shipping: 490, tax: 401, total: 2511
    })
  })

  test('ships for nothing from a limit on, after discounts', () => {
    const cart = new Cart().add(mug, 6)
    expect(cart.totals().shipping).toBe(0)
    cart.addCoupon('WELCOME10')
    expect(cart.totals().shipping).toBe(490)
  })

  test('costs nothing when empty', () => {
    expect(new Cart().totals().total).toBe(0)
  })
})
