"""Headings of a document taken apart: part, chapter, paragraph, ambition, caption, or outside the agreements (pure)."""

from __future__ import annotations

import re

from afspraken.importeren.kolommen import Rol, lees_kop
from afspraken.importeren.nummers import als_nummer, diepte, splits_nummer
from afspraken.importeren.structuur.model import Kopregel, Kopsoort
from afspraken.importeren.tekstopmaak import op_een_regel

_WOORD = re.compile(
    r"^(?P<woord>hoofdstuk|thema|beleidsthema|speerpunt|pijler|programmalijn|opgave|prioriteit|hfst\.?|deel|"
    r"onderdeel|paragraaf|"
    r"artikel|art\.|subthema|deelthema|bijlage|bijlagen|appendix|tabel|figuur|grafiek|kaart|ambitie|"
    r"doelstelling|lijn)\b"
    r"(?:\s*(?P<nummer>\d{1,2}(?:\.\d{1,2})*[a-z]?|[IVX]{1,5}|[A-Z])\b(?!\w))?\s*[.:–—-]*\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_DEEL = re.compile(
    r"^(?:(?:prestatie|meerjaren|jaar|werk)?afspraken\s+(?:met|per|voor|tussen|van)\s+(?!de\s+periode|het\s+jaar|\d)|"
    r"corporatiespecifieke|specifieke afspraken|gezamenlijke afspraken|algemene afspraken)",
    re.IGNORECASE,
)
_PERIODE_NA = re.compile(
    r"^(?:prestatie|meerjaren)?afspraken\s+(?:voor|van|in)\s+(?:de\s+periode|het\s+jaar|\d)", re.IGNORECASE
)
_AMBITIE = re.compile(
    r"^(?:de |onze |gezamenlijke |gedeelde |lokale )?(?:ambities?|inleiding|opgaven?|doelen|doelstellingen?|visie|"
    r"uitgangspunten|context|achtergrond|aanleiding|wat willen we bereiken|waar staan we|waarom|"
    r"huidige situatie|kader|toelichting)\b"
    r"(?:\s+(?:op hoofdlijnen|en doelen|en opgave|en ambities?))?[\s:0-9'’–—/t-]*\??$",
    re.IGNORECASE,
)
_BUITEN = re.compile(
    r"^(?:overwegende|overwegingen|considerans|voorwoord|leeswijzer|inhoud(?:sopgave)?|colofon|begrippen(?:lijst)?|"
    r"begripsbepaling(?:en)?|definities|definitielijst|afkortingen(?:lijst)?|gebruikte afkortingen|"
    r"woordenlijst|lijst (?:met|van) (?:begrippen|afkortingen)|"
    r"verklarende woordenlijst|ondertekening|handtekeningen|ondertekenaars|partijen|de partijen|"
    r"de ondergetekenden|ondergetekenden|"
    r"samenvatting|managementsamenvatting|inleiding|voorgeschiedenis|over deze prestatieafspraken|opzet van|"
    r"totstandkoming|"
    r"versiebeheer|wijzigingshistorie|documenthistorie|distributielijst|bronnen|literatuur|achtergrond|"
    r"leden van|deelnemers)\b",
    re.IGNORECASE,
)
_BEGRIPPEN = re.compile(r"begrip|definitie|afkorting|woordenlijst", re.IGNORECASE)
_LETTERNUMMER = re.compile(
    r"^(?P<nummer>[A-Z](?=[.:)]|\s[-–—])|[IVX]{2,5}(?=[.:)\s])|[IVX](?=[.:)]))[.:)]?\s*[-–—]?\s+(?P<rest>[A-Z].*)$"
)
_BIJSCHRIFT = frozenset({"tabel", "figuur", "grafiek", "kaart"})
_HOOFDWOORD = frozenset(
    [
        "hoofdstuk",
        "thema",
        "beleidsthema",
        "speerpunt",
        "pijler",
        "programmalijn",
        "opgave",
        "prioriteit",
        "hfst",
        "hfst.",
        "lijn",
    ]
)
_PARAGRAAFWOORD = frozenset(["paragraaf", "subthema", "deelthema"])
_PROCES = re.compile(
    r"\b(procesafspraken|proces en samenwerking|looptijd|geschillen|slotbepalingen|algemene bepalingen)\b",
    re.IGNORECASE,
)


def is_begrippenkop(tekst: str) -> bool:
    """Tell whether a heading stands above definitions or abbreviations."""
    return bool(_BEGRIPPEN.search(tekst)) and bool(_BUITEN.match(_zonder_nummer(tekst)) or len(tekst.split()) <= 6)


def _zonder_nummer(tekst: str) -> str:
    gesplitst = splits_nummer(tekst)
    return gesplitst.rest if gesplitst and gesplitst.rest else tekst


def lees_koptekst(tekst: str, nummer: str = "", niveau: int = 1) -> Kopregel:
    """Take a heading apart.

    ``nummer``: the label of Word's automatic numbering; ``niveau``: the outline level in the document (1 outermost).
    """
    regel = op_een_regel(tekst)
    label = _WOORD.match(op_een_regel(nummer)) if nummer else None
    auto = (label["nummer"] or "") if label else als_nummer(nummer)
    if (gevonden := _WOORD.match(regel)) and (kop := _met_woord(gevonden, auto, niveau)):
        return kop
    eigen, titel = auto, regel
    if not eigen and (gesplitst := splits_nummer(regel)) and gesplitst.rest:
        eigen, titel = gesplitst.nummer, gesplitst.rest
    elif not eigen and (letter := _LETTERNUMMER.match(regel)):
        eigen, titel = letter["nummer"], letter["rest"]
    if label and label["woord"].casefold() in ("deel", "onderdeel"):
        return Kopregel(Kopsoort.DEEL, f"{label['woord'].capitalize()} {auto}: {titel}", niveau=niveau, woord="deel")
    titel = titel.strip(" .:–—-") if titel.strip(" .:–—-") else titel
    return Kopregel(_soort(titel, eigen, niveau), titel, eigen, niveau, *_kenmerken(titel))


def _met_woord(gevonden: re.Match[str], auto: str, niveau: int) -> Kopregel | None:
    """A heading that opens with 'Hoofdstuk 1', 'Thema A', 'Deel B', 'Tabel 2'; None when the word is just a word."""
    woord, nummer, rest = gevonden["woord"].casefold(), gevonden["nummer"] or "", gevonden["rest"].strip(" .:–—-")
    if woord in _BIJSCHRIFT:
        return Kopregel(Kopsoort.BIJSCHRIFT, gevonden[0].strip(), niveau=niveau, woord=woord) if nummer else None
    if woord in ("bijlage", "bijlagen", "appendix"):
        return Kopregel(Kopsoort.HOOFDSTUK, gevonden[0].strip(), "", niveau, *_kenmerken(rest), woord="bijlage")
    if not nummer:
        return Kopregel(Kopsoort.HOOFDSTUK, rest, auto, niveau, woord=woord) if _is_los_woord(gevonden) else None
    if woord in ("deel", "onderdeel"):
        return Kopregel(Kopsoort.DEEL, gevonden[0].strip(" .:–—-"), nummer, niveau, woord="deel")
    if woord in ("ambitie", "doelstelling") and not rest:
        return Kopregel(Kopsoort.AMBITIE, gevonden[0].strip(), niveau=niveau, woord=woord)
    soort = Kopsoort.PARAGRAAF if woord in _PARAGRAAFWOORD or diepte(nummer) > 1 else Kopsoort.HOOFDSTUK
    return Kopregel(soort, rest or gevonden[0].strip(), nummer, niveau, *_kenmerken(rest), woord=woord)


def _is_los_woord(gevonden: re.Match[str]) -> bool:
    """'Thema: Betaalbaarheid' names a chapter without a number; 'Opgave voor de komende jaren' is a title."""
    return (
        gevonden["woord"].casefold() in _HOOFDWOORD
        and bool(gevonden["rest"])
        and bool(re.match(r"\w+\.?\s*[:–—]", gevonden[0]))
    )


def _soort(titel: str, nummer: str, niveau: int) -> Kopsoort:
    if not nummer and _AMBITIE.match(titel):
        return Kopsoort.AMBITIE if niveau > 1 else Kopsoort.BUITEN
    if _AMBITIE.match(titel) and re.match(r"ambitie", titel, re.IGNORECASE):
        return Kopsoort.AMBITIE
    if _BUITEN.match(titel):
        return Kopsoort.BUITEN
    if not nummer and is_groepskop(titel):
        return Kopsoort.GROEP
    if not nummer and _DEEL.match(titel) and not _PERIODE_NA.match(titel):
        return Kopsoort.DEEL
    return Kopsoort.PARAGRAAF if diepte(nummer) > 1 else Kopsoort.HOOFDSTUK


def is_groepskop(titel: str) -> bool:
    """Tell whether a heading only says that agreements follow: 'Meerjarige afspraken', 'Afspraken 2022-2023'."""
    kop = lees_kop(titel)
    if kop.rol is Rol.TEKST and kop.exact:
        return True
    if re.fullmatch(r"(?:de )?jaarschijf(?: 20\d\d)?", titel, re.IGNORECASE):
        return True
    woorden = re.sub(r"[\d\s'’–—/:.-]|t/m", "", titel.casefold())
    return bool(
        re.fullmatch(
            r"(?:de|onze|concrete|meerjarige|jaarlijkse|doorlopende|structurele|gemaakte|nieuwe|wederzijdse|"
            r"lokale|overige)*"
            r"(?:prestatie|meerjaren|jaar|werk|kader|resultaat|inspannings|proces)?(?:afspraken|"
            r"schijf)(?:voordeperiode|periode)?",
            woorden,
        )
    )


def _kenmerken(titel: str) -> tuple[str, tuple[int, int] | None]:
    """Kind of agreement and years a heading names."""
    kop = lees_kop(titel)
    soort = kop.soort
    if not soort and _PROCES.search(titel):
        soort = "procesbepaling"
    return soort, kop.jaren


def titelachtig(tekst: str) -> bool:
    """Tell whether a line reads as a title: short, without the marks that end a sentence."""
    kaal = tekst.strip()
    return bool(kaal) and len(kaal) <= 100 and len(kaal.split()) <= 14 and kaal[-1] not in ".;,!" and "\n" not in kaal
