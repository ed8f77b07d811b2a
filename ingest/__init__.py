"""From a report to the library: sources, articles, passages, the store and its vectors."""
