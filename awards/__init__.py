"""Honours: what may be awarded, how much of it, who is put forward, what was decided, printed and proven."""
