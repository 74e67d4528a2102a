from dataclasses import dataclass
from decimal import Decimal

from invoicing.discounts import volume_discount
from invoicing.model import Invoice
from invoicing.money import percent_of


@dataclass(frozen=True)
class Totals:
    net: Decimal
    discount: Decimal
    taxes: dict[int, Decimal]
    total: Decimal


def totals_of(invoice: Invoice) -> Totals:
    """Line discounts first, then the volume discount on what is left, then tax by rate."""
    net_by_rate: dict[int, Decimal] = {}
    for line in invoice.lines:
        net_by_rate[line.tax_rate] = net_by_rate.get(line.tax_rate, Decimal(0)) + line.net
    subtotal = sum(net_by_rate.values(), Decimal(0))
    percent = volume_discount(subtotal)
    discount = Decimal(0)
    taxes: dict[int, Decimal] = {}
    for rate, amount in sorted(net_by_rate.items()):
        reduction = percent_of(amount, percent)
        discount += reduction
        taxes[rate] = percent_of(amount - reduction, rate)
    net = subtotal - discount
    return Totals(net, discount, taxes, net + sum(taxes.values(), Decimal(0)))
