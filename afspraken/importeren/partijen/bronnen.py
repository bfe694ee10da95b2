"""Parties in formal clauses and in lists (pure)."""

from __future__ import annotations

import re

from afspraken.importeren.partijen.namen import VULWOORDEN, Bron, Vondst, is_naam, lees_naam
from afspraken.importeren.partijen.opsommingen import deel_op
from afspraken.importeren.partijen.personen import FUNCTIE, zonder_personen
from afspraken.importeren.partijen.tekst import vouw
from afspraken.importeren.partijen.vindplaatsen import Regel
from afspraken.importeren.partijen.woorden import ENKELVOUD, GEMEENTE, MEERVOUD, soort_van_naam

_FORMEEL = re.compile(
    r"vertegenwoordigd door|hierna (?:verder |ook |kortweg )?(?:te noemen|genoemd|aan te duiden|aangeduid|:)|verder"
    r" te noemen"
    r"|(?:statutair|gevestigd) (?:gevestigd )?te\b|handelend (?:namens|als)|in de hoedanigheid van",
    re.IGNORECASE,
)
_NAMENS = re.compile(
    r"(?:handelend\w* (?:als vertegenwoordiger van|namens|voor)|vertegenwoordiger van|optredend namens)\s+(.+)$",
    re.IGNORECASE,
)
_KNIP_FORMEEL = re.compile(
    r"(?<=[\w.][\"')])\s*(?:[.,;]\s*)?(?:en\s+)?(?=(?:de|het)\s+(?:publiek|gemeente|stichting|vereniging"
    r"|co[oö]peratie|woon|woning|huurders|bewoners)"
    r"|(?:gemeente|stichting|vereniging|woonstichting|woningstichting|huurdersvereniging)\s)|;\s*(?:en\s+)?",
    re.IGNORECASE,
)
_LIJSTKOP = re.compile(
    r"^(?:\W{0,6}(?:artikel\s+)?\d*[.:)]?\s*)(?:de\s+|alle\s+|onze\s+)?(?:deelnemende |betrokken |contracterende "
    r"|samenwerkende |ondertekenende )?"
    r"(?:partijen|ondergetekenden?|deelnemers|ondertekenaars|contractpartijen|convenantpartijen|participanten"
    r"|samenwerkingspartners)"
    r"(?: bij (?:deze |de )?(?:prestatie)?(?:afspraken|overeenkomst)| in (?:deze |de )?(?:prestatie)?afspraken| zijn"
    r"| bestaan uit)?\s*:?$",
    re.IGNORECASE,
)
_LIJSTREGEL = re.compile(
    r"^\W*(?:deelnemende |betrokken |contract|ondertekenende )?(?:partijen|partners|deelnemers"
    r"|ondertekenaars)\s*:\s*(\S.+)$",
    re.IGNORECASE,
)
_LIJSTZIN = re.compile(
    r"(?:\b(?:tussen|volgende (?:partijen|organisaties|deelnemers)|ondergetekenden|partijen zijn|deelnemers zijn"
    r"|gesloten door|ondertekend door"
    r"|gemaakt door|partijen bestaan uit|volgende partijen[^.:]{0,60}|bestaande uit))\s*:$",
    re.IGNORECASE,
)
_SOORTZIN = re.compile(
    r"\b(?:zijn|actief|namelijk|te weten|werkzaam|betreft|volgende (?:woning)?corporaties)\b", re.IGNORECASE
)
_MET_VORM = re.compile(r"(?:de\s+)?(?:stichting|vereniging|co[oö]peratie)\s", re.IGNORECASE)
MAX_LIJST = 60


def formele_namen(regels: list[Regel]) -> list[Vondst]:
    """Read clauses such as "De stichting 'X', rechtsgeldig vertegenwoordigd door ..., hierna te noemen: "X"'."""
    uit: list[Vondst] = []
    for regel in _aaneen(regels):
        if not _FORMEEL.search(regel.tekst):
            continue
        for stuk in _KNIP_FORMEEL.split(regel.tekst):
            kern = _NAMENS.search(stuk)
            if not _FORMEEL.search(stuk) or _is_opsomming_van_namen(stuk):
                continue
            vondst = lees_naam(kern[1] if kern else stuk, bron=Bron.FORMEEL, plaats=str(regel.plaats), blok="formeel")
            if vondst:
                uit.append(vondst)
    return uit


def _is_opsomming_van_namen(stuk: str) -> bool:
    """A sentence that names several parties with their short names belongs to the sentences."""
    voor = re.split(r"vertegenwoordigd|hierna|verder te noemen|gevestigd", stuk, maxsplit=1)[0]
    return (
        len(re.findall(r"\bafspraken\b|\btussen\b|\ben de\b|\bgezamenlijk\b|\btezamen\b", voor)) > 0
        or len(voor.split()) > 25
    )


def _aaneen(regels: list[Regel]) -> list[Regel]:
    """Join a clause that runs on over the next line (PDF), so the name and what it is called stay together."""
    uit: list[Regel] = []
    for regel in regels:
        vorige = uit[-1] if uit else None
        if vorige and _loopt_door(vorige, regel):
            vorige.tekst = f"{vorige.tekst} {regel.tekst}"
            continue
        uit.append(Regel(regel.tekst, regel.plaats, regel.kop, regel.titel, regel.opsomming, regel.vet, regel.tabel))
    return uit


def _loopt_door(vorige: Regel, regel: Regel) -> bool:
    if vorige.kop or regel.kop or regel.opsomming or vorige.tabel != regel.tabel or len(vorige.tekst) > 600:
        return False
    begint_klein = regel.tekst[:1].islower() and not re.match(
        r"(?:de|het|en|gemeente|stichting|vereniging)\b", regel.tekst
    )
    hangt = bool(re.search(r"(?:,|\bdoor|\bte noemen:?|\brechtsgeldig|\bhierna)$", vorige.tekst))
    return begint_klein or (
        hangt and bool(_FORMEEL.search(regel.tekst) or regel.tekst[:1] in "\"'" or FUNCTIE.match(regel.tekst))
    )


def namen_in_lijsten(regels: list[Regel], *, ruim: bool = False) -> list[Vondst]:
    """Read lists under 'Partijen:', 'tussen:', 'De ondergetekenden:'; sub-headings say what kind follows.

    ``ruim`` also takes a sentence such as 'Er zijn twee corporaties actief:' with a list behind it.
    """
    uit: list[Vondst] = []
    index = 0
    while index < len(regels):
        regel = regels[index]
        index += 1
        in_regel = _LIJSTREGEL.match(regel.tekst)
        if in_regel and regel.woordental < 120:
            rest = Regel(in_regel[1], regel.plaats)
            uit.extend(namen_in_regel(rest, "", blok=f"lijst {index}"))
        elif _LIJSTKOP.match(regel.tekst) or (_LIJSTZIN.search(regel.tekst) and regel.woordental < 80):
            gevonden, index = _lees_lijst(regels, index)
            uit.extend(gevonden)
        elif ruim and regel.tekst.endswith(":") and _SOORTZIN.search(regel.tekst) and _soort_in(regel.tekst):
            gevonden, index = _lees_lijst(regels, index, _soort_in(regel.tekst))
            uit.extend(gevonden)
    return uit


def _soort_in(tekst: str) -> str:
    """Return the kind of the last word for a kind in a line."""
    soorten = [MEERVOUD[woord] for woord in vouw(tekst).split() if woord in MEERVOUD]
    return soorten[-1] if soorten else ""


def _lees_lijst(regels: list[Regel], begin: int, soort: str = "") -> tuple[list[Vondst], int]:
    uit: list[Vondst] = []
    missers = 0
    index = begin
    for index in range(begin, min(begin + MAX_LIJST, len(regels))):
        regel = regels[index]
        if _einde_van_lijst(regel, uit) or missers > 2:
            return uit, index
        kop = kopsoort(regel.tekst)
        if kop:
            soort = kop
            continue
        gevonden = namen_in_regel(regel, soort, blok=f"lijst {begin}")
        uit.extend(gevonden)
        missers = 0 if gevonden or _is_tussenregel(regel.tekst) else missers + 1
    return uit, index + 1


def _einde_van_lijst(regel: Regel, gevonden: list[Vondst]) -> bool:
    if regel.kop and not kopsoort(regel.tekst):
        return bool(gevonden) or not is_naam(regel.tekst)
    return regel.woordental > 45 and not _FORMEEL.search(regel.tekst)


def _is_tussenregel(tekst: str) -> bool:
    """'en', a function, a person or a place between two names does not end the list."""
    return (
        len(tekst.split()) < 4
        or bool(FUNCTIE.search(tekst))
        or zonder_personen(tekst) != tekst
        or bool(_FORMEEL.search(tekst))
    )


def kopsoort(tekst: str) -> str:
    """Return the kind when the line is a sub-heading of a list: 'Woningcorporaties:', 'en twee corporaties:'."""
    kaal = " ".join(woord for woord in vouw(tekst.rstrip(": ")).split() if woord not in VULWOORDEN)
    return MEERVOUD.get(kaal, "") or (
        "zorgorganisatie" if kaal in ("zorgorganisaties", "zorgpartijen", "zorgaanbieders") else ""
    )


def namen_in_regel(regel: Regel, soort: str, *, blok: str, bron: Bron = Bron.LIJST) -> list[Vondst]:
    """Read the names of one line: one name, or 'Corporaties: A, B en C'."""
    tekst, plaats = regel.tekst, str(regel.plaats)
    meervoud = False
    voor, dubbelepunt, na = tekst.partition(":")
    if dubbelepunt and na.strip() and (kop := kopsoort(voor) or ENKELVOUD.get(vouw(voor), "")):
        tekst, soort = na, kop
        meervoud = bool(kopsoort(voor))
        if soort == GEMEENTE:
            tekst = re.sub(r"^\s*(?!gemeente)", "gemeente ", tekst, flags=re.IGNORECASE)
    if _FORMEEL.search(tekst) and not re.search(r"\ben (?:de )?(?:gemeente|stichting|woon|huurders)", tekst):
        stukken = [tekst]
    else:
        stukken = deel_op(tekst, [])
        if len(stukken) > 1 and lees_naam(tekst, bron=bron) and not (meervoud or _los_te_lezen(stukken)):
            stukken = [tekst]
    vondsten = (lees_naam(stuk, bron=bron, soort=soort, plaats=plaats, blok=blok) for stuk in stukken)
    return [vondst for vondst in vondsten if vondst]


def _los_te_lezen(stukken: list[str]) -> bool:
    """'Lek en Waard Wonen' on a line of its own is one name; 'Portaal en Vivare' after a comma is two."""
    return len(stukken) > 2 or all(soort_van_naam(stuk) or _MET_VORM.match(stuk) for stuk in stukken)


def begint_lijst(tekst: str) -> bool:
    """Tell whether the line opens a list of parties or is a formal clause: the cover ends there."""
    return any(patroon.search(tekst) for patroon in (_LIJSTKOP, _LIJSTREGEL, _LIJSTZIN, _FORMEEL))
