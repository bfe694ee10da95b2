"""Agreements that stand in a document twice: a summary list beside the full texts, numbers that start again (pure)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from afspraken.importeren.kolommen import Rol
from afspraken.importeren.structuur.model import RuweAfspraak, Structuur, Vorm
from afspraken.importeren.tekstopmaak import platte_tekst, woorden

_MEESTE = 0.6
"""Share of the shared numbers that must say the same before one list is taken for an overview of the other."""
_MEESTE_PAREN = 20_000
_OVERZICHT = re.compile(
    r"\b(overzicht|samenvatting|bijlage|actielijst|planning|uitvoerings\w+|in het kort)\b", re.IGNORECASE
)
_NAAM = re.compile(r"\b[A-Z][\w-]+")
_NAAM_IN_ZIN = re.compile(r"(?<=[\w,] )[A-Z][\w-]+")
_GEWOON = frozenset(["gemeente", "gemeenten", "corporatie", "corporaties", "huurders", "partijen", "alle", "allen"])


def ruim_dubbele_op(structuur: Structuur) -> None:
    """Keep one of every pair that says the same; warn of numbers that are there twice and say something else."""
    _samenvattingen(structuur)
    _gelijke_teksten(structuur)
    _waarschuw_dubbele_nummers(structuur)


def _romp(afspraak: RuweAfspraak) -> list[str]:
    return woorden(f"{afspraak.onderwerp} {platte_tekst(afspraak.alineas)}")


def lijkt_op(een: RuweAfspraak, twee: RuweAfspraak) -> bool:
    """Tell whether the shorter of two texts is mostly in the longer: the same agreement, in short and in full."""
    kort, lang = sorted((_romp(een), _romp(twee)), key=len)
    inhoud = [woord for woord in kort if len(woord) > 3]
    if not inhoud:
        return bool(kort) and kort == lang
    in_lang = set(lang)
    return sum(1 for woord in inhoud if woord in in_lang) >= 0.6 * len(inhoud)


def _samenvattingen(structuur: Structuur) -> None:
    """The same number in another table or run of text, with a text that is alike: keep the fuller one.

    Two tables are compared as a whole: when the texts of most shared numbers differ, the numbers start again there and
    every agreement stays.
    """
    bronnen: dict[tuple[int, str], list[RuweAfspraak]] = defaultdict(list)
    for afspraak in structuur.afspraken:
        if afspraak.nummer and afspraak.soort != "jaarschijf":
            bronnen[afspraak.bron, afspraak.vorm.value].append(afspraak)
    namen = _namen(structuur.afspraken)
    weg: set[int] = set()
    for een, twee in _vergelijkbaar(list(bronnen.values())):
        paren = _paren(een, twee)
        gelijk = [paar for paar in paren if _zegt_hetzelfde(*paar, namen)]
        if len(gelijk) < _MEESTE * len(paren) or _is_zelfde_lijst_elders(een, twee):
            continue
        for links, rechts in gelijk:
            if id(links) not in weg and id(rechts) not in weg:
                weg.add(id(_voeg_samen(links, rechts)))
    if weg:
        nummers = ", ".join(afspraak.nummer for afspraak in structuur.afspraken if id(afspraak) in weg)
        structuur.afspraken = [afspraak for afspraak in structuur.afspraken if id(afspraak) not in weg]
        structuur.waarschuwingen.append(
            "Het document heeft ook een overzicht van dezelfde afspraken. "
            f"Die staan er één keer in, met de volledige tekst ({nummers})."
        )


def _vergelijkbaar(bronnen: Sequence[list[RuweAfspraak]]) -> list[tuple[list[RuweAfspraak], list[RuweAfspraak]]]:
    """Pairs of places that share a number; when very many do, numbers start again and none is an overview."""
    per_nummer: dict[str, list[int]] = defaultdict(list)
    for plek, bron in enumerate(bronnen):
        for nummer in {afspraak.nummer for afspraak in bron}:
            per_nummer[nummer].append(plek)
    if sum(len(plekken) * (len(plekken) - 1) // 2 for plekken in per_nummer.values()) > _MEESTE_PAREN:
        return []
    paren = {paar for plekken in per_nummer.values() for paar in combinations(plekken, 2)}
    return [(bronnen[een], bronnen[twee]) for een, twee in sorted(paren)]


def _paren(een: Sequence[RuweAfspraak], twee: Sequence[RuweAfspraak]) -> list[tuple[RuweAfspraak, RuweAfspraak]]:
    """Agreements of two places with the same number, for the same municipalities and in the same part."""
    per_nummer: dict[str, list[RuweAfspraak]] = defaultdict(list)
    for afspraak in twee:
        per_nummer[afspraak.nummer].append(afspraak)
    return [
        (links, rechts)
        for links in een
        for rechts in per_nummer[links.nummer]
        if links.gemeenten == rechts.gemeenten and (links.deel == rechts.deel or not links.deel or not rechts.deel)
    ]


def _zegt_hetzelfde(een: RuweAfspraak, twee: RuweAfspraak, namen: set[str]) -> bool:
    """Alike in words, and no other owner or figure in the shorter than in the longer."""
    trekkers = [" ".join(woorden(afspraak.waarde(Rol.TREKKER))) for afspraak in (een, twee)]
    if all(trekkers) and trekkers[0] != trekkers[1]:
        return False
    kort, lang = sorted((een, twee), key=lambda afspraak: len(_romp(afspraak)))
    return lijkt_op(een, twee) and _kenmerken(kort, namen) <= set(_romp(lang))


def _namen(afspraken: Sequence[RuweAfspraak]) -> set[str]:
    """Words that are names: with a capital inside a sentence, or in the cell with owners."""
    uit: set[str] = set()
    for afspraak in afspraken:
        uit |= {woord.casefold() for woord in _NAAM_IN_ZIN.findall(platte_tekst(afspraak.alineas))}
        uit |= {woord.casefold() for woord in _NAAM.findall(afspraak.waarde(Rol.TREKKER))}
    return uit - _GEWOON


def _kenmerken(afspraak: RuweAfspraak, namen: set[str]) -> set[str]:
    """Names and figures in a text: what makes it another agreement when the rest reads the same."""
    return {woord for woord in _romp(afspraak) if woord in namen or woord.isdigit()}


def _is_zelfde_lijst_elders(een: Sequence[RuweAfspraak], twee: Sequence[RuweAfspraak]) -> bool:
    """Two tables with the same columns under different chapters hold two lists, also when rows read the same."""
    links, rechts = een[0], twee[0]
    if links.vorm is not Vorm.TABEL or rechts.vorm is not Vorm.TABEL or not links.hoofdstuk or not rechts.hoofdstuk:
        return False
    koppen = [links.hoofdstuk.voluit, rechts.hoofdstuk.voluit]
    if koppen[0] == koppen[1] or any(_OVERZICHT.search(kop) for kop in koppen):
        return False
    kolommen = [{rol for afspraak in lijst for rol in afspraak.kolommen} for lijst in (een, twee)]
    return kolommen[0] == kolommen[1]


def _voeg_samen(een: RuweAfspraak, twee: RuweAfspraak) -> RuweAfspraak:
    """Complete the fuller of two with what only the other says; return the other."""
    vol, kort = (een, twee) if len(_romp(een)) >= len(_romp(twee)) else (twee, een)
    for rol, teksten in kort.kolommen.items():
        if not vol.kolommen.get(rol):
            vol.kolommen[rol] = list(teksten)
    vol.onderwerp = vol.onderwerp or kort.onderwerp
    vol.eigenaar = vol.eigenaar or kort.eigenaar
    vol.soort = vol.soort or kort.soort
    if not vol.hoofdstuk:
        vol.deel, vol.hoofdstuk, vol.paragraaf = kort.deel, kort.hoofdstuk, kort.paragraaf
    vol.noten += [merk for merk in kort.noten if merk not in vol.noten]
    return kort


def _gelijke_teksten(structuur: Structuur) -> None:
    """The same words twice without a number, in different tables: once is enough."""
    gezien: dict[tuple[str, str, tuple[str, ...]], RuweAfspraak] = {}
    uit: list[RuweAfspraak] = []
    for afspraak in structuur.afspraken:
        sleutel = (" ".join(_romp(afspraak)), afspraak.soort, tuple(afspraak.gemeenten))
        eerder = gezien.get(sleutel)
        if (
            eerder
            and (not afspraak.nummer or not eerder.nummer)
            and afspraak.bron != eerder.bron
            and len(_romp(afspraak)) > 4
        ):
            structuur.waarschuwingen.append(
                f"{afspraak.plaats}: deze afspraak staat er al ({eerder.plaats}) en is één keer overgenomen."
            )
            continue
        gezien.setdefault(sleutel, afspraak)
        uit.append(afspraak)
    structuur.afspraken = uit


def _waarschuw_dubbele_nummers(structuur: Structuur) -> None:
    """A number that starts again per chapter makes the chapter the part; any other double is said."""
    groepen: dict[tuple[str, str], list[RuweAfspraak]] = defaultdict(list)
    for afspraak in structuur.afspraken:
        if afspraak.nummer and afspraak.soort != "jaarschijf":
            groepen[afspraak.deel, afspraak.nummer].append(afspraak)
    dubbel = [groep for groep in groepen.values() if len(groep) > 1]
    if not dubbel:
        return
    per_hoofdstuk = all(
        len({(a.hoofdstuk.voluit if a.hoofdstuk else "") for a in groep}) == len(groep) for groep in dubbel
    )
    if per_hoofdstuk and all(a.hoofdstuk for groep in dubbel for a in groep):
        for afspraak in structuur.afspraken:
            if not afspraak.deel and afspraak.hoofdstuk:
                afspraak.deel = afspraak.hoofdstuk.voluit
        for hoofdstuk in structuur.hoofdstukken:
            hoofdstuk.deel = hoofdstuk.deel or hoofdstuk.kop.voluit
        structuur.waarschuwingen.append(
            "De nummers beginnen per hoofdstuk opnieuw; elk hoofdstuk is daarom een eigen deel."
        )
        return
    if not _deel_uit_kop_boven_tabel(structuur, dubbel):
        _meld_dubbel(dubbel)


def _meld_dubbel(dubbel: Sequence[Sequence[RuweAfspraak]]) -> None:
    """Say of every agreement but the first that its number is taken."""
    for groep in dubbel:
        for afspraak in groep[1:]:
            afspraak.waarschuwingen.append(
                f"Nummer {afspraak.nummer} staat ook bij een andere afspraak ({groep[0].plaats})."
            )


def _kop_boven_tabel(afspraak: RuweAfspraak) -> str:
    """The outermost heading of the document above an agreement; columns 'Thema' and 'Deel' do not count."""
    return next((kop.titel for kop in afspraak.pad if kop.niveau < 10 and kop.titel), "")


def _deel_uit_kop_boven_tabel(structuur: Structuur, dubbel: Sequence[Sequence[RuweAfspraak]]) -> bool:
    """Numbers that start again under each heading, the chapters in a column: the headings are the parts."""
    los = all(len({_kop_boven_tabel(afspraak) for afspraak in groep}) == len(groep) for groep in dubbel)
    if not los or not all(_kop_boven_tabel(a) and not a.deel for a in structuur.afspraken):
        return False
    for afspraak in structuur.afspraken:
        afspraak.deel = _kop_boven_tabel(afspraak)
    structuur.waarschuwingen.append("De nummers beginnen per kop opnieuw; elke kop is daarom een eigen deel.")
    return True
