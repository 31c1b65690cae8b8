"""A whole project as typed, versioned data: what gates, reports and bundles read."""
