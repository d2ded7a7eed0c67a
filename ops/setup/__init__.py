"""Setting desks and tenants up from the command line."""
