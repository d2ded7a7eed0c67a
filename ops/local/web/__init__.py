"""The little HTTP that the local cloud speaks itself, on ASGI."""
