"""The commands of `loket`, one module each, loaded only when called."""
