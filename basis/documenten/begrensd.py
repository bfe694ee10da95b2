"""Runs a function on a strange file in a process of its own, with a limit on memory and time.

A hostile or huge file then costs the child its life, never the worker or the command. Only this module starts
processes; it knows nothing of Django, so it works from anywhere.

Protocol: the child gets one pickle on stdin (function, arguments, limits) and writes lines to stdout: ``voortgang 40``
while it works and at the end ``resultaat <bytes>`` or ``fout <bytes>`` or ``geheugen 0``, followed by that many bytes.
"""

from __future__ import annotations

import io
import logging
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from basis.documenten.model import Document, Leesfout

if sys.platform != "win32":  # Windows has no limits per process; the time limit still holds there.
    import resource

logger = logging.getLogger(__name__)

SECONDEN = 180
MEGABYTES = 300
_GEDEELD = 30
"""Megabytes of code and libraries that count as memory of the process but not as its data."""
_GROOTSTE_ANTWOORD = 64_000_000
_WORTEL = Path(__file__).resolve().parents[2]
_LOGREGELS = 4_000
_EIGEN_PAKKETTEN = ("basis.", "partijen.", "afspraken.", "voorraad.", "monitoring.", "tests.")
_VEILIGE_NAMEN = {
    ("builtins", naam) for naam in ("set", "frozenset", "complex", "bytearray", "range", "slice")
} | {
    ("datetime", naam) for naam in ("date", "datetime", "time", "timedelta", "timezone")
} | {("decimal", "Decimal"), ("collections", "OrderedDict"), ("collections", "Counter"), ("collections", "defaultdict"),
     ("fractions", "Fraction"), ("uuid", "UUID"), ("copyreg", "_reconstructor"), ("builtins", "object")}  # fmt: skip

TE_ZWAAR = "Dit bestand is te groot of te ingewikkeld om te lezen. Maak het kleiner of knip het in delen."
TE_LANG = (
    "Dit bestand is te groot of te ingewikkeld: het lezen duurde langer dan {seconden} seconden. "
    "Maak het kleiner of knip het in delen."
)
ONLEESBAAR = (
    "Dit bestand kunnen we niet lezen. Misschien is het beschadigd. Open het in Word of Excel, sla het op als nieuw "
    "bestand en probeer het nog eens."
)


class _Uitpakker(pickle.Unpickler):
    """Accepts only this project's own classes and plain values: the child worked on a file we do not trust."""

    def find_class(self, module: str, naam: str) -> Any:
        pad = [module.startswith(_EIGEN_PAKKETTEN), "." not in naam]
        if all(pad):
            gevonden = super().find_class(module, naam)
            if isinstance(gevonden, type) and gevonden.__module__ == module:
                return gevonden
        elif (module, naam) in _VEILIGE_NAMEN or (module.startswith("pathlib") and naam.endswith("Path")):
            return super().find_class(module, naam)
        raise pickle.UnpicklingError(f"{module}.{naam}")


class _Inpakker(pickle.Pickler):
    """Writes a choice as its class and value: older Pythons write a call of getattr, which nobody may unpack."""

    def reducer_override(self, obj: Any) -> Any:
        return (type(obj), (obj.value,)) if isinstance(obj, Enum) else NotImplemented


def _pak_in(waarde: Any) -> bytes:
    uit = io.BytesIO()
    _Inpakker(uit, pickle.HIGHEST_PROTOCOL).dump(waarde)
    return uit.getvalue()


@dataclass(slots=True)
class _Afloop:
    """What the child said."""

    soort: str = ""
    inhoud: bytes = b""
    klaar: threading.Event = field(default_factory=threading.Event)


def voer_begrensd_uit(
    functie: str,
    args: Sequence[Any] = (),
    kwargs: Mapping[str, Any] | None = None,
    *,
    seconden: float = SECONDEN,
    megabytes: int = MEGABYTES,
    voortgang: Callable[[int], None] | None = None,
) -> Any:
    """Run ``functie`` ('package.module:name') in a child process and return what it returns.

    Arguments and result are pickled. ``voortgang`` is called, in another thread, with the percentage the function
    reports through ``meld_voortgang``. Raises Leesfout when the function does, when it needs more than ``megabytes`` of
    memory or ``seconden`` of time, or when it fails in any other way (the cause is logged).
    """
    opdracht = pickle.dumps((functie, tuple(args), dict(kwargs or {}), seconden, megabytes))
    afloop = _Afloop()
    with tempfile.TemporaryFile() as klachten:
        kind = _start(klachten)
        try:
            lezer = threading.Thread(target=_lees_antwoord, args=(kind.stdout, afloop, voortgang), daemon=True)
            lezer.start()
            eind = time.monotonic() + seconden
            # A child that dies early closes its end; how it died is told below.
            with suppress(BrokenPipeError):
                assert kind.stdin is not None  # noqa: S101 - it was opened as a pipe
                kind.stdin.write(opdracht)
                kind.stdin.close()
            op_tijd = _wacht(kind, lezer, eind)
        finally:
            _ruim_op(kind)
        if not op_tijd:
            raise Leesfout(TE_LANG.format(seconden=round(seconden)))
        return _antwoord(functie, kind.returncode, afloop, klachten, seconden)


def lees_begrensd(
    pad: Path,
    naam: str = "",
    *,
    seconden: float = SECONDEN,
    megabytes: int = MEGABYTES,
    voortgang: Callable[[int], None] | None = None,
) -> Document:
    """Read a document as ``lezen.lees_document`` does, in a child process."""
    document = voer_begrensd_uit(
        "basis.documenten.lezen:lees_document",
        (pad, naam),
        seconden=seconden,
        megabytes=megabytes,
        voortgang=voortgang,
    )
    if not isinstance(document, Document):
        raise Leesfout(ONLEESBAAR)
    return document


_kanaal: IO[bytes] | None = None
_laatste = -1


def meld_voortgang(percentage: float) -> None:
    """Report how far a reader is (0-100). Does nothing outside a child process, so readers can always call it."""
    global _laatste
    heel = max(0, min(int(percentage), 100))
    if _kanaal is not None and heel > _laatste:
        _laatste = heel
        _kanaal.write(b"voortgang %d\n" % heel)
        _kanaal.flush()


# The parent's side.


def _start(klachten: IO[bytes]) -> subprocess.Popen[bytes]:
    omgeving = dict(os.environ)
    omgeving["PYTHONPATH"] = os.pathsep.join(filter(None, (str(_WORTEL), omgeving.get("PYTHONPATH", ""))))
    # One arena: otherwise every thread of a library reserves memory that counts against the limit.
    omgeving["MALLOC_ARENA_MAX"] = "1"
    return subprocess.Popen(
        [sys.executable, "-P", "-c", "from basis.documenten.begrensd import hoofd; hoofd()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=klachten,
        env=omgeving,
        start_new_session=True,
    )


def _lees_antwoord(bron: IO[bytes], afloop: _Afloop, voortgang: Callable[[int], None] | None) -> None:
    """Read the child's lines until its answer."""
    for regel in iter(lambda: bron.readline(200), b""):
        soort, _, getal = regel.decode("ascii", "replace").strip().partition(" ")
        if not getal.isdecimal():
            return
        if soort == "voortgang":
            if voortgang is not None:
                voortgang(int(getal))
            continue
        lengte = int(getal)
        if lengte > _GROOTSTE_ANTWOORD:
            afloop.soort = "geheugen"
            return
        inhoud = bron.read(lengte)
        if len(inhoud) == lengte:
            afloop.soort, afloop.inhoud = soort, inhoud
        return


def _wacht(kind: subprocess.Popen[bytes], lezer: threading.Thread, eind: float) -> bool:
    """Wait for the answer and the end of the child; tell whether it was in time."""
    lezer.join(max(0.0, eind - time.monotonic()))
    if lezer.is_alive():
        return False
    if kind.stdout is not None:
        # A child that still has more to say than we take must not wait for us.
        kind.stdout.close()
    with suppress(subprocess.TimeoutExpired):
        kind.wait(max(1.0, min(5.0, eind - time.monotonic())))
    return True


def _ruim_op(kind: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it started."""
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(kind.pid, signal.SIGKILL)
        else:
            kind.kill()
    kind.wait()
    for pijp in (kind.stdin, kind.stdout):
        if pijp is not None:
            with suppress(OSError):
                pijp.close()


def _antwoord(functie: str, code: int, afloop: _Afloop, klachten: IO[bytes], seconden: float) -> Any:
    """Turn what the child said, or how it died, into a result or a Leesfout."""
    if afloop.soort == "resultaat":
        return _Uitpakker(io.BytesIO(afloop.inhoud)).load()
    if afloop.soort == "leesfout":
        raise Leesfout(afloop.inhoud.decode("utf-8", "replace"))
    if afloop.soort != "geheugen":
        klachten.seek(0, os.SEEK_END)
        klachten.seek(max(0, klachten.tell() - _LOGREGELS))
        logger.warning(
            "%s failed in its child process (exit %s): %s", functie, code, klachten.read().decode("utf-8", "replace")
        )
    if hasattr(signal, "SIGXCPU") and code == -signal.SIGXCPU:
        raise Leesfout(TE_LANG.format(seconden=round(seconden)))
    # A crash inside a C library is nearly always memory that ran out.
    raise Leesfout(TE_ZWAAR if afloop.soort == "geheugen" or code < 0 else ONLEESBAAR)


# The child's side.


def _begrens(seconden: float, megabytes: int) -> None:
    """Limit this process: data (heap and private memory), processor time, file size, and no core dump."""
    if sys.platform == "win32":
        return
    data = max(64, megabytes - _GEDEELD) * 1_000_000
    tijd = int(seconden) + 2
    grenzen = {
        resource.RLIMIT_DATA: (data, data),
        resource.RLIMIT_CPU: (tijd, tijd + 2),
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_FSIZE: (_GROOTSTE_ANTWOORD, _GROOTSTE_ANTWOORD),
    }
    for soort, grens in grenzen.items():
        # A stricter limit that is already there stays.
        with suppress(ValueError, OSError):
            resource.setrlimit(soort, grens)


def _los_op(functie: str) -> Callable[..., Any]:
    module, _, naam = functie.partition(":")
    gevonden: Callable[..., Any] = getattr(import_module(module), naam)
    return gevonden


def hoofd() -> None:
    """Do the task on stdin; what the function itself prints goes to stderr."""
    global _kanaal
    _kanaal = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    functie, args, kwargs, seconden, megabytes = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our parent
    _begrens(seconden, megabytes)
    soort, inhoud = _doe(functie, args, kwargs)
    _kanaal.write(f"{soort} {len(inhoud)}\n".encode("ascii"))
    _kanaal.write(inhoud)
    _kanaal.flush()
    # Without tidying up: after running out of memory that can fail.
    sys.stderr.flush()
    os._exit(0 if soort == "resultaat" else 3)


def _doe(functie: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[str, bytes]:
    try:
        return "resultaat", _pak_in(_los_op(functie)(*args, **kwargs))
    except Leesfout as fout:
        return "leesfout", str(fout).encode()
    except (MemoryError, RecursionError):
        return "geheugen", b""
