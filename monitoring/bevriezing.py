"""Database triggers that hold a vastgesteld peilmoment, whatever door a change comes through.

They are set after every ``migrate`` instead of in one migration, because SQLite drops a table's triggers when a later
migration rebuilds that table. Setting them again is harmless.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

FOUT = "Dit peilmoment is vastgesteld en kan niet meer worden gewijzigd."

# Table -> how a row leads to its peilmoment; {rij} becomes NEW or OLD.
_DIRECT = "{rij}.peilmoment_id"
_VIA_OPGAVE = "(SELECT o.peilmoment_id FROM voorraad_opgave o WHERE o.id = {rij}.opgave_id)"
TABELLEN = {
    "afspraken_verlenging": _DIRECT,
    "voorraad_opgave": _DIRECT,
    "voorraad_mutatie": _VIA_OPGAVE,
    "voorraad_voorraadstand": _VIA_OPGAVE,
    "voorraad_projectstand": _VIA_OPGAVE,
    "monitoring_voortgang": _DIRECT,
    "monitoring_cijferstaat": _DIRECT,
    "monitoring_meting": "(SELECT c.peilmoment_id FROM monitoring_cijferstaat c WHERE c.id = {rij}.cijferstaat_id)",
    "monitoring_afspraakstatus": _DIRECT,
    "monitoring_standpunt": _DIRECT,
}
_DADEN = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}
# Of a stored report only the PDF may still arrive, once, and its publication may change.
_RAPPORT_GEWIJZIGD = (
    "OLD.peilmoment_id <> NEW.peilmoment_id OR OLD.versie <> NEW.versie OR OLD.reden <> NEW.reden"
    " OR CAST(OLD.momentopname AS TEXT) <> CAST(NEW.momentopname AS TEXT)"
    " OR OLD.schema_versie <> NEW.schema_versie OR OLD.gemaakt_op <> NEW.gemaakt_op"
    " OR (OLD.sha256 <> '' AND (OLD.sha256 <> NEW.sha256 OR OLD.pdf <> NEW.pdf))"
)


def _vast(pad: str) -> str:
    return f"EXISTS (SELECT 1 FROM afspraken_peilmoment p WHERE p.id = {pad} AND p.status = 'vastgesteld')"  # noqa: S608 - no input


def _regels() -> Iterator[tuple[str, str, str]]:
    """Yield (table, act, condition) for every refusal."""
    for tabel, pad in TABELLEN.items():
        for daad, rijen in _DADEN.items():
            yield tabel, daad, " OR ".join(_vast(pad.format(rij=rij)) for rij in rijen)
    for daad in ("update", "delete"):
        yield "afspraken_peilmoment", daad, "OLD.status = 'vastgesteld'"
    yield "monitoring_rapport", "delete", "OLD.id IS NOT NULL"
    yield "monitoring_rapport", "update", _RAPPORT_GEWIJZIGD


def _sql(soort: str, tabel: str, daad: str, voorwaarde: str) -> list[str]:
    """Return the statements that set one trigger, in the dialect of the database."""
    naam = f"bevroren_{tabel}_{daad}"
    if soort == "sqlite":
        return [
            f"DROP TRIGGER IF EXISTS {naam}",
            f"CREATE TRIGGER {naam} BEFORE {daad.upper()} ON {tabel} FOR EACH ROW WHEN {voorwaarde}"
            f" BEGIN SELECT RAISE(ABORT, '{FOUT}'); END",
        ]
    terug = "OLD" if daad == "delete" else "NEW"
    # A condition with a subquery cannot stand in WHEN on PostgreSQL, so each trigger has its own function.
    return [
        f"CREATE OR REPLACE FUNCTION {naam}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {voorwaarde} THEN RAISE EXCEPTION '{FOUT}' USING ERRCODE = 'check_violation'; END IF;"
        f" RETURN {terug}; END $$",
        f"DROP TRIGGER IF EXISTS {naam} ON {tabel}",
        f"CREATE TRIGGER {naam} BEFORE {daad.upper()} ON {tabel} FOR EACH ROW EXECUTE FUNCTION {naam}()",
    ]


def zet_triggers(verbinding: BaseDatabaseWrapper) -> None:
    """Set every trigger on this database."""
    with verbinding.cursor() as cursor:
        for tabel, daad, voorwaarde in _regels():
            for opdracht in _sql(verbinding.vendor, tabel, daad, voorwaarde):
                cursor.execute(opdracht)


def verwijder_triggers(verbinding: BaseDatabaseWrapper) -> None:
    """Remove every trigger (for tests that empty the database, and for a restore)."""
    with verbinding.cursor() as cursor:
        for tabel, daad, _voorwaarde in _regels():
            op_tabel = "" if verbinding.vendor == "sqlite" else f" ON {tabel}"
            cursor.execute(f"DROP TRIGGER IF EXISTS bevroren_{tabel}_{daad}{op_tabel}")


def na_migratie(sender: Any, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Set the triggers after a migrate, unless the tables are not there (migrated back to before they existed)."""
    verbinding = connections[using]
    aanwezig = set(verbinding.introspection.table_names())
    if aanwezig.issuperset({*TABELLEN, "afspraken_peilmoment", "monitoring_rapport"}):
        zet_triggers(verbinding)
