"""The tocmark package."""
