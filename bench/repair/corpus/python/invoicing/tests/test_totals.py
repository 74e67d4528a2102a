import unittest
from datetime import date
from decimal import Decimal as D

from invoicing.discounts import volume_discount
from invoicing.model import Invoice, Line
from invoicing.totals import totals_of


def invoice(*lines):
    return Invoice("2024-001", "ACME", date(2024, 3, 1), lines=list(lines))


class LineTest(unittest.TestCase):
    def test_amounts_of_a_line(self):
        line = Line("paper", 3, D("19.99"), discount_percent=10)
        self.assertEqual(line.gross, D("59.97"))
        self.assertEqual(line.discount, D("6.00"))
        self.assertEqual(line.net, D("53.97"))

    def test_quantity_must_be_positive(self):
        with self.assertRaises(ValueError):
            invoice().add_line(Line("nothing", 0, D("1.00")))


class TotalsTest(unittest.TestCase):
    def test_one_rate(self):
        totals = totals_of(invoice(Line("a", 2, D("50.00")), Line("b", 1, D("20.00"))))
        self.assertEqual(totals.net, D("120.00"))
        self.assertEqual(totals.taxes, {20: D("24.00")})
        self.assertEqual(totals.total, D("144.00"))

    def test_two_rates(self):
        totals = totals_of(invoice(Line("book", 1, D("100.00"), tax_rate=5), Line("pen", 1, D("10.00"))))
        self.assertEqual(totals.taxes, {5: D("5.00"), 20: D("2.00")})
        self.assertEqual(totals.total, D("117.00"))

    def test_volume_discount_is_taken_before_tax(self):
        totals = totals_of(invoice(Line("desk", 4, D("500.00"))))
        self.assertEqual(totals.discount, D("40.00"))
        self.assertEqual(totals.net, D("1960.00"))
        self.assertEqual(totals.total, D("2352.00"))

    def test_nothing(self):
        self.assertEqual(totals_of(invoice()).total, D(0))


class VolumeDiscountTest(unittest.TestCase):
    def test_steps(self):
        self.assertEqual(volume_discount(D("999.99")), 0)
        self.assertEqual(volume_discount(D("1000")), 2)
        self.assertEqual(volume_discount(D("7500")), 5)
        self.assertEqual(volume_discount(D("20000")), 8)
