"""Whether a request is one that the API would take, and the message it gives where not."""
