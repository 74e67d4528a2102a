import { expect, test } from 'vitest';
import { factorize, fromRoman, gcd, isPrime, lcm, luhn, toBase, toRoman } from '../src/numbers';

test('divisors', () => {
  for (let a = -12; a <= 12; a++) {
    for (let b = -12; b <= 12; b++) {
      let largest = 0;
      for (let d = 1; d <= 12; d++) if (a % d === 0 && b % d === 0) largest = d;
      if (a === 0 && b === 0) largest = 0;
      expect(gcd(a, b) === largest).toBe(true);
      if (a !== 0 && b !== 0) {
        let multiple = Math.abs(a);
        while (multiple % b !== 0) multiple += Math.abs(a);
        expect(lcm(a, b)).toBe(multiple);
      } else expect(lcm(a, b)).toBe(0);
    }
  }
});
test('primes', () => {
  for (let n = -3; n < 400; n++) {
    let divisors = 0;
    for (let d = 1; d <= n; d++) if (n % d === 0) divisors++;
    expect(isPrime(n)).toBe(divisors === 2);
    if (n > 0) {
      const factors = factorize(n);
      expect(factors.reduce((p, f) => p * f, 1)).toBe(n);
      expect(factors.every(isPrime)).toBe(true);
      expect(factors).toEqual([...factors].sort((x, y) => x - y));
    }
  }
});
test('roman', () => {
  const seen = new Set<string>();
  for (let n = 1; n < 4000; n++) {
    const text = toRoman(n);
    seen.add(text);
    if (fromRoman(text) !== n || !/^M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$/.test(text)) expect(text).toBe(n);
  }
  expect(seen.size).toBe(3999);
  for (const bad of [0, -1, 4000, 1.5, Number.NaN]) expect(() => toRoman(bad)).toThrow(RangeError);
  expect(fromRoman('')).toBe(0);
});
test('bases and Luhn', () => {
  for (let n = 0; n < 300; n++) for (const base of [2, 3, 7, 10, 16, 36]) expect(toBase(n, base)).toBe(n.toString(base));
  const valid = ['00', '18', '59', '79927398713', '4111 1111 1111 1111', '091'];
  for (const number of valid) {
    expect(luhn(number)).toBe(true);
    const digits = number.replace(/\s/g, '');
    for (let i = 0; i < digits.length; i++) {
      const other = digits.slice(0, i) + ((Number(digits[i]) + 1) % 10) + digits.slice(i + 1);
      expect(luhn(other)).toBe(false);
    }
  }
  for (const bad of ['', '0', ' ', '1-8', '18x']) expect(luhn(bad)).toBe(false);
});
