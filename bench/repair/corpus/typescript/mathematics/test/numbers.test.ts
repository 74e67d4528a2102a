import { expect, test } from 'vitest';
import { factorize, fromRoman, gcd, isPrime, lcm, luhn, toBase, toRoman } from '../src/numbers';

test('gcd and lcm', () => {
  expect(gcd(12, 18)).toBe(6);
  expect(gcd(7, 0)).toBe(7);
  expect(gcd(-4, 6)).toBe(2);
  expect(lcm(4, 6)).toBe(12);
  expect(lcm(0, 6)).toBe(0);
});
test('primes', () => {
  expect([0, 1, 2, 3, 4, 9, 17, 25].filter(isPrime)).toEqual([2, 3, 17]);
  expect(factorize(360)).toEqual([2, 2, 2, 3, 3, 5]);
  expect(factorize(49)).toEqual([7, 7]);
  expect(factorize(13)).toEqual([13]);
});
test('roman numerals', () => {
  expect(toRoman(1994)).toBe('MCMXCIV');
  expect(toRoman(3)).toBe('III');
  expect(fromRoman('MCMXCIV')).toBe(1994);
  expect(fromRoman('VIII')).toBe(8);
  expect(() => toRoman(0)).toThrow(RangeError);
});
test('bases', () => {
  expect(toBase(10, 2)).toBe('1010');
  expect(toBase(255, 16)).toBe('ff');
  expect(toBase(0, 2)).toBe('0');
});
test('Luhn', () => {
  expect(luhn('4539 3195 0343 6467')).toBe(true);
  expect(luhn('8273 1232 7352 0569')).toBe(false);
  expect(luhn('0')).toBe(false);
  expect(luhn('12a')).toBe(false);
});
