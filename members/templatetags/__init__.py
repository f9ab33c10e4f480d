"""Filters and tags of the members."""
