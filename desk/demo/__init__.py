"""A believable year to look at: names of real blocs from the press, everything else invented and marked."""
