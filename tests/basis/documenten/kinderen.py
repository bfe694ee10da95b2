"""Functions that tests run in a child process: good ones and bad ones."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from basis.documenten.begrensd import meld_voortgang
from basis.documenten.model import Leesfout


class Stiekem:
    """Pickles to a call; the parent must not make that call."""

    def __init__(self, pad: Path) -> None:
        self.pad = pad

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.pad),)


def tel_op(een: int, twee: int = 0) -> int:
    """Add."""
    return een + twee


def meld(*percentages: int) -> str:
    """Report progress and print in between."""
    for percentage in percentages:
        sys.stdout.write("rommel op de uitvoer\n")
        meld_voortgang(percentage)
    return "klaar"


def weiger() -> None:
    """Refuse."""
    raise Leesfout("Dit bestand is niet goed. Kies een ander.")


def struikel() -> None:
    """Fail by a mistake."""
    raise KeyError("intern")


def vreet_geheugen() -> int:
    """Take memory without end."""
    vol = [bytearray(10_000_000) for _ in range(1_000)]
    return len(vol)


def herhaal() -> None:
    """Never stop, without using the processor."""
    time.sleep(600)


def reken() -> None:
    """Never stop calculating."""
    while True:
        pass


def crash() -> None:
    """Die the way a C library does."""
    os.kill(os.getpid(), signal.SIGSEGV)


def sterf_stil() -> None:
    """Leave without an answer."""
    os._exit(0)


def start_kleinkind(pad: Path) -> None:
    """Start a process that would outlive us, then hang."""
    kind = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    pad.write_text(str(kind.pid))
    time.sleep(600)


def geef_stiekem(pad: Path) -> Stiekem:
    """Return something that runs code when it is unpacked."""
    return Stiekem(pad)


def geef_pad(pad: Path) -> tuple[str, bool]:
    """Return the arguments as they arrived."""
    return str(pad), pad.exists()


def geef_veel() -> bytes:
    """Return more than an answer may be."""
    return bytes(70_000_000)
