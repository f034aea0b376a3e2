"""Claude through the gateway of Acme."""
