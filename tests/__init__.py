"""The second documentation: mirrors the apps, and walks the year as people do."""
