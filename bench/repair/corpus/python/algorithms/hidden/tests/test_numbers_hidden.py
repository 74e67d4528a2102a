import math
import unittest

from algorithms.numbers import power_mod, prime_factors, primes_up_to, to_base


def is_prime(n):
    return n > 1 and all(n % d for d in range(2, n))


class NumberProperties(unittest.TestCase):
    def test_primes(self):
        for limit in range(-2, 130):
            self.assertEqual(primes_up_to(limit), [n for n in range(limit + 1) if is_prime(n)])

    def test_factors(self):
        for n in range(1, 300):
            factors = prime_factors(n)
            self.assertEqual(math.prod(factors), n)
            self.assertEqual(factors, sorted(factors))
            self.assertTrue(all(is_prime(f) for f in factors))
        for n in (0, -4):
            with self.assertRaises(ValueError):
                prime_factors(n)

    def test_bases(self):
        for base in range(2, 37):
            for number in list(range(-40, 41)) + [base, base**3 - 1, 12345]:
                text = to_base(number, base)
                self.assertEqual(int(text, base), number)
                self.assertEqual(text.lstrip("-").lstrip("0") or "0", text.lstrip("-"))
        for base in (-1, 0, 1, 37):
            with self.assertRaises(ValueError):
                to_base(5, base)

    def test_powers(self):
        for base in range(-5, 12):
            for exponent in range(9):
                for modulus in range(1, 9):
                    self.assertEqual(power_mod(base, exponent, modulus), base**exponent % modulus)
