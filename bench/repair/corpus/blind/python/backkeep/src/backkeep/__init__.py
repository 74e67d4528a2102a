"""The backkeep package."""
