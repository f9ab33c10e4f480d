"""Where the year comes together: conferences, their people and papers, elections, the reports of a year."""
