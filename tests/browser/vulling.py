"""What the crawl of every page needs to meet: changes, yearly plans, a next set and an import, in each phase once.

Run inside a portal: ``manage.py shell -c "from tests.browser.vulling import vul; vul()"``.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from afspraken import gereedmelden, jaarschijven, opvolgen, wijzigen
from afspraken.models import Activiteit, Overeenkomst, Termijn, Wijziging
from afspraken.wijzigingsrecht import gebonden, toegang_tot
from partijen.models import Gebruiker, Partij
from tests.importeren.bouwers import Kop, Tabel, word
from voorraad.importeren import dienst

# Key of the set -> key of the next set, of the gemeente, of a corporation; agreement to change, term to report.
SETS = {
    "amersfoort-2022-2023": ("amersfoort-2024-2025", "gemeente-amersfoort", "alliantie", "7", "18"),
    "kampen-2022-2026": ("kampen-2027-2031", "gemeente-kampen", "deltawonen", "1.1.5", "3.3.2"),
}
KOP = {"reden": "De grond komt eerder vrij.", "ingangsdatum": dt.date(2022, 7, 1)}
OVERLEG = {"overleg": "Bestuurlijk overleg wonen", "overleg_op": dt.date(2022, 6, 1)}


class _Vulling:
    """Fills one set."""

    def __init__(self, sleutel: str) -> None:
        self.opvolger, gemeente, corporatie, self.nummer, self.termijn = SETS[sleutel]
        self.overeenkomst = Overeenkomst.objects.get(sleutel=sleutel)
        self.gemeente = Partij.objects.get(sleutel=gemeente)
        self.corporatie = Partij.objects.get(sleutel=corporatie)
        self.redacteur = Gebruiker.objects.get(email=f"redacteur@{gemeente}.example")
        self.invoerder = Gebruiker.objects.get(email=f"invoerder@{corporatie}.example")
        self.afspraken = list(self.overeenkomst.afspraken.all())

    def afspraak(self, nummer: str) -> Any:
        """Return the agreement with this number."""
        return next(rij for rij in self.afspraken if rij.nummer == nummer)

    def wijziging(self, titel: str, soort: str = "aanpassen", aantal: int = 1, nieuwe: int = 0) -> Wijziging:
        """Start a change by the corporation, with other words than now."""
        eerste = self.afspraken.index(self.afspraak(self.nummer))
        wijziging = wijzigen.stel_op(
            overeenkomst=self.overeenkomst,
            soort=soort,
            partij=self.corporatie,
            afspraken=self.afspraken[eerste : eerste + aantal],
            nieuwe=nieuwe,
            kop=KOP | {"titel": titel},
            door=self.invoerder,
        )
        na = {}
        for regel in wijziging.regels.all():
            if not regel.vervalt:
                na[regel.pk] = regel.na | {"tekst": f"{titel}: wij doen dit *anders*.\n\n- eerder\n- samen"}
                for indicator in na[regel.pk]["indicatoren"]:
                    for streef in indicator["streefwaarden"]:
                        streef["waarde"] = str(int(streef["waarde"]) + 10)
        versie = wijziging.versie
        return wijzigen.bewaar_tekst(wijziging=wijziging, kop={}, na=na, door=self.invoerder, verwacht=versie)

    def wijzigingen(self) -> None:
        """One is in force, one lies before the parties with an objection, one was proposed, one is a concept."""
        for titel, oordelen in (("Van kracht", True), ("Ligt voor", False)):
            wijziging = wijzigen.dien_in(wijziging=self.wijziging(titel), door=self.invoerder)
            wijziging = wijzigen.bewaar_tekst(
                wijziging=wijziging, kop=OVERLEG, na={}, door=self.redacteur, verwacht=wijziging.versie
            )
            wijziging = wijzigen.leg_voor(wijziging=wijziging, door=self.redacteur)
            if oordelen:
                self.akkoord(wijziging)
            else:
                self.oordeel(wijziging, self.corporatie, "niet_akkoord", "Eerst de cijfers.")
        wijzigen.dien_in(wijziging=self.wijziging("Samen", "samenvoegen", aantal=2, nieuwe=1), door=self.invoerder)
        self.wijziging("Concept", "splitsen", nieuwe=2)

    def oordeel(self, wijziging: Wijziging, partij: Partij, oordeel: str, toelichting: str) -> None:
        """Answer as this party."""
        rol = "redacteur" if partij == self.gemeente else "invoerder"
        wijzigen.geef_oordeel(
            wijziging=wijziging,
            partij=partij,
            oordeel=oordeel,
            toelichting=toelichting,
            door=Gebruiker.objects.get(email=f"{rol}@{partij.sleutel}.example"),
            verwacht=wijziging.versie,
        )

    def akkoord(self, wijziging: Wijziging) -> None:
        """Let every bound party agree."""
        for partij in gebonden(wijziging, toegang_tot(wijziging, self.redacteur)):
            self.oordeel(wijziging, partij, "akkoord", "")

    def jaarschijven(self) -> None:
        """2022 is closed with something unfinished, 2023 is a concept that goes on with it."""
        eerste = jaarschijven.maak_jaarschijf(overeenkomst=self.overeenkomst, jaar=2022, door=self.redacteur)
        for wat, status in (("Locaties verkennen", "gereed"), ("Evaluatie schrijven", "gepland")):
            waarden = {"afspraak": self.afspraak(self.nummer), "omschrijving": wat, "wanneer": "in het najaar"}
            jaarschijven.bewaar_activiteit(
                jaarschijf=eerste,
                activiteit=None,
                waarden=waarden | {"status": status, "budget": 1500, "doel": "Een besluit.", "uitkomst": "Bekend."},
                partijen=[self.corporatie],
                door=self.redacteur,
            )
        eerste = jaarschijven.stel_vast(
            jaarschijf=eerste, overleg="Kerngroep", vastgesteld_op=dt.date(2021, 11, 15), door=self.redacteur
        )
        eerste = jaarschijven.sluit_af(jaarschijf=eerste, door=self.redacteur)
        onaf = Activiteit.objects.filter(jaarschijf=eerste, status="niet_gereed").values_list("pk", flat=True)
        jaarschijven.neem_mee(jaarschijf=eerste, activiteiten=list(onaf), door=self.redacteur)

    def gereed(self) -> None:
        """One moment is reported."""
        termijn = Termijn.objects.filter(afspraak=self.afspraak(self.termijn), eind=dt.date(2022, 12, 31))[0]
        gereedmelden.meld_gereed(
            termijn=termijn,
            eind=dt.date(2022, 12, 31),
            gereed_op=dt.date(2022, 12, 1),
            toelichting="Besproken.",
            partij=self.gemeente,
            door=self.redacteur,
        )

    def volgende_set(self) -> None:
        """The next set, a concept, with the agreements that go on."""
        eind = self.overeenkomst.eind
        jaren = eind.year - self.overeenkomst.begin.year + 1
        opvolgen.begin_opvolger(
            vorige=self.overeenkomst,
            naam=f"{self.overeenkomst.naam} (volgende)",
            sleutel=self.opvolger,
            begin=dt.date(eind.year + 1, 1, 1),
            eind=dt.date(eind.year + jaren, 12, 31),
            afspraken=[rij.pk for rij in self.afspraken if opvolgen.gaat_mee(rij)],
            door=self.redacteur,
        )

    def invoer(self) -> None:
        """A document, read again into its set: rows that are new, changed and gone, a party nobody knows, a table."""
        rijen = [
            ["Nr", "Afspraak", "Trekker", "Planning"],
            [self.nummer, "De corporaties bouwen minimaal 40 sociale huurwoningen.", "Corporaties", "vóór 1 juli 2023"],
            ["99", "Het netwerkbedrijf sluit de woningen aan.", "Netwerkbedrijf", "n.t.b."],
        ]
        voorraad = [
            ["Voorraad", "2022", "2023"],
            ["Nieuwbouw", "40", "50"],
            ["Sloop", "10", "0"],
            ["Totaal", "50", "50"],
        ]
        with tempfile.TemporaryDirectory() as map_:
            document = word(Path(map_), Kop("1 Wonen"), Tabel(rijen), Kop("Bijlage 1 Voorraad"), Tabel(voorraad))
            upload = SimpleUploadedFile("afspraken.docx", document.read_bytes())
        imp = dienst.maak_import(
            gemeente=self.gemeente, overeenkomst=self.overeenkomst, upload=upload, door=self.redacteur
        )
        dienst.lees_in(imp.pk)


def vul() -> None:
    """Fill both sets."""
    for sleutel in SETS:
        vulling = _Vulling(sleutel)
        for stap in (vulling.wijzigingen, vulling.jaarschijven, vulling.gereed, vulling.invoer, vulling.volgende_set):
            stap()
