"""Web Push: messages that only one browser can read (RFC 8291), signed by this deployment (RFC 8292)."""
