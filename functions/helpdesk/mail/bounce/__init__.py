"""Delivery reports: as RFC 3464 has them, and as mail servers have written them since long before."""
