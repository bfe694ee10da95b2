"""Headings above an agreement to its part, chapter and paragraph (pure)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from afspraken.importeren.kolommen import Rol
from afspraken.importeren.nummers import diepte
from afspraken.importeren.structuur.model import Hoofdstuk, Kopregel, Kopsoort, RuweAfspraak, Structuur

_PLAATS = frozenset({Kopsoort.HOOFDSTUK, Kopsoort.PARAGRAAF})


def wijs_toe(structuur: Structuur) -> None:
    """Give every agreement its part, chapter and paragraph; keep the chapters that matter."""
    titelkop = _titelkop(structuur)
    for afspraak in structuur.afspraken:
        pad = [kop for kop in afspraak.pad if kop is not titelkop]
        if afspraak.vorm.value == "kop":
            pad = [kop for kop in pad if kop.titel != afspraak.onderwerp or kop.nummer != afspraak.nummer]
        afspraak.deel = next((kop.titel for kop in reversed(pad) if kop.soort is Kopsoort.DEEL), "")
        afspraak.hoofdstuk, afspraak.paragraaf = _plaats(pad)
    _jaarschijven(structuur)
    _herstart(structuur)
    _hoofdstukken(structuur, titelkop)


def _jaarschijven(structuur: Structuur) -> None:
    """Activities of a year: a number that a multi-year agreement has, or that returns, refers to that agreement."""
    meerjarig = {a.nummer for a in structuur.afspraken if a.nummer and a.soort != "jaarschijf"}
    keren = Counter(a.nummer for a in structuur.afspraken if a.soort == "jaarschijf")
    for afspraak in structuur.afspraken:
        if afspraak.soort != "jaarschijf":
            continue
        if afspraak.jaren and not afspraak.deel:
            afspraak.deel = f"Jaarschijf {afspraak.jaren[0]}"
        if afspraak.nummer and (afspraak.nummer in meerjarig or keren[afspraak.nummer] > 1):
            afspraak.voeg_toe(Rol.VERWIJZING, afspraak.nummer)
            afspraak.nummer = ""


def _titelkop(structuur: Structuur) -> Kopregel | None:
    """The document's title in heading style: the only outermost heading, above all agreements, chapters below it."""
    paden = [[kop for kop in afspraak.pad if kop.soort in _PLAATS] for afspraak in structuur.afspraken]
    eerste = {id(pad[0]): pad[0] for pad in paden if pad}
    if len(eerste) != 1 or not all(len(pad) > 1 for pad in paden) or len(structuur.afspraken) < 2:
        return None
    kop = next(iter(eerste.values()))
    tweede = {id(pad[1]) for pad in paden}
    is_titel = "prestatieafspraken" in kop.titel.casefold() or (len(tweede) > 1 and "afspraken" in kop.titel.casefold())
    return kop if is_titel and not kop.nummer else None


def _plaats(pad: list[Kopregel]) -> tuple[Kopregel | None, Kopregel | None]:
    """Chapter and paragraph of a path: the first heading, and the deepest below it."""
    plaatsen = [kop for kop in pad if kop.soort in _PLAATS]
    if not plaatsen:
        return None, None
    uit_kolom = [kop for kop in plaatsen if kop.niveau >= 20]
    boven = [kop for kop in plaatsen if kop.niveau < 20]
    if uit_kolom and boven and not boven[0].nummer and uit_kolom[0].soort is Kopsoort.HOOFDSTUK and uit_kolom[0].nummer:
        plaatsen = uit_kolom
    hoofdstuk = plaatsen[0]
    if hoofdstuk.soort is Kopsoort.PARAGRAAF and len(plaatsen) == 1 and diepte(hoofdstuk.nummer) > 1:
        return None, hoofdstuk
    onder = [kop for kop in plaatsen[1:] if not _herhaalt(kop, hoofdstuk)]
    return hoofdstuk, onder[-1] if onder else None


def _herhaalt(kop: Kopregel, hoofdstuk: Kopregel) -> bool:
    """A sheet 'Wonen' opens with 'Thema Wonen': that is the chapter again, no paragraph."""
    titels = [re.sub(r"^(?:thema|hoofdstuk)\s+", "", k.titel.casefold()).strip(" .:") for k in (kop, hoofdstuk)]
    return titels[0] == titels[1] and not (kop.nummer and hoofdstuk.nummer)


def _herstart(structuur: Structuur) -> None:
    """The same number for two municipalities: each is a part, so that a number is unique in its part."""
    dubbel = Counter(
        (afspraak.deel, afspraak.nummer)
        for afspraak in structuur.afspraken
        if afspraak.nummer and afspraak.soort != "jaarschijf"
    )
    if not any(aantal > 1 for aantal in dubbel.values()):
        return
    per_gemeente: dict[tuple[str, str], list[RuweAfspraak]] = defaultdict(list)
    for afspraak in structuur.afspraken:
        per_gemeente[afspraak.deel, afspraak.nummer].append(afspraak)
    for groep in per_gemeente.values():
        if len(groep) > 1 and groep[0].nummer and all(len(a.gemeenten) == 1 for a in groep):
            for afspraak in groep:
                afspraak.deel = f"Gemeente {afspraak.gemeenten[0]}"


def _hoofdstukken(structuur: Structuur, titelkop: Kopregel | None) -> None:
    """Chapters in the order of the document: those found by their heading and those found in tables."""
    gebruikt = {_sleutel(a.deel, a.hoofdstuk) for a in structuur.afspraken if a.hoofdstuk}
    uit: dict[tuple[str, str, str], Hoofdstuk] = {}
    eerste = next((nr for nr, h in enumerate(structuur.hoofdstukken) if _sleutel(h.deel, h.kop) in gebruikt), 0)
    for nr, hoofdstuk in enumerate(structuur.hoofdstukken):
        sleutel = _sleutel(hoofdstuk.deel, hoofdstuk.kop)
        telt = sleutel in gebruikt or (bool(hoofdstuk.kop.nummer) and nr >= eerste and hoofdstuk.kop.woord != "bijlage")
        if telt and hoofdstuk.kop is not titelkop:
            eerder = uit.setdefault(sleutel, hoofdstuk)
            eerder.tekst = eerder.tekst or hoofdstuk.tekst
    for afspraak in structuur.afspraken:
        if afspraak.hoofdstuk:
            uit.setdefault(
                _sleutel(afspraak.deel, afspraak.hoofdstuk),
                Hoofdstuk(afspraak.hoofdstuk, afspraak.deel, plaats=afspraak.plaats),
            )
    structuur.hoofdstukken = list(uit.values())


def _sleutel(deel: str, kop: Kopregel | None) -> tuple[str, str, str]:
    return (deel, kop.nummer, kop.titel) if kop else (deel, "", "")
