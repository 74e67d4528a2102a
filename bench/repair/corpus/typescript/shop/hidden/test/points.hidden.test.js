'use strict'

const { pointsFor } = require('../src/points')

test('points', () => {
  expect([99, 100, 199, 12345].map(c => pointsFor(c, 'basic'))).toEqual([0, 1, 1, 123])
  expect([99, 100, 199, 12345].map(c => pointsFor(c, 'silver'))).toEqual([0, 2, 2, 246])
  expect([99, 100, 199, 12345].map(c => pointsFor(c, 'gold'))).toEqual([0, 3, 3, 369])
  expect(pointsFor(500, 'new')).toBe(5)
})

test('birthdays', () => {
  expect(['basic', 'silver', 'gold', 'new'].map(t => pointsFor(1000, t, true))).toEqual([10, 120, 280, 10])
})
