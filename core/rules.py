"""How a rule says no: one whole Vietnamese sentence that tells what to do next."""


class RuleError(Exception):
    """An act was refused. The message is shown to the person as it is."""
