'use strict'

// Each coupon: what it takes off. Percentages are of the subtotal.
const COUPONS = {
  WELCOME10: { percent: 10 },
  SAVE5: { amount: 500, minimum: 3000 },
  SHIPFREE: { freeShipping: true }
}

const BULK = [
  { from: 50, percent: 15 },
  { from: 20, percent: 10 },
  { from: 10, percent: 5 }
]

function percentOf (amount, percent) {
  return Math.round(amount * percent / 100)
}

function subtotalOf (lines) {
  return lines.reduce((sum, line) => sum + line.product.price * line.quantity, 0)
}

/** Every third piece of a product is free where the product says so. */
function threeForTwo (lines) {
  return lines
    .filter(line => line.product.threeForTwo)
    .map(line => ({
      name: `3 for 2: ${line.product.name}`,
      amount: Math.floor(line.quantity / 3) * line.product.price
    }))
    .filter(promotion => promotion.amount > 0)
}

/** The best bulk rate that the quantity reaches; not together with 3 for 2. */
function bulk (lines) {
  const found = []
  for (const line of lines) {
    if (line.product.threeForTwo) continue
    const rate = BULK.find(step => line.quantity >= step.from)
    if (rate) {
      found.push({
        name: `${rate.percent}% bulk: ${line.product.name}`,
        amount: percentOf(line.product.price * line.quantity, rate.percent)
      })
    }
  }
  return found
}

/** The cheapest piece of a bundle is half price, once for each whole bundle. */
function bundles (lines) {
  const groups = new Map()
  for (const line of lines) {
    const name = line.product.bundle
    if (!name) continue
    if (!groups.has(name)) groups.set(name, [])
    groups.get(name).push(line)
  }
  const found = []
  for (const [name, members] of groups) {
    if (members.length < 2) continue
    const count = Math.min(...members.map(line => line.quantity))
    const cheapest = Math.min(...members.map(line => line.product.price))
    found.push({ name: `Bundle ${name}`, amount: count * percentOf(cheapest, 50) })
  }
  return found
}

function fromCoupons (codes, subtotal) {
  const found = []
  for (const code of codes) {
    const coupon = COUPONS[code]
    if (!coupon) continue
    if (coupon.minimum && subtotal < coupon.minimum) continue
    if (coupon.freeShipping) {
      found.push({ name: code, amount: 0, freeShipping: true })
    } else if (coupon.percent) {
      found.push({ name: code, amount: percentOf(subtotal, coupon.percent) })
    } else {
      found.push({ name: code, amount: coupon.amount })
    }
  }
  return found
}

function promotionsFor (lines, codes) {
  return [
    ...threeForTwo(lines),
    ...bulk(lines),
    ...bundles(lines),
    ...fromCoupons(codes, subtotalOf(lines))
  ]
}

module.exports = { promotionsFor, threeForTwo, bulk, bundles, fromCoupons, percentOf }
