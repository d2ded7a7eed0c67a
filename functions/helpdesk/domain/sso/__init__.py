"""Single sign-on: an organisation's own identity provider says who somebody is."""
