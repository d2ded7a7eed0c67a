"""Exports and erasures of one person."""
