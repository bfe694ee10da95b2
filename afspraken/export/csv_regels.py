"""The register as .csv: one line per agreement, everything readable, neutralised; streamed."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from afspraken.afspraakwaarden import Waarden, leesbaar, met_waarden, waarden_van
from afspraken.export.cellen import csvtekst
from afspraken.export.inhoud import afspraaknamen, partijnamen
from afspraken.keuzes import BetrokkeneRol, Groep
from afspraken.models import Afspraak, Overeenkomst

MIME = "text/csv; charset=utf-8"
BOM = "\ufeff"
"""Excel reads UTF-8 only when the file says so."""
_PER_KEER = 500
_EERST = (
    "nummer",
    "deel",
    "hoofdstuk",
    "paragraaf",
    "onderwerp",
    "titel",
    "soort",
    "aard",
    "tekst",
    "samenvatting",
    "trekker_tekst",
    "partijen_tekst",
    "datum_tekst",
)
_DAARNA = (
    "termijnen",
    "indicatoren",
    "verwijzingen",
    "antwoordwijze",
    "penvoerder",
    "gemeenten",
    "bronplaats",
    "vervallen_op",
)
_KOPPEN = (
    "Nummer", "Deel", "Hoofdstuk", "Paragraaf", "Onderwerp", "Korte titel", "Soort", "Resultaat of inspanning", "Tekst",
    "Samenvatting", "Trekker in het document", "Partijen in het document", "Datum in het document", "Trekkers",
    "Levert gegevens", "Betrokken", "Wordt geïnformeerd", "Termijnen", "Indicatoren", "Verwijst naar",
    "Trekkers antwoorden", "Penvoerder", "Alleen voor gemeenten", "Plaats in het document", "Vervallen op",
)  # fmt: skip


class _Regel:
    """A file that keeps only the last line written to it."""

    tekst = ""

    def write(self, tekst: str) -> int:
        """Keep the line."""
        self.tekst = tekst
        return len(tekst)


def csv_regels(overeenkomst: Overeenkomst) -> Iterator[str]:
    """Yield the lines of the file; agreements are read some hundreds at a time."""
    regel = _Regel()
    schrijver = csv.writer(regel, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(_KOPPEN)
    yield BOM + regel.tekst
    kort = overeenkomst.afspraken.values_list("pk", "nummer", "deel__naam")
    namen = {f"afspraak:{pk}": naam for pk, naam in afspraaknamen(kort).items()}
    namen |= partijnamen(overeenkomst).labels
    for afspraak in _afspraken(overeenkomst):
        schrijver.writerow([csvtekst(tekst) for tekst in _cellen(waarden_van(afspraak), namen)])
        yield regel.tekst


def _afspraken(overeenkomst: Overeenkomst) -> Iterator[Afspraak]:
    return met_waarden(overeenkomst.afspraken.all()).iterator(chunk_size=_PER_KEER)


def _cellen(waarden: Waarden, namen: dict[str, str]) -> Iterable[str]:
    yield from (leesbaar(veld, waarden[veld], namen) for veld in _EERST)
    for rol in BetrokkeneRol:
        yield "; ".join(
            str(Groep(rij["groep"]).label) if rij["groep"] else namen.get(rij["partij"], rij["partij"])
            for rij in waarden["betrokkenen"]
            if rij["rol"] == rol
        )
    yield from (leesbaar(veld, waarden[veld], namen) for veld in _DAARNA)
