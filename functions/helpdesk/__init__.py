"""Loket's product code, shared by every function."""
