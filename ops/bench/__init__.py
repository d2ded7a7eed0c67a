"""Measurements: ratios taken in one run."""
