"""Pages of conferences, agenda, delegates, votes, election, minutes, ranking and reports."""
