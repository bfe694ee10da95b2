"""How often something returns: 'jaarlijks', '2x per jaar', 'elke twee jaar' (pure)."""

from __future__ import annotations

from dataclasses import dataclass

from afspraken.termijnherkenning.model import (
    EXACT,
    GEEN,
    HALFJAAR,
    JAAR,
    KWARTAAL,
    MAAND,
    ONNAUWKEURIG,
    TWEE_JAAR,
    woordrij,
)
from afspraken.termijnherkenning.woorden import GETALWOORDEN, MAANDNUMMERS, SEIZOENEN, Woorden


@dataclass(frozen=True, slots=True)
class Ritme:
    """A repetition as read; ``na`` is the place after it."""

    herhaling: str
    na: int
    toelichting: str = ""
    exactheid: str = EXACT
    bijvoeglijk: bool = False
    """'jaarlijkse evaluatie': says how often in passing."""
    per: bool = False
    """'per jaar' without a number of times: may belong to an amount."""
    aantal: int = 0
    """How many times, when the words say so ('twee keer per jaar')."""

    @property
    def jaarlijks(self) -> bool:
        """Tell whether a month or date without a year returns every year with this rhythm."""
        return self.herhaling in {JAAR, HALFJAAR, KWARTAAL}


_ONBEKEND = "Dit ritme kent het register niet: {}."
_WOORDEN = {
    "jaarlijks": JAAR,
    "eenjaarlijks": JAAR,
    "halfjaarlijks": HALFJAAR,
    "zesmaandelijks": HALFJAAR,
    "kwartaallijks": KWARTAAL,
    "driemaandelijks": KWARTAAL,
    "maandelijks": MAAND,
    "tweejaarlijks": TWEE_JAAR,
}
_ANDERE = frozenset(
    woordrij(
        "wekelijks tweewekelijks zeswekelijks tweemaandelijks viermaandelijks driejaarlijks vierjaarlijks"
        " vijfjaarlijks "
        "dagelijks"
    )
)
_SAMEN = {"kwartaal": KWARTAAL, "halfjaar": HALFJAAR, "maand": MAAND, "halfjaars": HALFJAAR}
_SAMEN_MET = ("rapportage", "rapportages", "overleg", "overleggen", "rapport", "rapporten", "gesprek", "gesprekken")
SAMENSTELLINGEN = {voor + na: ritme for voor, ritme in _SAMEN.items() for na in _SAMEN_MET}
_VAAG = frozenset({"periodiek", "periodieke", "regelmatig"})
_KEER = frozenset({"x", "×", "keer", "maal", "malen"})
_MAAL = {f"{woord}maal": getal for woord, getal in GETALWOORDEN.items()} | {"eens": 1}
_ELK = frozenset({"elk", "ieder", "elke", "iedere"})
_MINSTENS = frozenset({"minimaal", "minstens", "tenminste", "maximaal", "min.", "max."})
_KEREN_PER_JAAR = {1: JAAR, 2: HALFJAAR, 4: KWARTAAL, 12: MAAND}
# An activity can be yearly; 'de jaarlijkse groeiambitie' is no term.
_ACTIVITEITEN = (
    "evaluatie", "rapportage", "monitor", "overleg", "gesprek", "bijeenkomst", "cyclus", "update", "actualis",
    "bespreking", "verantwoording", "terugblik", "aanpassing", "vaststelling", "jaarschij", "toets", "schouw",
    "enquete", "inventaris", "analyse", "voorlichting", "campagne", "dag", "markt", "audit", "controle", "herijking",
    "afstemming", "terugkoppeling", "opgave", "levering", "uitvraag", "peiling", "onderzoek",
)  # fmt: skip
STARTWOORDEN = (
    frozenset(_WOORDEN)
    | frozenset(f"{woord}e" for woord in _WOORDEN)
    | _ANDERE
    | frozenset(f"{woord}e" for woord in _ANDERE)
    | frozenset(SAMENSTELLINGEN)
    | _VAAG
    | _MINSTENS
    | _ELK
    | frozenset(_MAAL)
    | frozenset(GETALWOORDEN)
    | {"per", "om", "ten"}
)


def lees_ritme(w: Woorden, i: int) -> Ritme | None:
    """Read the repetition that starts at place i."""
    woord = w.op(i)
    if woord in _WOORDEN:
        return _met_keren(w, i, _WOORDEN[woord])
    if woord.endswith("e") and woord[:-1] in _WOORDEN:
        return _lees_bijvoeglijk(w, i, _WOORDEN[woord[:-1]])
    if woord in _ANDERE or (woord.endswith("e") and woord[:-1] in _ANDERE):
        return Ritme(GEEN, i + 1, _ONBEKEND.format(woord), ONNAUWKEURIG)
    if woord in SAMENSTELLINGEN:
        return Ritme(SAMENSTELLINGEN[woord], i + 1)
    if woord in _VAAG:
        return Ritme(GEEN, i + 1, "Hoe vaak staat er niet bij.", ONNAUWKEURIG)
    if woord in _ELK or woord == "per":
        return _lees_elk(w, i + 1, per=woord == "per")
    if woord == "om" and w.op(i + 1) == "de":
        return _lees_elk(w, i + 2, per=False)
    if woord == "om" and w.is_(i + 1, "het", "jaar"):
        return Ritme(TWEE_JAAR, i + 3)
    plaats = i + 1 + (1 if w.op(i + 1) == "-" else 0)
    if w.op(plaats) in {"jaarlijks", "jaarlijkse"} and (aantal := w.getal(i)):
        return _om_de(aantal, "jaar", plaats + 1)
    return _lees_keren(w, i)


def _met_keren(w: Woorden, i: int, herhaling: str) -> Ritme:
    """Read 'jaarlijks', or 'jaarlijks minimaal twee maal': at least so many times within each year."""
    if herhaling == JAAR and (keren := _lees_aantal(w, i + 1)) and keren[0] > 1:
        aantal, na, _ = keren
        return Ritme(JAAR, na, f"{aantal} keer binnen elk jaar.", aantal=aantal)
    return Ritme(herhaling, i + 1)


def _lees_bijvoeglijk(w: Woorden, i: int, herhaling: str) -> Ritme | None:
    """Read 'jaarlijkse evaluatie', 'halfjaarlijkse voortgangsrapportage' with the activity."""
    for plaats in (i + 1, i + 2):
        if any(deel in w.op(plaats) for deel in _ACTIVITEITEN):
            return Ritme(herhaling, plaats + 1, bijvoeglijk=True)
    return None


def _lees_elk(w: Woorden, i: int, *, per: bool) -> Ritme | None:
    """Read what follows 'elk', 'per' or 'om de': 'jaar', 'half jaar', 'twee jaar', 'kwartaal', 'maand', 'week'."""
    woord = w.op(i)
    if woord in {"jaar", "kalenderjaar"}:
        return Ritme(JAAR, i + 1, per=per)
    if woord in {"halfjaar", "halfjaars"} or (woord in {"half", "halve"} and w.op(i + 1) == "jaar"):
        return Ritme(HALFJAAR, i + 1 if woord.endswith("r") else i + 2)
    if woord == "kwartaal":
        return Ritme(KWARTAAL, i + 1, per=per)
    if woord == "maand":
        return Ritme(MAAND, i + 1, per=per)
    if woord == "week" and not per:
        return Ritme(GEEN, i + 1, _ONBEKEND.format("elke week"), ONNAUWKEURIG)
    if not per and (woord in SEIZOENEN or woord in MAANDNUMMERS):
        return Ritme(JAAR, i)  # 'elk najaar': the season itself is read after this
    aantal = w.getal(i)
    if aantal and w.op(i + 1) in {"jaar", "maanden", "weken"}:
        return _om_de(aantal, w.op(i + 1), i + 2)
    return None


def _om_de(aantal: int, eenheid: str, na: int) -> Ritme:
    """Return the rhythm of 'elke twee jaar', 'om de drie maanden'."""
    bekend = {(1, "jaar"): JAAR, (2, "jaar"): TWEE_JAAR, (3, "maanden"): KWARTAAL, (6, "maanden"): HALFJAAR}
    if herhaling := bekend.get((aantal, eenheid)):
        return Ritme(herhaling, na)
    return Ritme(GEEN, na, _ONBEKEND.format(f"elke {aantal} {eenheid}"), ONNAUWKEURIG)


def _lees_aantal(w: Woorden, i: int) -> tuple[int, int, bool] | None:
    """Read 'twee keer', 'minimaal 2x', 'tweemaal': how often, the place after it, and whether it is a bound."""
    grens = False
    if w.op(i) in _MINSTENS:
        grens, i = True, i + 1
    elif w.is_(i, "ten", "minste"):
        grens, i = True, i + 2
    if w.op(i) in _MAAL:
        return _MAAL[w.op(i)], i + 1, grens
    aantal = w.getal(i)
    if aantal and w.is_(i + 1, "a", "twee"):  # 'een à twee keer'
        i += 2
    if aantal and w.op(i + 1) in _KEER and aantal < 400:
        return aantal, i + 2, grens
    return None


def _lees_keren(w: Woorden, i: int) -> Ritme | None:
    """Read 'twee keer per jaar', '2x/jaar', 'minimaal viermaal per jaar', 'eens in de twee jaar', 'eens per"
    " kwartaal'."""
    keren = _lees_aantal(w, i)
    if keren is None:
        return None
    aantal, plaats, grens = keren
    if w.op(plaats) == "p.j." or w.is_(plaats, "p", ".", "j") or w.is_(plaats, "p", "/", "j"):
        ritme: Ritme | None = Ritme(JAAR, plaats + (1 if w.op(plaats) == "p.j." else 3))
    elif w.op(plaats) in {"per", "/"}:
        ritme = _lees_elk(w, plaats + 1, per=False)
    elif w.op(plaats) in {"in", "om"} and w.op(plaats + 1) in {"het", "een", "de"}:
        ritme = _lees_elk(w, plaats + 2, per=False)
    else:
        ritme = None
    return _vermenigvuldig(ritme, aantal, grens) if ritme else None


def _vermenigvuldig(ritme: Ritme, aantal: int, grens: bool) -> Ritme:
    """Return the rhythm of so many times within a span; a bound ('minimaal') counts within the span itself."""
    if aantal == 1:
        return ritme
    bron = f"{aantal} keer binnen elk {'half jaar' if ritme.herhaling == HALFJAAR else ritme.herhaling}."
    if ritme.herhaling == JAAR and not grens and aantal in _KEREN_PER_JAAR:
        return Ritme(_KEREN_PER_JAAR[aantal], ritme.na, aantal=aantal)
    return Ritme(ritme.herhaling, ritme.na, ritme.toelichting or bron, ritme.exactheid, aantal=aantal)
