import pytest

from access.audit import AuditLog
from access.checker import Checker
from access.roles import RoleBook
from access.users import User


@pytest.fixture
def roles():
    book = RoleBook()
    book.define("reader", allow=["docs:*:read"])
    book.define("writer", allow=["docs:*:write"], parents=["reader"])
    book.define("admin", allow=["**"], deny=["billing:**"], parents=["writer"])
    book.define("accountant", allow=["billing:invoices:read"])
    return book


@pytest.fixture
def audit():
    return AuditLog(size=5)


@pytest.fixture
def checker(roles, audit):
    return Checker(roles, audit)


@pytest.fixture
def make_user():
    def make(*names, groups=()):
        user = User("ann", groups=set(groups))
        for name in names:
            user.grant(name)
        return user

    return make
