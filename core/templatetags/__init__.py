"""Template tags every template has."""
