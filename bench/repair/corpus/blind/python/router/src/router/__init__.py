"""A small URL router."""
