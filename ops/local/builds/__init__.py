"""Makes what is deployed, and only when its sources changed: the frontend and the CDK assembly."""
