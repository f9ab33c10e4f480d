"""The project's own formats, in place of Django's `vi` ones."""
