"""The demo's story as dated acts: told up to a day, so that every phase can be looked at as it stood."""

from core import clock


class Timeline:
    """Acts in the order of their days; those of one day in the order they were added."""

    def __init__(self):
        self._steps = []

    def on(self, day, act, *args):
        """Let `act(*args)` happen on `day` (a date)."""
        self._steps.append((day, len(self._steps), act, args))

    def tell(self, until):
        """Carry out every act up to and including the day `until`."""
        for day, _, act, args in sorted(self._steps, key=lambda step: step[:2]):
            if day <= until:
                with clock.at(day):
                    act(*args)
