"""Moments that depend on something else: 'zodra ...', 'indien nodig', 'na vaststelling van ...' (pure)."""

from __future__ import annotations

from afspraken.termijnherkenning.model import JAAR, VOORWAARDE, Herkenning, woordrij
from afspraken.termijnherkenning.woorden import EINDTEKENS, Woorden

LANGSTE_TEKST = 200
_MEESTE_WOORDEN = 14
_MEESTE_WOORDEN_BIJZIN = 30
_INDIEN = frozenset(woordrij("indien als wanneer waar zo"))
_KORT = (
    ("nodig",), ("gewenst",), ("mogelijk",), ("wenselijk",), ("noodzakelijk",), ("relevant",),
    ("van", "toepassing"), ("aan", "de", "orde"), ("daartoe", "aanleiding", "is"), ("er", "aanleiding", "is"),
    ("daar", "aanleiding", "toe", "is"),
)  # fmt: skip
_NA = frozenset(
    woordrij(
        "vaststelling afloop oplevering besluitvorming goedkeuring instemming ondertekening afronding realisatie "
        "inwerkingtreding ontvangst publicatie verlening toekenning voltooiing bekendmaking mutatie"
    )
)
_WERKWOORDEN = frozenset(
    woordrij(
        "is zijn wordt worden wordt vindt vinden maakt maken zet zetten gaat gaan komt komen kan kunnen zal"
        " zullen stelt "
        "stellen geeft geven betrekt betreft bespreekt bespreken zoekt zoeken neemt nemen heeft hebben houdt"
        " houden doet "
        "doen start starten krijgt krijgen levert leveren overlegt overleggen informeert informeren volgt volgen zorgt "
        "zorgen hanteert hanteren toetst toetsen bekijkt bekijken onderzoekt onderzoeken biedt bieden treedt treden "
        "streeft streven werkt werken blijft blijven brengt brengen past passen geldt gelden mag mogen moet moeten"
    )
)
# What else ends the noun phrase of 'bij de start van ...' and 'n.a.v. ...'.
_NA_NAAMWOORD = _WERKWOORDEN | frozenset(
    woordrij(
        "betrokken opgesteld besproken gemaakt vastgesteld gehouden gevraagd uitgevoerd afgesproken geinformeerd "
        "meegenomen vastgelegd bekeken getoetst hiertoe daartoe hiervoor daarvoor mee kiest kiezen gebruikt gebruiken "
        "vraagt vragen spreekt spreken legt leggen meldt melden deelt delen beoordeelt beoordelen sluit sluiten"
    )
)
_IN_BIJZIN = _WERKWOORDEN | frozenset({"ziet", "zien", "vinden", "willen", "wil"})
# After these the next verb belongs to the same clause: 'kunnen worden opgelost'.
_HULPWERKWOORDEN = frozenset(woordrij("kan kunnen zal zullen moet moeten mag mogen wil willen blijkt blijken te"))
_STOP = frozenset(",:()") | EINDTEKENS
STARTWOORDEN = _INDIEN | frozenset(
    woordrij(
        "zodra na bij voorafgaand n.a.v. binnen uiterlijk afhankelijk mocht mochten automatisch stilzwijgend verlengd"
    )
)


def lees_voorwaarde(w: Woorden, i: int, *, als_kolom: bool) -> tuple[Herkenning, int] | None:
    """Read the condition that starts at place i; return it and the place after it."""
    woord = w.op(i)
    if woord in _INDIEN and (als_kolom or woord in {"indien", "wanneer"}) and (na := _kort(w, i + 1)):
        return _maak(w, i, na)
    if woord in {"zodra", "mocht", "mochten", "indien", "als", "wanneer"}:
        return _lees_bijzin(w, i, als_kolom=als_kolom)
    if woord in {"automatisch", "stilzwijgend", "verlengd"}:
        return _lees_verlenging(w, i)
    if woord == "na":
        return _lees_na(w, i, als_kolom=als_kolom)
    if woord in {"binnen", "uiterlijk"}:
        return _lees_binnen(w, i)
    if woord == "bij":
        return _lees_bij(w, i, als_kolom=als_kolom)
    return _lees_naamwoord(w, i, als_kolom=als_kolom)


def _begint_zin(w: Woorden, i: int) -> bool:
    return i == 0 or w.zinnen[i] != w.zinnen[i - 1]


def _lees_bijzin(w: Woorden, i: int, *, als_kolom: bool) -> tuple[Herkenning, int] | None:
    """Read 'zodra ...', 'mocht ...', 'indien ...', 'wanneer ...' and 'als ...' up to the main clause."""
    woord = w.op(i)
    if woord != "zodra" and not (_begint_zin(w, i) or als_kolom or w.op(i - 1) in {"dat", ":"}):
        return None
    na = _tot_hoofdzin(w, i + 1)
    # 'Als onderdeel van ...' is no condition; a clause with 'als' ends in a comma.
    return _maak(w, i, na) if woord != "als" or als_kolom or w.op(na) == "," else None


def _lees_bij(w: Woorden, i: int, *, als_kolom: bool) -> tuple[Herkenning, int] | None:
    """Read 'bij nieuwbouw', 'bij de start van de aanpak', 'bij het opstellen van beleid'."""
    if not (als_kolom or _is_moment(w, i + 1) or (_begint_zin(w, i) and _is_gebeurtenis(w, i + 1))):
        return None
    # Past the noun: 'bij de start van' and 'bij het maken van' hold a word that looks like a verb.
    return _maak(w, i, _tot_komma(w, i + 3 if w.op(i + 1) in {"het", "de"} else i + 1, werkwoord=True))


def _lees_naamwoord(w: Woorden, i: int, *, als_kolom: bool) -> tuple[Herkenning, int] | None:
    """Read 'n.a.v. de monitoring'; in a column also 'voorafgaand aan ...' and 'afhankelijk van ...'."""
    woord = w.op(i)
    if woord == "n.a.v." and "(" not in w.w[max(0, i - 2) : i]:
        return _maak(w, i, _tot_komma(w, i + 1, werkwoord=True))
    if als_kolom and (w.is_(i, "voorafgaand", "aan") or w.is_(i, "afhankelijk", "van")):
        return _maak(w, i, _tot_komma(w, i + 1, werkwoord=woord == "voorafgaand"))
    return None


def _is_moment(w: Woorden, i: int) -> bool:
    """Tell whether 'bij ...' names a moment anywhere in a sentence: 'bij de start van', 'bij oplevering van'."""
    i += 1 if w.op(i) == "de" else 0
    return w.op(i) in {"start", "aanvang", "oplevering", "vaststelling", "afronding"} and w.op(i + 1) == "van"


def _kort(w: Woorden, i: int) -> int | None:
    """Return the place after 'nodig', 'van toepassing' and the like."""
    i += 1 if w.op(i) in {"dit", "dat", "zo", "daar"} and w.op(i + 1) in {"nodig", "gewenst"} else 0
    return next((i + len(rest) for rest in _KORT if w.is_(i, *rest)), None)


def _is_gebeurtenis(w: Woorden, i: int) -> bool:
    """Tell whether 'Bij ...' opens with an event: 'Bij nieuwbouw', 'Bij het opstellen van', 'Bij elke aanbesteding'."""
    woord = w.op(i)
    if woord in {"elke", "iedere", "alle", "een", "de"}:
        gebeurtenissen = {"start", "oplevering", "verkoop", "renovatie", "nieuwbouw", "sloop", "verhuizing"}
        return woord not in {"de", "alle"} or w.op(i + 1) in gebeurtenissen
    if woord == "het":
        return w.op(i + 1).endswith("en")
    return woord in {"nieuwbouw", "renovatie", "sloop", "verkoop", "mutatie", "herstructurering", "groot"}


def _lees_na(w: Woorden, i: int, *, als_kolom: bool) -> tuple[Herkenning, int] | None:
    """Read 'na vaststelling van ...', 'na afloop van ieder jaar', 'na een aantal maanden'."""
    plaats = i + 1 + (1 if w.op(i + 1) in {"de", "het"} else 0)
    woord = w.op(plaats)
    if w.is_(i + 1, "een", "aantal") and w.op(i + 3) in {"maanden", "weken", "jaren"}:
        return _maak(w, i, i + 4)
    if woord not in _NA and not als_kolom:
        return None
    if woord.isdecimal():
        return None
    gevonden = _maak(w, i, _tot_komma(w, plaats + 1, werkwoord=True))
    if gevonden and any(w.op(j) in {"kalenderjaar", "jaar"} for j in range(plaats, gevonden[1])):
        herkenning, na = gevonden
        return Herkenning(herkenning.tekst, None, None, JAAR, VOORWAARDE, "", herkenning.van, herkenning.tot), na
    return gevonden


def _lees_binnen(w: Woorden, i: int) -> tuple[Herkenning, int] | None:
    """Read 'binnen drie maanden na ...': a time that starts to run with an event."""
    if w.getal(i + 1) is None or not w.op(i + 2).startswith(("dag", "we", "maand", "jaar", "werk")):
        return None
    if w.op(i + 3) not in {"na", "nadat", "vanaf", "voor", "voorafgaand"}:
        return None
    return _maak(w, i, _tot_komma(w, i + 4, werkwoord=True))


def _tot_komma(w: Woorden, i: int, *, werkwoord: bool) -> int:
    """Return the place where a condition ends: a comma, bracket or the end of the sentence, or a finite verb."""
    begin = i
    while 0 < i < w.n and i - begin < _MEESTE_WOORDEN and w.op(i) not in _STOP and w.zinnen[i] == w.zinnen[begin - 1]:
        if werkwoord and i > begin and w.op(i) in _NA_NAAMWOORD:
            break
        i += 1
    return i


def _tot_hoofdzin(w: Woorden, i: int) -> int:
    """Return the place where a clause of condition ends: a comma, else where the main clause's verb or 'dan' starts.

    Dutch puts the verb of such a clause at its end and that of the main clause right after it, so without a comma the
    second verb starts the main clause ('wanneer daar aanleiding voor is worden zij opnieuw bezocht').
    """
    werkwoorden: list[int] = []
    plaats = i
    while plaats < w.n and plaats - i < _MEESTE_WOORDEN_BIJZIN and w.zinnen[plaats] == w.zinnen[i - 1]:
        woord = w.op(plaats)
        if woord in _STOP:
            if woord in EINDTEKENS:
                break
            return plaats
        if woord == "dan" and w.op(plaats + 1) in _WERKWOORDEN:
            return plaats
        if woord in _IN_BIJZIN and w.op(plaats - 1) not in _HULPWERKWOORDEN:
            werkwoorden.append(plaats)
        plaats += 1
    return werkwoorden[1] if len(werkwoorden) > 1 else plaats


def _lees_verlenging(w: Woorden, i: int) -> tuple[Herkenning, int] | None:
    """Read that agreements run on by themselves: 'stilzwijgend met één jaar verlengd', 'verlengd met een jaar'.

    The dates stay open: whether it happens depends on there being no new set by then.
    """
    einde = i
    while not w.op(einde).startswith("verleng") and einde - i < 8 and w.zinnen[min(einde, w.n - 1)] == w.zinnen[i]:
        einde += 1
    if not w.op(einde).startswith("verleng"):
        return None
    na = einde + 1
    if w.op(na) == "met" and (duur := _duur_na(w, na + 1)):
        na = duur
    return _maak(w, i, na)


def _duur_na(w: Woorden, i: int) -> int | None:
    """Return the place after '(maximaal) één jaar', 'steeds een periode van twee jaar'; None when no span follows."""
    for plaats in range(i, min(i + 6, w.n)):
        if w.op(plaats) in {"jaar", "jaren", "maand", "maanden"}:
            return plaats + 1
        if w.op(plaats) in _STOP:
            return None
    return None


def _maak(w: Woorden, i: int, na: int) -> tuple[Herkenning, int] | None:
    """Return the condition between two places; a bare 'als' or 'na' is none."""
    if not i + 1 < na <= w.n:
        return None
    van, tot = w.van[i], w.tot[na - 1]
    tekst = w.tekst[van:tot]
    if len(tekst) > LANGSTE_TEKST:
        tekst = tekst[: LANGSTE_TEKST - 1].rstrip() + "…"
    return Herkenning(tekst, exactheid=VOORWAARDE, van=van, tot=tot), na
