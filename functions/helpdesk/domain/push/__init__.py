"""Short notices on people's devices, also while Loket is not open (Web Push, RFC 8030)."""
