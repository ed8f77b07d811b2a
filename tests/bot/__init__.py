"""Tests of the way of a question."""
