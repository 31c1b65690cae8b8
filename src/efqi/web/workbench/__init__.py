"""Projects as the web keeps them: rows and relations, no rules."""
