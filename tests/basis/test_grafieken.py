"""Coordinates of charts."""

from __future__ import annotations

import math
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basis.grafieken import Reeks, Segment, balk, gestapeld, staven
from basis.grafieken.onderdelen import BREEDTE, breek_af, maatverdeling

WAARDEN = st.one_of(st.none(), st.integers(-(10**7), 10**7), st.decimals(-1000, 1000, places=2))
PLEK = re.compile(r"-?[0-9]+(\.[0-9])?")


def _grafiek(*paren: tuple[object, object]):  # type: ignore[no-untyped-def]
    return staven(
        titel="Groei",
        omschrijving="Belofte en realisatie.",
        labels=[f"Corporatie {nummer}" for nummer in range(len(paren))],
        eenheid="woningen",
        reeksen=[
            Reeks("Belofte", "belofte", [paar[0] for paar in paren]),  # type: ignore[misc]
            Reeks("Gerealiseerd", "realisatie", [paar[1] for paar in paren]),  # type: ignore[misc]
        ],
    )


@given(st.lists(st.tuples(WAARDEN, WAARDEN), min_size=1, max_size=6))
def test_staven_blijven_binnen_het_beeld(paren: list[tuple[object, object]]) -> None:
    grafiek = _grafiek(*paren)
    for groep in grafiek.groepen:
        for staaf in groep.staven:
            assert all(PLEK.fullmatch(plek) for plek in (staaf.x, staaf.y, staaf.breedte))
            assert float(staaf.breedte) >= 0
            assert 0 <= float(staaf.x) <= float(staaf.x) + float(staaf.breedte) <= BREEDTE
            assert float(staaf.y) + float(staaf.hoogte) <= grafiek.hoogte


@given(st.tuples(st.integers(1, 10**6), st.integers(1, 10**6)))
def test_lengte_van_de_staaf_is_naar_verhouding(paar: tuple[int, int]) -> None:
    een, twee = (float(staaf.breedte) for staaf in _grafiek(paar).groepen[0].staven)
    assert math.isclose(een * paar[1], twee * paar[0], abs_tol=0.11 * sum(paar))


def test_negatief_gaat_naar_links_en_ontbrekend_krijgt_tekst() -> None:
    grafiek = _grafiek((100, -27), (Decimal("2.5"), None))
    nul = next(maat.x for maat in grafiek.schaal if maat.nul)
    negatief, ontbreekt = grafiek.groepen[0].staven[1], grafiek.groepen[1].staven[1]
    assert float(negatief.x) < float(nul)
    assert (negatief.label.tekst, negatief.anker) == ("−27", "end")
    assert (ontbreekt.ontbreekt, ontbreekt.label.tekst) == (True, "nog niet binnen")
    assert grafiek.tabel[1].cellen == ["2,5", "nog niet binnen"]
    assert grafiek.kolommen == ["Belofte (woningen)", "Gerealiseerd (woningen)"]


def test_reeks_met_ander_aantal_waarden_is_een_fout() -> None:
    with pytest.raises(ValueError, match="één waarde per label"):
        staven(titel="x", omschrijving="", labels=["a", "b"], reeksen=[Reeks("r", "belofte", [1])])


KOMMAGETALLEN = st.decimals(-(10**7), 10**7, places=3).map(float)


@given(KOMMAGETALLEN, KOMMAGETALLEN)
def test_maatverdeling_omvat_alles_en_nul(een: float, twee: float) -> None:
    maten = maatverdeling(min(een, twee), max(een, twee))
    assert 0 in maten
    assert 2 <= len(maten) <= 12
    assert maten == sorted(maten)
    ruimte = (maten[-1] - maten[0]) * 1e-9
    assert maten[0] <= min(een, twee) + ruimte
    assert maten[-1] >= max(een, twee) - ruimte


@given(st.text(max_size=120), st.integers(4, 40))
def test_afbreken_verliest_niets(tekst: str, tekens: int) -> None:
    regels = breek_af(tekst, tekens)
    assert regels
    assert all(len(regel) <= tekens for regel in regels)
    assert "".join(regels).replace("-", "").replace(" ", "") == "".join(tekst.split()).replace("-", "")


@given(st.lists(st.lists(st.integers(0, 60), min_size=3, max_size=3), min_size=1, max_size=5), st.booleans())
def test_stapels_sluiten_aan(rijen: list[list[int]], relatief: bool) -> None:
    kleuren = ["groen", "oranje", "onbekend"]
    grafiek = gestapeld(
        titel="Status",
        omschrijving="",
        rijen=[
            (f"Thema {nummer}", [Segment(kleur, aantal, kleur) for kleur, aantal in zip(kleuren, rij, strict=True)])
            for nummer, rij in enumerate(rijen)
        ],
        relatief=relatief,
    )
    for stapel, rij, tabelrij in zip(grafiek.stapels, rijen, grafiek.tabel, strict=True):
        assert len(stapel.vlakken) == sum(1 for aantal in rij if aantal)
        for links, rechts in zip(stapel.vlakken, stapel.vlakken[1:], strict=False):
            assert math.isclose(float(links.x) + float(links.breedte), float(rechts.x), abs_tol=0.2)
        assert tabelrij.cellen == [*map(str, rij), str(sum(rij))]
        assert float(stapel.totaal.x) <= BREEDTE


def test_bijna_niets_breekt_de_schaal_niet() -> None:
    assert maatverdeling(0.0, 1e-57)[-1] == 1.0
    assert _grafiek((0, None)).schaal[0].tekst == "0"


def test_negatief_aantal_is_een_fout() -> None:
    with pytest.raises(ValueError, match="nooit negatief"):
        gestapeld(titel="x", omschrijving="", rijen=[("a", [Segment("s", -1, "groen")])])


@pytest.mark.parametrize(
    ("waarde", "totaal", "breedte", "tekst", "procent"),
    [
        (61, 213, "28.6", "61 van 213", "29%"),
        (300, 213, "100", "300 van 213", "141%"),
        (-5, 10, "0", "−5 van 10", "−50%"),
        (None, 10, "0", "nog niet binnen", ""),
        (5, 0, "0", "5", ""),
        (5, None, "0", "5", ""),
    ],
)
def test_balk(waarde: int | None, totaal: int | None, breedte: str, tekst: str, procent: str) -> None:
    uitkomst = balk(waarde, totaal)
    assert (uitkomst.breedte, uitkomst.tekst, uitkomst.procent) == (breedte, tekst, procent)
