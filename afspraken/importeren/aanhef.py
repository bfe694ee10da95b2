"""Title, period, status of the source, municipalities and definitions of a document (pure)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from afspraken.importeren.resultaat import GevondenNoot
from afspraken.importeren.structuur.bladen import BLADSTIJL, bovenste_teksten
from afspraken.importeren.tekstopmaak import op_een_regel, regels
from basis.datums import MAANDEN
from basis.documenten.model import Alinea, Document, Tabel

_DATUM = (
    rf"(?:(?P<dag{{0}}>\d{{{{1,2}}}})\s*(?:(?P<maand{{0}}>{'|'.join(MAANDEN)})|[-/.](?P<mnr{{0}}>\d{{{{1,2}}}})[-/.])"
    r"\s*(?P<jaar{0}>20\d\d))"
)
_TOT = r"\s*(?:,?\s*(?:tot en met|t/m|t\.m\.|tot|en loopt (?:tot en met|tot|t/m)|en eindig(?:t|en) op|[-–—])\s*)"
_VAN_TOT = re.compile(_DATUM.format("1") + _TOT + _DATUM.format("2"), re.IGNORECASE)
_EINDE = re.compile(
    r"(?:looptijd|gelden|geldig|geldt|eindig\w*|loopt|lopen|van kracht)\b[^.]{0,60}?\b(?:tot en met|t/m|op|tot)\s*"
    + _DATUM.format("1"),
    re.IGNORECASE,
)
_DUUR = re.compile(
    r"(?P<aantal>\d{1,2}|een|één|twee|drie|vier|vijf|zes)\s+(?:kalender)?jaar\w*\b[^.]{0,60}?\b(?:vanaf|per|"
    r"met ingang van|ingaande op|ingaand op|te rekenen vanaf|beginnend op|start op)\s*" + _DATUM.format("1"),
    re.IGNORECASE,
)
_DUUR_NA = re.compile(
    r"\b(?:vanaf|per|met ingang van|ingaande op|gaan in op|in werking op|treden in werking op|"
    r"treedt in werking op|begin\w* op|start\w* op)\s*"
    + _DATUM.format("1")
    + r"[^.]{0,80}?\b(?P<aantal>\d{1,2}|een|één|twee|drie|vier|vijf|zes)\s+(?:kalender)?jaar",
    re.IGNORECASE,
)
_JAREN = re.compile(
    r"(?<!\d)(20\d\d)\s*(?:(?:[-–—/]|t/m|tot en met|tot|en)\s*(?:'|’)?((?:20)?\d\d)(?![-–/.]?\d))?(?!\d)", re.IGNORECASE
)
_PERIODEJAREN = re.compile(
    r"\b(?:periode|looptijd|jaren|voor)\s+(?:van\s+|de\s+jaren\s+|de\s+periode\s+)?(20\d\d)\s*(?:[-–—/]|t/m|"
    r"tot en met|tot|en)\s*(20\d\d)",
    re.IGNORECASE,
)
_LOOPTIJDWOORD = re.compile(
    r"\b(looptijd|periode|gelden|geldt|geldig|van kracht|afspraken|overeenkomst)\b", re.IGNORECASE
)
_GETALWOORD = {"een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6}
_STATUS = re.compile(
    r"\b(definitief\s+concept|concept(?:versie|tekst)?|ontwerp|vastgesteld|definitieve?(?:\s+versie)?|"
    r"versie\s+\d[\d.]*|getekend|ondertekend|eindversie|kladversie)\b",
    re.IGNORECASE,
)
_TITELWOORD = re.compile(
    r"\b(prestatieafspraken|prestatie-afspraken|jaarschijf|raamovereenkomst|meerjarenafspraken|woonafspraken|"
    r"samenwerkingsafspraken|jaarafspraken)\b",
    re.IGNORECASE,
)
_NAAM = (
    r"(?:'s-|’s-|'t\s|’t\s|De\s|Den\s|Het\s)?[A-Z][\w'’-]+"
    r"(?:(?:\s(?:aan|op|van|de|den|der|het|bij|en)){0,3}\s(?:den\s|de\s)?[A-Z][\w'’-]+)?"
)
_GEMEENTE = re.compile(rf"\b[Gg]emeente(?P<meer>n)?\s+(?P<namen>{_NAAM}(?:\s*(?:,|\ben\b|&|/)\s*{_NAAM})*)")
_GEEN_GEMEENTE = frozenset(
    ["en", "de", "het", "partijen", "corporaties", "corporatie", "huurders", "wonen", "woonvisie"]
)
_BEGRIP = re.compile(r"^(?P<begrip>[A-Z0-9][^:=\n]{1,60}?)\s*(?::|=|\s[–-]\s)\s*(?P<tekst>\S.{3,})$", re.DOTALL)


@dataclass(slots=True)
class Aanhef:
    """What the document says of itself."""

    titel: str = ""
    begin: dt.date | None = None
    eind: dt.date | None = None
    bronstatus: str = ""
    gemeenten: list[str] = field(default_factory=list)
    """Names without 'gemeente'."""
    waarschuwingen: list[str] = field(default_factory=list)


def lees_aanhef(document: Document) -> Aanhef:
    """Read title, period, status and municipalities."""
    eerste = list(_eerste_teksten(document))
    aanhef = Aanhef(titel=_titel(document, eerste))
    _lees_periode(aanhef, document, eerste)
    aanhef.bronstatus = _bronstatus(eerste)
    aanhef.gemeenten = vind_gemeenten(document)
    return aanhef


def _eerste_teksten(document: Document) -> Iterable[str]:
    """The first texts of the document, with those above the headings of sheets."""
    for blok in document.blokken[:40]:
        if isinstance(blok, Tabel):
            yield from bovenste_teksten(blok)
        elif blok.stijl != BLADSTIJL:
            yield from regels(blok.tekst)


def _titel(document: Document, eerste: Sequence[str]) -> str:
    """The title by its style, the first line that names the kind of document, or the name of the file."""
    gekozen = next((op_een_regel(alinea.tekst) for alinea in document.alineas if alinea.titel), "")
    if not gekozen:
        lijnen = [tekst for tekst in eerste[:20] if len(tekst) <= 150 and not tekst.endswith((".", ";"))]
        gekozen = next((tekst for tekst in lijnen if _TITELWOORD.search(tekst)), "")
        kaal = bool(gekozen) and not _JAREN.search(gekozen)
        if kaal and (volgende := lijnen[lijnen.index(gekozen) + 1 :][:1]):
            vult_aan = _JAREN.search(volgende[0]) or re.match(
                r"(?:gemeente|voor|tussen|periode)\b", volgende[0], re.IGNORECASE
            )
            is_meer = bool(vult_aan) and not _STATUS.search(volgende[0]) and len(volgende[0]) <= 80
            gekozen = f"{gekozen} {volgende[0]}" if is_meer else gekozen
    naam = PurePath(document.naam).stem
    return (gekozen or re.sub(r"[_\s]+", " ", naam).strip()).strip(" .:")


# -- period --------------------------------------------------------------------------------------------------------


def _datum(gevonden: re.Match[str], nr: str) -> dt.date | None:
    maand = gevonden[f"maand{nr}"]
    nummer = MAANDEN.index(maand.casefold()) + 1 if maand else int(gevonden[f"mnr{nr}"])
    try:
        return dt.date(int(gevonden[f"jaar{nr}"]), nummer, int(gevonden[f"dag{nr}"]))
    except ValueError:
        return None


def _lees_periode(aanhef: Aanhef, document: Document, eerste: Sequence[str]) -> None:
    """The period in words of the text wins of the years in the title; when they differ that is said."""
    teksten = [*eerste, *(alinea.tekst for alinea in document.alineas)]
    teksten += [
        tekst
        for tabel in document.tabellen
        for rij in tabel.rijen
        for tekst in rij.teksten
        if _LOOPTIJDWOORD.search(tekst)
    ]
    uit_titel = _jaren(aanhef.titel) or next(
        (jaren for tekst in eerste[:12] if _TITELWOORD.search(tekst) and (jaren := _jaren(tekst))), None
    )
    uit_tekst = next((gevonden for tekst in teksten if (gevonden := _periode_in(tekst, uit_titel))), None)
    if uit_titel and uit_tekst and (uit_titel[0].year != uit_tekst[0].year or uit_titel[1].year != uit_tekst[1].year):
        aanhef.waarschuwingen.append(
            f"De titel noemt {uit_titel[0].year}-{uit_titel[1].year}, "
            f"de tekst {uit_tekst[0]:%d-%m-%Y} tot en met {uit_tekst[1]:%d-%m-%Y}. "
            "De tekst is gevolgd; kijk of dat klopt."
        )
    periode = uit_tekst or uit_titel or _uit_woorden(teksten)
    if periode is None:
        aanhef.waarschuwingen.append(
            "De periode van de afspraken is niet gevonden. Vul het begin en het einde zelf in."
        )
        return
    aanhef.begin, aanhef.eind = periode


def _jaren(tekst: str) -> tuple[dt.date, dt.date] | None:
    gevonden = list(_JAREN.finditer(tekst))
    beste = next((een for een in gevonden if een[2]), gevonden[0] if gevonden else None)
    if beste is None:
        return None
    laatste = int(beste[2]) if beste[2] and len(beste[2]) == 4 else 2000 + int(beste[2]) if beste[2] else int(beste[1])
    begin = int(beste[1])
    return (dt.date(begin, 1, 1), dt.date(laatste, 12, 31)) if begin <= laatste <= begin + 20 else None


def _periode_in(tekst: str, uit_titel: tuple[dt.date, dt.date] | None) -> tuple[dt.date, dt.date] | None:
    """A period of the whole document in one paragraph: two dates, or a length from a date."""
    if not _LOOPTIJDWOORD.search(tekst):
        return None
    for gevonden in _VAN_TOT.finditer(tekst):
        begin, eind = _datum(gevonden, "1"), _datum(gevonden, "2")
        if begin and eind and 300 <= (eind - begin).days <= 20 * 366:
            return begin, eind
    for patroon in (_DUUR, _DUUR_NA):
        if duur := patroon.search(tekst):
            begin = _datum(duur, "1")
            aantal = _GETALWOORD.get(duur["aantal"].casefold()) or int(duur["aantal"])
            if begin and 1 <= aantal <= 15:
                return begin, _plus_jaren(begin, aantal)
    if uit_titel and (einde := _EINDE.search(tekst)):
        eind = _datum(einde, "1")
        if eind and eind.year == uit_titel[1].year and eind > uit_titel[0]:
            return uit_titel[0], eind
    return None


def _plus_jaren(begin: dt.date, aantal: int) -> dt.date:
    """The last day of a number of years that start on a day."""
    dag = 28 if (begin.month, begin.day) == (2, 29) else begin.day
    return begin.replace(year=begin.year + aantal, day=dag) - dt.timedelta(days=1)


def _uit_woorden(teksten: Sequence[str]) -> tuple[dt.date, dt.date] | None:
    """'Voor de periode 2023 tot en met 2026' somewhere in the text."""
    for tekst in teksten:
        if (gevonden := _PERIODEJAREN.search(tekst)) and int(gevonden[1]) <= int(gevonden[2]):
            return dt.date(int(gevonden[1]), 1, 1), dt.date(int(gevonden[2]), 12, 31)
    return None


# -- status, municipalities, definitions -----------------------------------------------------------------------------


def _bronstatus(eerste: Sequence[str]) -> str:
    """A short line near the top that says which version this is, in small letters."""
    for tekst in eerste[:25]:
        if len(tekst) <= 80 and _STATUS.search(tekst) and not tekst.endswith(".") and not _TITELWOORD.search(tekst):
            kaal = re.sub(r"^(?:status|versie)\s*:\s*", "", tekst, flags=re.IGNORECASE)
            return kaal[:1].lower() + kaal[1:]
    return ""


def vind_gemeenten(document: Document) -> list[str]:
    """Names of the municipalities in the title, the opening and the headings of tables, without 'gemeente'."""
    teksten = [blok.tekst for blok in document.blokken[:60] if isinstance(blok, Alinea)]
    for tabel in document.tabellen:
        teksten += [
            op_een_regel(tekst) for rij in tabel.rijen[:6] for tekst in rij.teksten if tekst and len(tekst) < 60
        ]
    namen: dict[str, int] = {}
    for tekst in teksten:
        for gevonden in _GEMEENTE.finditer(tekst):
            if gevonden["meer"]:
                delen = re.split(r"\s*(?:,|\ben\b|&|/)\s*", gevonden["namen"])
            else:
                delen = [re.split(r"\s*(?:,|&|/)\s*|\s+en\s+", gevonden["namen"])[0]]
            for deel in delen:
                naam = re.sub(r"\s+(?:Wonen|Woonvisie|Prestatieafspraken)$", "", deel.strip(" .,"))
                if naam and naam.casefold() not in _GEEN_GEMEENTE and not naam.isupper():
                    namen[naam] = namen.get(naam, 0) + 1
    return list(namen)


def lees_definities(tabellen: Iterable[Tabel], alineas: Iterable[Alinea]) -> list[GevondenNoot]:
    """Definitions and abbreviations: two columns of a table, or 'Begrip: uitleg' in paragraphs."""
    gevonden: dict[str, str] = {}
    for tabel in tabellen:
        for rij in tabel.rijen:
            delen = [op_een_regel(tekst) for tekst in rij.teksten if tekst.strip()]
            if len(delen) >= 2 and len(delen[0]) <= 80 and not rij.kop and not _is_begrippenkop(delen):
                gevonden.setdefault(delen[0], " ".join(delen[1:]))
    for alinea in alineas:
        if beschrijving := _BEGRIP.match(op_een_regel(alinea.tekst)):
            gevonden.setdefault(beschrijving["begrip"].strip(), beschrijving["tekst"].strip())
    return [GevondenNoot(begrip, tekst) for begrip, tekst in gevonden.items()]


def _is_begrippenkop(delen: Sequence[str]) -> bool:
    return (
        bool(re.match(r"(?:begrip|afkorting|term|definitie|woord)", delen[0], re.IGNORECASE))
        and len(delen[1].split()) <= 3
    )
