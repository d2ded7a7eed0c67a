"""Brings a synthesised CDK assembly into the local cloud without the CDK CLI."""
