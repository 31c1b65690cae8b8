"""Commands for whoever keeps the service."""
