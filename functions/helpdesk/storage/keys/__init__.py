"""Every key of the one table, built and read here and nowhere else: one module per room of the house."""
