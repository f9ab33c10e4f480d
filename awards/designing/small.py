"""A version of a design small enough for a list: its whole sheet, or the ground below a certificate.

The ground is what one holds in the hand: the picture or the drawing that is printed with its words, or the
scan of the phôi that is printed on.
"""

from awards.designing import looks, proofs, samples
from core.rules import RuleError
from documents import binding, miniatures, sheets


def sheet(version):
    """Return the JPEG (bytes) of `version` with usual sample words; without them where they cannot be set.

    Raises RuleError when its ground cannot be drawn.
    """
    return miniatures.of(f"sheet-{tag(version)}", lambda: _sheet(version))


def ground(version):
    """Return the JPEG (bytes) of what lies below the words of a row on `version`; refuses as `sheet` does."""
    return miniatures.of(f"ground-{tag(version)}", lambda: _ground(version))


def tag(version):
    """Return what names the look of `version` for whoever keeps a picture of it: its row and its seal."""
    return f"{version.pk}-{looks.seal_of(version)[:16]}"


def _sheet(version):
    design, below = looks.of_version(version), _ground(version)
    try:
        part = sheets.draw_part(design, [samples.row()])
    except RuleError:  # a draft that is still worked on
        return below
    return binding.bind([part], pages=1, title=design.title, ground=below)


def _ground(version):
    mode = proofs.STOCK if version.picture_role == version.PictureRole.STOCK else proofs.FULL
    return proofs.ground_of(version, looks.of_version(version), mode)
