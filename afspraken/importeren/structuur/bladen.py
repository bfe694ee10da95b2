"""Sheets of a workbook and rows above a heading: which chapter, part or kind they name (pure)."""

from __future__ import annotations

import re
from dataclasses import replace

from afspraken.importeren.nummers import als_nummer
from afspraken.importeren.structuur.alinearegels import Blok, Regel
from afspraken.importeren.structuur.indeling import zoek_kop
from afspraken.importeren.structuur.koppen import is_groepskop, lees_koptekst
from afspraken.importeren.structuur.model import Kopregel, Kopsoort
from afspraken.importeren.structuur.raster import gevulde_cellen, nummertekst
from afspraken.importeren.tekstopmaak import op_een_regel
from basis.documenten.model import Tabel

BLADSTIJL = "bladnaam"
_ALGEMEEN = re.compile(
    r"^(?:blad|sheet|werkblad|tabel|tabblad)\s*\d*$|^(?:overzicht|totaaloverzicht|totaal|alle afspraken|data|"
    r"lijst|import|export|"
    r"register|afsprakenlijst|overzicht (?:prestatie)?afspraken|bijlage|invoer|monitor|planning)$",
    re.IGNORECASE,
)
_OVER_DOCUMENT = re.compile(
    r"^(?:partners?|partijen|deelnemers|ondertekenaars|betrokken\w*|status|opgesteld|laatst\w*|datum|versie)\b[^:]{0,25}:|"
    r"^(?:de\s+)?gemeente\s+\S+(?:\s\S+)?$",
    re.IGNORECASE,
)
_DOCUMENTTITEL = re.compile(
    r"prestatieafspraken|raamovereenkomst|samenwerkingsovereenkomst|versie\b|stand per|peildatum|\bdatum\b",
    re.IGNORECASE,
)


def bladkop(blok: Blok) -> None:
    """Read the name of a sheet as a heading; a general name ('Blad1', 'Afspraken') says nothing of the chapter."""
    if not isinstance(blok, Regel) or blok.alinea.stijl != BLADSTIJL:
        return
    naam = op_een_regel(blok.alinea.tekst.replace("_", " "))
    kop = lees_koptekst(naam, niveau=1)
    if _ALGEMEEN.match(naam) or is_groepskop(naam) or als_nummer(naam):
        kop = replace(kop, soort=Kopsoort.GROEP, titel=naam)
    elif kop.soort is Kopsoort.PARAGRAAF:
        kop = replace(kop, soort=Kopsoort.HOOFDSTUK)
    elif jaar := re.search(r"\bjaarschijf\b", naam, re.IGNORECASE):
        kop = replace(kop, afspraaksoort="jaarschijf", soort=Kopsoort.GROEP if jaar.start() == 0 else kop.soort)
    blok.kop, blok.label, blok.nummer = kop, None, ""


def _is_titelregel(tekst: str) -> bool:
    return 2 < len(tekst) <= 120 and tekst[-1] not in ".;"


def titelrijen(tabel: Tabel) -> list[Kopregel]:
    """Headings in the rows above the heading of the columns: 'Thema 2: Wonen', 'Jaarschijf 2024'.

    Titles of the document and lines as 'versie 2' are left out; so is running text.
    """
    indeling = zoek_kop(tabel)
    if indeling is None:
        return []
    koppen = []
    for rij in tabel.rijen[: indeling.begin]:
        gevuld = gevulde_cellen(rij)
        tekst = op_een_regel(" ".join(nummertekst(rij.cellen[kolom]) for kolom in gevuld))
        if rij.verborgen or not gevuld or len(gevuld) > 2 or not _is_titelregel(tekst) or _OVER_DOCUMENT.match(tekst):
            continue
        kop = lees_koptekst(
            re.sub(r"^(thema|hoofdstuk|onderwerp)\s*:\s*", r"\1: ", tekst, flags=re.IGNORECASE), niveau=2
        )
        if kop.afspraaksoort == "jaarschijf" or re.search(r"\bjaarschijf\b", tekst, re.IGNORECASE):
            koppen.append(replace(kop, soort=Kopsoort.GROEP, afspraaksoort="jaarschijf"))
        elif not _DOCUMENTTITEL.search(tekst):
            koppen.append(kop)
        elif kop.afspraaksoort:
            koppen.append(replace(kop, soort=Kopsoort.GROEP))
    return koppen


def bovenste_teksten(tabel: Tabel) -> list[str]:
    """All texts above the heading of the columns, for the title and the period."""
    indeling = zoek_kop(tabel)
    rijen = tabel.rijen[: indeling.begin if indeling else 0]
    return [op_een_regel(" ".join(tekst for tekst in rij.teksten if tekst)) for rij in rijen if not rij.is_leeg]
