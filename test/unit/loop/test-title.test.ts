import { expect, it } from 'vitest';
import { isCalled } from '../../../src/loop/test-title.ts';

it('knows the cases of a test of a table by its title', () => {
  expect(isCalled('numbers > is 1', 'is %i')).toBe(true);
  expect(isCalled('numbers > is 1', 'numbers > is %i')).toBe(true);
  expect(isCalled('of 1 > is whole', 'of %i > is whole')).toBe(true);
  expect(isCalled('of 1 > is whole', 'of %i')).toBe(true);
  expect(isCalled('numbers > was 1', 'is %i')).toBe(false);
  expect(isCalled('letters > is 1', 'numbers > is %i')).toBe(false);
  expect(isCalled('this 1', 'is %i')).toBe(false);
});

it('knows the values of a parameter, and groups', () => {
  expect(isCalled('TestCart > test_adds[1-2]', 'test_adds')).toBe(true);
  expect(isCalled('TestCart > test_adds', 'TestCart')).toBe(true);
  expect(isCalled('cart > is 100%', 'is 100%')).toBe(true);
  expect(isCalled('cart > is empty', 'is full')).toBe(false);
});
