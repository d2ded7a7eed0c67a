"""The CDK app: what Loket is made of on AWS, and, with context `local`, on one laptop."""
