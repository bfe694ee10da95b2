"""Pieces of a cell that belong together: 'de corporaties A en B', 'huurders van A', 'corporaties m.u.v. A' (pure)."""

from __future__ import annotations

from afspraken.importeren.partijen.ontleden import Deel, Soort
from afspraken.importeren.partijen.register import Doel, Naamregister, zoek_ongeveer
from afspraken.importeren.partijen.rolwoorden import Richting
from afspraken.importeren.partijen.tekst import verzameling, vouw
from afspraken.importeren.partijen.woorden import ALLE, CORPORATIE, ENKELVOUD, GEMEENTE, HUURDERS

_AFDELING = verzameling(
    "afdeling team sociaal ruimte ruimtelijk ruimtelijke wonen beleid ro o&s os wmo wijkteam wijkteams cluster"
    " domein dienst raad"
    " wethouder college vastgoed grondzaken projectleider vergunningen staf duurzaamheid zorg welzijn jeugd"
    " ontwikkeling"
)


def combineer(delen: list[Deel], register: Naamregister, waarschuwingen: list[str]) -> list[Deel]:
    """Return the pieces with what belongs together made one, in the same order; after ``verleng_namen``."""
    delen = _huurders_van(delen, register, waarschuwingen)
    delen = _zonder_bijstelling(delen)
    delen = _waaronder(delen, waarschuwingen)
    return _uitzonderingen(delen, register)


def verleng_namen(delen: list[Deel], register: Naamregister, waarschuwingen: list[str]) -> list[Deel]:
    """'Gemeente Zwolle' is another municipality than ours; 'Gemeente Ruimte' is a department of ours."""
    uit: list[Deel] = []
    for deel in delen:
        vorige = uit[-1] if uit else None
        vast = vorige and vorige.soort == Soort.NAAM and deel.begin - vorige.eind <= 1
        if not vorige or not vast or not vorige.doel:
            uit.append(deel)
        elif deel.soort == Soort.VREEMD and _kan_verder(vorige, vorige.doel) and deel.tekst[:1].isupper():
            _verleng(uit, vorige, deel, register, waarschuwingen)
        elif not (deel.soort == Soort.NAAM and deel.doel and deel.doel.plaatsnaam):
            uit.append(deel)
    return uit


def _kan_verder(deel: Deel, doel: Doel) -> bool:
    """'Gemeente' and 'huurdersvereniging' can begin a name; 'corporaties' cannot."""
    return doel.algemeen and vouw(deel.tekst) in ENKELVOUD


def _verleng(uit: list[Deel], vorige: Deel, deel: Deel, register: Naamregister, waarschuwingen: list[str]) -> None:
    geheel = f"{vorige.tekst} {deel.tekst}"
    eerste = deel.tekst.split()[0].casefold().strip(".,")
    if vorige.doel and vorige.doel.soort == GEMEENTE and eerste in _AFDELING:
        return
    gevonden = zoek_ongeveer(register, geheel)
    if gevonden and gevonden.naam and not gevonden.algemeen:
        uit[-1] = Deel(Soort.NAAM, geheel, gevonden, begin=vorige.begin, eind=deel.eind)
        return
    uit[-1] = Deel(Soort.VREEMD, geheel, begin=vorige.begin, eind=deel.eind)
    if vorige.doel and vorige.doel.soort == GEMEENTE:
        waarschuwingen.append(f"'{geheel}' is geen deelnemer aan deze afspraken.")


def _huurders_van(delen: list[Deel], register: Naamregister, waarschuwingen: list[str]) -> list[Deel]:
    """'huurders van Portaal', 'HO Portaal' and 'Huurdersorganisatie (Portaal)': who speaks for Portaal's tenants."""
    uit: list[Deel] = []
    plek = 0
    while plek < len(delen):
        deel = delen[plek]
        verder, corporatie = _corporatie_erachter(delen, plek)
        if not corporatie or not deel.doel:
            uit.append(deel)
            plek += 1
            continue
        vertegenwoordigers = [p for p in register.van_soort(HUURDERS) if p.spreekt_voor == corporatie.naam]
        for partij in vertegenwoordigers:
            uit.append(
                Deel(
                    Soort.NAAM,
                    deel.tekst,
                    Doel(partij.naam, soort=HUURDERS),
                    begin=deel.begin,
                    eind=delen[verder - 1].eind,
                )
            )
        if not vertegenwoordigers:
            uit.append(deel)
            waarschuwingen.append(f"Welke huurdersorganisatie bij '{corporatie.naam}' hoort, staat niet vast.")
        plek = verder
    return uit


def _corporatie_erachter(delen: list[Deel], plek: int) -> tuple[int, Doel | None]:
    """Return the place after, and the corporation that follows a word for tenants right away."""
    deel = delen[plek]
    if deel.soort != Soort.NAAM or not deel.doel or deel.doel.soort != HUURDERS or not deel.doel.algemeen:
        return plek, None
    volgend = plek + 1
    haakjes = volgend < len(delen) and delen[volgend].soort == Soort.OPEN
    volgend += haakjes
    naam = delen[volgend] if volgend < len(delen) else None
    if (
        not naam
        or naam.soort != Soort.NAAM
        or not naam.doel
        or naam.doel.soort != CORPORATIE
        or naam.doel.algemeen
        or naam.doel.groep
    ):
        return plek, None
    if haakjes:
        dicht = volgend + 1 < len(delen) and delen[volgend + 1].soort == Soort.SLUIT
        return (volgend + 2, naam.doel) if dicht else (plek, None)
    return volgend + 1, naam.doel


def _zonder_bijstelling(delen: list[Deel]) -> list[Deel]:
    """'de corporaties Portaal en Vivare', 'corporaties (Portaal)', 'Portaal (corporatie)': the name says it all."""
    weg: set[int] = set()
    for plek, deel in enumerate(delen):
        if deel.soort != Soort.NAAM or not deel.doel or not deel.doel.algemeen:
            continue
        volgend = plek + 1
        while volgend < len(delen) and delen[volgend].soort in (Soort.OPEN, Soort.DUBBELEPUNT):
            volgend += 1
        vorig = plek - 1
        while vorig >= 0 and delen[vorig].soort == Soort.OPEN:
            vorig -= 1
        if _is_naam_van(delen, volgend, deel.doel.soort) or (
            vorig < plek - 1 and _is_naam_van(delen, vorig, deel.doel.soort)
        ):
            weg.add(plek)
    return [deel for plek, deel in enumerate(delen) if plek not in weg]


def _is_naam_van(delen: list[Deel], plek: int, soort: str) -> bool:
    deel = delen[plek] if 0 <= plek < len(delen) else None
    return bool(
        deel
        and deel.soort == Soort.NAAM
        and deel.doel
        and deel.doel.soort == soort
        and not deel.doel.algemeen
        and not deel.doel.groep
    )


def _waaronder(delen: list[Deel], waarschuwingen: list[str]) -> list[Deel]:
    """'Ondertekenaars waaronder gemeente en corporaties': the ones that are named count."""
    plek = next(
        (nr for nr, deel in enumerate(delen) if deel.rolwoord and deel.rolwoord.richting == Richting.WAARONDER), None
    )
    if plek is None:
        return delen
    na = [deel for deel in delen[plek + 1 :] if deel.soort == Soort.NAAM]
    voor = [deel for deel in delen[:plek] if deel.soort == Soort.NAAM]
    rest = delen[:plek] + delen[plek + 1 :]
    if not na or not voor or not voor[-1].doel or not voor[-1].doel.groep:
        return rest
    waarschuwingen.append(
        f"'{voor[-1].tekst}' is niet verder uitgelegd: alleen wie met naam genoemd is, is overgenomen."
    )
    return [deel for deel in rest if deel is not voor[-1]]


def _uitzonderingen(delen: list[Deel], register: Naamregister) -> list[Deel]:
    """'corporaties m.u.v. Portaal': the members without Portaal."""
    plek = next(
        (nr for nr, deel in enumerate(delen) if deel.rolwoord and deel.rolwoord.richting == Richting.UITZONDERING), None
    )
    if plek is None:
        return delen
    eind = plek + 1
    buiten: set[str] = set()
    while eind < len(delen) and delen[eind].soort in (Soort.NAAM, Soort.EN):
        doel = delen[eind].doel
        if doel:
            buiten |= {doel.naam} | (set(leden_van(doel, register)) if doel.groep else set())
        eind += 1
    uit: list[Deel] = []
    for deel in delen[:plek]:
        if deel.doel and deel.doel.groep and buiten:
            over = [naam for naam in leden_van(deel.doel, register) if naam not in buiten]
            uit.extend(Deel(Soort.NAAM, deel.tekst, Doel(naam), begin=deel.begin, eind=deel.eind) for naam in over)
        else:
            uit.append(deel)
    return uit + delen[eind:]


def leden_van(doel: Doel, register: Naamregister) -> list[str]:
    """Return the parties in a group."""
    if doel.leden:
        return list(doel.leden)
    if doel.naam == ALLE:
        return [partij.naam for partij in register.partijen if partij.deelnemer]
    return [partij.naam for partij in register.van_soort(doel.soort)]
