'use strict'

class Stock {
  constructor (levels = {}) {
    this.levels = new Map(Object.entries(levels))
    this.reserved = new Map()
  }

  available (sku) {
    return (this.levels.get(sku) ?? 0) - (this.reserved.get(sku) ?? 0)
  }

  covers (sku, quantity) {
    return this.available(sku) >= quantity
  }

  /** All lines or none. */
  reserve (lines) {
    for (const { product, quantity } of lines) {
      if (!this.covers(product.sku, quantity)) return false
    }
    for (const { product, quantity } of lines) {
      this.reserved.set(product.sku, (this.reserved.get(product.sku) ?? 0) + quantity)
    }
    return true
  }

  release (lines) {
    for (const { product, quantity } of lines) {
      const held = this.reserved.get(product.sku) ?? 0
      this.reserved.set(product.sku, Math.max(0, held - quantity))
    }
  }

  /** Takes reserved pieces out of the store. */
  ship (lines) {
    for (const { product, quantity } of lines) {
      this.levels.set(product.sku, (this.levels.get(product.sku) ?? 0) - quantity)
      this.reserved.set(product.sku, (this.reserved.get(product.sku) ?? 0) - quantity)
    }
  }

  /** Products of which fewer than `limit` pieces are available, fewest first. */
  low (limit) {
    return [...this.levels.keys()]
      .filter(sku => this.available(sku) < limit)
      .sort((a, b) => this.available(a) - this.available(b) || a.localeCompare(b))
  }
}

module.exports = { Stock }
