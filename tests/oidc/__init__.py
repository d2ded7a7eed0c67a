"""A small OpenID Connect provider on the loopback, to sign in by."""
