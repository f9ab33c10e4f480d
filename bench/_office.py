"""LibreOffice Writer as a reference: what a file costs it to turn into a PDF, in CPU seconds."""

import resource
import shutil
import subprocess

PATIENCE = 600  # seconds


def found():
    """Return the program (path) or None."""
    return shutil.which("soffice")


def cpu(program, folder, source):
    """Return the CPU seconds `program` takes for `source` (a path), its start included; 0 when it cannot.

    Its profile is made in `folder` by the first call, which costs more.
    """
    command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    began = spent()
    subprocess.run([*command, "--outdir", folder, source], check=True, capture_output=True, timeout=PATIENCE)
    return spent() - began if source.with_suffix(".pdf").exists() else 0


def spent():
    """Return the CPU seconds of all processes that this one has started and seen the end of."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
