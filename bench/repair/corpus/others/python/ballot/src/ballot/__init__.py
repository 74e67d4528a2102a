"""Counting ranked ballots."""
