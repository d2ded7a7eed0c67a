"""The REST API's routes: one file a resource, each a blueprint."""
