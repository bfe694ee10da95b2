"""Loads voorbeeld.yaml: invented progress and figures, so that a newcomer sees a living portal.

The peilmomenten go through the same services as everybody's; every one that holds invented figures is marked so.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from afspraken.inzendingen import BEWERKBARE_FASEN, Fase
from afspraken.keuzes import PeilmomentStatus
from afspraken.models import Afspraak, Inzending, Overeenkomst, Peilmoment
from monitoring import cyclus
from monitoring.inlezen.bestand import InleesFout, zoek
from monitoring.models import Afspraakstatus, Cijferstaat, Meting, Standpunt, Voortgang
from partijen.models import Gebruiker, Partij
from partijen.rollen import Rol
from partijen.services import geef_rol, leg_vast
from voorraad.keuzes import TabelSoort, Teken
from voorraad.models import Mutatie, Opgave, Project, ProjectStand, Tabelkolom, Tabelregel, Voorraadstand

ACCOUNT = "voorbeeldgegevens@prestatieafspraken.example"
_TEKSTEN = ("status", "toelichting", "oorzaak", "gevolg", "bijsturing")


class VoorbeeldLader:
    """Stores the example peilmomenten of one Overeenkomst; call ``laad`` inside a transaction."""

    def __init__(self, overeenkomst: Overeenkomst, gegevens: dict[str, Any]) -> None:
        self.overeenkomst = overeenkomst
        self.gegevens = gegevens
        self.partijen: dict[str, Partij] = {p.sleutel: p for p in overeenkomst.deelnemers.all()}
        self.afspraken = {afspraak.nummer: afspraak for afspraak in Afspraak.objects.filter(overeenkomst=overeenkomst)}
        regels = Tabelregel.objects.filter(tabel__overeenkomst=overeenkomst).select_related("tabel")
        self.regels = {(regel.tabel.soort, regel.sleutel): regel for regel in regels}
        self.kolommen = {k.sleutel: k for k in Tabelkolom.objects.filter(tabel__overeenkomst=overeenkomst)}
        self.projecten = {project.sleutel: project for project in Project.objects.filter(overeenkomst=overeenkomst)}

    def laad(self) -> None:
        """Store every peilmoment, through a helper account that has no rights afterwards."""
        self.door, _nieuw = Gebruiker.objects.get_or_create(email=ACCOUNT, defaults={"naam": "Voorbeeldgegevens"})
        self.door.is_active = True
        rol = geef_rol(gebruiker=self.door, partij=self.overeenkomst.regisseur, rol=Rol.REDACTEUR)
        self.door.__dict__.pop("rechten", None)
        for rij in self.gegevens["peilmomenten"]:
            self._laad_peilmoment(rij)
        rol.delete()
        self.door.is_active = False
        self.door.set_unusable_password()
        self.door.save()

    def _laad_peilmoment(self, rij: dict[str, Any]) -> None:
        peilmoment = cyclus.plan(
            overeenkomst=self.overeenkomst, peildatum=rij["peildatum"], soort=rij["soort"], door=self.door
        )
        if rij["status"] == PeilmomentStatus.GEPLAND:
            return
        peilmoment.voorbeeldcijfers = True
        cyclus.open_peilmoment(peilmoment=peilmoment, door=self.door)
        for partij, inhoud in (rij.get("opgaven") or {}).items():
            self._vul_opgave(peilmoment, self._partij(partij), inhoud)
        for partij, inhoud in (rij.get("cijfers") or {}).items():
            self._vul_cijfers(peilmoment, self._partij(partij), inhoud)
        for inhoud in rij.get("voortgang") or []:
            self._vul_voortgang(peilmoment, inhoud)
        self._laad_oordelen(peilmoment, rij)
        if rij["status"] == PeilmomentStatus.VASTGESTELD:
            if rij.get("inleveren_tot"):
                Peilmoment.objects.filter(pk=peilmoment.pk).update(inleveren_tot=rij["inleveren_tot"])
                peilmoment.refresh_from_db()
            cyclus.zet_in_bespreking(peilmoment=peilmoment, door=self.door)
            cyclus.stel_vast(peilmoment=peilmoment, door=self.door)

    def _partij(self, sleutel: str) -> Partij:
        return zoek(self.partijen, sleutel, "Deelnemer")

    def _zet_fase(self, inzending: Inzending, rij: dict[str, Any]) -> None:
        """Put a submission in the phase the file names, and log that as an event."""
        nu = timezone.now()
        inzending.fase = Fase(rij["fase"])
        inzending.reden = rij.get("reden") or ""
        inzending.gewijzigd_op, inzending.gewijzigd_door = nu, self.door
        if inzending.fase != Fase.CONCEPT:
            inzending.ingediend_op, inzending.ingediend_door = nu, self.door
        if inzending.fase in {Fase.GEACCEPTEERD, Fase.TERUGGEGEVEN}:
            inzending.beoordeeld_op, inzending.beoordeeld_door = nu, self.door
        inzending.bewaar()
        if inzending.fase in BEWERKBARE_FASEN and inzending.fase != Fase.TERUGGEGEVEN:
            return
        leg_vast(
            soort=f"{inzending._meta.model_name}.{inzending.fase}",
            voorwerp=inzending,
            overeenkomst=self.overeenkomst.sleutel,
            actor=self.door,
            partij=inzending.partij,  # type: ignore[attr-defined]
            herkomst="voorbeeld",
        )

    def _vul_opgave(self, peilmoment: Peilmoment, partij: Partij, rij: dict[str, Any]) -> None:
        opgave = Opgave.objects.get(peilmoment=peilmoment, partij=partij)
        for sleutel, cel in (rij.get("mutaties") or {}).items():
            regel = zoek(self.regels, (TabelSoort.MUTATIES, sleutel), "Regel")  # type: ignore[arg-type]
            aantal = cel["aantal"] if regel.teken == Teken.SALDO else abs(cel["aantal"])
            Mutatie.objects.create(opgave=opgave, regel=regel, aantal=aantal, toelichting=cel.get("toelichting") or "")
        for sleutel, kolommen in (rij.get("standen") or {}).items():
            for kolom, aantal in kolommen.items():
                Voorraadstand.objects.create(
                    opgave=opgave,
                    overeenkomst=self.overeenkomst,
                    gemeente=self.overeenkomst.gemeenten.get(),
                    partij=partij,
                    peildatum=peilmoment.peildatum,
                    regel=zoek(self.regels, (TabelSoort.STAND, sleutel), "Regel"),  # type: ignore[arg-type]
                    kolom=zoek(self.kolommen, kolom, "Kolom"),
                    aantal=aantal,
                )
        for sleutel, jaren in (rij.get("projecten") or {}).items():
            project = zoek(self.projecten, sleutel, "Project")
            for jaar, aantal in jaren.items():
                ProjectStand.objects.create(opgave=opgave, project=project, jaar=int(jaar), aantal=aantal)
        self._zet_fase(opgave, rij)

    def _vul_cijfers(self, peilmoment: Peilmoment, partij: Partij, rij: dict[str, Any]) -> None:
        staat = Cijferstaat.objects.filter(peilmoment=peilmoment, partij=partij).first()
        if staat is None:
            if rij.get("grootheden") or rij.get("indicatoren"):
                raise InleesFout(f"Van {partij} worden op {peilmoment.peildatum} geen cijfers gevraagd.")
            return
        metingen = list(staat.metingen.select_related("indicator", "grootheid"))
        for bron, veld in (("grootheden", "grootheid"), ("indicatoren", "indicator")):
            for sleutel, waarde in (rij.get(bron) or {}).items():
                rijen = [m for m in metingen if getattr(m, veld) and getattr(m, veld).sleutel == sleutel]
                self._vul_metingen(rijen, waarde, f"{partij}, {sleutel}, {peilmoment.peildatum}")
        self._zet_fase(staat, rij)

    def _vul_metingen(self, metingen: list[Meting], waarde: Any, wat: str) -> None:
        """Fill one figure, or one per span ('2022-Q1', '2022')."""
        per_span = waarde if isinstance(waarde, dict) else None
        if not metingen or (per_span is None and len(metingen) != 1):
            raise InleesFout(f"Het cijfer past niet bij wat gevraagd wordt: {wat}.")
        if per_span is None:
            metingen[0].waarde = waarde
            metingen[0].save()
            return
        per_begin = {_begin(str(span)): getal for span, getal in per_span.items()}
        for meting in metingen:
            if meting.van in per_begin:
                meting.waarde = per_begin.pop(meting.van)
                meting.save()
        if per_begin:
            raise InleesFout(f"Deze periode wordt niet gevraagd: {wat}.")

    def _vul_voortgang(self, peilmoment: Peilmoment, rij: dict[str, Any]) -> None:
        afspraak = zoek(self.afspraken, rij["afspraak"], "Afspraak")
        voortgang = Voortgang.objects.filter(
            peilmoment=peilmoment, afspraak=afspraak, partij=self._partij(rij["partij"])
        ).first()
        if voortgang is None:
            raise InleesFout(f"{rij['partij']} hoeft over afspraak {afspraak.nummer} niet te antwoorden.")
        for veld in _TEKSTEN:
            setattr(voortgang, veld, rij.get(veld) or "")
        self._zet_fase(voortgang, rij)

    def _laad_oordelen(self, peilmoment: Peilmoment, rij: dict[str, Any]) -> None:
        for inhoud in rij.get("totaalstatussen") or []:
            Afspraakstatus.objects.create(
                peilmoment=peilmoment,
                afspraak=zoek(self.afspraken, inhoud["afspraak"], "Afspraak"),
                status=inhoud["status"],
                toelichting=inhoud.get("toelichting") or "",
                gezet_door=self.door,
            )
        for inhoud in rij.get("standpunten") or []:
            Standpunt.objects.create(
                peilmoment=peilmoment,
                afspraak=zoek(self.afspraken, inhoud["afspraak"], "Afspraak"),
                partij=self._partij(inhoud["partij"]),
                houding=inhoud["houding"],
                tekst=inhoud.get("tekst") or "",
                gewijzigd_door=self.door,
            )


def _begin(span: str) -> dt.date:
    """Return the first day of '2022' or '2022-Q3'."""
    jaar, _streep, kwartaal = span.partition("-Q")
    return dt.date(int(jaar), 3 * int(kwartaal) - 2 if kwartaal else 1, 1)
