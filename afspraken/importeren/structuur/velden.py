"""Labelled lines below or inside an agreement: 'Trekker: gemeente', 'Planning: Q3 2024' (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from afspraken.importeren.kolommen import Rol, lees_kop
from afspraken.importeren.tekstopmaak import regels
from basis.documenten.model import Alinea

VELDEN = frozenset(
    {
        Rol.PARTIJEN,
        Rol.TREKKER,
        Rol.TREKKER_TERMIJN,
        Rol.LEVERT,
        Rol.GEINFORMEERD,
        Rol.TERMIJN,
        Rol.RESULTAAT,
        Rol.INDICATOR,
        Rol.EENHEID,
        Rol.NULMETING,
        Rol.STREEFWAARDE,
        Rol.SOORT,
        Rol.GEMEENTE,
        Rol.BUDGET,
        Rol.OPMERKING,
        Rol.VERWIJZING,
        Rol.ONDERWERP,
    }
)
_LABEL = r"[A-Z][\w()'’/&+ -]{1,40}?"
_VELD = re.compile(rf"^\s*(?:[-–•*]\s*)?(?P<label>{_LABEL})\s*(?::\s*|\t+|\s+[-–—=]\s+)(?P<waarde>\S.*)$", re.DOTALL)
_VELDKOP = re.compile(rf"^\s*(?P<label>{_LABEL})\s*:\s*$")
_TUSSEN = re.compile(rf"(?:[;.|]|\s[-–]\s|\t|,)\s*(?=(?:{_LABEL})\s*:\s*\S)")
_NA_ZIN = re.compile(rf"(?<=[.!?;)])\s+(?={_LABEL}\s*(?::|–)\s*\S)")
_HAAKJES = re.compile(r"\s*[\[(](?P<binnen>[A-Za-z][\w()'’/&+ -]{1,40}?\s*:[^()\[\]]+)[\])]\s*\.?$")
_LANGE_VELDEN = frozenset({Rol.OPMERKING, Rol.RESULTAAT})
_KORTE_VELDEN = frozenset({Rol.GEMEENTE, Rol.SOORT, Rol.ONDERWERP, Rol.EENHEID, Rol.VERWIJZING})
"""'Gemeente: Gouda' is a field, 'Gemeente: zorgt voor grond.' is what the gemeente does."""
_KORTSTE_WAARDE = 60
_LANGSTE_WAARDE = 120
_STERKE_VELDEN = frozenset({Rol.TREKKER, Rol.PARTIJEN, Rol.TERMIJN, Rol.TREKKER_TERMIJN, Rol.VERWIJZING})


@dataclass(frozen=True, slots=True)
class Veld:
    """A label and its value."""

    rol: Rol
    waarde: str
    label: str = ""


def lees_veld(regel: str) -> Veld | None:
    """Read one labelled line; None when the words before the colon are no label."""
    gevonden = _VELD.match(regel)
    if not gevonden:
        return None
    kop = lees_kop(gevonden["label"])
    if not kop.exact or kop.rol not in VELDEN or len(gevonden["label"].split()) > 5:
        return None
    scheiding = regel[gevonden.end("label") : gevonden.start("waarde")]
    if ":" not in scheiding and kop.rol not in _STERKE_VELDEN:
        return None
    waarde = gevonden["waarde"].strip()
    if kop.rol in _KORTE_VELDEN and (len(waarde) > _KORTSTE_WAARDE or waarde.endswith(".")):
        return None
    return Veld(kop.rol, waarde, gevonden["label"].strip())


def lees_veldkop(regel: str) -> Rol | None:
    """Read a label that stands alone ('Trekker:'), its value on the lines below."""
    gevonden = _VELDKOP.match(regel)
    kop = lees_kop(gevonden["label"]) if gevonden else None
    return kop.rol if kop and kop.exact and kop.rol in VELDEN else None


def lees_velden(regel: str) -> list[Veld]:
    """Read a line of one or more labelled values ('Trekker: gemeente |"
    " Planning: 2024'); empty when it is a sentence."""
    eerste = lees_veld(regel)
    if not eerste:
        return []
    delen = [deel for deel in _TUSSEN.split(regel) if deel.strip()]
    gelezen: list[Veld] = []
    for deel in delen:
        veld = lees_veld(deel)
        if veld:
            gelezen.append(replace(veld, waarde=veld.waarde.strip(" ;|,")))
        elif gelezen:
            gelezen[-1] = replace(gelezen[-1], waarde=f"{gelezen[-1].waarde}; {deel.strip()}")
    return gelezen


def splits_slot(tekst: str) -> tuple[str, list[Veld]]:
    """Take '(Trekker: gemeente; gereed: Q3 2024)' off the end of a text."""
    gevonden = _HAAKJES.search(tekst)
    if not gevonden:
        return tekst, []
    velden = lees_velden(_hoofdletters(gevonden["binnen"]))
    return (tekst[: gevonden.start()].rstrip(), velden) if velden else (tekst, [])


def _hoofdletters(tekst: str) -> str:
    """Labels inside brackets may be in small letters; reading them asks a capital."""
    return re.sub(r"(^|[;|,.]\s*)([a-z])", lambda gevonden: gevonden[1] + gevonden[2].upper(), tekst)


def haal_velden(alineas: Iterable[Alinea]) -> tuple[list[Alinea], list[Veld]]:
    """Split paragraphs into the text and the labelled lines in them.

    A label that stands alone ('Trekker:') takes the line below it, and the list items after that.
    """
    lezer = _Veldlezer()
    for alinea in alineas:
        lezer.lees(alinea)
    return lezer.tekst, lezer.velden


def _knip(regel: str) -> list[str]:
    """Cut a line before labels that follow a sentence in it: '... aan de kade. Trekker: De Linde. Planning: 2024'."""
    delen = _NA_ZIN.split(regel)
    if len(delen) == 1 or not any(_is_sterk_veld(deel) for deel in delen[1:]):
        return [regel]
    uit = [delen[0]]
    for deel in delen[1:]:
        if _is_sterk_veld(deel):
            uit.append(deel)
        else:
            uit[-1] = f"{uit[-1]} {deel}"
    return uit


def _is_sterk_veld(tekst: str) -> bool:
    veld = lees_veld(tekst)
    return veld is not None and veld.rol in _STERKE_VELDEN and lees_kop(veld.label).sterk


class _Veldlezer:
    """Reads paragraphs one by one; remembers a label that still waits for its value."""

    def __init__(self) -> None:
        self.tekst: list[Alinea] = []
        self.velden: list[Veld] = []
        self.wacht: Rol | None = None
        self.gevuld = False

    def lees(self, alinea: Alinea) -> None:
        """Read one paragraph."""
        delen = [deel for regel in regels(alinea.tekst) for deel in _knip(regel)]
        over = [regel for regel in delen if not self._is_veld(regel, alinea)]
        if not over:
            return
        romp, slot = splits_slot(over[-1])
        self.velden += slot
        over[-1] = romp
        self.tekst.append(alinea if "\n".join(over) == alinea.tekst else replace(alinea, tekst="\n".join(over)))

    def _is_veld(self, regel: str, alinea: Alinea) -> bool:
        """Keep a line as field; tell whether it was one."""
        gelezen = lees_velden(regel)
        kop = None if gelezen else lees_veldkop(regel) or _vette_veldkop(regel, alinea)
        if gelezen or kop:
            self.velden += gelezen
            self.wacht, self.gevuld = kop, False
            return True
        if self.wacht is None or (self.gevuld and not alinea.lijst and self.wacht not in _LANGE_VELDEN):
            self.wacht = None
            return False
        if len(regel) > _LANGSTE_WAARDE and self.wacht not in _LANGE_VELDEN:
            self.wacht = None
            return False
        self.velden.append(Veld(self.wacht, regel))
        self.gevuld = True
        return True


def _vette_veldkop(regel: str, alinea: Alinea) -> Rol | None:
    """A bold line 'Trekker' without a colon."""
    kop = lees_kop(regel) if alinea.vet and len(regel) <= 40 else None
    return kop.rol if kop and kop.exact and kop.sterk and kop.rol in VELDEN - {Rol.ONDERWERP, Rol.GEMEENTE} else None
