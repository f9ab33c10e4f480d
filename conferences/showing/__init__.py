"""What the hall sees on the wall.

boards (each offer as frozen words) · screen_offers (what may be sent) · screens (its key, what was sent, the
step that is live) · standing_board (the standing as plain words) · reveal (places frozen and confirmed) ·
moving_figures (the one board that moves) · and the wiring: forms.
"""
