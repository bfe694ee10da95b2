"""Which tests are there: those that read the two source documents only where those lie beside the project."""

from __future__ import annotations

from tests.basis.documenten.bronnen import BRONNEN

# Not collected rather than skipped: without the documents there is nothing to say about them.
collect_ignore = (
    [] if BRONNEN.is_dir() else ["test_beide_documenten.py", "test_partijen_bronnen.py", "test_termen_gelijk.py"]
)
