from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from invoicing.money import percent_of, to_money


@dataclass(frozen=True)
class Line:
    description: str
    quantity: int
    unit_price: Decimal
    tax_rate: int = 20
    discount_percent: int = 0

    @property
    def gross(self) -> Decimal:
        return to_money(self.quantity * self.unit_price)

    @property
    def discount(self) -> Decimal:
        return percent_of(self.gross, self.discount_percent)

    @property
    def net(self) -> Decimal:
        return self.gross - self.discount


@dataclass(frozen=True)
class Payment:
    paid_on: date
    amount: Decimal


@dataclass
class Invoice:
    number: str
    customer: str
    issued: date
    terms_days: int = 30
    lines: list[Line] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)

    def add_line(self, line: Line) -> None:
        if line.quantity <= 0:
            raise ValueError(f"quantity must be positive, not {line.quantity}")
        self.lines.append(line)
