"""The bloc and the rules of its year: memberships, seasons, phases, terms, criteria table."""
