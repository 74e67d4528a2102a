'use strict'

// Points for each euro spent, and what a birthday adds.
const PER_EURO = { basic: 1, silver: 2, gold: 3 }
const BIRTHDAY = { silver: 100, gold: 250 }

/** Whole euros earn points. */
function pointsFor (cents, tier, birthday = false) {
  const euros = Math.floor(cents / 100)
  return euros * (PER_EURO[tier] ?? 1) + (birthday ? BIRTHDAY[tier] ?? 0 : 0)
}

module.exports = { pointsFor }
