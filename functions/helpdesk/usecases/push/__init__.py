"""Notices on people's devices: asking for them, and sending them."""
