"""The stockroom package."""
