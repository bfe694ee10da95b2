"""Running a Java program for a test, with an error that names the package to install."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence


def draai(
    argumenten: Sequence[str], *, mag_falen: bool = False, seconden: int = 300
) -> subprocess.CompletedProcess[str]:
    """Run ``java`` with these arguments and return the finished process.

    Raises RuntimeError when Java is missing, or when the program fails and ``mag_falen`` is false.
    """
    java = shutil.which("java")
    if java is None:
        raise RuntimeError("Java ontbreekt. Installeer: apt-get install default-jdk-headless")
    uitkomst = subprocess.run(  # noqa: S603 - a fixed program, arguments made by the tests
        [java, *argumenten], capture_output=True, text=True, encoding="utf-8", timeout=seconden, check=False
    )
    if uitkomst.returncode != 0 and not mag_falen:
        raise RuntimeError(f"Java stopte met code {uitkomst.returncode}:\n{uitkomst.stderr[-4000:]}")
    return uitkomst
