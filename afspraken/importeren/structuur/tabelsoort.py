"""What a table is: agreements, a card of one agreement, a frame around text, or something else and why (pure).

Explicit rules in a fixed order; the first that fits decides. The heading says most, then what stands in the rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from afspraken.importeren.kolommen import Kop, Rol, lees_kop, normaal
from afspraken.importeren.nummers import als_nummer, is_sterk
from afspraken.importeren.structuur.indeling import Indeling, zoek_kop
from afspraken.importeren.structuur.raster import (
    cel,
    gemiddelde_lengte,
    gevulde_cellen,
    gevulde_kolommen,
    is_getal,
    nummertekst,
)
from afspraken.importeren.structuur.rollen import kopie, leg_vast
from afspraken.importeren.tekstopmaak import op_een_regel
from basis.documenten.model import Tabel


class Tabelsoort(StrEnum):
    """What to do with a table."""

    AFSPRAKEN = "afspraken"
    KAART = "kaart"
    KADER = "kader"
    OPZIJ = "opzij"


@dataclass(frozen=True, slots=True)
class Oordeel:
    """The verdict about one table."""

    soort: Tabelsoort
    indeling: Indeling | None = None
    reden: str = ""
    sleutel: str = ""
    waarschuwing: str = ""


@dataclass(frozen=True, slots=True)
class Omgeving:
    """What is known of the place a table stands in."""

    kop: str = ""
    """Caption or nearest heading."""
    buiten: bool = False
    """It stands under a heading as 'Begrippen' or 'Ondertekening'."""
    vorige: Indeling | None = None
    """Columns of the agreements table before it."""
    vorige_breedte: int = 0
    gemeenten: Sequence[str] = ()
    jaarschijf: bool = False


_WIE = frozenset({Rol.TREKKER, Rol.PARTIJEN, Rol.TREKKER_TERMIJN})
_STEUN = _WIE | {
    Rol.NUMMER,
    Rol.TERMIJN,
    Rol.RESULTAAT,
    Rol.SOORT,
    Rol.VERWIJZING,
    Rol.INDICATOR,
    Rol.STREEFWAARDE,
    Rol.BUDGET,
}
_PROCES = frozenset(["stap", "fase", "maand", "overleg", "overlegvorm", "gremium", "jaarcyclus"])
_TERUGBLIK = re.compile(
    r"^(?:\S+\s+)?(?:terugblik|evaluatie|realisatie|resultaten|verantwoording)\b.*\b20\d\d", re.IGNORECASE
)
_PROCESKOP = re.compile(
    r"\b(?:proces(?:planning)?|overlegstructuur|overleggen|jaarcyclus|cyclus|jaarplanning|jaarkalender|"
    r"stappenplan|tijdpad)\b",
    re.IGNORECASE,
)
_INHOUD = re.compile(r"^inhoud(?:sopgave)?\b", re.IGNORECASE)
_NAMENS = re.compile(
    r"\b(namens|handtekening|ondertekening|ondertekend|voor akkoord|aldus overeengekomen|getekend te)\b", re.IGNORECASE
)
_PARTIJ = re.compile(
    r"\b(gemeenten?|corporaties?|woningcorporaties?|huurders\w*|bewoners\w*|alle partijen|partijen|allen|"
    r"stichting|woon\w+|wonen)\b",
    re.IGNORECASE,
)
_TIJD = re.compile(
    r"\b(20\d\d|q[1-4]|kwartaal|jaarlijks|doorlopend|continu|medio|eind|begin|voorjaar|najaar|per direct|halfjaarlijks|"
    r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b",
    re.IGNORECASE,
)
_VREEMDE_REDENEN: tuple[tuple[str, str, str], ...] = (
    (r"afkorting", "begrippen", "Dit is een lijst met afkortingen, geen afspraken."),
    (r"begrip|definitie|betekenis|verklaring|^term$", "begrippen", "Dit is een lijst met begrippen, geen afspraken."),
    (
        r"versie|auteur|wijziging|gewijzigd",
        "versies",
        "Dit is een overzicht van versies van het document, geen afspraken.",
    ),
    (r"handtekening|ondertekening", "ondertekening", "Dit zijn de ondertekenaars, geen afspraken."),
    (
        r"^naam$|functie|e mail|telefoon|contact|adres|vertegenwoordig",
        "deelnemers",
        "Dit is een lijst met personen of organisaties, geen afspraken.",
    ),
    (r"bladzijde|blz|pagina", "inhoud", "Dit is een inhoudsopgave, geen afspraken."),
    (
        r"stap|fase|maand|overleg|gremium|jaarcyclus",
        "proces",
        "Dit beschrijft overleggen of stappen in het proces, geen afspraken.",
    ),
)


def beoordeel(tabel: Tabel, omgeving: Omgeving) -> Oordeel:
    """Decide what a table is."""
    if tabel.verborgen:
        return _opzij("verborgen", "Dit blad is verborgen en daarom niet gelezen.")
    if not gevulde_kolommen(tabel):
        return _opzij("leeg", "De tabel is leeg.")
    if is_kaart(tabel):
        return Oordeel(Tabelsoort.KAART)
    if len(gevulde_kolommen(tabel)) == 1 or (
        len([r for r in tabel.rijen if not r.verborgen]) == 1 and not zoek_kop(tabel)
    ):
        return _kader_of_ondertekening(tabel, omgeving)
    if indeling := zoek_kop(tabel):
        return _met_kop(tabel, indeling, omgeving)
    return _zonder_kop(tabel, omgeving)


def _opzij(sleutel: str, reden: str) -> Oordeel:
    return Oordeel(Tabelsoort.OPZIJ, reden=reden, sleutel=sleutel)


def _alle_tekst(tabel: Tabel) -> str:
    return " ".join(tekst for rij in tabel.rijen for tekst in rij.teksten if tekst)


def _kader_of_ondertekening(tabel: Tabel, omgeving: Omgeving) -> Oordeel:
    if _NAMENS.search(_alle_tekst(tabel)):
        return _opzij("ondertekening", "Dit zijn de ondertekenaars, geen afspraken.")
    return Oordeel(Tabelsoort.KADER)


def is_kaart(tabel: Tabel) -> bool:
    """Tell whether rows are 'label | value': a table per agreement instead of a row per agreement."""
    kolommen = gevulde_kolommen(tabel)
    if len(kolommen) not in (2, 4) or len(tabel.rijen) < 2:
        return False
    per_rij = [_labels(rij.teksten, kolommen) for rij in tabel.rijen if not rij.verborgen]
    gelezen = [kop for labels in per_rij for kop in labels]
    bekend = [kop for kop in gelezen if _is_kaartlabel(kop)]
    lager = [kop for labels in per_rij[1:] for kop in labels]
    if sum(1 for kop in lager if _is_kaartlabel(kop)) < 0.6 * len(lager):
        return False
    rollen = {kop.rol for kop in bekend if kop.rol}
    rechts = [lees_kop(rij.teksten[kolommen[1]]) for rij in tabel.rijen if len(rij.teksten) > kolommen[1]]
    if sum(1 for kop in rechts if kop.exact and kop.rol is not Rol.GEMEENTE) > len(rechts) / 3:
        return False
    genoeg = len(rollen) >= 3 or (len(rollen) >= 2 and Rol.TEKST in rollen)
    return genoeg and len(bekend) >= 0.6 * len(gelezen) and bool(rollen & (_STEUN | {Rol.TEKST, Rol.ONDERWERP}))


def _is_kaartlabel(kop: Kop) -> bool:
    """A known heading, or 'Afspraak 3'; a bare number is a row of an ordinary table."""
    met_nummer = bool(als_nummer(kop.tekst)) and bool(re.match(r"\w*afspraak\b", kop.tekst, re.IGNORECASE))
    return (
        met_nummer or kop.rol not in (Rol.ONBEKEND, Rol.VREEMD, Rol.GEMEENTE, Rol.PARTIJEN) or kop.tekst.endswith(":")
    )


def _labels(teksten: Sequence[str], kolommen: Sequence[int]) -> list[Kop]:
    """The cells of a row that would be labels when the table is a card."""
    return [lees_kop(teksten[k]) for k in kolommen[::2] if k < len(teksten) and teksten[k].strip()]


def _met_kop(tabel: Tabel, indeling: Indeling, omgeving: Omgeving) -> Oordeel:
    koppen = list(indeling.koppen.values())
    vreemd = [kop for kop in koppen if kop.rol is Rol.VREEMD]
    rollen = {kop.rol for kop in koppen} - {Rol.ONBEKEND, Rol.VREEMD}
    ruw = {kop.rol for kop in koppen if kop.sterk}
    if vreemd and (len(vreemd) >= len(rollen) or _is_proces(vreemd, ruw) or not rollen & (_STEUN | {Rol.ONDERWERP})):
        return _vreemd(vreemd, tabel)
    if _TERUGBLIK.search(omgeving.kop):
        return _opzij("terugblik", "Dit kijkt terug op een eerdere periode; het zijn geen nieuwe afspraken.")
    if _PROCESKOP.search(omgeving.kop) and Rol.NUMMER not in rollen and Rol.TEKST not in ruw:
        return _opzij("proces", "Dit beschrijft overleggen of stappen in het proces, geen afspraken.")
    leg_vast(tabel, indeling, omgeving.gemeenten, omgeving.jaarschijf)
    if not _is_afsprakenkop(indeling, rollen):
        return _reden_uit_inhoud(tabel, omgeving)
    if _vooral_getallen(tabel, indeling):
        return _opzij("cijfers", "De tabel bevat vooral getallen, geen afspraken.")
    if indeling.eind >= len(tabel.rijen):
        return _opzij("leeg", "De tabel heeft kopjes maar geen rijen.")
    return Oordeel(Tabelsoort.AFSPRAKEN, indeling)


def _is_proces(vreemd: Sequence[Kop], sterk: set[Rol]) -> bool:
    return any(normaal(kop.tekst) in _PROCES for kop in vreemd) and Rol.TEKST not in sterk


def _vreemd(vreemd: Sequence[Kop], tabel: Tabel) -> Oordeel:
    for patroon, sleutel, reden in _VREEMDE_REDENEN:
        if any(re.search(patroon, normaal(kop.tekst)) for kop in vreemd):
            return _opzij(sleutel, reden)
    if _aandeel_getallen(tabel, 1) >= 0.4:
        return _opzij("cijfers", "De tabel bevat vooral getallen, geen afspraken.")
    return _opzij("onbekend", f"De kopjes ({', '.join(kop.tekst for kop in vreemd)}) horen niet bij afspraken.")


def _is_afsprakenkop(indeling: Indeling, rollen: set[Rol]) -> bool:
    """Tell whether headings are those of agreements: a text, and something that says who, when or which number."""
    tekst = [kop for kop in indeling.koppen.values() if kop.rol is Rol.TEKST]
    if sum(1 for kop in tekst if kop.naam) >= 2:
        return True
    if any(kop.sterk for kop in tekst):
        return True
    if tekst and rollen & _STEUN:
        return bool(rollen & (_WIE | {Rol.NUMMER, Rol.VERWIJZING, Rol.TERMIJN, Rol.RESULTAAT, Rol.SOORT}))
    return bool({Rol.ONDERWERP, Rol.NUMMER} & rollen and rollen & _WIE)


def _aandeel_getallen(tabel: Tabel, vanaf: int, sla_over: frozenset[int] = frozenset()) -> float:
    """Share of the filled cells that hold only an amount, from a row on, the first column left out."""
    cellen = [
        op_een_regel(rij.cellen[kolom].tekst)
        for rij in tabel.rijen[vanaf:]
        for kolom in gevulde_cellen(rij)
        if kolom and kolom not in sla_over
    ]
    return sum(1 for tekst in cellen if is_getal(tekst)) / len(cellen) if cellen else 0.0


def _vooral_getallen(tabel: Tabel, indeling: Indeling) -> bool:
    nummers = frozenset(indeling.kolommen(Rol.NUMMER) + indeling.kolommen(Rol.VERWIJZING))
    tekst = indeling.eerste(Rol.TEKST)
    rijen = range(indeling.eind, len(tabel.rijen))
    kort = tekst is None or gemiddelde_lengte(tabel, rijen, tekst) < 30
    if indeling.heeft(*_WIE):
        return False
    return kort and _aandeel_getallen(tabel, indeling.eind, nummers) > 0.5


def _zonder_kop(tabel: Tabel, omgeving: Omgeving) -> Oordeel:
    """A table without headings: more of the table before it, agreements by what is in it, or something else."""
    if omgeving.vorige and tabel.breedte == omgeving.vorige_breedte:
        indeling = kopie(omgeving.vorige)
        if _past(tabel, indeling):
            return Oordeel(Tabelsoort.AFSPRAKEN, indeling)
    if _NAMENS.search(_alle_tekst(tabel)):
        return _opzij("ondertekening", "Dit zijn de ondertekenaars, geen afspraken.")
    if not omgeving.buiten and (afgeleid := _uit_inhoud(tabel)):
        return Oordeel(
            Tabelsoort.AFSPRAKEN,
            afgeleid,
            waarschuwing="De tabel heeft geen kopjes; kijk of de kolommen goed gelezen zijn.",
        )
    return _reden_uit_inhoud(tabel, omgeving)


def _past(tabel: Tabel, indeling: Indeling) -> bool:
    """Tell whether rows look like those of the table before: numbers and texts in the same columns."""
    nummer, tekst = indeling.eerste(Rol.NUMMER), indeling.eerste(Rol.TEKST)
    if _NAMENS.search(_alle_tekst(tabel)) or tekst is None:
        return False
    lengte = gemiddelde_lengte(tabel, range(len(tabel.rijen)), tekst)
    if nummer is None:
        return lengte >= 40
    waarden = [nummertekst(cel(tabel, nr, nummer)) for nr in range(len(tabel.rijen))]
    gevuld = [waarde for waarde in waarden if waarde.strip()]
    if not gevuld:
        return lengte >= 15 and len(tabel.rijen) <= 2
    return sum(1 for waarde in gevuld if als_nummer(waarde)) >= 0.7 * len(gevuld) and lengte >= 15


def _uit_inhoud(tabel: Tabel) -> Indeling | None:
    """Columns by what is in them: one of numbers and one of texts make agreements."""
    rijen = range(len(tabel.rijen))
    lengte = {k: gemiddelde_lengte(tabel, rijen, k) for k in gevulde_kolommen(tabel)}
    nummers = [k for k in lengte if _is_nummerkolom(tabel, k)]
    tekst = max(lengte, key=lambda k: lengte[k])
    if not nummers or lengte[tekst] < 40 or nummers[0] == tekst:
        return None
    indeling = Indeling(afgeleid=True)
    for kolom in lengte:
        indeling.koppen[kolom] = Kop("", _rol_uit_inhoud(tabel, kolom, nummers[0], tekst, lengte))
    return indeling


def _is_nummerkolom(tabel: Tabel, kolom: int) -> bool:
    waarden = [waarde for nr in range(len(tabel.rijen)) if (waarde := nummertekst(cel(tabel, nr, kolom)).strip())]
    nummers = [als_nummer(waarde) for waarde in waarden]
    goed = [nummer for nummer in nummers if nummer]
    return (
        len(goed) >= 0.7 * len(waarden) and len(set(goed)) == len(goed) and (len(goed) >= 2 or any(map(is_sterk, goed)))
    )


def _rol_uit_inhoud(tabel: Tabel, kolom: int, nummer: int, tekst: int, lengte: dict[int, float]) -> Rol:
    if kolom in (nummer, tekst):
        return Rol.NUMMER if kolom == nummer else Rol.TEKST
    waarden = [waarde for nr in range(len(tabel.rijen)) if (waarde := op_een_regel(cel(tabel, nr, kolom).tekst))]
    half = len(waarden) / 2
    if sum(1 for waarde in waarden if _TIJD.search(waarde)) > half:
        return Rol.TERMIJN
    if sum(1 for waarde in waarden if _PARTIJ.search(waarde)) >= half:
        return Rol.TREKKER
    return Rol.ONDERWERP if kolom < tekst and lengte[kolom] < 70 else Rol.ONBEKEND


def _reden_uit_inhoud(tabel: Tabel, omgeving: Omgeving) -> Oordeel:
    """Why a table is no agreements, by what stands in it and where."""
    if _INHOUD.search(omgeving.kop):
        return _opzij("inhoud", "Dit is een inhoudsopgave, geen afspraken.")
    if _NAMENS.search(_alle_tekst(tabel)):
        return _opzij("ondertekening", "Dit zijn de ondertekenaars, geen afspraken.")
    if _aandeel_getallen(tabel, 1) >= 0.4:
        return _opzij("cijfers", "De tabel bevat vooral getallen, geen afspraken.")
    if omgeving.buiten:
        return _opzij("begrippen", f"De tabel staat onder '{omgeving.kop}' en bevat geen afspraken.")
    return _opzij("onbekend", "De kopjes van deze tabel wijzen niet op afspraken.")
