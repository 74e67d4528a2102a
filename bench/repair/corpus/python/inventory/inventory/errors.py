class InventoryError(Exception):
    pass


class UnknownItem(InventoryError):
    def __init__(self, sku: str) -> None:
        super().__init__(f"unknown item {sku}")
        self.sku = sku


class OutOfStock(InventoryError):
    def __init__(self, sku: str, wanted: int, available: int) -> None:
        super().__init__(f"{sku}: {wanted} wanted, {available} available")
        self.sku = sku
        self.wanted = wanted
        self.available = available
