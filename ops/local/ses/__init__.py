"""A stand-in for sending through SES: keeps the raw mail and tells what became of it."""
