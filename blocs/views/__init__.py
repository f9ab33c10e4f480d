"""Pages of the blocs and of a year's rules."""
