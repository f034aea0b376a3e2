"""See `anthropic.lib`."""
