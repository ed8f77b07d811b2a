"""The ways to answer, one small file each."""
