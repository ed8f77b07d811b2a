"""Tests: one rule each, over real files, real SQLite and real Chroma."""
