"""What the emulated model says: decided by fixed rules from the request alone."""
