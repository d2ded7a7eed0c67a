"""Signing in by an organisation's own identity provider."""
