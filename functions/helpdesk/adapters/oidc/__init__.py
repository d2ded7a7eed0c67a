"""OpenID Connect: our side of the authorization code flow with PKCE."""
