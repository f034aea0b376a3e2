"""See `anthropic._decoders.jsonl`."""
