import random
import unittest
from datetime import date
from decimal import Decimal as D

from invoicing.discounts import volume_discount
from invoicing.model import Invoice, Line
from invoicing.money import format_money, percent_of, split, to_money
from invoicing.totals import totals_of


class Money(unittest.TestCase):
    def test_rounding(self):
        for text, expected in [("0.005", "0.01"), ("0.015", "0.02"), ("0.025", "0.03"), ("-0.005", "-0.01"), ("1.0049", "1.00"), ("9.995", "10.00")]:
            self.assertEqual(str(to_money(text)), expected)

    def test_percentages(self):
        self.assertEqual(percent_of(D("0.10"), 5), D("0.01"))
        self.assertEqual(percent_of(D("33.33"), 0), D("0.00"))
        self.assertEqual(percent_of(D("33.33"), 100), D("33.33"))
        self.assertEqual(percent_of(D("12.34"), D("2.5")), D("0.31"))

    def test_split_loses_nothing(self):
        for cents in (0, 1, 2, 99, 100, 101, 1234, 99999):
            for parts in range(1, 12):
                shares = split(D(cents) / 100, parts)
                self.assertEqual(len(shares), parts)
                self.assertEqual(sum(shares), D(cents) / 100)
                self.assertEqual(shares, sorted(shares, reverse=True))
                self.assertLessEqual(shares[0] - shares[-1], D("0.01"))

    def test_format(self):
        for amount, text in [("0", "0.00 EUR"), ("-0.5", "(0.50 EUR)"), ("1234567.8", "1,234,567.80 EUR"), ("-1000", "(1,000.00 EUR)")]:
            self.assertEqual(format_money(D(amount)), text)


class Lines(unittest.TestCase):
    def test_parts_add_up(self):
        generator = random.Random(2)
        for _ in range(200):
            line = Line("x", generator.randint(1, 9), D(generator.randint(1, 99999)) / 100, 20, generator.randint(0, 100))
            self.assertEqual(line.gross, line.quantity * line.unit_price)
            self.assertEqual(line.discount, to_money(line.gross * line.discount_percent / 100))
            self.assertEqual(line.net + line.discount, line.gross)

    def test_only_positive_quantities(self):
        invoice = Invoice("1", "c", date(2024, 1, 1))
        for quantity in (-3, 0):
            with self.assertRaises(ValueError):
                invoice.add_line(Line("x", quantity, D(1)))
        invoice.add_line(Line("x", 1, D(1)))
        self.assertEqual(len(invoice.lines), 1)

    def test_invoices_share_nothing(self):
        first, second = Invoice("1", "c", date(2024, 1, 1)), Invoice("2", "c", date(2024, 1, 1))
        first.add_line(Line("x", 1, D(1)))
        self.assertEqual(second.lines, [])


class VolumeAndTotals(unittest.TestCase):
    def test_thresholds(self):
        for subtotal, percent in [("0", 0), ("999.99", 0), ("1000.00", 2), ("4999.99", 2), ("5000", 5), ("9999.99", 5), ("10000", 8), ("10000.01", 8)]:
            self.assertEqual(volume_discount(D(subtotal)), percent, subtotal)

    def test_totals(self):
        generator = random.Random(9)
        for _ in range(150):
            lines = [
                Line("x", generator.randint(1, 20), D(generator.randint(1, 60000)) / 100, generator.choice([0, 5, 20]), generator.choice([0, 0, 10, 33]))
                for _ in range(generator.randint(0, 5))
            ]
            totals = totals_of(Invoice("1", "c", date(2024, 1, 1), lines=lines))
            subtotal = sum((line.net for line in lines), D(0))
            percent = volume_discount(subtotal)
            rates = sorted({line.tax_rate for line in lines})
            self.assertEqual(list(totals.taxes), rates)
            discount, tax = D(0), D(0)
            for rate in rates:
                amount = sum(line.net for line in lines if line.tax_rate == rate)
                cut = to_money(amount * percent / 100)
                discount += cut
                self.assertEqual(totals.taxes[rate], to_money((amount - cut) * rate / 100))
                tax += totals.taxes[rate]
            self.assertEqual(totals.discount, discount)
            self.assertEqual(totals.net, subtotal - discount)
            self.assertEqual(totals.total, subtotal - discount + tax)
