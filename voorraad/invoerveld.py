"""One cell on screen as HTML: number field, message, note field, and the choice after a conflict.

Written by hand instead of through form widgets: a return may have hundreds of cells.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from basis.getallen import getal_tekst
from voorraad.cellen import CelDefinitie
from voorraad.forms import GEZIEN, HUN, KEUZE, MIJN, OpgaveForm, getoond, toelichtingnaam
from voorraad.samenvoegen import CelInhoud, Conflict

_TEKSTVELD = "utrecht-textbox utrecht-textbox--html-input"


@dataclass(frozen=True, slots=True)
class Veld:
    """One cell; ``naast`` are short texts under the field, such as 'vorige 431'."""

    form: OpgaveForm
    cel: CelDefinitie
    waarde: int | None
    bewerkbaar: bool
    op_slot: bool = False
    naast: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Return the id of the number field."""
        return f"veld-{self.cel.naam}"

    @property
    def toelichting(self) -> str:
        """Return the note, as typed or stored."""
        return self.form.getypte_toelichting(self.cel.naam)

    @property
    def kort(self) -> str:
        """Return what tells this cell from the others in its row: the year or the column."""
        return self.cel.label.rpartition(", ")[2]

    @property
    def toont_toelichting(self) -> bool:
        """Tell whether the note is worth opening: there is one, or something is wrong with it."""
        return bool(self.toelichting or self.form.fouten_van(toelichtingnaam(self.cel.naam)))

    @property
    def html(self) -> SafeString:
        """Return the number field with what belongs to it, or the number when nothing can be changed."""
        naast = format_html('<span class="naast gedempt" id="{}-naast">{}</span>', self.id, ", ".join(self.naast))
        naast = naast if self.naast else SafeString("")
        if not self.bewerkbaar:
            tekst = "–" if self.waarde is None else getal_tekst(self.waarde)
            return format_html("{}{}", tekst, naast)
        fouten = self.form.fouten_van(self.cel.naam)
        return format_html(
            '<input type="text" class="{}{}" name="{}" id="{}" value="{}" inputmode="{}" autocomplete="off"'
            ' maxlength="30" aria-label="{}"{}>{}{}{}',
            _TEKSTVELD,
            " utrecht-textbox--invalid" if fouten else "",
            self.cel.naam,
            self.id,
            self.form.getypt(self.cel.naam),
            # The number pad of some phones has no minus.
            "text" if self.cel.mag_negatief else "numeric",
            self.cel.label,
            self._attributen(bool(fouten)),
            naast,
            foutregel(self.id, fouten),
            self._keuze,
        )

    def _attributen(self, fout: bool) -> SafeString:
        beschreven = [
            *([f"{self.id}-fout"] if fout else []),
            *([f"{self.id}-naast"] if self.naast else []),
            *([f"{self.id}-keuze"] if self.conflict else []),
        ]
        return format_html(
            "{}{}{}",
            SafeString(' aria-invalid="true"') if fout or self.conflict else "",
            format_html(' aria-describedby="{}"', " ".join(beschreven)) if beschreven else "",
            SafeString(" readonly") if self.op_slot else "",
        )

    @property
    def conflict(self) -> Conflict | None:
        """Return the conflict of this cell, if any."""
        return self.form.conflicten.get(self.cel.naam)

    @property
    def _keuze(self) -> SafeString:
        return keuze_html(self.cel.naam, self.cel.label, self.conflict, self._met_toelichting)

    def _met_toelichting(self, inhoud: CelInhoud) -> str:
        getal = getoond(self.cel, inhoud.aantal) or "leeg"
        return f"{getal} ({inhoud.toelichting})" if inhoud.toelichting else getal

    @property
    def toelichting_html(self) -> SafeString:
        """Return the note field with its message, or the note itself."""
        if not self.bewerkbaar:
            return format_html("{}", self.toelichting)
        naam = toelichtingnaam(self.cel.naam)
        fouten = self.form.fouten_van(naam)
        return format_html(
            '<input type="text" class="{} toelichtingveld{}" name="{}" id="veld-{}" value="{}" autocomplete="off"'
            ' aria-label="Toelichting bij {}"{}{}{}>{}',
            _TEKSTVELD,
            " utrecht-textbox--invalid" if fouten else "",
            naam,
            naam,
            self.toelichting,
            self.cel.label,
            SafeString(' maxlength="300"') if len(self.toelichting) <= 300 else "",
            format_html(' aria-invalid="true" aria-describedby="veld-{}-fout"', naam) if fouten else "",
            SafeString(" readonly") if self.op_slot else "",
            foutregel(f"veld-{naam}", fouten),
        )


def foutregel(veld_id: str, fouten: list[str]) -> SafeString:
    """Return the messages of a field."""
    if not fouten:
        return SafeString("")
    return format_html('<p class="veldfout" id="{}-fout">{}</p>', veld_id, " ".join(fouten))


def keuze_html(naam: str, label: str, conflict: Conflict | None, schrijf: Callable[[CelInhoud], str]) -> SafeString:
    """Return the choice between mine and theirs; ``schrijf`` writes the contents of a cell."""
    if conflict is None:
        return SafeString("")
    regels = (
        (naam, MIJN, f"Mijn invoer: {schrijf(conflict.mijn)}"),
        (naam, HUN, f"Van je collega: {schrijf(conflict.hun)}"),
    )
    return format_html(
        '<fieldset class="veldkeuze" id="veld-{}-keuze"><legend>Je collega wijzigde ook<span class="visueel-verborgen">'
        " {}</span></legend>{}{}</fieldset>",
        naam,
        label,
        format_html('<input type="hidden" name="{}{}" value="{}">', GEZIEN, naam, conflict.hun.merk),
        format_html_join(
            "",
            '<label class="vinkregel"><input type="radio" name="{}{}" value="{}"> <span>{}</span></label>',
            ((KEUZE, n, keuze, uitleg) for n, keuze, uitleg in regels),
        ),
    )
