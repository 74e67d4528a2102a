import unittest

from algorithms.numbers import power_mod, prime_factors, primes_up_to, to_base


class NumbersTest(unittest.TestCase):
    def test_primes_up_to(self):
        self.assertEqual(primes_up_to(20), [2, 3, 5, 7, 11, 13, 17, 19])
        self.assertEqual(primes_up_to(25), [2, 3, 5, 7, 11, 13, 17, 19, 23])
        self.assertEqual(primes_up_to(1), [])

    def test_prime_factors(self):
        self.assertEqual(prime_factors(60), [2, 2, 3, 5])
        self.assertEqual(prime_factors(13), [13])
        self.assertEqual(prime_factors(49), [7, 7])

    def test_to_base(self):
        self.assertEqual(to_base(255, 16), "ff")
        self.assertEqual(to_base(-5, 2), "-101")

    def test_to_base_zero(self):
        self.assertEqual(to_base(0, 10), "0")

    def test_to_base_rejects_a_bad_base(self):
        with self.assertRaises(ValueError):
            to_base(1, 1)
        with self.assertRaises(ValueError):
            to_base(1, 37)

    def test_power_mod(self):
        self.assertEqual(power_mod(3, 5, 7), 5)
        self.assertEqual(power_mod(2, 10, 1000), 24)
        self.assertEqual(power_mod(7, 0, 13), 1)
