"""Composing the mail that Loket sends."""
