"""API Gateway's REQUEST authorizer: from what a request carries to the one principal it is from."""
