"""How the program says no: one whole Vietnamese sentence that tells what to do next."""


class RuleError(Exception):
    """An act was refused. The message is shown to the person as it is."""


class ReadingError(RuleError, ValueError):
    """Typed text is not the date or number it should be. The message says what to type instead.

    A form field turns it into its error and an importer into the remark on its row; where nobody
    does, it is refused like any other act.
    """
