import unittest
from datetime import date
from decimal import Decimal as D

from invoicing.ledger import aging, balance, due_date, late_fee, pay, status
from invoicing.model import Invoice, Line


class LedgerTest(unittest.TestCase):
    def setUp(self):
        self.invoice = Invoice("7", "ACME", date(2024, 1, 1), lines=[Line("work", 1, D("100.00"))])

    def test_due_date(self):
        self.assertEqual(due_date(self.invoice), date(2024, 1, 31))

    def test_balance_after_payments(self):
        self.assertEqual(balance(self.invoice), D("120.00"))
        self.assertEqual(pay(self.invoice, D("50.00"), date(2024, 1, 5)), D("70.00"))
        self.assertEqual(pay(self.invoice, D("70.00"), date(2024, 1, 6)), D("0.00"))

    def test_bad_payments(self):
        with self.assertRaises(ValueError):
            pay(self.invoice, D(0), date(2024, 1, 5))
        with self.assertRaises(ValueError):
            pay(self.invoice, D(10), date(2023, 12, 31))
        self.assertEqual(self.invoice.payments, [])

    def test_status(self):
        self.assertEqual(status(Invoice("8", "ACME", date(2024, 1, 1)), date(2024, 6, 1)), "draft")
        self.assertEqual(status(self.invoice, date(2024, 1, 31)), "open")
        self.assertEqual(status(self.invoice, date(2024, 2, 1)), "overdue")
        pay(self.invoice, D("20.00"), date(2024, 1, 2))
        self.assertEqual(status(self.invoice, date(2024, 1, 10)), "partial")
        pay(self.invoice, D("100.00"), date(2024, 1, 3))
        self.assertEqual(status(self.invoice, date(2024, 1, 10)), "paid")

    def test_late_fee(self):
        self.assertEqual(late_fee(self.invoice, date(2024, 2, 7)), D("0.00"))
        self.assertEqual(late_fee(self.invoice, date(2024, 2, 8)), D("6.00"))
        pay(self.invoice, D("120.00"), date(2024, 2, 1))
        self.assertEqual(late_fee(self.invoice, date(2024, 3, 1)), D("0.00"))

    def test_aging(self):
        old = Invoice("1", "ACME", date(2023, 11, 1), lines=[Line("old", 1, D("10.00"))])
        older = Invoice("0", "ACME", date(2023, 10, 1), lines=[Line("older", 1, D("20.00"))])
        buckets = aging([self.invoice, old, older], date(2024, 1, 31))
        self.assertEqual(buckets, {"current": D("120.00"), "1-30": D(0), "31-60": D("0"), "61+": D("36.00")})
