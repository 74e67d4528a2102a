'use strict'

const { promotionsFor } = require('./promotions')
const { shippingCost } = require('./shipping')
const { taxOf } = require('./tax')

const MAX_PER_LINE = 99

class Cart {
  constructor ({ country = 'DE', stock } = {}) {
    this.country = country
    this.stock = stock
    this.lines = []
    this.coupons = []
  }

  find (sku) {
    return this.lines.find(line => line.product.sku === sku)
  }

  add (product, quantity = 1) {
    if (!Number.isInteger(quantity) || quantity <= 0) {
      throw new Error('Quantity must be a positive whole number')
    }
    const line = this.find(product.sku)
    const wanted = (line ? line.quantity : 0) + quantity
    if (wanted > MAX_PER_LINE) throw new Error(`At most ${MAX_PER_LINE} of one product`)
    if (this.stock && !this.stock.covers(product.sku, wanted)) {
      throw new Error(`Not enough ${product.name} in stock`)
    }
    if (line) line.quantity = wanted
    else this.lines.push({ product, quantity })
    return this
  }

  setQuantity (sku, quantity) {
    const line = this.find(sku)
    if (!line) throw new Error(`No ${sku} in the cart`)
    if (quantity === 0) {
      this.lines = this.lines.filter(other => other !== line)
      return
    }
    line.quantity = quantity
  }

  addCoupon (code) {
    const known = code.trim().toUpperCase()
    if (this.coupons.includes(known)) return false
    this.coupons.push(known)
    return true
  }

  get itemCount () {
    return this.lines.reduce((count, line) => count + line.quantity, 0)
  }

  get weight () {
    return this.lines.reduce((grams, line) => grams + line.quantity * (line.product.weight ?? 0), 0)
  }

  subtotal () {
    return this.lines.reduce((sum, line) => sum + line.product.price * line.quantity, 0)
  }

  /** What is charged, with each part of it. */
  totals () {
    const subtotal = this.subtotal()
    const promotions = promotionsFor(this.lines, this.coupons)
    const discount = Math.min(subtotal, promotions.reduce((sum, p) => sum + p.amount, 0))
    const goods = subtotal - discount
    const freeShipping = promotions.some(p => p.freeShipping)
    const shipping = freeShipping || this.lines.length === 0
      ? 0
      : shippingCost({ country: this.country, weight: this.weight, goods })
    const tax = taxOf(goods + shipping, this.country)
    return { subtotal, discount, shipping, tax, total: goods + shipping + tax, promotions }
  }
}

module.exports = { Cart, MAX_PER_LINE }
