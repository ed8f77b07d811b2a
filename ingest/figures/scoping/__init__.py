"""Which period and place each number of a report belongs to: all that the report states are candidates, and trained weights choose."""
