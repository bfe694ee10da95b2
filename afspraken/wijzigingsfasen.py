"""Phases of a Wijziging (pure): which may follow which, and what each allows."""

from __future__ import annotations

from afspraken.keuzes import AfkomstSoort, WijzigingFase, WijzigingSoort

_OVERGANGEN = {
    WijzigingFase.CONCEPT: {WijzigingFase.INGEDIEND, WijzigingFase.VOORGELEGD, WijzigingFase.VAN_KRACHT},
    WijzigingFase.INGEDIEND: {WijzigingFase.VOORGELEGD, WijzigingFase.AFGEWEZEN, WijzigingFase.INGETROKKEN},
    WijzigingFase.VOORGELEGD: {
        WijzigingFase.INGEDIEND,
        WijzigingFase.VAN_KRACHT,
        WijzigingFase.AFGEWEZEN,
        WijzigingFase.INGETROKKEN,
    },
}
LOPEND = frozenset(_OVERGANGEN)
AFGEROND = frozenset(WijzigingFase) - LOPEND
# What the gemeente has before it: a proposal it records, or one that lies before the parties and is put again.
BIJ_GEMEENTE = frozenset({WijzigingFase.INGEDIEND, WijzigingFase.VOORGELEGD})

# How many agreements go and come with each kind: (fewest that are changed or end, most, fewest new, most new).
AANTALLEN: dict[WijzigingSoort, tuple[int, int, int, int]] = {
    WijzigingSoort.AANPASSEN: (1, 10, 0, 0),
    WijzigingSoort.TOEVOEGEN: (0, 0, 1, 5),
    WijzigingSoort.BEEINDIGEN: (1, 10, 0, 0),
    WijzigingSoort.SAMENVOEGEN: (2, 10, 1, 1),
    WijzigingSoort.SPLITSEN: (1, 1, 2, 5),
    WijzigingSoort.VERVANGEN: (1, 10, 1, 1),
    WijzigingSoort.CORRECTIE: (1, 10, 0, 0),
}
# Kinds after which the old agreements no longer hold, and how the new ones came from them.
LAAT_VERVALLEN = frozenset(
    {WijzigingSoort.BEEINDIGEN, WijzigingSoort.SAMENVOEGEN, WijzigingSoort.SPLITSEN, WijzigingSoort.VERVANGEN}
)
AFKOMST = {
    WijzigingSoort.SAMENVOEGEN: AfkomstSoort.SAMENGEVOEGD,
    WijzigingSoort.SPLITSEN: AfkomstSoort.GESPLITST,
    WijzigingSoort.VERVANGEN: AfkomstSoort.VERVANGEN,
}


def mag_naar(van: str, naar: str) -> bool:
    """Tell whether a Wijziging in phase ``van`` may go to ``naar``."""
    return WijzigingFase(naar) in _OVERGANGEN.get(WijzigingFase(van), set())


def aantal_fout(soort: str, oude: int, nieuwe: int) -> str:
    """Say what is wrong with the numbers of chosen and new agreements for this kind; '' when they fit."""
    laagst, hoogst, minst_nieuw, meest_nieuw = AANTALLEN[WijzigingSoort(soort)]
    if oude < laagst:
        return "Kies minstens twee afspraken om samen te voegen." if laagst == 2 else "Kies een afspraak."
    if oude > hoogst:
        if hoogst == 0:
            return "Bij een nieuwe afspraak kies je geen bestaande afspraak."
        return "Kies één afspraak." if hoogst == 1 else f"Kies hoogstens {hoogst} afspraken."
    if nieuwe < minst_nieuw:
        return "Splitsen kan in minstens twee afspraken."
    if nieuwe > meest_nieuw:
        return f"Er passen hoogstens {meest_nieuw} nieuwe afspraken in één wijziging."
    return ""
