"""Labels that make a paragraph an agreement: 'Resultaatafspraak corporatie:', 'Afspraak 12:' (pure)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from afspraken.importeren.nummers import als_nummer
from basis.documenten.model import Alinea

_AARD = {"resultaat": "resultaat", "inspanning": "inspanning"}
_SOORT = {
    "meerjaren": "meerjarig",
    "meerjarige": "meerjarig",
    "kader": "meerjarig",
    "proces": "procesbepaling",
    "jaar": "periode",
}
_LABEL = re.compile(
    r"^(?:(?P<bijv>meerjarige|gezamenlijke|wederkerige|concrete|jaarlijkse|nieuwe|aanvullende)\s+)?"
    r"(?P<soort>resultaat|inspannings?|proces|prestatie|werk|jaar|meerjaren|kader|maatwerk|samenwerkings?)?[- ]?"
    r"(?P<woord>afspraak|afspraken|verplichting)"
    r"(?:\s*(?:nr\.?|nummer|no\.?)?\s*(?P<nummer>[A-Z]{0,3}[-.]?\d{1,3}[a-z]?(?:[.\-]\d{1,3}[a-z]?){0,3}|"
    r"[A-Z]\b|[IVX]+\b))?"
    r"(?P<wie>(?:\s+(?!\d)[^\s:.–—]+){0,8}?)?"
    r"\s*(?:\((?P<haakjes>[^)]{2,60})\))?\s*(?P<eind>[:–—]|\s-\s|\.\s|\t|$)\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ALLEEN_NUMMER = re.compile(
    r"(?P<soort>prestatie|werk|jaar|meerjaren|kader)?[- ]?afspraak\s+(?:nr\.?\s*)?"
    r"(?P<nummer>[A-Z]{0,3}[-.]?\d{1,3}[a-z]?(?:[.\-]\d{1,3}[a-z]?){0,3})",
    re.IGNORECASE,
)
_WIE_WOORD = re.compile(
    r"^(?:(?:van|voor|door|met|tussen)\s+)?(?:de\s+|het\s+)?(?P<wie>.+)$",
    re.IGNORECASE,
)
_GEEN_WIE = re.compile(
    r"\b(is|zijn|wordt|worden|hebben|heeft|over|gelden|geldt|die|dat|zoals|maken|gemaakt|uit|in|tot|op|om|"
    r"periode|jaar)\b|\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a paragraph."""

    nummer: str = ""
    eigenaar: str = ""
    aard: str = ""
    soort: str = ""
    rest: str = ""
    """The text after the label; empty when it stands alone."""
    meervoud: bool = False
    """'Afspraken gemeente:': a list of agreements follows."""
    tekst: str = ""


def lees_label(alinea: Alinea) -> Label | None:
    """Read the label a paragraph opens with; None when it opens with something else.

    Bold type or a colon sets a label apart; the word alone ('Afspraken zijn ...') does not.
    """
    if vet := _vet_label(alinea):
        return vet
    gevonden = _LABEL.match(alinea.tekst.strip())
    if not gevonden or not _is_label(gevonden, alinea):
        return None
    wie = (gevonden["wie"] or "").strip()
    bracket = (gevonden["haakjes"] or "").strip()
    if wie and _GEEN_WIE.search(wie):
        return None
    if bracket and _GEEN_WIE.search(bracket):
        bracket = ""
    soortwoord = (gevonden["soort"] or "").casefold()
    bijv = (gevonden["bijv"] or "").casefold()
    kaal = _WIE_WOORD.match(wie or bracket)
    return Label(
        nummer=als_nummer(gevonden["nummer"] or "") or (gevonden["nummer"] or ""),
        eigenaar=kaal["wie"].strip() if kaal else "",
        aard=next((aard for woord, aard in _AARD.items() if soortwoord.startswith(woord)), ""),
        soort=_SOORT.get(soortwoord, _SOORT.get(bijv, "")),
        rest=gevonden["rest"].strip(),
        meervoud=gevonden["woord"].casefold() == "afspraken",
        tekst=alinea.tekst[: gevonden.start("rest")].strip(),
    )


def _vet_label(alinea: Alinea) -> Label | None:
    """'Afspraak 1' in bold, the text right behind it without a colon."""
    aanhef, tekst = alinea.vette_aanhef.strip(), alinea.tekst.strip()
    gevonden = _ALLEEN_NUMMER.fullmatch(aanhef)
    rest = tekst[len(aanhef) :].strip()
    if not gevonden or not tekst.startswith(aanhef) or not rest[:1].isupper():
        return None
    soort = _SOORT.get((gevonden["soort"] or "").casefold(), "")
    return Label(nummer=als_nummer(gevonden["nummer"]) or gevonden["nummer"], soort=soort, rest=rest, tekst=aanhef)


def _is_label(gevonden: re.Match[str], alinea: Alinea) -> bool:
    """A label ends with a colon or dash, or is a bold or short line by itself."""
    eind, rest = gevonden["eind"], gevonden["rest"].strip()
    if eind.strip() in (":", "–", "—", "-") or "\t" in eind:
        return True
    if eind.strip() == ".":
        return bool(gevonden["nummer"])
    return not rest and (alinea.vet or bool(alinea.kop) or bool(gevonden["nummer"]))
