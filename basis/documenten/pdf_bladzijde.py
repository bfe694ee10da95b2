"""One page of a PDF to lines and ruled tables (pure apart from what pdfminer draws)."""

from __future__ import annotations

from collections import defaultdict

from basis.documenten.pdf_bron import MAX_TEKENS, Opvang
from basis.documenten.pdf_goten import gevuld, kruist, tekstrijen
from basis.documenten.pdf_rasters import Raster, Vak, randen_van, schoon, vind_rasters
from basis.documenten.pdf_regels import hele_regels, regels_van, schone_tekst
from basis.documenten.pdf_stijl import is_licht
from basis.documenten.pdf_vormen import Bladzijde, Celvak, Deeltabel, Lijn, Regel, Teken, Vlak

WATERMERK = 36.0
"""Letters at least this large and light are no running text."""
RAND = 1.5
MAX_ZWAK = 6
"""Rows with one filled cell that may be cut off a table."""


def bladzijde_van(opvang: Opvang, nummer: int, afgekapt: bool) -> Bladzijde:
    """What one page shows, with its ruled tables filled and the rest as runs of words."""
    hoofd = _hoofdrichting(opvang)
    gedraaid = hoofd in (90, 270)
    blad = Bladzijde(
        nummer,
        opvang.hoogte if gedraaid else opvang.breedte,
        opvang.breedte if gedraaid else opvang.hoogte,
        opvang.aantal,
        afgekapt=afgekapt,
    )
    liggend, staand, vlakken = _gedraaide_vormen(opvang, hoofd)
    tekens = _zonder_watermerk(opvang.richtingen.get(hoofd, []), blad)
    _meld_overgeslagen(opvang, hoofd, blad)
    _verdeel(blad, tekens, liggend, staand, vlakken)
    return blad


def _hoofdrichting(opvang: Opvang) -> int:
    """Direction of most of the text: a landscape table may stand sideways on an upright page."""
    aantallen = {hoek: len(tekens) for hoek, tekens in opvang.richtingen.items() if hoek != -1}
    beste = max(aantallen, key=aantallen.__getitem__, default=0)
    return beste if aantallen and aantallen[beste] > 1.5 * aantallen.get(0, 0) else 0


def _gedraaide_vormen(opvang: Opvang, hoek: int) -> tuple[list[Lijn], list[Lijn], list[Vlak]]:
    """Rules and areas, turned like the text."""
    b, h = opvang.breedte, opvang.hoogte
    if hoek == 90:
        return (
            [Lijn(lijn.vast, h - lijn.tot, h - lijn.van) for lijn in opvang.staand],
            [Lijn(h - lijn.vast, lijn.van, lijn.tot) for lijn in opvang.liggend],
            [Vlak(h - v.bottom, v.x0, h - v.top, v.x1, v.kleur) for v in opvang.vlakken],
        )
    if hoek == 270:
        return (
            [Lijn(b - lijn.vast, lijn.van, lijn.tot) for lijn in opvang.staand],
            [Lijn(lijn.vast, b - lijn.tot, b - lijn.van) for lijn in opvang.liggend],
            [Vlak(v.top, b - v.x1, v.bottom, b - v.x0, v.kleur) for v in opvang.vlakken],
        )
    if hoek == 180:
        return (
            [Lijn(h - lijn.vast, b - lijn.tot, b - lijn.van) for lijn in opvang.liggend],
            [Lijn(b - lijn.vast, h - lijn.tot, h - lijn.van) for lijn in opvang.staand],
            [Vlak(b - v.x1, h - v.bottom, b - v.x0, h - v.top, v.kleur) for v in opvang.vlakken],
        )
    return opvang.liggend, opvang.staand, opvang.vlakken


def _zonder_watermerk(tekens: list[Teken], blad: Bladzijde) -> list[Teken]:
    """Leave out very large, light text, and say so."""
    merk = [teken for teken in tekens if teken.stijl.grootte >= WATERMERK and is_licht(teken.stijl.kleur)]
    if not merk or len(merk) > 40:
        return tekens
    blad.meld(f"Een watermerk is overgeslagen: '{_proef(merk)}'.")
    weg = set(map(id, merk))
    return [teken for teken in tekens if id(teken) not in weg]


def _proef(tekens: list[Teken]) -> str:
    return " ".join(schone_tekst("".join(teken.tekst for teken in tekens)).split())[:60]


def _meld_overgeslagen(opvang: Opvang, hoofd: int, blad: Bladzijde) -> None:
    for hoek, tekens in sorted(opvang.richtingen.items()):
        proef = _proef(tekens)
        if hoek != hoofd and proef:
            soort = "Schuine tekst (een watermerk?)" if hoek == -1 else "Gedraaide tekst"
            blad.meld(f"{soort} is overgeslagen: '{proef}'.")
    if blad.afgekapt:
        blad.meld(
            f"Op deze bladzijde staat meer dan er gelezen wordt (hooguit {MAX_TEKENS} letters). Controleer wat er mist."
        )
    if opvang.onleesbaar > max(3, 0.02 * opvang.aantal):
        blad.meld(
            "Een deel van de letters op deze bladzijde is niet te herkennen. Vergelijk de tekst met het document."
        )
    if not opvang.aantal and opvang.beelden:
        blad.meld("Op deze bladzijde staat geen tekst, alleen een plaatje. Wat erop staat is niet gelezen.")


def _verdeel(
    blad: Bladzijde, tekens: list[Teken], liggend: list[Lijn], staand: list[Lijn], vlakken: list[Vlak]
) -> None:
    """Letters go to the cell they lie in, or to the running text."""
    h, v = schoon(liggend), schoon(staand)
    rest = tekens
    for raster in vind_rasters(h, v):
        rest = _neem_tabel(blad, raster, rest, vlakken)
    buiten = [vlak for vlak in vlakken if not _in_tabel(blad, (vlak.x0 + vlak.x1) / 2, (vlak.top + vlak.bottom) / 2)]
    for raster in vind_rasters(*map(schoon, randen_van(buiten, blad.breedte, blad.hoogte))):
        if len(raster.ys) > 2 and len(raster.xs) > 2 and not _gaat_door(raster, rest):
            rest = _neem_tabel(blad, raster, rest, buiten)
    blad.vlakken = [v for v in buiten if not _in_tabel(blad, (v.x0 + v.x1) / 2, (v.top + v.bottom) / 2)]
    blad.liggend = [lijn for lijn in h if not _in_tabel(blad, (lijn.van + lijn.tot) / 2, lijn.vast)]
    blad.regels = regels_van(rest, blad.nummer)
    blad.tabellen.sort(key=lambda tabel: tabel.top)


def _gaat_door(raster: Raster, tekens: list[Teken]) -> bool:
    """Tell whether the rows below a shaded grid stand in its columns too: then shading is only part of the table."""
    onder = [teken for teken in tekens if 0 < teken.basis - raster.ys[-1] < 40]
    rijen = tekstrijen(regels_van(onder, 0))
    goten = raster.xs[1:-1]
    return any(not kruist(rij, goten) and len(gevuld(rij, goten)) > 1 for rij in rijen)


def _in_tabel(blad: Bladzijde, x: float, y: float) -> bool:
    return any(
        tabel.x0 - RAND <= x <= tabel.x1 + RAND and tabel.top - RAND <= y <= tabel.bottom + RAND
        for tabel in blad.tabellen
    )


def _neem_tabel(blad: Bladzijde, raster: Raster, tekens: list[Teken], vlakken: list[Vlak]) -> list[Teken]:
    """Fill a grid; the letters that are left. A grid without two filled cells side by side is no table, but may
    be a row that a page break cut off a table."""
    per_vak: dict[Vak, list[Teken]] = defaultdict(list)
    rest: list[Teken] = []
    for teken in tekens:
        x, y = (teken.x0 + teken.x1) / 2, teken.basis - 0.3 * teken.stijl.grootte
        if raster.bevat(x, y):
            per_vak[raster.vak_op(x, y)].append(teken)
        else:
            rest.append(teken)
    gevuld = {vak for vak, inhoud in per_vak.items() if any(teken.tekst.strip() for teken in inhoud)}
    zwak = not any(sum(vak in gevuld for vak in set(rij)) > 1 for rij in raster.vakken)
    if zwak and (not gevuld or len(raster.ys) > MAX_ZWAK + 1):
        return tekens
    cellen: dict[Vak, Celvak] = {}
    for rij in raster.vakken:
        for vak in rij:
            if vak not in cellen:
                cellen[vak] = _cel(raster, vak, per_vak.get(vak, []), blad.nummer, vlakken)
    rooster = [[cellen[vak] for vak in rij] for rij in raster.vakken]
    blad.tabellen.append(
        Deeltabel(blad.nummer, raster.xs, rooster, raster.ys, bladzijden=[blad.nummer] * len(rooster), zwak=zwak)
    )
    return rest


def _cel(raster: Raster, vak: Vak, tekens: list[Teken], bladzijde: int, vlakken: list[Vlak]) -> Celvak:
    rij0, rij1, kol0, kol1 = vak
    x0, x1, top, bottom = raster.xs[kol0], raster.xs[kol1], raster.ys[rij0], raster.ys[rij1]
    regels: list[Regel] = hele_regels(regels_van(tekens, bladzijde), x0, x1)
    midden_x, midden_y = (x0 + x1) / 2, (top + min(bottom, top + 12)) / 2
    gearceerd = any(v.x0 <= midden_x <= v.x1 and v.top <= midden_y <= v.bottom for v in vlakken)
    return Celvak(x0, top, x1, bottom, regels, gearceerd)
