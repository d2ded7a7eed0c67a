"""Setting up desks: who they serve, who works there, what tickets are about."""
