"""The people of a tenant: who they are, which of them are one, who may write in."""
