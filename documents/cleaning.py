"""Text on its way to paper: one Unicode form, and nothing that no reader could see.

What is dropped has no shape of its own: control characters (illegal in a Word file), marks that turn the
direction of writing (they make a paper read otherwise than its data), soft hyphens, half surrogates.
A character that has a shape is never dropped; whether our faces can draw it is asked in `faces`.
"""

import re
import unicodedata

LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
SPACES = re.compile("[ \t\u2000-\u200a\u3000]+")  # not the no-break spaces: somebody meant those
UNSEEN = {"Cc", "Cf", "Cs"}
VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # they only choose between pictures
NO_CHARACTER = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")


def clean(text):
    """Return `text` as paper takes it: NFC, single spaces, "\\n" as the only line end, no unseen signs."""
    text = LINE_ENDS.sub("\n", text)
    text = SPACES.sub(" ", text)
    text = NO_CHARACTER.sub("", VARIANTS.sub("", text))
    seen = (sign for sign in text if sign == "\n" or unicodedata.category(sign) not in UNSEEN)
    text = SPACES.sub(" ", unicodedata.normalize("NFC", "".join(seen)))
    return re.sub(" ?\n ?", "\n", text)
