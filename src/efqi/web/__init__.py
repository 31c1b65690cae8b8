"""The workbench: a web shell over the rooms below; view, one call, template."""
