"""Terms against a peildatum: repeating, passed, coming."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from monitoring.termijnen import (
    Datumtermijn,
    Looptijd,
    eerstvolgende,
    einddata,
    is_komend,
    is_verstreken,
    jaren,
    komt_op,
    plus_maanden,
    verstreken_op,
)

LOOPTIJD = Looptijd(dt.date(2022, 1, 1), dt.date(2023, 12, 31))
JUNI = dt.date(2022, 6, 30)


def termijn(eind: dt.date | None, herhaling: str = "geen", exactheid: str = "exact") -> Datumtermijn:
    """Make a term."""
    return Datumtermijn("tekst", eind=eind, herhaling=herhaling, exactheid=exactheid)


def test_kwartaal_valt_op_de_laatste_dag_van_elk_kwartaal() -> None:
    data = list(einddata(termijn(dt.date(2022, 3, 31), "kwartaal"), LOOPTIJD))
    assert data[:4] == [dt.date(2022, 3, 31), JUNI, dt.date(2022, 9, 30), dt.date(2022, 12, 31)]
    assert len(data) == 8


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)), st.integers(1, 60))
def test_plus_maanden_blijft_in_de_goede_maand(dag: dt.date, maanden: int) -> None:
    later = plus_maanden(dag, maanden)
    assert (later.year * 12 + later.month) - (dag.year * 12 + dag.month) == maanden


@given(st.dates(dt.date(2021, 1, 1), dt.date(2024, 12, 31)))
def test_een_enkele_termijn_is_nooit_allebei(eind: dt.date) -> None:
    een = termijn(eind)
    assert not (verstreken_op(een, JUNI, LOOPTIJD) and komt_op(een, JUNI, LOOPTIJD))


def test_de_laatste_dag_zelf_is_verstreken() -> None:
    assert verstreken_op(termijn(JUNI), JUNI, LOOPTIJD) == JUNI
    assert komt_op(termijn(dt.date(2022, 12, 31)), JUNI, LOOPTIJD) == dt.date(2022, 12, 31)
    assert komt_op(termijn(dt.date(2023, 1, 1)), JUNI, LOOPTIJD) is None


def test_voorgeschiedenis_voorwaarde_en_herhaling_verstrijken_niet() -> None:
    voor = dt.date(2021, 12, 31)
    assert verstreken_op(termijn(voor), JUNI, LOOPTIJD) is None
    assert verstreken_op(termijn(JUNI, exactheid="voorwaarde"), JUNI, LOOPTIJD) is None
    assert verstreken_op(termijn(JUNI, "jaar"), JUNI, LOOPTIJD) is None


def test_wat_gereed_is_wacht_nergens_op() -> None:
    assert is_verstreken([termijn(JUNI)], "aandacht", JUNI, LOOPTIJD)
    assert not is_verstreken([termijn(JUNI)], "gereed", JUNI, LOOPTIJD)
    assert not is_komend([termijn(dt.date(2022, 9, 1))], "vervallen", JUNI, LOOPTIJD)


def test_jaren_en_eerstvolgende() -> None:
    jaarlijks = [termijn(dt.date(2022, 4, 30), "jaar"), termijn(dt.date(2050, 12, 31)), termijn(None, "jaar")]
    assert jaren(jaarlijks, LOOPTIJD) == {2022, 2023, 2050}
    assert eerstvolgende(jaarlijks, JUNI, LOOPTIJD) == dt.date(2022, 12, 31)
    assert eerstvolgende(jaarlijks[:2], JUNI, LOOPTIJD) == dt.date(2023, 4, 30)
    assert eerstvolgende([termijn(dt.date(2021, 5, 1))], JUNI, LOOPTIJD) == dt.date(2021, 5, 1)
    assert eerstvolgende([termijn(None)], JUNI, LOOPTIJD) is None
