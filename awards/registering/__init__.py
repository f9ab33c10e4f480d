"""The golden register (sổ vàng) and what is counted from it.

registers (numbers given one after another) · register_book (a year's book, printed) · statistics (awards by
form, agency, year and person) · posts (leading posts, read from words).
"""
