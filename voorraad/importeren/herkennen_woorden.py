"""What the label of a row, a column or a block of a stock table says (pure)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from afspraken.importeren.resultaat import GevondenPartij
from basis.tekst import zoeksleutel
from voorraad.importeren.herkennen_getal import Bereik, lees_bedragen, lees_bereik, lees_datum, lees_jaren

PLUS, MIN, SALDO, AFGELEID = "plus", "min", "saldo", "afgeleid"

# Key of a Mutatiesoort (fixtures/algemeen.yaml), its sign, and the words for it; the first of two that overlap wins.
_MUTATIES: tuple[tuple[str, str, str], ...] = (
    ("hernieuwbouw", PLUS, r"vervangende\s+nieuwbouw|her-?nieuwbouw|herbouw"),
    ("nieuwbouw", PLUS, r"nieuwbouw\w*|nieuw\s+te\s+bouwen|nieuw\s+gebouwd|nieuwe\s+(?:sociale\s+)?(?:huur)?woningen"),
    ("terugkoop", PLUS, r"terug(?:ge)?ko\w+"),
    ("aankoop", PLUS, r"aankop\w*|aankoop\w*|aan\s+te\s+kopen|aangekocht\w*|verwerving\w*"),
    ("transformatie", PLUS, r"transformatie\w*|ombouw\w*|functiewijziging\w*"),
    ("splitsing", PLUS, r"(?:woning)?splits\w*"),
    ("uitruil", PLUS, r"uitruil"),
    ("sloop", MIN, r"sloop\w*|slopen|te\s+slopen|gesloopt\w*|amovering|amoveren"),
    ("verkoop", MIN, r"verkoop\w*|verkop\w*|verkocht\w*|vervreemd\w*|uitpond\w*"),
    ("samenvoeging", MIN, r"samenvoeg\w*|samen\s+te\s+voegen"),
    (
        "saldo_liberalisatie",
        SALDO,
        r"(?:\(de\)|de)?-?liberalis(?!atiegrens)\w*|overhevel\w*|(?:naar|overgang)\s+niet-daeb",
    ),
    ("herindeling", SALDO, r"herindeling|herlabeling|verschuiving\w*"),
    ("einde_tijdelijk", MIN, r"einde\s+(?:tijdelijk\w*|exploitatie\w*|looptijd)|verwijder\w*\s+tijdelijk\w*"),
)
_MUTATIE_RE = re.compile("|".join(rf"(?P<m{nr}>(?<!\w){woorden})" for nr, (_s, _t, woorden) in enumerate(_MUTATIES)))
_TEKENS = {sleutel: teken for sleutel, teken, _woorden in _MUTATIES} | {
    "tijdelijk_erbij": PLUS, "overige_toevoeging": PLUS, "overige_onttrekking": MIN,
    "transformatie_uit": MIN, "splitsing_uit": MIN, "uitruil_uit": MIN,
}  # fmt: skip
_ERAF = re.compile(r"onttrek\w*|afname|\beraf\b|vermindering")
_ERBIJ = re.compile(r"toevoeg\w*|toe\s+te\s+voegen|uitbreiding\w*|toename|\berbij\b|programma\s+woningbouw")
_BOUWTITEL = re.compile(
    r"(?:nieuwbouw|woningbouw|bouw)(?:programma|programmering|projecten|plannen|locaties|productie)\w*"
)
_TOTAAL = re.compile(
    r"\b(?:sub|eind)?totaal\b|\btotale\b|\bsom\b|\bsamen\b|\bsaldo\b|\bnetto\b|\bper\s+saldo\b|^tot\.?$"
)
_NETTO = re.compile(r"\bnetto\b|\bsaldo\b|\bgroei\b")
_LIBERALISATIESALDO = re.compile(r"saldo\s+(?:van\s+)?\(?(?:de)?\)?-?(?:liberalis\w*|herindeling|verschuiving\w*)")
_WAARVAN = re.compile(r"^\W*waarvan\b|^\W*w\.v\.|^\W*hiervan\b")
_OVERIG = re.compile(r"\boverig\w*|\bandere?\b")
_ZONDER = re.compile(r"\b(?:excl\w*\.?|exclusief|zonder|voor|vóór)\s+([\w() /,-]+)")
_MET = re.compile(r"\b(?:incl\w*\.?|inclusief|met|na)\s+[\w() /,-]+")
_TIJDELIJK = re.compile(r"tijdelijk\w*|flexwoning\w*|flexibele\s+woning\w*|tussenvoorziening\w*")
_LANG = re.compile(
    r"(?:>|≥|langer\s+dan|meer\s+dan|minstens|minimaal)\s*(?:5|vijf|10|tien|15|vijftien)\s*(?:jr|jaar|j\b)"
)
_KORT = re.compile(r"(?:<|≤|korter\s+dan|minder\s+dan|maximaal|hoogstens|tot)\s*(?:5|vijf)\s*(?:jr|jaar|j\b)")
_HARDHEID = {
    "hard": re.compile(r"\bhar(?:d|de)\b|\bonherroepelijk\w*|\bin\s+(?:aanbouw|uitvoering)\b"),
    "zacht": re.compile(r"\bzacht(?:e)?\b|\bin\s+procedure\b"),
    "ambitie": re.compile(r"\bambitie\w*|\bzonder\s+locatie\b"),
}

_AFTOP, _BETAALBAAR = r"aftop\w*\s*(?:grens)?\s*", r"betaalbaar\s*"

# Rent classes: GrensSoort value and its words (domein.md section 2).
_KLASWOORDEN = {
    "kwaliteitskorting": r"kwaliteitskort\w*|jongeren(?:grens)?\b|\bgoedko(?:op|pe)\b",
    "lage_aftopping": rf"(?:lage|1e|eerste|laagste)\s+aftop\w*|{_AFTOP}(?:laag|1|i)\b|{_BETAALBAAR}(?:1|i|laag)\b",
    "hoge_aftopping": rf"(?:hoge|2e|tweede|hoogste)\s+aftop\w*|{_AFTOP}(?:hoog|2|ii)\b|\bbetaalba(?:ar|re)\b",
    "huurtoeslag": r"huurtoeslag\w*|liberalisatiegrens|daeb-?grens|sociale\s+huurgrens|\bdu(?:ur|re)\b|\bbereikba\w+",
    "middenhuur": r"midden-?huur\w*|middeldu(?:ur|re)\w*|middensegment",
}
_KLASSEN = [(soort, re.compile(woorden)) for soort, woorden in _KLASWOORDEN.items()]
_BOVEN = re.compile(
    r"\bboven\b|\bhoger\s+dan\b|\bmeer\s+dan\b|\bvanaf\b|^\s*[>≥]|\bgeliberaliseerd\w*|\bvrije\s+sector\b"
)
_VRIJ = re.compile(r"\bgeliberaliseerd\w*|\bvrije\s+sector\w*|\bboven\s+(?:de\s+)?daeb")

_TYPEN: tuple[tuple[str, str, str, re.Pattern[str]], ...] = (
    ("egw", "EGW", "eengezinswoning", re.compile(r"\begw\b|eengezins\w*|grondgebonden")),
    ("mgw", "MGW", "meergezinswoning", re.compile(r"\bmgw\b|meergezins\w*|appartement\w*|gestapeld\w*|\betage\w*")),
    ("onzelfstandig", "Onzelfstandig", "onzelfstandige woonruimte", re.compile(r"\bonzelfstandig\w*|\bkamers\b")),
    ("zelfstandig", "Zelfstandig", "zelfstandige woning", re.compile(r"\bzelfstandig\w*")),
    ("niet_daeb", "Niet-DAEB", "niet-DAEB-woning", re.compile(r"\b(?:niet|non)[- ]?daeb\b")),
    ("daeb", "DAEB", "DAEB-woning", re.compile(r"\bdaeb\b")),
)
_SEGMENT_ANDERS = re.compile(
    r"\bkoop\w*|\bvrije\s+sector\w*|\bmidden-?huur\w*|\bmiddeldu(?:ur|re)\w*|\bmarktsector|\bparticulier\w*|"
    r"\bvsh\b|\bniet-?daeb\b"
)
_SEGMENT_SOCIAAL = re.compile(r"\bsocia(?:al|le)\b|\bdaeb\b")
_PLEK = "locatie|project|complex|adres|straat|plan"
_WANNEER = r"jaar|oplever\w*|jaar\s+van\s+oplever\w*|planning|gereed|realisatie\w*|uitvoering"
_VELDEN: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("nr", re.compile(r"nr\.?|nummer|#|volgnr\.?|id")),
    ("locatie", re.compile(rf"(?:naam\s+)?(?:{_PLEK})(?:naam|nr\.?|nummer|en|s)?(?:\s*/\s*\w+)?|naam")),
    ("gebied", re.compile(r"(?:deel)?gebied|wijk(?:en)?|buurt(?:en)?|kern(?:en)?|dorp(?:en)?|plaats")),
    ("start", re.compile(r"start\w*(?:\s+(?:bouw|sloop|uitvoering))?")),
    ("corporatie", re.compile(r"corporaties?|woningcorporaties?|verhuurder|eigenaar|ontwikkelaar|partij|door\s+wie")),
    ("aantal", re.compile(r"(?:totaal\s+)?aantal(?:len)?(?:\s+[\w ()]+)?|(?:sociale\s+)?(?:huur)?woningen|omvang")),
    ("jaar", re.compile(rf"(?:verwacht\w*\s+)?(?:{_WANNEER})(?:\s*(?:jaar|bouw|in))?")),
    ("status", re.compile(r"(?:plan)?status\w*|fase|planfase|stand\s+van\s+zaken|hardheid|hard\s*/\s*zacht\w*")),
    ("soort", re.compile(r"soort\w*|type\w*|mutatie\w*|categorie|ingreep|activiteit|segment|woningtype")),
    ("opmerking", re.compile(r"opmerking\w*|toelichting|bijzonderhe\w*|noten?")),
    ("grens", re.compile(r"(?:huur)?(?:prijs)?grens|grenzen|huurprijs\w*|bedrag|huur|prijs")),
)  # fmt: skip
_GEEN_VOORRAAD = re.compile(
    r"renovat\w*|verduurzam\w*|energielabel\w*|\blabel\s*[a-g]\b|isolat\w*|zonnepane\w*|co2|onderhoud|verbetering\w*|"
    r"toewijzing\w*|inkomen\w*|wachttijd\w*|zoektijd\w*|slaagkans\w*|verhuring\w*|mutatiegraad|huurachterstand\w*|"
    r"ontruiming\w*|statushouder\w*|budget\w*|kosten|euro\b|investering\w*|leefbaarheid\w*|huurverhoging\w*|fte\b"
)
_INGREEP = re.compile(
    r"\W*(?:groot\s+|planmatig\s+)?(?:renovat|gerenoveerd|verduurzam|onderhoud|isolat|verbeter|energie)\w*"
)
_STAND = re.compile(r"(?:begin|eind|start)(?:stand|voorraad|saldo)|(?:voorraad|bezit|stand|aantal\s+woningen)\b.*")
_VOORRAAD = re.compile(
    r"voorraad|woningbezit|\bbezit\b|aantal\s+(?:sociale\s+)?(?:huur)?woningen|woningaantal\w*|woningvoorraad|vhe"
)


@dataclass(frozen=True, slots=True)
class Kenmerk:
    """What a label says. Empty means: it does not say."""

    tekst: str = ""
    partij: str = ""
    partijen: tuple[str, ...] = ()
    jaren: tuple[int, int] | None = None
    datum: dt.date | None = None
    mutaties: tuple[str, ...] = ()
    zonder: tuple[str, ...] = ()
    richting: str = ""
    """plus for 'toevoegingen', min for 'onttrekkingen'."""
    eenzijdig: bool = False
    """'Liberalisatie' without 'saldo': a positive count goes off the stock."""
    permanentie: str = ""
    hardheid: str = ""
    klasse: str = ""
    boven: bool = False
    bedragen: tuple[Decimal, ...] = ()
    soort_woning: tuple[str, str, str] | None = None
    totaal: bool = False
    netto: bool = False
    waarvan: bool = False
    overig: bool = False
    anders: bool = False
    """Another segment than social rent: koop, middenhuur, vrije sector."""
    sociaal: bool = False
    stand: bool = False
    """A stock on a date among mutations: 'Voorraad per 1 januari'."""
    ingreep: bool = False
    """Renovation and the like: the stock stays as it is."""
    veld: str = ""
    bereik: Bereik | None = None
    percentage: bool = False

    @property
    def jaar(self) -> int | None:
        """The year, when it is exactly one."""
        return self.jaren[0] if self.jaren and self.jaren[0] == self.jaren[1] else None

    @property
    def zegt_iets(self) -> bool:
        """Tell whether it fixes a dimension of the count."""
        return bool(
            self.partij or self.jaren or self.mutaties or self.richting or self.klasse or self.soort_woning
            or self.totaal or self.hardheid or self.datum or self.permanentie or self.bedragen
        )  # fmt: skip

    @property
    def teken(self) -> str:
        """Sign of its kinds of mutation; saldo when they differ."""
        tekens = {_TEKENS[soort] for soort in self.mutaties} or ({self.richting} if self.richting else set())
        if self.eenzijdig:
            return MIN
        return tekens.pop() if len(tekens) == 1 else SALDO


class Partijzoeker:
    """Finds the corporations of the document in a label."""

    def __init__(self, partijen: Sequence[GevondenPartij]) -> None:
        corporaties = [partij for partij in partijen if partij.soort == "corporatie"]
        self.namen = [partij.naam for partij in corporaties]
        patronen = [
            (re.compile(rf"(?<!\w){re.escape(vorm)}(?!\w)"), partij.naam)
            for partij in corporaties
            for vorm in _naamvormen(partij)
        ]
        # The longest name first, so that 'Wonen Zuid' is not found inside 'Wonen Zuid-West'.
        self._patronen = sorted(patronen, key=lambda paar: -len(paar[0].pattern))

    def zoek(self, sleutel: str) -> tuple[tuple[str, ...], str]:
        """Return the parties named in a normalised text, in order, and the text without them."""
        gevonden: dict[str, int] = {}
        for patroon, naam in self._patronen:
            treffer = patroon.search(sleutel)
            if treffer:
                gevonden.setdefault(naam, treffer.start())
                sleutel = sleutel[: treffer.start()] + " " * len(treffer[0]) + sleutel[treffer.end() :]
        return tuple(sorted(gevonden, key=gevonden.__getitem__)), " ".join(sleutel.split())


def _naamvormen(partij: GevondenPartij) -> set[str]:
    """Return the normalised ways in which a party is written."""
    vormen: set[str] = set()
    for naam in (partij.naam, partij.korte_naam, *partij.afkortingen):
        sleutel = zoeksleutel(naam)
        kaal = re.sub(
            r"^(?:(?:woning)?stichting|woningcorporatie|woningbouwvereniging|corporatie|vereniging|de|het)\s+",
            "",
            sleutel,
        )
        kaal = re.sub(r"^(?:woningcorporatie|de|het)\s+", "", kaal)
        vormen |= {vorm for vorm in (sleutel, kaal) if len(vorm) > 1}
    return vormen


def _mutaties(sleutel: str) -> tuple[str, ...]:
    gevonden: list[str] = []
    for treffer in _MUTATIE_RE.finditer(sleutel):
        soort = _MUTATIES[int(str(treffer.lastgroup)[1:])][0]
        if soort not in gevonden:
            gevonden.append(soort)
    return tuple(gevonden)


def _klasse(sleutel: str, bedragen: Sequence[Decimal]) -> tuple[str, bool]:
    """Return the boundary a label names (the upper one of two) and whether the class lies above it."""
    plekken = [(treffer.end(), soort) for soort, patroon in _KLASSEN for treffer in patroon.finditer(sleutel)]
    boven = bool(_BOVEN.search(sleutel))
    if not plekken:
        if _VRIJ.search(sleutel):
            return "huurtoeslag", True
        return "", boven and len(bedragen) == 1
    soorten = {soort for _plek, soort in plekken}
    laatste = max(plekken)[1]
    tussen = len(soorten) > 1 or len(bedragen) > 1
    return laatste, boven and not tussen and laatste != "middenhuur"


def _permanentie(sleutel: str) -> str:
    tijdelijk = bool(_TIJDELIJK.search(sleutel))
    if _KORT.search(sleutel) and (tijdelijk or "exploitatie" in sleutel):
        return "tijdelijk_kort"
    if tijdelijk:
        return "tijdelijk_lang"
    return "permanent" if "permanent" in sleutel else ""


def _hardheid(sleutel: str) -> str:
    gevonden = [soort for soort, patroon in _HARDHEID.items() if patroon.search(sleutel)]
    return gevonden[0] if len(gevonden) == 1 else ""


def tijdelijk_zonder_duur(tekst: str) -> bool:
    """Tell whether a label says 'tijdelijk' but not how long."""
    sleutel = zoeksleutel(tekst)
    return bool(_TIJDELIJK.search(sleutel)) and not _LANG.search(sleutel) and not _KORT.search(sleutel)


def kenmerk_van(tekst: str, zoeker: Partijzoeker) -> Kenmerk:
    """Read a label."""
    bereik, kaal = lees_bereik(tekst)
    partijen, sleutel = zoeker.zoek(zoeksleutel(kaal))
    zonder = tuple(soort for treffer in _ZONDER.finditer(sleutel) for soort in _mutaties(treffer[1]))
    romp = _MET.sub(" ", _ZONDER.sub(" ", sleutel)) if _TOTAAL.search(sleutel) or _NETTO.search(sleutel) else sleutel
    mutaties, richting = _mutaties(romp), ""
    if _ERAF.search(romp) or _ERBIJ.search(romp):
        richting = MIN if _ERAF.search(romp) else PLUS
        richting = "" if _ERAF.search(romp) and _ERBIJ.search(romp) else richting
    permanentie = _permanentie(sleutel)
    bedragen = tuple(lees_bedragen(tekst))
    klasse, boven = _klasse(romp, bedragen) if not mutaties else ("", False)
    totaal = bool(_TOTAAL.search(sleutel)) and not _LIBERALISATIESALDO.search(sleutel)
    if (
        permanentie.startswith("tijdelijk")
        and not mutaties
        and not totaal
        and not richting
        and not _NETTO.search(sleutel)
    ):
        mutaties = ("tijdelijk_erbij",)
    typen = [typ[:3] for typ in _TYPEN if typ[3].search(sleutel)]
    eenzijdig = mutaties == ("saldo_liberalisatie",) and "saldo" not in sleutel and "de" not in _libvoorzetsel(sleutel)
    return Kenmerk(
        tekst=" ".join(tekst.split()), partij=partijen[0] if len(partijen) == 1 else "", partijen=partijen,
        jaren=None if bedragen else lees_jaren(tekst), datum=lees_datum(tekst), mutaties=mutaties, zonder=zonder,
        richting=richting, eenzijdig=eenzijdig, permanentie=permanentie, hardheid=_hardheid(sleutel), klasse=klasse,
        boven=boven, bedragen=bedragen, soort_woning=typen[0] if typen else None, totaal=totaal,
        netto=bool(_NETTO.search(sleutel)), waarvan=bool(_WAARVAN.search(sleutel)),
        overig=bool(_OVERIG.search(sleutel)),
        anders=bool(_SEGMENT_ANDERS.search(sleutel)) and not _SEGMENT_SOCIAAL.search(sleutel.replace("niet-daeb", "")),
        sociaal=bool(_SEGMENT_SOCIAAL.search(sleutel)), veld=_veld(sleutel), bereik=bereik,
        stand=bool(_STAND.match(sleutel)) and not mutaties and not richting and not totaal,
        ingreep=bool(_INGREEP.match(sleutel)) and not mutaties,
        percentage="%" in tekst or bool(re.search(r"\b(?:percentage|procent)\b", sleutel)),
    )  # fmt: skip


def _libvoorzetsel(sleutel: str) -> str:
    """Return what stands before 'liberalisatie' in the same word."""
    treffer = re.search(r"\(?(de)\)?-?liberalis", sleutel)
    return treffer[1] if treffer else ""


def _veld(sleutel: str) -> str:
    kaal = sleutel.strip(" :.()")
    return next((veld for veld, patroon in _VELDEN if patroon.fullmatch(kaal)), "")


def teken_van(mutatie: str) -> str:
    """Return the sign of a kind of mutation."""
    return _TEKENS.get(mutatie, SALDO)


def eraf(mutatie: str) -> str:
    """Return the kind that takes dwellings away for kinds that exist in both directions."""
    return {"transformatie": "transformatie_uit", "splitsing": "splitsing_uit", "uitruil": "uitruil_uit"}.get(
        mutatie, mutatie
    )


def gaat_over_voorraad(tekst: str) -> bool:
    """Tell whether a title speaks of dwellings owned."""
    return bool(_VOORRAAD.search(zoeksleutel(tekst)))


def gaat_over_iets_anders(tekst: str) -> bool:
    """Tell whether a label or title counts something else than the stock: renovation, allocation, money."""
    return bool(_GEEN_VOORRAAD.search(zoeksleutel(tekst)))


def gaat_over_bouw(tekst: str) -> bool:
    """Tell whether a title announces a building programme."""
    sleutel = zoeksleutel(tekst)
    return bool(_BOUWTITEL.search(sleutel)) or "nieuwbouw" in _mutaties(sleutel)


def samen(*kenmerken: Kenmerk) -> Kenmerk:
    """Merge labels; what an earlier one says counts before a later one."""
    uit = kenmerken[0]
    for ander in kenmerken[1:]:
        uit = replace(
            uit,
            partij=uit.partij or ander.partij,
            jaren=uit.jaren or ander.jaren,
            datum=uit.datum or ander.datum,
            mutaties=uit.mutaties or ander.mutaties,
            zonder=uit.zonder or ander.zonder,
            richting=uit.richting or ander.richting,
            eenzijdig=uit.eenzijdig or (not uit.mutaties and ander.eenzijdig),
            permanentie=uit.permanentie or ander.permanentie,
            hardheid=uit.hardheid or ander.hardheid,
            klasse=uit.klasse or ander.klasse,
            boven=uit.boven or ander.boven,
            bedragen=uit.bedragen or ander.bedragen,
            soort_woning=uit.soort_woning or ander.soort_woning,
            totaal=uit.totaal or ander.totaal,
            netto=uit.netto or ander.netto,
            waarvan=uit.waarvan or ander.waarvan,
            anders=uit.anders or ander.anders,
            sociaal=uit.sociaal or ander.sociaal,
            ingreep=uit.ingreep or ander.ingreep,
            bereik=uit.bereik or ander.bereik,
            percentage=uit.percentage or ander.percentage,
        )
    return uit
