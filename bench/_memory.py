"""`python -m bench._memory COUNT MODE`: draws and binds that many certificates, whole or two on a sheet.

Prints the highest memory of the process, in MB, as one number.
"""

import resource
import sys

import django

django.setup()

from bench import _certificates  # noqa: E402
from documents import impositions  # noqa: E402


def printed(count, mode):
    """A whole file, drawn, bound and laid out; nobody holds what it was made of."""
    content = _certificates.batch(count)
    if mode == "two_up":
        design = _certificates.design()
        plan = impositions.plan((design.width, design.height), impositions.SHEET)
        impositions.impose(content, plan, title=design.title)


if __name__ == "__main__":
    printed(int(sys.argv[1]), sys.argv[2])
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
