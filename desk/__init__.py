"""The front door: the shell, each person's first page, the demo. Changes nothing of the domain."""
