"""What a file says about itself."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Mark:
    """A block: a word across every page, of a paper that has no force whatever it says."""

    text: str


@dataclass(frozen=True)
class Imprint:
    """The particulars both writers note in a file: never more than its document knows for good.

    Nothing here may change between two renderings, or the same document would no longer give the same bytes.
    """

    title: str
    sha256: str
    made_at: datetime  # in UTC, whole seconds
    mark: str = ""  # across every page
