"""`anthropic batches`: the endpoints, and `run`, which carries a file of requests through any number of batches."""
