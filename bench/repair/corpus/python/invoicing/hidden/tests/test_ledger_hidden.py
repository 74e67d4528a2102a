import unittest
from datetime import date, timedelta
from decimal import Decimal as D

from invoicing.ledger import aging, balance, due_date, late_fee, pay, status
from invoicing.model import Invoice, Line

ISSUED = date(2024, 2, 10)


def bill(amount="100.00", issued=ISSUED, terms=14):
    return Invoice("1", "c", issued, terms, [Line("x", 1, D(amount), tax_rate=0)])


class Ledger(unittest.TestCase):
    def test_due(self):
        self.assertEqual(due_date(bill(terms=0)), ISSUED)
        self.assertEqual(due_date(bill(terms=20)), date(2024, 3, 1))

    def test_payments(self):
        invoice = bill()
        self.assertEqual(pay(invoice, D("0.01"), ISSUED), D("99.99"))
        self.assertEqual(pay(invoice, D("100"), ISSUED + timedelta(3)), D("-0.01"))
        self.assertEqual(balance(invoice), D("-0.01"))
        self.assertEqual([p.paid_on for p in invoice.payments], [ISSUED, ISSUED + timedelta(3)])
        for amount, on in [(D("-1"), ISSUED), (D("0"), ISSUED), (D("1"), ISSUED - timedelta(1))]:
            with self.assertRaises(ValueError):
                pay(invoice, amount, on)
        self.assertEqual(len(invoice.payments), 2)

    def test_status_by_day(self):
        for paid, day, expected in [
            (None, 0, "open"), (None, 14, "open"), (None, 15, "overdue"), ("40", 14, "partial"),
            ("40", 15, "overdue"), ("100", 15, "paid"), ("100", 0, "paid"), ("150", 99, "paid"), ("99.99", 15, "overdue"),
        ]:
            invoice = bill()
            if paid:
                pay(invoice, D(paid), ISSUED)
            self.assertEqual(status(invoice, ISSUED + timedelta(day)), expected, (paid, day))
        self.assertEqual(status(Invoice("2", "c", ISSUED), ISSUED + timedelta(99)), "draft")

    def test_late_fee_by_day(self):
        for paid, day, fee in [(None, 14, "0"), (None, 15, "0"), (None, 21, "0"), (None, 22, "5"), ("60", 22, "2"), ("100", 99, "0"), ("120", 99, "0"), ("99.90", 99, "0.01")]:
            invoice = bill()
            if paid:
                pay(invoice, D(paid), ISSUED)
            self.assertEqual(late_fee(invoice, ISSUED + timedelta(day)), D(fee), (paid, day))

    def test_aging_by_day(self):
        names = {-5: "current", 0: "current", 1: "1-30", 30: "1-30", 31: "31-60", 60: "31-60", 61: "61+", 400: "61+"}
        for days, name in names.items():
            buckets = aging([bill()], ISSUED + timedelta(14 + days))
            self.assertEqual({k for k, v in buckets.items() if v}, {name}, days)
            self.assertEqual(buckets[name], D(100))

    def test_aging_adds_up(self):
        paid, over = bill(), bill()
        pay(paid, D(100), ISSUED)
        pay(over, D(130), ISSUED)
        buckets = aging([bill("1"), bill("2"), paid, over, bill("4", ISSUED - timedelta(40))], ISSUED + timedelta(20))
        self.assertEqual(buckets, {"current": D(0), "1-30": D(3), "31-60": D(4), "61+": D(0)})
