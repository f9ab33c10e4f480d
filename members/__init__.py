"""The agencies and their people. Knows who acts for whom, on which day."""
