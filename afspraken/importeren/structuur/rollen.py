"""Settles what columns mean when headings alone leave a choice: by what stands in them (pure)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from afspraken.importeren.kolommen import Kop, Rol
from afspraken.importeren.nummers import als_nummer
from afspraken.importeren.structuur.indeling import Indeling
from afspraken.importeren.structuur.raster import cel, gemiddelde_lengte, is_getal, nummertekst
from afspraken.importeren.tekstopmaak import op_een_regel
from basis.documenten.model import Tabel

STEEKPROEF = 300
KORT = 70
"""Average number of characters up to which a column holds titles instead of texts."""
_MERK = re.compile(
    r"(?:x+|v|✓|✔|☑|√|ja|nee|j|n|o|t|b|r|a|c|i|v/t|trekker|betrokken|partner|nvt|n\.v\.t\.|[-–—•●])", re.IGNORECASE
)
_NAAM = re.compile(r"(?:De |Het )?[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3}")
_JAAR = re.compile(r"20\d\d")
_NEE = frozenset({"nee", "n", "o", "-", "–", "—", "nvt", "n.v.t."})
_TREKKERMERK = frozenset({"t", "trekker", "v", "r", "a"})
_PARTIJWOORD = re.compile(
    r"^(?:de |het )?(gemeenten?|corporaties?|woningcorporaties?|huurders\w*|huurdersorganisaties?|bewoners\w*)\b",
    re.IGNORECASE,
)


_PARTIJCEL = re.compile(
    r"^(?:de |alle |beide )?(?:gemeenten?|woningcorporaties?|corporaties?|huurders\w*|partijen|allen)\b"
    r"(?:[\w /,&()-]{0,50})$",
    re.IGNORECASE,
)
_NAAMKOLOMMEN = (Rol.ONBEKEND, Rol.GEMEENTE, Rol.PARTIJ, Rol.VREEMD)
_TEKST_PER_NAAM = (Rol.ONBEKEND, Rol.GEMEENTE, Rol.PARTIJ, Rol.PARTIJEN)


def is_merk(tekst: str) -> bool:
    """Tell whether a cell only ticks something: 'x', 'ja', 'T'."""
    return bool(_MERK.fullmatch(tekst.strip()))


def merk_telt(tekst: str) -> bool:
    """Tell a tick from a 'no'."""
    return is_merk(tekst) and tekst.strip().casefold() not in _NEE


def merk_is_trekker(tekst: str, alle: Sequence[str]) -> bool:
    """Tell whether a tick stands for the owner: a letter for it, in a column set that has other letters too."""
    soorten = {merk.strip().casefold() for merk in alle if merk.strip()}
    return tekst.strip().casefold() in _TREKKERMERK and len(soorten - _NEE) > 1


def steekproef(tabel: Tabel, indeling: Indeling) -> range:
    """The rows below a heading, as many as say what its columns hold."""
    return range(indeling.eind, min(len(tabel.rijen), indeling.eind + STEEKPROEF))


def _waarden(tabel: Tabel, indeling: Indeling, kolom: int) -> list[str]:
    return [tekst for nr in steekproef(tabel, indeling) if (tekst := op_een_regel(nummertekst(cel(tabel, nr, kolom))))]


def _deel(waarden: Sequence[str], klopt: Callable[[str], object]) -> float:
    return sum(1 for waarde in waarden if klopt(waarde)) / len(waarden) if waarden else 0.0


def leg_vast(tabel: Tabel, indeling: Indeling, gemeenten: Sequence[str] = (), jaarschijf: bool = False) -> None:
    """Settle the roles of the columns, in place.

    ``gemeenten``: municipalities of the document; columns headed by their names stand side by side.
    """
    lengte = {k: gemiddelde_lengte(tabel, steekproef(tabel, indeling), k) for k in indeling.koppen}
    _merken(tabel, indeling)
    _naast_elkaar(indeling, lengte, gemeenten)
    _jaren_naast_elkaar(tabel, indeling, lengte)
    _nummers(tabel, indeling, jaarschijf)
    _hoofdtekst(tabel, indeling, lengte)
    _wie(indeling)
    _wie_uit_inhoud(tabel, indeling, lengte)
    for kolom in indeling.kolommen(Rol.PARTIJ):
        indeling.zet(kolom, Rol.ONBEKEND)


def _merken(tabel: Tabel, indeling: Indeling) -> None:
    """Columns of ticks belong to the party or municipality in their heading, whatever role the word suggests."""
    for kolom, kop in list(indeling.koppen.items()):
        waarden = _waarden(tabel, indeling, kolom)
        if waarden and all(is_merk(waarde) for waarde in waarden) and kop.rol in _NAAMKOLOMMEN:
            indeling.koppen[kolom] = replace(kop, rol=Rol.ONBEKEND, naam=kop.naam or kop.tekst)


def noemt_gemeente(tekst: str, gemeenten: Sequence[str]) -> str:
    """Return the municipality a heading names, or an empty string."""
    kaal = re.sub(r"^(?:de\s+)?gemeente\s+", "", tekst.strip(), flags=re.IGNORECASE).casefold()
    return next((naam for naam in gemeenten if kaal == naam.casefold() or kaal.endswith(" " + naam.casefold())), "")


def _naast_elkaar(indeling: Indeling, lengte: dict[int, float], gemeenten: Sequence[str]) -> None:
    """Text columns headed by municipalities, kinds of parties or names beside those become texts of that name."""
    if not indeling.kolommen(Rol.TEKST):
        for kolom, kop in list(indeling.koppen.items()):
            partij = noemt_gemeente(kop.tekst, gemeenten) or _PARTIJWOORD.match(kop.tekst)
            if kop.rol in _TEKST_PER_NAAM and partij and lengte[kolom] > KORT / 2:
                indeling.koppen[kolom] = replace(kop, rol=Rol.TEKST, naam=kop.tekst)
    if any(kop.rol is Rol.TEKST and kop.naam for kop in indeling.koppen.values()):
        for kolom, kop in list(indeling.koppen.items()):
            if kop.rol is Rol.ONBEKEND and _NAAM.fullmatch(kop.tekst.strip()) and lengte[kolom] > KORT / 2:
                indeling.koppen[kolom] = replace(kop, rol=Rol.TEKST, naam=kop.tekst)


def _jaren_naast_elkaar(tabel: Tabel, indeling: Indeling, lengte: dict[int, float]) -> None:
    """Columns headed by a bare year: texts per year when there is no other text, targets when they hold amounts."""
    jaren = [k for k, kop in indeling.koppen.items() if kop.rol is Rol.ONBEKEND and _JAAR.fullmatch(kop.tekst.strip())]
    teksten = [k for k in jaren if lengte[k] > KORT / 3]
    if len(teksten) > 1 and not indeling.heeft(Rol.TEKST):
        for kolom in teksten:
            kop = indeling.koppen[kolom]
            indeling.koppen[kolom] = replace(kop, rol=Rol.TEKST, naam=kop.tekst.strip())
    elif indeling.heeft(Rol.TEKST) and indeling.heeft(Rol.TREKKER, Rol.PARTIJEN, Rol.NUMMER):
        for kolom in jaren:
            waarden = _waarden(tabel, indeling, kolom)
            if waarden and _deel(waarden, is_getal) > 0.5 and not all(is_merk(waarde) for waarde in waarden):
                indeling.zet(kolom, Rol.STREEFWAARDE)


def _nummers(tabel: Tabel, indeling: Indeling, jaarschijf: bool) -> None:
    """Numbers under 'Afspraak' are numbers; a second column of numbers refers to other agreements."""
    _nummers_zonder_kop(tabel, indeling)
    jaarschijf = jaarschijf or any(kop.soort == "jaarschijf" for kop in indeling.koppen.values())
    teksten = indeling.kolommen(Rol.TEKST)
    for kolom in [*teksten, *indeling.kolommen(Rol.ONBEKEND)]:
        waarden = _waarden(tabel, indeling, kolom)
        anders = len(teksten) > 1 or indeling.heeft(Rol.ONDERWERP, Rol.RESULTAAT) or kolom not in teksten
        kop = indeling.koppen[kolom]
        if anders and not kop.naam and _deel(waarden, als_nummer) >= 0.6 and not kop.jaren:
            heeft = indeling.heeft(Rol.NUMMER) or (jaarschijf and "afspra" in kop.tekst.casefold())
            indeling.zet(kolom, Rol.VERWIJZING if heeft else Rol.NUMMER)
    nummers = indeling.kolommen(Rol.NUMMER)
    naar_meerjarig = [k for k in nummers if re.search(r"afspra", indeling.koppen[k].tekst, re.IGNORECASE)]
    if jaarschijf and naar_meerjarig and (len(nummers) > 1 or _heeft_activiteit(indeling)):
        indeling.zet(naar_meerjarig[-1], Rol.VERWIJZING)
    for kolom in indeling.kolommen(Rol.NUMMER)[1:]:
        indeling.zet(kolom, Rol.ONBEKEND)


def _nummers_zonder_kop(tabel: Tabel, indeling: Indeling) -> None:
    """A first column without a heading that holds a number of its own in nearly every row holds the numbers."""
    if 0 in indeling.koppen or indeling.heeft(Rol.NUMMER) or not indeling.heeft(Rol.TEKST):
        return
    nummers = [als_nummer(waarde) for waarde in _waarden(tabel, indeling, 0)]
    if len(nummers) > 1 and len(set(nummers)) == len(nummers) and all(nummers):
        indeling.koppen[0] = Kop("", Rol.NUMMER)


def _heeft_activiteit(indeling: Indeling) -> bool:
    return any(indeling.koppen[k].soort == "jaarschijf" for k in indeling.kolommen(Rol.TEKST)) or any(
        re.match(r"acti|werkzaam|maatregel|inzet", indeling.koppen[k].tekst, re.IGNORECASE)
        for k in indeling.kolommen(Rol.TEKST)
    )


def _hoofdtekst(tabel: Tabel, indeling: Indeling, lengte: dict[int, float]) -> None:
    """Leave one column with the text; columns per municipality, per party and per year stay beside it."""
    if not indeling.heeft(Rol.TEKST):
        _kies_tekst(tabel, indeling, lengte)
        return
    gewoon = [
        k
        for k in indeling.kolommen(Rol.TEKST)
        if not indeling.koppen[k].naam and indeling.koppen[k].soort != "jaarschijf"
    ]
    if len(gewoon) < 2:
        return
    hoofd = max(gewoon, key=lambda k: ("afspra" in indeling.koppen[k].tekst.casefold(), lengte[k]))
    langste = max(gewoon, key=lambda k: lengte[k])
    if lengte[hoofd] < KORT and lengte[langste] > 2 * lengte[hoofd] and not indeling.heeft(Rol.ONDERWERP):
        hoofd = langste
    for kolom in gewoon:
        if kolom != hoofd:
            titel = lengte[kolom] < KORT and kolom < hoofd and not indeling.heeft(Rol.ONDERWERP) and lengte[kolom] > 0
            indeling.zet(kolom, Rol.ONDERWERP if titel else Rol.ONBEKEND)


def _kies_tekst(tabel: Tabel, indeling: Indeling, lengte: dict[int, float]) -> None:
    """Without a heading for the text the column with the longest texts is it."""
    volgorde = (Rol.ONBEKEND, Rol.RESULTAAT, Rol.OPMERKING, Rol.ONDERWERP, Rol.INDICATOR, Rol.THEMA)
    mogelijk = [k for k, kop in indeling.koppen.items() if kop.rol in volgorde and lengte[k] > 15]
    mogelijk = [k for k in mogelijk if _deel(_waarden(tabel, indeling, k), is_getal) < 0.5]
    if mogelijk:
        gekozen = max(
            mogelijk, key=lambda k: (lengte[k] >= KORT / 2, indeling.koppen[k].rol is Rol.ONBEKEND, lengte[k])
        )
        indeling.zet(gekozen, Rol.TEKST)


def _wie(indeling: Indeling) -> None:
    """A weak heading for the owner ('Wie', 'Uitvoering') names the parties when a stronger one names the owner."""
    trekkers = indeling.kolommen(Rol.TREKKER) + indeling.kolommen(Rol.TREKKER_TERMIJN)
    sterk = [k for k in trekkers if indeling.koppen[k].sterk]
    zonder_naam: list[int] = [k for k in trekkers if not indeling.koppen[k].naam]
    if len(zonder_naam) > 1 and sterk:
        houd = sterk[0]
        for kolom in zonder_naam:
            if kolom != houd and indeling.koppen[kolom].rol is Rol.TREKKER:
                indeling.zet(kolom, Rol.PARTIJEN)


def _wie_uit_inhoud(tabel: Tabel, indeling: Indeling, lengte: dict[int, float]) -> None:
    """Without a heading that says who, a column of short cells that name parties says it."""
    if indeling.heeft(Rol.TREKKER, Rol.PARTIJEN, Rol.TREKKER_TERMIJN):
        return
    for kolom in indeling.kolommen(Rol.ONBEKEND):
        waarden = _waarden(tabel, indeling, kolom)
        if not indeling.koppen[kolom].naam and 0 < lengte[kolom] <= KORT and _deel(waarden, _PARTIJCEL.match) >= 0.5:
            indeling.zet(kolom, Rol.TREKKER)
            return


def kopie(indeling: Indeling, eind: int = 0) -> Indeling:
    """The same columns for a table that goes on without a heading."""
    koppen: dict[int, Kop] = dict(indeling.koppen)
    return Indeling(koppen=koppen, begin=eind, eind=eind, afgeleid=True)
