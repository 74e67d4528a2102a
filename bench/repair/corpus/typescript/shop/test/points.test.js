'use strict'

const { pointsFor } = require('../src/points')

test('whole euros earn points', () => {
  expect(pointsFor(12345, 'gold')).toBe(369)
})
