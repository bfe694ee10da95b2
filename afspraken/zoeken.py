"""Search in Dutch, the same on every database (pure): words become stems here, and a query becomes text patterns.

``stamtekst`` makes what is stored with an agreement: its words, and per word its stem. A query is a list of terms, and
every term a few patterns that may occur in that text; SQLite, PostgreSQL and Python look for the same patterns, so they
give the same answers.

Stems come from Snowball's 'dutch' (Kraaij-Pohlmann). On 68 groups of housing words it brings the first two forms
together in 55, 'dutch_porter' in 43: that one misses corporatie/corporaties, huis/huizen, evaluatie/evalueren and
bouwen/gebouwd. Stemming goes on until nothing changes (grenzen, grens); a few nouns that begin with 'ge' keep it.
"""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from basis.tekst import zoeksleutel

GROOTSTE_VRAAG = 200
_MEESTE_TERMEN = 20
_LANGSTE_WOORD = 60
# A compound is found by its last part when at least this many letters stand before it: huurwoning, not bewoner.
_KOP = 3
_KORTSTE_SLOT = 4
_WOORD = re.compile(r"[^\W_]+(?:[.,/-][^\W_]+)*")
_TEKENS = re.compile(r"[.,/-]")
_IN_TEKST = re.compile(r"[^\W_]+[̀-ͯ]*(?:(?:[.,/'’‐‑–-])?[^\W_]+[̀-ͯ]*)*")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_FRASE = re.compile(r'"([^"]*)"')
_TAG = re.compile(r"(<[^>]*>)")
_MARKDOWN = re.compile(r"(?m)^[ \t]*(?:[-*+>#]|\d+\.)[ \t]+|[*_`|]+|^[ \t|:-]+$")
# Nouns that lose their 'ge' in the stemmer, as if they were participles, and would mix with other words.
_MET_GE = re.compile(
    r"(?:be)?ge(?=meente|bied|zin|luid|val|volg|sprek|tal|schil|brek|drag|zond|leid(?:en|ing|er|t|$)|prek|raakt)"
)
# Plurals the stemmer does not know, and a word it would mix with 'wonen', which is in many a corporation's name.
_MEERVOUD = re.compile(r"(leden|steden)$")
_ENKELVOUD = {"leden": "lid", "steden": "stad"}
_WONING = re.compile(r"woning(?=(?:en|s|tje|tjes)?$)")
_EIGEN = threading.local()


def _stemmer() -> snowballstemmer.stemmer:
    """Return the stemmer of this thread: it keeps the word it works on in itself."""
    if not hasattr(_EIGEN, "stemmer"):
        _EIGEN.stemmer = snowballstemmer.stemmer("dutch")
    return _EIGEN.stemmer


@lru_cache(maxsize=16384)
def stam(woord: str) -> str:
    """Return the stem of one word of a search key; words with a digit and very short ones are their own stem."""
    if not _LETTERS.fullmatch(woord):
        return woord
    if vondst := _WONING.search(woord):
        return woord[: vondst.end()]
    woord = _MEERVOUD.sub(lambda m: _ENKELVOUD[m[0]], woord)
    vast = _MET_GE.search(woord)
    kop = woord[: vast.end()] if vast else ""
    rest = woord[len(kop) :]
    stemmer = _stemmer()
    for _ in range(3):
        kaler = stemmer.stemWord(rest)
        if kaler == rest or len(kaler) < 2:
            break
        rest = kaler
    # 'nieuwe' keeps its e in the stemmer, 'nieuw' has none.
    return kop + (rest[:-1] if rest.endswith("uwe") else rest)


def _is_code(woord: str) -> bool:
    """Tell whether a word with marks in it is a number or code that stays whole: 5.4, T-03, 6C1.2, 2022-2023."""
    return not any(_LETTERS.fullmatch(deel) for deel in _TEKENS.split(woord))


def _woorden(sleutel: str) -> Iterator[tuple[str, bool]]:
    """Yield the words of a search key, each with whether it is a number or code."""
    for vondst in _WOORD.finditer(sleutel):
        woord = vondst[0][:_LANGSTE_WOORD].strip(".,/-")
        if _is_code(woord):
            yield woord, any(teken.isdigit() for teken in woord) or len(_TEKENS.split(woord)) > 1
        else:
            yield from ((deel, False) for deel in _TEKENS.split(woord) if len(deel) > 1 or deel.isdigit())


def _vormen(woord: str, code: bool) -> Iterator[str]:
    """Yield what is stored for one word: itself, its stem, and the end of its stem backwards for compounds."""
    yield woord
    if code:
        yield from (deel for deel in re.split(r"[/-]", woord) if deel)
        return
    kern = stam(woord)
    yield f"={kern}"
    if len(kern) >= _KOP + _KORTSTE_SLOT:
        yield f"<{kern[: _KOP - 1 : -1]}"


def stamtekst(tekst: str) -> str:
    """Return the words and stems of a text, each once, with a space on both sides; empty for a text without words."""
    vormen: dict[str, None] = {}
    for woord, code in _woorden(zoeksleutel(tekst)):
        vormen.update(dict.fromkeys(_vormen(woord, code)))
    return f" {' '.join(vormen)} " if vormen else ""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing a text must hold: at least one of ``patronen`` in its stems, or ``frase`` in its search key.

    A pattern that ends in a space is a whole word, otherwise the beginning of one.
    """

    patronen: tuple[str, ...] = ()
    frase: str = ""

    def past(self, stammen: str, sleutel: str) -> bool:
        """Tell whether a text (its stems and its search key) holds this term."""
        if self.frase:
            return self.frase in sleutel
        return any(patroon in stammen for patroon in self.patronen)


def _term(woord: str, code: bool, laatste: bool) -> Term:
    """Return the term of a word: its forms, compounds that end in it, and as last word what begins with it."""
    if code:
        return Term((f" {woord} ", f" {woord}.") if laatste else (f" {woord} ",))
    kern = stam(woord)
    patronen = [f" ={kern} "]
    # A stem that lost its beginning (gebouwd: bouw) says too little of the end of a compound.
    if len(kern) >= _KORTSTE_SLOT and kern[:2] == woord[:2]:
        patronen.append(f" <{kern[::-1]}")
    if laatste:
        patronen.append(f" {woord}")
    return Term(tuple(patronen))


@lru_cache(maxsize=512)
def lees_vraag(vraag: str) -> tuple[Term, ...]:
    """Return the terms of what somebody typed: every word counts, the last may be unfinished, "a phrase" is exact."""
    sleutel = zoeksleutel(vraag[:GROOTSTE_VRAAG])
    termen: list[Term] = []
    for frase in _FRASE.findall(sleutel):
        termen += _frasetermen(" ".join(frase.split()))
    los = list(_woorden(_FRASE.sub(" ", sleutel)))
    open_einde = not sleutel.endswith('"')
    for plek, (woord, code) in enumerate(los, start=1):
        termen.append(_term(woord, code, open_einde and plek == len(los)))
    if not termen and sleutel.strip('" '):
        termen.append(Term(frase=sleutel))
    return tuple(dict.fromkeys(termen))[:_MEESTE_TERMEN]


def _frasetermen(frase: str) -> list[Term]:
    """Return the words of a phrase and the phrase itself; the words make it quick to find."""
    if not frase:
        return []
    woorden = list(_woorden(frase))
    heel = [Term((f" {woord} ",)) for woord, _ in woorden[:-1]]
    slot = [Term((f" {woord}",)) for woord, _ in woorden[-1:]]
    return [*heel, *slot, Term(frase=frase)]


def past(vraag: str, stammen: str, sleutel: str) -> bool:
    """Tell whether a text holds everything that is asked; used for rows that are in memory already."""
    return all(term.past(stammen, sleutel) for term in lees_vraag(vraag))


@lru_cache(maxsize=16384)
def _is_treffer(woord: str, termen: tuple[Term, ...]) -> bool:
    sleutel = zoeksleutel(woord)
    stammen = stamtekst(sleutel)
    return any(term.frase in sleutel if term.frase else any(p in stammen for p in term.patronen) for term in termen)


def _treffers(tekst: str, vraag: str) -> list[tuple[int, int]]:
    """Return where in a text the hits are (begin, end), in order and without overlap."""
    termen = lees_vraag(vraag)
    frasen = [term.frase for term in termen if term.frase]
    los = tuple(term for term in termen if not term.frase and not _van_frase(term, frasen))
    woorden = [(vondst.start(), vondst.end(), vondst[0]) for vondst in _IN_TEKST.finditer(tekst)]
    plekken = [(begin, eind) for begin, eind, woord in woorden if _is_treffer(woord, los)]
    for frase in frasen:
        plekken += _frasen(woorden, frase.split())
    uit: list[tuple[int, int]] = []
    for begin, eind in sorted(plekken):
        if uit and begin <= uit[-1][1]:
            uit[-1] = (uit[-1][0], max(eind, uit[-1][1]))
        else:
            uit.append((begin, eind))
    return uit


def _van_frase(term: Term, frasen: list[str]) -> bool:
    """Tell whether a term only helps to find a phrase."""
    return len(term.patronen) == 1 and any(term.patronen[0].strip() in frase for frase in frasen)


def _frasen(woorden: list[tuple[int, int, str]], frase: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where the words of a phrase follow each other; its first and last word may be parts of words."""
    if not frase:
        return
    sleutels = [zoeksleutel(woord) for _, _, woord in woorden]
    for i in range(len(woorden) - len(frase) + 1):
        deel = sleutels[i : i + len(frase)]
        if len(frase) == 1:
            gelijk = frase[0] in deel[0]
        else:
            gelijk = deel[1:-1] == frase[1:-1] and deel[0].endswith(frase[0]) and deel[-1].startswith(frase[-1])
        if gelijk:
            yield woorden[i][0], woorden[i + len(frase) - 1][1]


def _gemerkt(tekst: str, plekken: list[tuple[int, int]]) -> str:
    """Return escaped text with the places in <mark>."""
    delen, vorige = [], 0
    for begin, eind in plekken:
        delen += [escape(tekst[vorige:begin]), "<mark>", escape(tekst[begin:eind]), "</mark>"]
        vorige = eind
    return "".join([*delen, escape(tekst[vorige:])])


def markeer(tekst: str, vraag: str) -> SafeString:
    """Return the text with its hits in <mark>: plain text is escaped, safe HTML keeps its tags as they are."""
    if not hasattr(tekst, "__html__"):
        return mark_safe(_gemerkt(tekst, _treffers(tekst, vraag) if vraag else []))
    if not vraag:
        return mark_safe(tekst)
    delen = _TAG.split(str(tekst))
    for plek in range(0, len(delen), 2):
        if delen[plek].strip():
            inhoud = html.unescape(delen[plek])
            delen[plek] = _gemerkt(inhoud, _treffers(inhoud, vraag))
    return mark_safe("".join(delen))


def fragment(tekst: str, vraag: str, lengte: int = 180) -> SafeString:
    """Return a piece of a (Markdown) text around its first hit, hits in <mark>; empty when there is none."""
    kaal = " ".join(_MARKDOWN.sub(" ", tekst).split())
    plekken = _treffers(kaal, vraag)
    if not plekken:
        return mark_safe("")
    begin = max(0, plekken[0][0] - lengte // 3)
    begin = kaal.find(" ", begin, plekken[0][0]) + 1 if begin else 0
    eind = begin + lengte
    if eind < len(kaal):
        eind = max(kaal.rfind(" ", plekken[0][1], eind), plekken[0][1])
    stuk = _gemerkt(kaal[begin:eind], _treffers(kaal[begin:eind], vraag))
    return mark_safe(f"{'… ' if begin else ''}{stuk}{' …' if eind < len(kaal) else ''}")
