"""Tests of the way of an article."""
