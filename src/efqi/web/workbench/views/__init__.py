"""Views: parse, one call, template."""
