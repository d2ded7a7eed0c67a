"""Cognito's custom-authentication triggers: signing in with a code that comes by mail."""
