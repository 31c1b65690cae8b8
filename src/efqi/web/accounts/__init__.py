"""How people sign in, where the workbench runs as a service."""
