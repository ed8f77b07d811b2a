"""The reader: finds the words in a passage that answer a question, with a small adapter over the embedding model."""
