"""The search of ``afspraken.zoeken`` in SQL: the same patterns on SQLite and PostgreSQL, each with an index by word.

The index belongs to one kind of database each, so it is made after ``migrate`` (as the triggers of the freeze are):
SQLite drops triggers when a migration rebuilds the table. Without FTS5 the answers are the same, only slower.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func
from django.db.utils import OperationalError

from afspraken.zoeken import Term

Opdracht = tuple[str, tuple[str | int, ...]]
_TABEL, _KOLOM, _INDEX = "afspraken_afspraak", "stamtekst", "afspraken_afspraak_zoek"
# The words as a tsvector without any parsing, so that PostgreSQL compares exactly the words that Python stored. The
# cost tells the planner that computing it for every row is slow: it then takes the index, for common words too.
_FUNCTIE = "afspraken_zoekwoorden"
_MAAK_FUNCTIE = f"""
CREATE OR REPLACE FUNCTION {_FUNCTIE}(stammen text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000 SET search_path = pg_catalog
AS $$ SELECT array_to_tsvector(string_to_array(btrim(stammen), ' ')) $$
"""
# FTS5 splits at spaces alone and keeps no text of its own.
_FTS = (
    f"CREATE VIRTUAL TABLE {_INDEX} USING fts5({_KOLOM}, content='{_TABEL}', content_rowid='id', detail=none,"
    " columnsize=0, tokenize=\"ascii tokenchars '=<.,-/'\")"
)
_WEG = f"INSERT INTO {_INDEX}({_INDEX}, rowid, {_KOLOM}) VALUES ('delete', OLD.id, OLD.{_KOLOM});"  # noqa: S608 - no input
_ERBIJ = f"INSERT INTO {_INDEX}(rowid, {_KOLOM}) VALUES (NEW.id, NEW.{_KOLOM});"  # noqa: S608 - no input
_TRIGGERS = {"insert": _ERBIJ, "delete": _WEG, f"update OF {_KOLOM}": _WEG + _ERBIJ}


class HeeftStammen(Func):
    """Condition: the stored stems hold, of every term, one of its patterns."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, *termen: Term, **extra: Any) -> None:
        self.termen = termen
        super().__init__(F("pk"), F(_KOLOM), **extra)

    def as_sql(self, compiler: Any, connection: Any, *_args: Any, **_extra: Any) -> Opdracht:
        """Look for the patterns as text: every word stands between spaces."""
        kolom, _geen = compiler.compile(self.source_expressions[1])
        delen = [" OR ".join(f"instr({kolom}, %s) > 0" for _ in term.patronen) for term in self.termen]
        return " AND ".join(f"({deel})" for deel in delen), tuple(p for term in self.termen for p in term.patronen)

    def as_sqlite(self, compiler: Any, connection: Any, **_extra: Any) -> Opdracht:
        """Ask the index of words, when this SQLite has one."""
        if not _heeft_index(connection):
            return self.as_sql(compiler, connection)
        sleutel, _geen = compiler.compile(self.source_expressions[0])
        return f"{sleutel} IN (SELECT rowid FROM {_INDEX} WHERE {_INDEX} MATCH %s)", (fts_vraag(self.termen),)  # noqa: S608 - no input

    def as_postgresql(self, compiler: Any, connection: Any, **_extra: Any) -> Opdracht:
        """Look for the patterns as words and beginnings of words."""
        kolom, _geen = compiler.compile(self.source_expressions[1])
        return f"{_FUNCTIE}({kolom}) @@ %s::tsquery", (tsquery(self.termen),)


def tsquery(termen: Iterable[Term]) -> str:
    """Return the terms as a tsquery: 'word' is a whole word, 'word':* the beginning of one."""
    return " & ".join(f"({' | '.join(_lexeem(patroon) for patroon in term.patronen)})" for term in termen)


def _lexeem(patroon: str) -> str:
    woord = patroon.strip().replace("\\", "\\\\").replace("'", "''")
    return f"'{woord}'" if patroon.endswith(" ") else f"'{woord}':*"


def fts_vraag(termen: Iterable[Term]) -> str:
    """Return the terms in the language of FTS5."""
    return " AND ".join(f"({' OR '.join(_token(patroon) for patroon in term.patronen)})" for term in termen)


def _token(patroon: str) -> str:
    woord = patroon.strip().replace('"', '""')
    return f'"{woord}"' if patroon.endswith(" ") else f'"{woord}"*'


def _heeft_index(verbinding: Any) -> bool:
    """Tell whether the index of words is there; remembered per connection once it is."""
    if not getattr(verbinding, "heeft_zoekindex", False):
        with verbinding.cursor() as cursor:
            cursor.execute("SELECT 1 FROM sqlite_master WHERE name = %s", [_INDEX])
            verbinding.heeft_zoekindex = cursor.fetchone() is not None
    return bool(verbinding.heeft_zoekindex)


def na_migratie(using: str = DEFAULT_DB_ALIAS, **_kwargs: Any) -> None:
    """Make the index of this database anew where needed."""
    verbinding = connections[using]
    with verbinding.cursor() as cursor:
        kolommen: set[str] = set()
        if _TABEL in verbinding.introspection.table_names(cursor):
            kolommen = {kolom.name for kolom in verbinding.introspection.get_table_description(cursor, _TABEL)}
    if _KOLOM in kolommen:
        maak_index(verbinding)


def maak_index(verbinding: BaseDatabaseWrapper) -> None:
    """Make the index by word; on SQLite also the triggers that keep it, and fill it."""
    with verbinding.cursor() as cursor:
        if verbinding.vendor == "postgresql":
            # Rows are read far more often than written: no list of pending words that every search must read along.
            soort = f"gin ({_FUNCTIE}({_KOLOM})) WITH (fastupdate = off)"
            cursor.execute(_MAAK_FUNCTIE)
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {_INDEX} ON {_TABEL} USING {soort}")
        elif _maak_fts(verbinding, cursor):
            for daad, opdracht in _TRIGGERS.items():
                naam = f"{_INDEX}_{daad.split()[0]}"
                cursor.execute(f"DROP TRIGGER IF EXISTS {naam}")
                cursor.execute(f"CREATE TRIGGER {naam} AFTER {daad} ON {_TABEL} BEGIN {opdracht} END")
            cursor.execute(f"INSERT INTO {_INDEX}({_INDEX}) VALUES ('rebuild')")  # noqa: S608 - no input


def _maak_fts(verbinding: Any, cursor: Any) -> bool:
    """Make the table of the index; False when this SQLite was built without FTS5."""
    if _heeft_index(verbinding):
        return True
    try:
        cursor.execute(_FTS)
    except OperationalError as fout:
        if "no such module" not in str(fout):
            raise
        return False
    return True


def verwijder_index(verbinding: Any) -> None:
    """Drop the index, to measure without it."""
    with verbinding.cursor() as cursor:
        if verbinding.vendor == "postgresql":
            cursor.execute(f"DROP INDEX IF EXISTS {_INDEX}")
            return
        for daad in _TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {_INDEX}_{daad.split()[0]}")
        cursor.execute(f"DROP TABLE IF EXISTS {_INDEX}")
    verbinding.heeft_zoekindex = False
