import unittest
from decimal import Decimal

from invoicing.money import format_money, percent_of, split, to_money


class MoneyTest(unittest.TestCase):
    def test_rounds_half_up(self):
        self.assertEqual(to_money("2.345"), Decimal("2.35"))
        self.assertEqual(to_money("2.344"), Decimal("2.34"))
        self.assertEqual(to_money(3), Decimal("3.00"))

    def test_percent_of(self):
        self.assertEqual(percent_of(Decimal("80.00"), 20), Decimal("16.00"))
        self.assertEqual(percent_of(Decimal("0.33"), 50), Decimal("0.17"))

    def test_split(self):
        self.assertEqual(split(Decimal("10.00"), 3), [Decimal("3.34"), Decimal("3.33"), Decimal("3.33")])
        self.assertEqual(split(Decimal("9.00"), 3), [Decimal("3.00")] * 3)

    def test_split_into_nothing(self):
        with self.assertRaises(ValueError):
            split(Decimal("1.00"), 0)

    def test_format(self):
        self.assertEqual(format_money(Decimal("1234.5")), "1,234.50 EUR")
        self.assertEqual(format_money(Decimal("-5"), "USD"), "(5.00 USD)")


if __name__ == "__main__":
    unittest.main()
