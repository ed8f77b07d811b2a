"""How good and how fast the answers are, measured on cases with known answers."""
