from datetime import date, timedelta
from decimal import Decimal

from invoicing.model import Invoice, Payment
from invoicing.money import percent_of
from invoicing.totals import totals_of

LATE_FEE_PERCENT = 5
GRACE_DAYS = 7


def due_date(invoice: Invoice) -> date:
    return invoice.issued + timedelta(days=invoice.terms_days)


def balance(invoice: Invoice) -> Decimal:
    """What is still to be paid; negative if too much was paid."""
    paid = sum((payment.amount for payment in invoice.payments), Decimal(0))
    return totals_of(invoice).total - paid


def pay(invoice: Invoice, amount: Decimal, on: date) -> Decimal:
    """Book a payment and return the balance after it."""
    if amount <= 0:
        raise ValueError("a payment must be positive")
    if on < invoice.issued:
        raise ValueError("a payment cannot precede its invoice")
    invoice.payments.append(Payment(on, amount))
    return balance(invoice)


def status(invoice: Invoice, today: date) -> str:
    """'draft', 'paid', 'overdue', 'partial' or 'open'."""
    if not invoice.lines:
        return "draft"
    if balance(invoice) <= 0:
        return "paid"
    if today > due_date(invoice):
        return "overdue"
    if invoice.payments:
        return "partial"
    return "open"


def late_fee(invoice: Invoice, today: date) -> Decimal:
    """A fee on the open balance once the days of grace after the due date are over."""
    open_balance = balance(invoice)
    if open_balance <= 0 or today <= due_date(invoice) + timedelta(days=GRACE_DAYS):
        return Decimal("0.00")
    return percent_of(open_balance, LATE_FEE_PERCENT)


def aging(invoices: list[Invoice], today: date) -> dict[str, Decimal]:
    """Open balances by how long they are overdue."""
    buckets = {"current": Decimal(0), "1-30": Decimal(0), "31-60": Decimal(0), "61+": Decimal(0)}
    for invoice in invoices:
        amount = balance(invoice)
        if amount <= 0:
            continue
        days = (today - due_date(invoice)).days
        if days <= 0:
            name = "current"
        elif days <= 30:
            name = "1-30"
        elif days <= 60:
            name = "31-60"
        else:
            name = "61+"
        buckets[name] += amount
    return buckets
