"""A program that has locked itself up as the drawer does and then tries what an evil file would make it try.

python -I prisoner.py connect < file
"""

import json
import os
import resource
import socket
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "documents"))
import drawer


def connect():
    socket.create_connection(("127.0.0.1", 9), timeout=1)


def read():
    Path("/etc/passwd").read_bytes()


def write():
    Path("/tmp/escaped").write_bytes(b"x")


def swell():
    bytearray(drawer.MEMORY)


def shout():
    sys.stdout.buffer.write(bytes(drawer.RESULT + 1))
    sys.stdout.flush()


def sleep():
    time.sleep(600)


def toil():
    resource.setrlimit(resource.RLIMIT_CPU, (1, 1))  # seconds, instead of fifteen
    while True:
        pass


def look_around():
    told = {"environment": sorted(os.environ), "files": sorted(map(int, os.listdir("/proc/self/fd")))}
    sys.stdout.write(json.dumps(told))


ACTS = {act.__name__: act for act in (connect, read, write, swell, shout, sleep, toil, look_around)}

if __name__ == "__main__":
    if sys.argv[1] != "look_around":
        drawer.lock()
    try:
        ACTS[sys.argv[1]]()
    except OSError as fault:
        sys.stdout.write(str(fault.errno))
    except MemoryError:
        sys.stdout.write("no memory")
