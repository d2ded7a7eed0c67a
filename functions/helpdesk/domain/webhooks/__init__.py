"""Telling systems of others what happened to tickets (https://www.standardwebhooks.com)."""
