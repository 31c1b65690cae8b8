"""Codes that the NHS uses: what each means, and what is lost where lists are mapped."""
