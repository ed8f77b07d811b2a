"""Every number of a report with what it counts, whom, where, over which period and as of when."""
