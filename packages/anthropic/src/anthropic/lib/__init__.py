"""Paths that other software imports; what they lead to lives elsewhere."""
