"""The blocks of one kind as rows by columns, with the sums known and checked (pure)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from voorraad.importeren.herkennen_getal import Getal, is_leeg, is_onbekend
from voorraad.importeren.herkennen_omgeving import Omgeving
from voorraad.importeren.herkennen_raster import Blok, Kolom, Regel
from voorraad.importeren.herkennen_sommen import Afwijking, As, bepaal_sommen, tekent
from voorraad.importeren.herkennen_soort import is_projectregel
from voorraad.importeren.herkennen_woorden import Kenmerk, kenmerk_van, samen


@dataclass(frozen=True, slots=True)
class Punt:
    """One printed count with all that its labels say."""

    rij: int
    kolom: int
    getal: Getal
    kenmerk: Kenmerk
    berekend: bool


class Rekenblad:
    """Rows and columns of some blocks together; ``waarschuwingen`` says what does not add up or is left out."""

    def __init__(
        self, blokken: Sequence[Blok], omgeving: Omgeving, *, projecten: bool = False, alleen_sociaal: bool = True
    ) -> None:
        self.alleen_sociaal = alleen_sociaal
        self.fout: set[tuple[int, int]] = set()
        self._waarden: dict[tuple[int, int], int | None] = {}
        self.omgeving = omgeving
        self.waarschuwingen: list[str] = []
        self.rijen: list[tuple[Blok, Regel]] = [(blok, regel) for blok in blokken for regel in blok.regels if regel.ruw]
        self.project = [projecten and is_projectregel(regel, blok) for blok, regel in self.rijen]
        self.kolommen: list[Kolom] = []
        self._sleutels: dict[tuple[str, int], int] = {}
        self._kolomplek = {blok.nummer: self._verdeel(blok) for blok in blokken}
        self.rijassen = [self._rijas(nr, len(blokken)) for nr in range(len(self.rijen))]
        self.kolomassen = [
            As(kolom.kenmerk, kolom.tekst, telt=not kolom.kenmerk.waarvan, sleutel=kolom.tekst.casefold())
            for kolom in self.kolommen
        ]
        self._reken()

    def _verdeel(self, blok: Blok) -> dict[int, int]:
        """Map the columns of the sheet onto those of a block: the same heading, the same place among its equals."""
        gezien: dict[str, int] = {}
        uit: dict[int, int] = {}
        for kolom in blok.getalkolommen:
            tekst = kolom.tekst.casefold()
            gezien[tekst] = gezien.get(tekst, 0) + 1
            sleutel = (tekst, gezien[tekst])
            if sleutel not in self._sleutels:
                self._sleutels[sleutel] = len(self.kolommen)
                self.kolommen.append(kolom)
            uit[self._sleutels[sleutel]] = kolom.index
        return uit

    def _rijas(self, nr: int, aantal: int) -> As:
        blok, regel = self.rijen[nr]
        eigen = regel.kenmerk
        if self.project[nr]:
            anders = samen(self._velden(regel), regel.sectie, self.omgeving.context)
            mutaties = () if anders.mutaties or anders.richting else eigen.mutaties
            eigen = replace(eigen, jaren=None, mutaties=mutaties, richting="", hardheid="", klasse="", totaal=False)
        sectie = Kenmerk() if eigen.netto else regel.sectie
        kenmerk = samen(eigen, self._velden(regel), sectie, blok.titel if not blok.titel.totaal else Kenmerk())
        kenmerk = replace(kenmerk, totaal=eigen.totaal, netto=eigen.netto)
        alles = blok.titel.totaal and aantal > 1
        return As(
            kenmerk, regel.label, blok.nummer, regel.sectienummer, alles, not self._buiten(kenmerk, eigen),
            regel.label.casefold() if not eigen.klasse else f"{eigen.klasse}|{eigen.boven}",
        )  # fmt: skip

    def _buiten(self, kenmerk: Kenmerk, eigen: Kenmerk) -> bool:
        """Tell whether a row counts in no sum: part of another row, a stock among mutations, a renovation."""
        return eigen.waarvan or (self.alleen_sociaal and (eigen.stand or (kenmerk.ingreep and not eigen.mutaties)))

    def _velden(self, regel: Regel) -> Kenmerk:
        """Read what the columns of words beside the counts say."""
        delen = []
        for veld in ("corporatie", "jaar", "status", "soort", "grens"):
            if tekst := regel.velden.get(veld):
                gelezen = kenmerk_van(tekst, self.omgeving.zoeker)
                delen.append(_beperk(gelezen, veld))
        return samen(*delen) if delen else Kenmerk()

    def _waarde(self, rij: int, kolom: int) -> int | None:
        if (rij, kolom) not in self._waarden:
            self._waarden[rij, kolom] = self._lees_waarde(rij, kolom)
        return self._waarden[rij, kolom]

    def _lees_waarde(self, rij: int, kolom: int) -> int | None:
        """Return a count with the sign it has for the stock; of a net sum, as it is printed."""
        getal = self.getal(rij, kolom)
        if getal is None:
            return None
        assen = (self.rijassen[rij].kenmerk, self.kolomassen[kolom].kenmerk)
        if any(kenmerk.netto for kenmerk in assen):
            return getal.waarde
        bladen = [kenmerk for kenmerk in assen if not kenmerk.totaal]
        return tekent(samen(*bladen, self.omgeving.context), getal.waarde)

    def getal(self, rij: int, kolom: int) -> Getal | None:
        """Return the count printed at a place of the sheet."""
        blok, regel = self.rijen[rij]
        return regel.waarden.get(self._kolomplek[blok.nummer].get(kolom, -1))

    def kenmerk(self, rij: int, kolom: int) -> Kenmerk:
        """Return all that the labels of a place say, the nearest first."""
        rijas, kolomas = self.rijassen[rij].kenmerk, self.kolomassen[kolom].kenmerk
        bij = samen(rijas, kolomas, self.omgeving.context)
        jaren = rijas.jaren or (kolomas.jaren if kolomas.jaren else self.omgeving.context.jaren)
        return replace(bij, jaren=jaren, totaal=rijas.totaal or kolomas.totaal)

    def _reken(self) -> None:
        kolommen, rijen = range(len(self.kolommen)), range(len(self.rijen))
        for fout in bepaal_sommen(self.kolomassen, rijen, lambda kolom, rij: self._waarde(rij, kolom)):
            self._meld(fout, rij=fout.ander, kolom=fout.lijn)
        for fout in bepaal_sommen(self.rijassen, kolommen, self._waarde):
            self._meld(fout, rij=fout.lijn, kolom=fout.ander)
        self._controleer_standen()
        for nr, (_blok, regel) in enumerate(self.rijen):
            for kolom, tekst in regel.ruw.items():
                if kolom not in regel.waarden:
                    self._meld_ongelezen(nr, kolom, tekst)

    def _controleer_standen(self) -> None:
        """Check 'voorraad at the begin + mutations = voorraad at the end' where a block prints both."""
        if not self.alleen_sociaal:
            return
        for nummer in {blok.nummer for blok, _regel in self.rijen}:
            rijen = [nr for nr, (blok, _regel) in enumerate(self.rijen) if blok.nummer == nummer]
            for begin, eind in pairwise(nr for nr in rijen if self.rijen[nr][1].kenmerk.stand):
                tussen = range(begin + 1, eind)
                self._controleer_stand(begin, eind, [nr for nr in tussen if self.rijassen[nr].telt])

    def _controleer_stand(self, begin: int, eind: int, tussen: Sequence[int]) -> None:
        for kolom in range(len(self.kolommen)):
            van, tot = self._waarde(begin, kolom), self._waarde(eind, kolom)
            bladen = [nr for nr in tussen if self.rijassen[nr].leden is None]
            som = (van or 0) + sum(self._waarde(nr, kolom) or 0 for nr in bladen)
            if van is not None and tot is not None and bladen and som != tot:
                self._meld(Afwijking(eind, kolom, tot, som), rij=eind, kolom=kolom)

    def _meld(self, fout: Afwijking, *, rij: int, kolom: int) -> None:
        self.fout.add((rij, kolom))
        self.waarschuwingen.append(
            f"{self.plek(rij, kolom)}: gedrukt staat {_nl(fout.gedrukt)}, maar de som is {_nl(fout.som)}."
        )

    def _meld_ongelezen(self, rij: int, kolom: int, tekst: str) -> None:
        if is_leeg(tekst) and not is_onbekend(tekst):
            return
        blok, regel = self.rijen[rij]
        kop = next((k.tekst for k in blok.kolommen if k.index == kolom), "")
        if regel.waarden and tekst in regel.label:
            return
        self.waarschuwingen.append(
            f"Rij {regel.nr} '{regel.label}', kolom '{kop or kolom + 1}': '{tekst}' is geen aantal en niet overgenomen."
        )

    def plek(self, rij: int, kolom: int) -> str:
        """Name a cell for the user."""
        blok, regel = self.rijen[rij]
        onder = f" ({blok.titel.tekst})" if blok.titel.tekst else ""
        return f"Rij {regel.nr} '{regel.label}'{onder}, kolom '{self.kolommen[kolom].tekst or kolom + 1}'"

    def punten(self) -> Iterator[Punt]:
        """Yield every printed count that is taken over, row by row."""
        anders = [self.alleen_sociaal and as_.kenmerk.anders for as_ in self.kolomassen]
        sociaal = not all(anders)
        for rij, rijas in enumerate(self.rijassen):
            if not rijas.telt or (self.alleen_sociaal and rijas.kenmerk.anders):
                self._meld_overgeslagen(rijas)
                continue
            for kolom, kolomas in enumerate(self.kolomassen):
                getal = self.getal(rij, kolom)
                if getal is None or not kolomas.telt or (anders[kolom] and sociaal):
                    continue
                yield Punt(rij, kolom, getal, self.kenmerk(rij, kolom), self.berekend(rij, kolom))
        for kolom, kolomas in enumerate(self.kolomassen):
            if not kolomas.telt or (anders[kolom] and sociaal):
                self._meld_overgeslagen(kolomas)

    def _meld_overgeslagen(self, as_: As) -> None:
        reden = "telt al mee in een andere rij of kolom" if not as_.telt else "gaat niet over sociale huur"
        reden = "is een stand en geen verandering" if as_.kenmerk.stand else reden
        reden = "verandert de omvang van de voorraad niet" if as_.kenmerk.ingreep else reden
        self.waarschuwingen.append(f"'{as_.naam}' is niet overgenomen: het {reden}.")

    def berekend(self, rij: int, kolom: int) -> bool:
        """Tell whether a place is a sum; a total whose parts are all empty is a count of its own."""
        if self.rijassen[rij].leden is not None:
            return True
        leden = self.kolomassen[kolom].leden
        return leden is not None and any(self.getal(rij, lid) is not None for lid in leden)


def _beperk(kenmerk: Kenmerk, veld: str) -> Kenmerk:
    """Keep of a field only what it is there to say."""
    leeg = Kenmerk(tekst=kenmerk.tekst)
    if veld == "corporatie":
        return replace(leeg, partij=kenmerk.partij, partijen=kenmerk.partijen)
    if veld == "jaar":
        return replace(leeg, jaren=kenmerk.jaren)
    if veld == "status":
        return replace(leeg, hardheid=kenmerk.hardheid)
    if veld == "grens":
        return replace(leeg, bedragen=kenmerk.bedragen)
    return replace(
        leeg, mutaties=kenmerk.mutaties, richting=kenmerk.richting, permanentie=kenmerk.permanentie,
        ingreep=kenmerk.ingreep, anders=kenmerk.anders, sociaal=kenmerk.sociaal, soort_woning=kenmerk.soort_woning,
    )  # fmt: skip


def _nl(getal: int) -> str:
    return f"{getal:,}".replace(",", ".")
