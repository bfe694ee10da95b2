"""Who is bound, how two texts differ, how pictures are merged: pure."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from afspraken.afspraakwaarden import lege_waarden
from afspraken.gebonden import BINDENDE_ROLLEN, gebonden_partijen
from afspraken.keuzes import BetrokkeneRol, Groep, WijzigingFase
from afspraken.tekstverschil import ERBIJ, GELIJK, WEG, verschil
from afspraken.uitvouwen import Deelnemer
from afspraken.wijzigingsfasen import AFGEROND, LOPEND, mag_naar
from afspraken.wijzigingsregels import begin_nieuw, botsingen, nummers_na, voeg_samen
from partijen.rollen import PartijSoort

SOORTEN = [PartijSoort.GEMEENTE, PartijSoort.CORPORATIE, PartijSoort.HUURDERSORGANISATIE, PartijSoort.OVERIG]
DEELNEMERS = st.lists(st.sampled_from(SOORTEN), max_size=8).map(
    lambda soorten: [Deelnemer(nummer, soort) for nummer, soort in enumerate(soorten, 1)]
)
ROLLEN = st.sampled_from(list(BetrokkeneRol))
BETROKKENEN = st.lists(
    st.one_of(
        st.builds(lambda r, g: {"rol": r, "partij": "", "groep": g}, ROLLEN, st.sampled_from(list(Groep))),
        st.builds(lambda r, n: {"rol": r, "partij": f"p{n}", "groep": ""}, ROLLEN, st.integers(1, 12)),
    ),
    max_size=5,
)
BEELDEN = st.lists(
    st.builds(
        lambda b, g: {"betrokkenen": b, "gemeenten": g},
        BETROKKENEN,
        st.lists(st.integers(1, 8).map(lambda n: f"p{n}"), max_size=2),
    ),
    max_size=4,
)


def bind(beelden: list[dict[str, Any]], deelnemers: list[Deelnemer]) -> list[int]:
    """Return who is bound; the key of party n is 'pn'."""
    return gebonden_partijen(beelden, deelnemers, {f"p{d.partij_id}": d.partij_id for d in deelnemers})


@given(BEELDEN, DEELNEMERS)
def test_gebonden_zijn_deelnemers_een_keer_in_hun_volgorde(
    beelden: list[dict[str, Any]], deelnemers: list[Deelnemer]
) -> None:
    gebonden = bind(beelden, deelnemers)
    volgorde = [deelnemer.partij_id for deelnemer in deelnemers]
    assert gebonden == [pk for pk in volgorde if pk in set(gebonden)]


@given(BETROKKENEN, DEELNEMERS)
def test_wie_een_rol_heeft_is_gebonden_en_de_gemeente_altijd(
    betrokkenen: list[dict[str, str]], deelnemers: list[Deelnemer]
) -> None:
    gebonden = set(bind([{"betrokkenen": betrokkenen, "gemeenten": []}], deelnemers))
    gemeenten = {d.partij_id for d in deelnemers if d.soort == PartijSoort.GEMEENTE}
    assert gemeenten <= gebonden
    bindend = [rij for rij in betrokkenen if rij["rol"] in BINDENDE_ROLLEN]
    genoemd = {int(rij["partij"][1:]) for rij in bindend if rij["partij"]} & {d.partij_id for d in deelnemers}
    assert genoemd <= gebonden
    if not bindend or any(rij["groep"] == Groep.ALLE for rij in bindend):
        assert gebonden == {d.partij_id for d in deelnemers}
    elif not any(rij["groep"] for rij in bindend):
        assert gebonden == genoemd | gemeenten


@given(BEELDEN, BEELDEN, DEELNEMERS)
def test_meer_afspraken_binden_nooit_minder(
    een: list[dict[str, Any]], twee: list[dict[str, Any]], deelnemers: list[Deelnemer]
) -> None:
    if een:
        assert set(bind(een, deelnemers)) <= set(bind(een + twee, deelnemers))


def test_een_afspraak_van_een_van_twee_gemeenten() -> None:
    deelnemers = [Deelnemer(1, PartijSoort.GEMEENTE), Deelnemer(2, PartijSoort.GEMEENTE), Deelnemer(3, "corporatie")]
    alle = [{"rol": "trekker", "partij": "", "groep": "alle"}]
    assert bind([{"betrokkenen": alle, "gemeenten": ["p2"]}], deelnemers) == [2, 3]
    assert bind([{"betrokkenen": alle, "gemeenten": []}], deelnemers) == [1, 2, 3]


TEKST = st.text(st.sampled_from("ab \n.-1é|"), max_size=60)


@given(TEKST, TEKST)
def test_de_stukken_zijn_samen_de_tekst(voor: str, na: str) -> None:
    oud, nieuw = verschil(voor, na)
    assert "".join(stuk.tekst for stuk in oud) == voor
    assert "".join(stuk.tekst for stuk in nieuw) == na
    assert {stuk.soort for stuk in oud} <= {GELIJK, WEG}
    assert {stuk.soort for stuk in nieuw} <= {GELIJK, ERBIJ}
    if voor == na:
        assert WEG not in {stuk.soort for stuk in oud}


def test_een_woord_valt_op() -> None:
    oud, nieuw = verschil("Wij bouwen 213 woningen.", "Wij bouwen 240 nieuwe woningen.")
    assert [stuk.tekst for stuk in oud if stuk.soort == WEG] == ["213"]
    assert [stuk.tekst for stuk in nieuw if stuk.soort == ERBIJ] == ["240 nieuwe"]


def test_een_lange_tekst_gaat_per_regel_en_een_vijandige_als_geheel() -> None:
    regels = [f"Regel {nummer} met een paar woorden erin." for nummer in range(600)]
    anders = [*regels[:300], "Een andere regel.", *regels[301:]]
    oud, nieuw = verschil("\n".join(regels), "\n".join(anders))
    assert [stuk.tekst for stuk in nieuw if stuk.soort == ERBIJ] == ["Een andere regel.\n"]
    oud, nieuw = verschil("a\n" * 9000, "a\n" * 9001)
    assert (len(oud), len(nieuw)) == (1, 1)


VELDEN = st.fixed_dictionaries(
    {naam: st.sampled_from(["", "een", "twee"]) for naam in ("tekst", "titel", "samenvatting", "onderwerp")}
)


@given(VELDEN, VELDEN, VELDEN)
def test_samenvoegen_houdt_wat_niet_ter_sprake_is(voor: dict[str, str], na: dict[str, str], nu: dict[str, str]) -> None:
    links, rechts, huidig = (lege_waarden() | beeld for beeld in (voor, na, nu))
    uit = voeg_samen(links, rechts, huidig)
    for veld in voor:
        assert uit[veld] == (na[veld] if voor[veld] != na[veld] else nu[veld])
    gebotst = set(botsingen(links, rechts, huidig))
    assert ("Getekende tekst" in gebotst) == (voor["tekst"] != nu["tekst"])
    geraakt = voor["samenvatting"] != na["samenvatting"]
    assert ("Samenvatting" in gebotst) == (geraakt and voor["samenvatting"] != nu["samenvatting"])


def test_samengevoegd_neemt_van_alle_en_niets_dubbel() -> None:
    wie = {"rol": "trekker", "partij": "p1", "groep": ""}
    ind = {"sleutel": "groei", "naam": "Groei"}
    een = lege_waarden() | {"tekst": "Een.", "betrokkenen": [wie], "indicatoren": [ind]}
    twee = lege_waarden() | {"tekst": "Twee.", "betrokkenen": [wie], "indicatoren": [ind | {"naam": "Anders"}]}
    uit = begin_nieuw([een, twee], "1a")
    assert (uit["tekst"], uit["betrokkenen"], uit["nummer"]) == ("Een.\n\nTwee.", [wie], "1a")
    assert [rij["sleutel"] for rij in uit["indicatoren"]] == ["groei", ""]
    assert een["indicatoren"][0]["sleutel"] == "groei"


def test_nummers_die_vrij_zijn() -> None:
    assert nummers_na("7", 2, {"7", "7a"}) == ["7b", "7c"]
    assert nummers_na("", 2, set()) == ["", ""]
    assert nummers_na("x" * 20, 2, set()) == ["", ""]


def test_wat_klaar_is_blijft_klaar() -> None:
    for van in AFGEROND:
        assert not any(mag_naar(van, naar) for naar in WijzigingFase)
    for van in LOPEND:
        assert any(mag_naar(van, naar) for naar in AFGEROND)
