"""The demo's story as dated acts: told up to a day, so that every phase can be looked at as it stood."""

from core import clock


class Timeline:
    """Acts in the order of their days; those of one day in the order they were added."""

    def __init__(self):
        self._steps = []  # that have not happened yet

    def on(self, day, act, *args):
        """Let `act(*args)` happen on `day` (a date)."""
        self._steps.append((day, act, args))

    def tell(self, until):
        """Carry out every act up to and including the day `until` that has not happened yet."""
        due = [step for step in self._steps if step[0] <= until]
        self._steps = [step for step in self._steps if step[0] > until]
        for day, act, args in sorted(due, key=lambda step: step[0]):
            with clock.at(day):
                act(*args)
