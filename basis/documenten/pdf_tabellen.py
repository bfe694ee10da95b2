"""Tables of a PDF: joining what page breaks cut, and making the table every recogniser reads (pure)."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from basis.documenten.model import Alinea, Cel, Dekking, Plaats, Rij, Tabel
from basis.documenten.pdf_alineas import eerste_breedte
from basis.documenten.pdf_goten import is_kopwoord, is_rijnummer
from basis.documenten.pdf_vormen import Celvak, Deeltabel, Regel, Woord

GELIJK = 4.0
"""Edges of columns on two pages this close are the same edge."""
KOPREGELS = 4
"""Lines in a cell below a heading before it can be more than the heading."""
LINKERWIT = 12.0
"""Points between the left edge of a cell and its text, at most."""
_SLOT = re.compile(r"[.:;?!]['’”\")]?$")

MaakAlineas = Callable[[list[Regel], Plaats], list[Alinea]]


def opgeruimd(tabel: Deeltabel) -> Deeltabel:
    """Without rows and columns that hold no text and are too thin to be meant as one."""
    rijen = [
        nr
        for nr, (top, bottom) in enumerate(pairwise(tabel.toppen))
        if bottom - top >= 7 or any(cel.regels and cel.top >= top - 1 for cel in tabel.rooster[nr])
    ]
    rooster = [tabel.rooster[nr] for nr in rijen]
    kolommen = [
        nr
        for nr, (links, rechts) in enumerate(pairwise(tabel.xs))
        if rechts - links >= 9 or any(rij[nr].regels and rij[nr].x0 >= links - 1 for rij in rooster)
    ]
    if not rijen or not kolommen:
        return tabel
    return Deeltabel(
        tabel.bladzijde,
        [tabel.xs[nr] for nr in kolommen] + [tabel.xs[-1]],
        [[rij[nr] for nr in kolommen] for rij in rooster],
        [tabel.toppen[nr] for nr in rijen] + [tabel.toppen[-1]],
        tabel.koprijen,
        [tabel.bladzijden[nr] for nr in rijen],
        tabel.open,
        tabel.zwak,
    )


def per_nummer(tabel: Deeltabel) -> Deeltabel:
    """Cut rows that hold several numbers below each other: a table with upright rules alone has no rule per row."""
    rooster: list[list[Celvak]] = []
    toppen: list[float] = []
    for nr, rij in enumerate(tabel.rooster):
        grenzen = _nummergrenzen(rij, tabel.rooster[nr + 1 :])
        if not grenzen:
            rooster.append(rij)
            toppen.append(tabel.toppen[nr])
            continue
        hoogten = [tabel.toppen[nr], *grenzen, tabel.toppen[nr + 1]]
        for top, bottom in pairwise(hoogten):
            delen = {cel: _deel_van(cel, top, bottom, eerste=top == hoogten[0]) for cel in dict.fromkeys(rij)}
            rooster.append([delen[cel] for cel in rij])
            toppen.append(top)
    if len(rooster) > len(tabel.rooster):
        tabel.bladzijden = [tabel.bladzijde] * len(rooster)
    tabel.rooster, tabel.toppen = rooster, [*toppen, tabel.toppen[-1]]
    return tabel


def _nummergrenzen(rij: list[Celvak], onder: list[list[Celvak]]) -> list[float]:
    """Where new rows start within a row: at the numbers in its first or second column that have text above them."""
    if any(cel in onder[0] for cel in rij) if onder else False:
        return []
    for cel in list(dict.fromkeys(rij))[:2]:
        kop = bool(cel.regels) and is_kopwoord(cel.regels[0].tekst)
        genummerd = cel.regels[1 if kop else 0 :]
        nummers = [regel.tekst.strip() for regel in genummerd]
        if nummers and all(map(is_rijnummer, nummers)) and _oplopend(nummers) and not _nummer_geknipt(cel):
            begin = min(regel.top for ander in rij for regel in ander.regels)
            vrij = genummerd[0].top - begin > 0.8 * genummerd[0].grootte
            if vrij and not kop and len(nummers) == 1 and not _begint_hier(rij, genummerd[0]):
                return []
            return _onder_kop(rij, kop) + [
                regel.top - 1 for regel in genummerd[0 if vrij else 1 :] if regel.top - 1 not in _onder_kop(rij, kop)
            ]
        if kop and not nummers:
            return _onder_kop(rij, kop)
    return []


def _onder_kop(rij: list[Celvak], kop: bool) -> list[float]:
    """Where the text below a line of headings starts, when two or more cells start with one."""
    cellen = [cel for cel in dict.fromkeys(rij) if cel.regels]
    if not kop or sum(is_kopwoord(cel.regels[0].tekst) for cel in cellen) < 2:
        return []
    if max(len(cel.regels) for cel in cellen) < KOPREGELS:
        return []
    return [min(tops) - 1] if (tops := [cel.regels[1].top for cel in cellen if len(cel.regels) > 1]) else []


def _nummer_geknipt(cel: Celvak) -> bool:
    """Tell whether '1.1' and '0' below each other are one number in a column that is too narrow for it."""
    return any(
        een.tekst.count(".") and ander.tekst.strip(".").isdigit() and cel.x1 - een.x1 < 1.6 * een.grootte
        for een, ander in pairwise(cel.regels)
    )


def per_kolom(tabel: Deeltabel) -> Deeltabel:
    """Cut rows that are one wide cell but have their words in the columns of the other rows."""
    for nr, rij in enumerate(tabel.rooster):
        if len(rij) < 2 or len(set(rij)) > 1 or any(rij[0] in ander for ander in tabel.rooster if ander is not rij):
            continue
        if len(_in_kolommen(rij[0].regels, tabel.xs)) < 2:
            continue
        delen = _in_kolommen(rij[0].regels, tabel.xs)
        tabel.rooster[nr] = [
            Celvak(x0, rij[0].top, x1, rij[0].bottom, delen.get(kolom, []), rij[0].arcering)
            for kolom, (x0, x1) in enumerate(pairwise(tabel.xs))
        ]
    return tabel


def _in_kolommen(regels: list[Regel], xs: list[float]) -> dict[int, list[Regel]]:
    """Lines cut at the edges of columns; nothing when a word runs across, or starts halfway in a column."""
    delen: dict[int, list[Regel]] = {}
    for regel in regels:
        per: dict[int, list[Woord]] = {}
        for woord in regel.woorden:
            if any(woord.x0 + 1 < x < woord.x1 - 1 for x in xs[1:-1]):
                return {}
            per.setdefault(sum(woord.x0 + 1 >= x for x in xs[1:-1]), []).append(woord)
        for kolom, woorden in per.items():
            if kolom and woorden[0].x0 - xs[kolom] > LINKERWIT:
                return {}
            deel = Regel(woorden, regel.basis, regel.grootte, regel.bladzijde, xs[kolom], xs[kolom + 1])
            delen.setdefault(kolom, []).append(deel)
    return delen


def _begint_hier(rij: list[Celvak], nummer: Regel) -> bool:
    """Tell whether other cells have a line beside the number that follows on a gap: it is not in the middle of them."""
    anderen = [cel.regels for cel in dict.fromkeys(rij) if nummer not in cel.regels and len(cel.regels) > 1]
    return any(
        abs(regel.basis - nummer.basis) < 1 and regel.basis - vorige.basis > 1.4 * (regels[-1].basis - regels[-2].basis)
        for regels in anderen
        for vorige, regel in pairwise(regels)
    )


def _oplopend(nummers: list[str]) -> bool:
    sleutels = [[int(deel) for deel in re.findall(r"\d+", nummer)] for nummer in nummers]
    return all(een < ander and ander for een, ander in pairwise(sleutels))


def _deel_van(cel: Celvak, top: float, bottom: float, *, eerste: bool) -> Celvak:
    regels = [regel for regel in cel.regels if (eerste or top <= regel.top + 1) and regel.top + 1 < bottom]
    return Celvak(cel.x0, top, cel.x1, bottom, regels, cel.arcering)


def sluit_aan(boven: Deeltabel, onder: Deeltabel) -> bool:
    """Tell whether a table at the top of a page goes on with the one that ended the page before."""
    if boven.open and onder.open:
        return _zelfde_kolommen(boven, onder)
    verschil = onder.x0 - boven.x0
    if abs((onder.x1 - boven.x1) - verschil) > 2 * GELIJK:
        return False
    samen = _koprijen_gelijk(boven, onder)
    meer, minder = sorted((boven.xs, [x - verschil for x in onder.xs]), key=len, reverse=True)
    past = all(any(abs(x - ander) <= GELIJK for ander in meer) for x in minder)
    if not past:
        return False
    if samen:
        return True
    gelijk = len(onder.xs) == len(boven.xs) or boven.zwak or onder.zwak
    return gelijk and not _eigen_kop(boven, onder)


def _zelfde_kolommen(boven: Deeltabel, onder: Deeltabel) -> bool:
    """Tell whether columns kept apart by white space start in about the same places."""
    if len(boven.xs) != len(onder.xs):
        return False
    return all(abs(x - ander) <= 5 * GELIJK for x, ander in zip(boven.xs[:-1], onder.xs[:-1], strict=True))


def _koprijen_gelijk(boven: Deeltabel, onder: Deeltabel) -> int:
    """Number of rows at the start that are the same in both: headings that were printed again."""
    aantal = 0
    for nr in range(min(len(boven.rooster), len(onder.rooster), 4)):
        tekst = boven.rij_tekst(nr)
        if tekst != onder.rij_tekst(nr) or not tekst.strip("| "):
            break
        aantal += 1
    return aantal


def _eigen_kop(boven: Deeltabel, onder: Deeltabel) -> bool:
    """Tell whether ``onder`` starts with a heading of its own, as ``boven`` does: then it is another table."""
    return _lijkt_kop(boven.rooster[0]) and _lijkt_kop(onder.rooster[0])


def _lijkt_kop(rij: list[Celvak]) -> bool:
    """Tell whether a row looks like a heading: all that is in it bold, or shaded, and short."""
    gevuld = [cel for cel in dict.fromkeys(rij) if cel.regels]
    if not gevuld or any(len(cel.tekst) > 60 for cel in gevuld):
        return False
    return len(gevuld) > 1 and (
        all(regel.vet for cel in gevuld for regel in cel.regels) or all(cel.arcering for cel in gevuld)
    )


def voeg_samen(boven: Deeltabel, onder: Deeltabel, *, loopt_door: bool) -> Deeltabel:
    """One table of two parts. ``loopt_door``: the first part reaches the bottom of its page, so a row may be cut."""
    if boven.open and onder.open:
        onder.xs = list(boven.xs)
    verschuiving = onder.x0 - boven.x0
    xs = _randen(boven.xs, [x - verschuiving for x in onder.xs])
    koprijen = _koprijen_gelijk(boven, onder)
    eerste = _op_randen(boven, xs, 0.0)
    tweede = _op_randen(onder, xs, verschuiving)[koprijen:]
    bladzijden = onder.bladzijden[koprijen:]
    hoogten = onder.toppen[koprijen:]
    inhoud = len(eerste) > max(koprijen, 1 if _lijkt_kop(eerste[0]) else 0)
    if tweede and loopt_door and inhoud and _is_vervolg(eerste, tweede, koprijen):
        _vul_aan(eerste[-1], tweede)
        tweede, bladzijden, hoogten = tweede[1:], bladzijden[1:], hoogten[1:]
    return Deeltabel(
        boven.bladzijde,
        xs,
        eerste + tweede,
        boven.toppen[:-1] + hoogten,
        max(boven.koprijen, koprijen),
        boven.bladzijden + bladzijden,
        open=boven.open and onder.open,
    )


def _randen(een: list[float], ander: list[float]) -> list[float]:
    xs = list(een)
    xs += [x for x in ander if not any(abs(x - bekend) <= GELIJK for bekend in een)]
    return sorted(xs)


def _op_randen(tabel: Deeltabel, xs: list[float], verschuiving: float) -> list[list[Celvak]]:
    """The rows of a part, on the columns of the whole."""
    kolom_van = []
    eigen = [x - verschuiving for x in tabel.xs]
    for links, rechts in pairwise(xs):
        midden = (links + rechts) / 2
        kolom_van.append(next((nr for nr in range(len(eigen) - 1) if midden < eigen[nr + 1]), len(eigen) - 2))
    return [[rij[nr] for nr in kolom_van] for rij in tabel.rooster]


def _is_vervolg(boven: list[list[Celvak]], onder: list[list[Celvak]], koprijen: int) -> bool:
    """Tell whether the first row after a page break is the rest of the row before it.

    Where every row has a number, a row without one goes on. Elsewhere cells start at the top of their row, so a cell
    that was still empty cannot go on, unless all of it is what did not fit above. Text that stops halfway goes on: an
    unfinished sentence above, and below a small letter or a word that did not fit on the line.
    """
    rij, vorige = onder[0], boven[-1]
    sleutel = _nummerkolom(boven[koprijen:] + onder[1:])
    if sleutel is not None and (rij[sleutel].regels or _altijd_genummerd(boven[koprijen:] + onder[1:], sleutel)):
        return not rij[sleutel].regels
    paren = [(vorige[nr], cel) for nr, cel in _eigen(rij) if cel.regels]
    if paren and not any(voor.regels for voor, _ in paren):
        return len(paren) < len(dict.fromkeys(rij))
    if not paren or any(not voor.regels for voor, _ in paren):
        return False
    return _loopt_door(paren, len(dict.fromkeys(rij)))


def _altijd_genummerd(rijen: list[list[Celvak]], kolom: int) -> bool:
    return all(rij[kolom].regels for rij in rijen if len(dict.fromkeys(rij)) > 1)


def _loopt_door(paren: list[tuple[Celvak, Celvak]], kolommen: int) -> bool:
    """Tell by the text of cells above and below a page break whether it is one text."""
    open_eind = [not _SLOT.search(voor.regels[-1].tekst) for voor, _ in paren]
    klein = [na.tekst[:1].islower() for _, na in paren]
    vol = [not _had_gepast(voor, na.regels[0]) for voor, na in paren]
    if any(stop and laag and rond for stop, laag, rond in zip(open_eind, klein, vol, strict=True)):
        return True
    if all(open_eind) and all(vol):
        return True
    return len(paren) == 1 and kolommen > 2


def _had_gepast(cel: Celvak, regel: Regel) -> bool:
    """Tell whether the first word of ``regel`` would have fitted on the last line of ``cel``."""
    laatste = cel.regels[-1]
    wit = min(8.0, max(1.0, min(ander.x0 for ander in cel.regels) - cel.x0))
    return cel.x1 - wit - laatste.x1 - eerste_breedte(regel) - 0.25 * regel.grootte > 0.4 * regel.grootte


def _eigen(rij: list[Celvak]) -> list[tuple[int, Celvak]]:
    """The cells of a row with the first column each stands in."""
    gezien: dict[Celvak, int] = {}
    for nr, cel in enumerate(rij):
        gezien.setdefault(cel, nr)
    return [(nr, cel) for cel, nr in gezien.items()]


def _nummerkolom(rijen: list[list[Celvak]]) -> int | None:
    """The column that holds the number of every row, if there is one."""
    for kolom in range(len(rijen[0]) if rijen else 0):
        teksten = [cel.tekst.strip() for cel in dict.fromkeys(rij[kolom] for rij in rijen)]
        nummers = [tekst for tekst in teksten if is_rijnummer(tekst)]
        if nummers and len(nummers) >= 0.75 * len(teksten) and len(set(nummers)) == len(nummers):
            return kolom
    return None


def _vul_aan(rij: list[Celvak], onder: list[list[Celvak]]) -> None:
    """Put the text of the first row of ``onder`` under that of ``rij``, cell by cell."""
    doelen: dict[Celvak, Celvak] = {}
    for kolom, bron in _eigen(onder[0]):
        doel = rij[kolom]
        doel.regels = [*doel.regels, *bron.regels]
        doelen[bron] = doel
    for vervolg in onder[1:]:
        vervolg[:] = [doelen.get(cel, cel) for cel in vervolg]


def tabel_van(deel: Deeltabel, nummer: int, alineas: MaakAlineas) -> Tabel:
    """The table with paragraphs in its cells; merged cells say who covers them."""
    geplaatst: dict[Celvak, tuple[int, int]] = {}
    rijen: list[Rij] = []
    for r, rij in enumerate(deel.rooster):
        plaats = Plaats(bladzijde=deel.bladzijden[r], tabel=nummer, rij=r + 1)
        cellen = [_cel(deel, cel, (r, k), geplaatst, plaats, alineas) for k, cel in enumerate(rij)]
        rijen.append(Rij(cellen, plaats, kop=r < deel.koprijen))
    return Tabel(rijen, Plaats(bladzijde=deel.bladzijde, tabel=nummer))


def _cel(
    deel: Deeltabel,
    cel: Celvak,
    plek: tuple[int, int],
    geplaatst: dict[Celvak, tuple[int, int]],
    plaats: Plaats,
    alineas: MaakAlineas,
) -> Cel:
    rij, kolom = plek
    if cel in geplaatst:
        _, links = geplaatst[cel]
        return Cel(dekking=Dekking.LINKS if kolom > links else Dekking.BOVEN, arcering=cel.arcering)
    geplaatst[cel] = plek
    breedte = sum(ander is cel for ander in deel.rooster[rij])
    hoogte = sum(ander[kolom] is cel for ander in deel.rooster[rij:])
    return Cel(alineas(cel.regels, plaats), breedte=breedte, hoogte=hoogte, arcering=cel.arcering)
