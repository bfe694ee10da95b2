"""Rows and paragraphs that go on with the agreement before them (pure)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from afspraken.importeren.kolommen import Rol
from afspraken.importeren.structuur.model import RuweAfspraak
from afspraken.importeren.structuur.velden import haal_velden
from basis.documenten.model import Alinea

if TYPE_CHECKING:
    from afspraken.importeren.structuur.cellen import Celinhoud

_ZINSEINDE = ".!?;:…"
_DRAGEND = frozenset({Rol.TREKKER, Rol.PARTIJEN, Rol.TREKKER_TERMIJN, Rol.TERMIJN})


def eindigt_open(afspraak: RuweAfspraak) -> bool:
    """Tell whether the text stops in the middle of a sentence."""
    laatste = next((alinea for alinea in reversed(afspraak.alineas) if alinea.tekst.strip()), None)
    return laatste is not None and laatste.tekst.strip()[-1] not in _ZINSEINDE + ")\"'’”"


def begint_midden(alineas: list[Alinea]) -> bool:
    """Tell whether a text starts in the middle: a small letter, a list mark or punctuation."""
    if not alineas:
        return False
    eerste = alineas[0]
    tekst = eerste.tekst.strip()
    return bool(tekst) and (tekst[0].islower() or tekst[0] in "-–•,;)(" or bool(eerste.lijst))


def hoort_bij_vorige(vorige: RuweAfspraak, inhoud: Celinhoud, *, genummerd: bool) -> bool:
    """Tell whether a row without a number goes on with the agreement above.

    ``genummerd``: the rows of this table have numbers, so a missing one means something.
    """
    onderwerp_nieuw = bool(inhoud.onderwerp) and inhoud.onderwerp != vorige.onderwerp
    dragend = [rol for rol in _DRAGEND if rol in inhoud.eigen and inhoud.waarde(rol)]
    tekst = inhoud.tekst or [a for alineas in inhoud.per_naam.values() for a in alineas] or inhoud.activiteit
    if not tekst:
        return not onderwerp_nieuw or inhoud.onderwerp[:1].islower()
    if begint_midden(tekst) and not (onderwerp_nieuw and inhoud.onderwerp[:1].isupper()):
        return True
    if onderwerp_nieuw:
        return False
    if genummerd:
        return not dragend or eindigt_open(vorige)
    return not dragend and not inhoud.eigen & {Rol.ONDERWERP} and eindigt_open(vorige) and _heeft_dragend(vorige)


def _heeft_dragend(afspraak: RuweAfspraak) -> bool:
    return any(afspraak.kolommen.get(rol) for rol in _DRAGEND)


def voeg_alineas_toe(afspraak: RuweAfspraak, inhoud: Celinhoud, *, samengevoegd: bool) -> bool:
    """Add a row to an agreement; return whether it surely belongs there (it goes on in the middle of a sentence)."""
    tekst = inhoud.tekst or [a for alineas in inhoud.per_naam.values() for a in alineas] or inhoud.activiteit
    zeker = begint_midden(tekst) or not tekst
    gevuld, velden = haal_velden([alinea for alinea in tekst if alinea.tekst.strip()])
    plak_aan(afspraak, gevuld)
    for veld in velden:
        afspraak.voeg_toe(veld.rol, veld.waarde)
    if inhoud.onderwerp and inhoud.onderwerp != afspraak.onderwerp and not samengevoegd:
        afspraak.onderwerp = f"{afspraak.onderwerp} {inhoud.onderwerp}".strip()
    for rol, waarden in inhoud.kolommen.items():
        for waarde in waarden:
            _voeg_kolom_toe(afspraak, rol, waarde, midden=rol in inhoud.eigen and not samengevoegd)
    afspraak.streefwaarden += [meting for meting in inhoud.streefwaarden if meting not in afspraak.streefwaarden]
    afspraak.overig += [los for los in inhoud.overig if los not in afspraak.overig]
    afspraak.gemeenten += [naam for naam in inhoud.gemeenten if naam not in afspraak.gemeenten]
    afspraak.noten += [merk for merk in inhoud.noten if merk not in afspraak.noten]
    return zeker


def _voeg_kolom_toe(afspraak: RuweAfspraak, rol: Rol, waarde: str, *, midden: bool) -> None:
    """A value in small letters, or after a dangling 'en' or '/', goes on with the one above; else it is another."""
    vorige = afspraak.kolommen.get(rol)
    if midden and vorige and waarde not in vorige:
        open_einde = vorige[-1].rstrip().endswith(("/", ",", "-", "&", " en", " of", " tot en met", " t/m"))
        if open_einde or (waarde[:1].islower() and rol is not Rol.TREKKER_TERMIJN) or waarde[:1] in "/,&":
            vorige[-1] = f"{vorige[-1]} {waarde}"
            return
    afspraak.voeg_toe(rol, waarde)


def plak_aan(afspraak: RuweAfspraak, alineas: list[Alinea]) -> None:
    """Add paragraphs; one that goes on in the middle of a sentence joins the paragraph before it."""
    for volgnummer, alinea in enumerate(alineas):
        tekst = alinea.tekst.strip()
        if (
            volgnummer == 0
            and afspraak.alineas
            and tekst
            and tekst[0].islower()
            and not alinea.lijst
            and eindigt_open(afspraak)
        ):
            laatste = afspraak.alineas[-1]
            vorige = laatste.tekst.rstrip()
            samen = vorige[:-1] + tekst if vorige.endswith("-") and not vorige.endswith(" -") else f"{vorige} {tekst}"
            afspraak.alineas[-1] = replace(laatste, tekst=samen)
        else:
            afspraak.alineas.append(alinea)
        afspraak.noten += [merk for merk in alinea.noten if merk not in afspraak.noten]
