'use strict'

const RATES = { DE: 19, AT: 20, CH: 8.1 }

/** Tax on a net amount; goods that leave the listed countries are not taxed. */
function taxOf (net, country) {
  const rate = RATES[country]
  if (rate === undefined) return 0
  return Math.round(net * rate / 100)
}

/** The net part of a price that includes tax. */
function netOf (gross, country) {
  const rate = RATES[country] ?? 0
  return Math.round(gross * 100 / (100 + rate))
}

module.exports = { taxOf, netOf, RATES }
