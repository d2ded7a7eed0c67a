"""The door for inbound mail: what SES receiving does, by SMTP."""
