"""From a document to all that an import offers, stock tables left to ``voorraad.importeren`` (pure)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from afspraken.importeren.aanhef import Aanhef, lees_aanhef, lees_definities
from afspraken.importeren.partijen import Partijenlijst, herken_partijen
from afspraken.importeren.resultaat import GevondenAfspraak, GevondenTabel, Importresultaat
from afspraken.importeren.structuur import Opzij, Structuur, vind_structuur
from afspraken.importeren.tekstopmaak import als_markdown
from afspraken.importeren.uitwerken import Kennis, eigen_nummers, werk_uit
from afspraken.termijnherkenning import jaarschijfmoment
from basis.documenten.begrensd import meld_voortgang
from basis.documenten.model import Document, Leesfout

GEEN_AFSPRAKEN = (
    "In dit bestand zijn geen afspraken gevonden. Afspraken staan meestal in een tabel met kopjes als 'Nr', 'Afspraak' "
    "en 'Trekker', of in genummerde alinea's. Kijk of dit het goede bestand is."
)
TE_VEEL = (
    "In dit bestand staan {aantal} rijen die op afspraken lijken. Zo veel afspraken heeft een overeenkomst niet. "
    "Kijk of dit het goede bestand is, of verwijder de bladen die er niet bij horen."
)
# The reader keeps hidden rows and sheets; the recogniser leaves them out and says so itself.
_WEL_GELEZEN = re.compile(
    r"(?:\brijen|\brij|\bblad)\b.*\bverborgen\b.*wel gelezen|verborgen rijen zijn wel gelezen", re.IGNORECASE
)
MEESTE_AFSPRAKEN = 2500
_MEESTE_NUMMERS = 12


@dataclass(slots=True)
class Herkenning:
    """What was found, and the tables that may hold stock."""

    resultaat: Importresultaat
    opzij: list[Opzij] = field(default_factory=list)


def herken(document: Document) -> Herkenning:
    """Recognise everything but stock tables. Raises Leesfout when there are no agreements at all."""
    aanhef = lees_aanhef(document)
    structuur = vind_structuur(document, aanhef.gemeenten)
    if not structuur.afspraken:
        raise Leesfout(GEEN_AFSPRAKEN)
    if len(structuur.afspraken) > MEESTE_AFSPRAKEN:
        raise Leesfout(TE_VEEL.format(aantal=len(structuur.afspraken)))
    meld_voortgang(70)
    lijst = herken_partijen(_zonder_velden(document, structuur))
    kennis = _kennis(document, aanhef, structuur, lijst)
    afspraken: list[GevondenAfspraak] = []
    for ruw in structuur.afspraken:
        afspraken.append(werk_uit(ruw, kennis, afspraken[-1] if afspraken else None))
    meld_voortgang(90)
    resultaat = Importresultaat(
        bestand=document.naam,
        titel=aanhef.titel,
        gemeenten=_gemeenten(aanhef, lijst),
        begin=aanhef.begin,
        eind=aanhef.eind,
        bronstatus=aanhef.bronstatus,
        afspraken=afspraken,
        partijen=lijst.partijen,
        groepen=lijst.groepen,
        hoofdstukken=_hoofdstukken(structuur),
        definities=lees_definities([o.tabel for o in structuur.opzij if o.soort == "begrippen"], structuur.begrippen),
        tabellen=[_tabel(opzij) for opzij in structuur.opzij],
    )
    resultaat.waarschuwingen = [
        *(str(melding) for melding in document.meldingen if not _WEL_GELEZEN.search(melding.tekst)),
        *aanhef.waarschuwingen,
        *structuur.waarschuwingen,
        *lijst.waarschuwingen,
        *_ontbreekt(afspraken),
    ]
    return Herkenning(resultaat, structuur.opzij)


def _zonder_velden(document: Document, structuur: Structuur) -> Document:
    """The document without the labelled lines of agreements: 'Partijen: gemeente en X' there lists no parties."""
    return replace(document, blokken=[blok for blok in document.blokken if id(blok) not in structuur.veldregels])


def _kennis(document: Document, aanhef: Aanhef, structuur: Structuur, lijst: Partijenlijst) -> Kennis:
    teksten = [alinea.tekst for alinea in document.alineas]
    teksten += [als_markdown(ruw.alineas) for ruw in structuur.afspraken]
    return Kennis(
        partijen=lijst,
        begin=aanhef.begin,
        eind=aanhef.eind,
        jaarschijf=bool(re.search(r"\bjaarschijf\b", aanhef.titel, re.IGNORECASE)),
        jaarschijfjaar=_jaarschijfjaar(aanhef.titel),
        jaarschijfmoment=jaarschijfmoment(teksten, begin=aanhef.begin, eind=aanhef.eind),
        nummers=eigen_nummers(structuur.afspraken),
        noten=document.noten,
        getypte_noten=structuur.noten,
        gemeentepartijen=_gemeentepartijen(aanhef, lijst),
    )


def _jaarschijfjaar(titel: str) -> int:
    gevonden = re.search(r"\bjaarschijf\b\D{0,12}(20\d\d)(?!\s*[-–/]\s*(?:20)?\d\d)", titel, re.IGNORECASE)
    return int(gevonden[1]) if gevonden else 0


def _gemeentepartijen(aanhef: Aanhef, lijst: Partijenlijst) -> dict[str, str]:
    """Names of municipalities without 'gemeente' -> name of the party, as far as there is one."""
    partijen = [partij.naam for partij in lijst.partijen if partij.soort == "gemeente"]
    uit = {re.sub(r"^(?:de )?gemeente ", "", naam, flags=re.IGNORECASE): naam for naam in partijen}
    for naam in aanhef.gemeenten:
        partij = next((p for p in partijen if p.casefold() == f"gemeente {naam}".casefold()), "")
        uit.setdefault(naam, partij or f"Gemeente {naam}")
    return uit


def _gemeenten(aanhef: Aanhef, lijst: Partijenlijst) -> list[str]:
    """Parties that are municipalities and take part; else the names in the title."""
    namen = [partij.naam for partij in lijst.partijen if partij.soort == "gemeente" and partij.deelnemer]
    return namen or [f"Gemeente {naam}" for naam in aanhef.gemeenten[:1]]


def _hoofdstukken(structuur: Structuur) -> list[dict[str, str]]:
    return [
        {"deel": h.deel, "nummer": h.kop.nummer, "titel": h.kop.titel, "ambitie": als_markdown(h.tekst)}
        for h in structuur.hoofdstukken
    ]


def _tabel(opzij: Opzij) -> GevondenTabel:
    return GevondenTabel(soort="opzij", titel=opzij.titel, plaats=str(opzij.tabel.plaats), reden=opzij.reden)


def _ontbreekt(afspraken: list[GevondenAfspraak]) -> list[str]:
    """Say of how many agreements something usual is missing."""
    zonder_trekker = [a for a in afspraken if not a.trekkers]
    zonder_nummer = [a for a in afspraken if not a.nummer and a.soort != "jaarschijf"]
    uit = []
    if zonder_trekker:
        uit.append(f"{_aantal(zonder_trekker)} geen trekker{_welke(zonder_trekker)}.")
    if zonder_nummer and len(zonder_nummer) < len(afspraken):
        uit.append(
            f"{_aantal(zonder_nummer)} geen nummer ({'; '.join(a.plaats for a in zonder_nummer[:_MEESTE_NUMMERS])})."
        )
    return uit


def _aantal(afspraken: list[GevondenAfspraak]) -> str:
    return "1 afspraak heeft" if len(afspraken) == 1 else f"{len(afspraken)} afspraken hebben"


def _welke(afspraken: list[GevondenAfspraak]) -> str:
    nummers = [a.nummer for a in afspraken if a.nummer][:_MEESTE_NUMMERS]
    meer = " en andere" if len(afspraken) > _MEESTE_NUMMERS else ""
    return f": {', '.join(nummers)}{meer}" if nummers else ""
