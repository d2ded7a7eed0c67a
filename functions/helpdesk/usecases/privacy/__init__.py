"""Giving somebody all that is kept about them, and making them go."""
