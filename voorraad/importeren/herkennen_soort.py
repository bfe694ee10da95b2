"""What kind of table a block of rows is, or why it is set aside (pure)."""

from __future__ import annotations

import re

from basis.tekst import zoeksleutel
from voorraad.importeren.herkennen_getal import lees_bereik
from voorraad.importeren.herkennen_omgeving import Omgeving
from voorraad.importeren.herkennen_raster import Blok, Regel
from voorraad.importeren.herkennen_woorden import Kenmerk, gaat_over_bouw, gaat_over_iets_anders, gaat_over_voorraad

PROGNOSE, STAND, PROJECTEN, OPZIJ = "prognose", "stand", "projecten", "opzij"
_MINSTE_KLASSEN = 2
_KORT = 120
_REDENEN: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"handteken|ondertekening|\bnamens\b|wethouder|directeur-bestuurder|voorzitter"),
        "Dit zijn handtekeningen.",
    ),
    (re.compile(r"\binhoud(?:sopgave)?\b|\bpagina\b|\bblz\b"), "Dit is een inhoudsopgave."),
    (re.compile(r"\bbegrip(?:pen)?\b|definitie|betekenis|afkorting"), "Dit is een lijst met begrippen."),
    (
        re.compile(r"\bversie\b.*\bdatum\b|\bauteur\b|\bstatus\b.*\bdatum\b"),
        "Dit zijn gegevens over het document zelf.",
    ),
    (re.compile(r"\bcontact\w*|telefoon|e-?mail"), "Dit zijn contactgegevens."),
    (re.compile(r"\boverleg\b.*\bfrequentie\b|\bdeelnemers\b"), "Dit is een overzicht van overleggen."),
)


def is_projectregel(regel: Regel, blok: Blok) -> bool:
    """Tell whether a row is a location: it names no mutation, party, year, class or sum of its own."""
    kenmerk = regel.kenmerk
    if (
        not regel.label
        or blok.titel.totaal
        or kenmerk.ingreep
        or kenmerk.stand
        or kenmerk.totaal
        or kenmerk.waarvan
        or kenmerk.klasse
        or kenmerk.bedragen
    ):
        return False
    if "locatie" in regel.velden:
        return not ((kenmerk.mutaties or kenmerk.richting) and _kaal(regel))
    return not (
        kenmerk.mutaties
        or kenmerk.richting
        or kenmerk.partij
        or kenmerk.jaren
        or kenmerk.netto
        or _is_partijlabel(regel)
    )


def _is_partijlabel(regel: Regel) -> bool:
    return "corporatie" in regel.velden and regel.velden["corporatie"] == regel.label


_ALGEMEEN = re.compile(
    r"\b(?:sociale?|huur|woning(?:en)?|huurwoningen|bezit|totaal|aantal|permanente?|tijdelijke?|van|en|de|het|aan|"
    r"huurders?|beleggers?|derden|daeb|eigen|bestaand|bestaande|voorraad|overige|regulier|reguliere|dure?)\b|[\W0-9]"
)


def _kaal(regel: Regel) -> bool:
    """Tell whether a label holds only words of mutations, so that it is no name of a place ('Sloop woningen')."""
    sleutel = zoeksleutel(lees_bereik(regel.label)[1])
    rest = re.sub(
        r"\w*nieuwbouw\w*|sloop\w*|verko\w+|aanko\w+|transformatie\w*|liberalisatie\w*|onttrekking\w*|toevoeging\w*",
        "",
        sleutel,
    )
    return not _ALGEMEEN.sub("", rest).strip()


def soort_van(blok: Blok, omgeving: Omgeving) -> str:
    """Return prognose, stand, projecten or opzij for a block."""
    if not any(regel.waarden for regel in blok.regels):
        return OPZIJ
    rijen = [regel.kenmerk for regel in blok.regels if not regel.kenmerk.ingreep]
    kolommen = [kolom.kenmerk for kolom in blok.getalkolommen]
    secties = [regel.sectie for regel in blok.regels]
    assen = [*rijen, *kolommen, *secties, blok.titel]
    mutaties = any(_mutatie(kenmerk) for kenmerk in assen)
    titels = " ".join((omgeving.titel, blok.titel.tekst))
    anders = gaat_over_iets_anders(" ".join((titels, *(kolom.tekst for kolom in blok.kolommen))))
    klassen = max(_klassen(rijen), _klassen(kolommen))
    bouw = gaat_over_bouw(titels) or bool(omgeving.context.mutaties or omgeving.context.richting)
    if klassen >= _MINSTE_KLASSEN and not mutaties and not bouw:
        return OPZIJ if anders and not gaat_over_voorraad(titels) else STAND
    if _projecten(blok, mutaties, bouw):
        return PROJECTEN if mutaties or bouw or not anders else OPZIJ
    if mutaties or (bouw and not anders and _aslabels(blok)):
        return PROGNOSE
    return STAND if not anders and _is_stand(blok, omgeving, titels, rijen + kolommen) else OPZIJ


def _mutatie(kenmerk: Kenmerk) -> bool:
    return bool(kenmerk.mutaties or kenmerk.richting) or (kenmerk.netto and not kenmerk.klasse)


def _klassen(kenmerken: list[Kenmerk]) -> int:
    """Count the different rent classes."""
    return len({(k.klasse, k.boven, k.bedragen) for k in kenmerken if (k.klasse or k.bedragen) and not k.totaal})


def _projecten(blok: Blok, mutaties: bool, bouw: bool) -> bool:
    """Tell whether the rows are locations: by the head of their column, or because most rows name nothing else."""
    velden = {kolom.veld for kolom in blok.kolommen}
    bladen = [regel for regel in blok.regels if regel.waarden and not regel.kenmerk.totaal]
    plekken = [regel for regel in bladen if is_projectregel(regel, blok)]
    if not plekken:
        return False
    if "locatie" in velden:
        return mutaties or bouw or bool(velden & {"aantal", "status", "jaar"}) or _jaarkolommen(blok)
    return (mutaties or bouw) and (_jaarkolommen(blok) or "aantal" in velden) and len(plekken) * 3 >= len(bladen)


def _jaarkolommen(blok: Blok) -> bool:
    return any(kolom.kenmerk.jaren for kolom in blok.getalkolommen)


def _aslabels(blok: Blok) -> bool:
    """Tell whether rows or columns are years or parties, so that a title alone can name the mutation."""
    kenmerken = [regel.kenmerk for regel in blok.regels] + [kolom.kenmerk for kolom in blok.getalkolommen]
    return any(kenmerk.partij or kenmerk.jaren for kenmerk in kenmerken)


def _is_stand(blok: Blok, omgeving: Omgeving, titels: str, assen: list[Kenmerk]) -> bool:
    """Tell whether it counts dwellings owned: the title says so, and a party, type, class or date does too."""
    koppen = " ".join(kolom.tekst for kolom in blok.kolommen)
    bezit = gaat_over_voorraad(titels) or gaat_over_voorraad(koppen)
    return bezit and any(k.partij or k.soort_woning or k.klasse or k.datum or k.jaren for k in assen)


def reden_opzij(blokken: list[Blok], omgeving: Omgeving) -> str:
    """Return why a table is set aside, in plain words."""
    teksten = [blok.titel.tekst for blok in blokken]
    for blok in blokken:
        teksten += [*(tekst for lijn in blok.koppen for tekst in lijn.teksten), *blok.noten]
        teksten += [tekst for lijn, _sectie, _nr in blok.lichaam for tekst in lijn.teksten]
    if not any(teksten):
        return "De tabel is leeg."
    sleutel = zoeksleutel(" ".join([omgeving.titel, *(tekst for tekst in teksten if len(tekst) <= _KORT)]))
    getallen = any(regel.waarden for blok in blokken for regel in blok.regels)
    if not getallen:
        reden = next((reden for patroon, reden in _REDENEN if patroon.search(sleutel)), "")
        return reden or "In de tabel staan geen aantallen en geen afspraken die herkend zijn."
    if gaat_over_iets_anders(sleutel):
        return "In de tabel staan aantallen, maar niet over de omvang van de voorraad."
    return "In de tabel staan aantallen, maar wat ze tellen is niet te herkennen. Neem ze zelf over als dat nodig is."
