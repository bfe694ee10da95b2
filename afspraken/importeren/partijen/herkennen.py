"""From a document to its parties (pure)."""

from __future__ import annotations

import re
from collections import Counter

from afspraken.importeren.partijen import bronnen, handtekening, tabellen, voorblad
from afspraken.importeren.partijen.aanhefzin import namen_in_aanhef
from afspraken.importeren.partijen.groepen import eigen_groepen
from afspraken.importeren.partijen.lijst import Partijenlijst
from afspraken.importeren.partijen.namen import Bron, Vondst, gewone_gemeentenaam, lees_naam
from afspraken.importeren.partijen.ontleden import Soort, ontleed
from afspraken.importeren.partijen.personen import is_persoon, zonder_personen
from afspraken.importeren.partijen.register import bouw
from afspraken.importeren.partijen.samenvoegen import MAX_PARTIJEN, Bundel, als_partij, voeg_samen
from afspraken.importeren.partijen.soorten import bepaal_soorten, koppel_huurders
from afspraken.importeren.partijen.tekst import opsom, schoon, vouw
from afspraken.importeren.partijen.trekkers import splits_trekker_en_datum
from afspraken.importeren.partijen.uittekst import MAX_TEKSTEN, huurders_in_teksten
from afspraken.importeren.partijen.vindplaatsen import Regel, Vindplaatsen, verzamel
from afspraken.importeren.partijen.woorden import (
    ALLE,
    BUITENSTAANDERS,
    CORPORATIE,
    GEMEENTE,
    GROEP_VAN_SOORT,
    HUURDERS,
    LEGE_WOORDEN,
    OVERIG,
    soort_van_naam,
)
from afspraken.importeren.partijen.zinnen import namen_in_zinnen
from afspraken.importeren.resultaat import GevondenPartij
from basis.documenten.model import Document

MAX_KOLOMTEKSTEN = 400
MAX_ZOEKREGELS = 300
_VAAK = 2
_AFKORTING = re.compile(r"^[\W_]*(?P<kort>[A-Za-z][A-Za-z.&/-]{0,14})\s*(?:=|:|–|-\s|\t)\s*(?P<lang>[^\n=]{3,90})$")
_AFKORTING_IN_ZIN = re.compile(
    r"\b(?P<kort>[A-Z][A-Za-z&]{0,9})\s*=\s*(?P<lang>[^\n=;,.()]{3,70}?)(?=\s*[,;.)\n]|\s+en\s+[A-Z]\w*\s*=|$)"
)
_CORPORATIENAAM = re.compile(
    r"\b(?:Woon(?:stichting|zorg|bedrijf|partners|groep|service|diensten)|Woning(?:stichting|corporatie|bedrijf"
    r"|vereniging|bouw\w*)|Wonen|Volkshuisvesting)\b"
)
_GEMEENTE_IN_TEKST = re.compile(
    r"\b[Gg]emeente\s+((?:(?:De|Den|Het)\s+|'s-|'t\s+)?[A-Z][\w'-]+(?:(?:\s+(?:aan|op|van|de|den|der|het"
    r"|bij)){1,3}\s+[A-Z][\w'-]*|\s+[A-Z][\w'-]+)?)"
)


def herken_partijen(document: Document) -> Partijenlijst:
    """Return the parties a document names, what they are called and the groups it defines.

    Read are the title, the cover, clauses and sentences before the agreements, lists and tables of participants,
    signatures, explained abbreviations and, where nothing else names parties, the columns that say who. Names of
    persons are never kept.
    """
    plekken = verzamel(document)
    lijst = Partijenlijst()
    bundels = voeg_samen(_vondsten(plekken, lijst.waarschuwingen), plekken.alles, lijst.waarschuwingen)
    bundels = [bundel for bundel in bundels if not _hoort_niet(bundel, bundels)]
    _vul_gemeente_aan(bundels, plekken, lijst.waarschuwingen)
    bepaal_soorten(bundels, plekken.alles, lijst.waarschuwingen)
    lijst.partijen = _als_partijen(bundels, plekken.alles)
    lijst.afkortingen = _afkortingen(plekken)
    _partijen_uit_kolommen(lijst, plekken)
    _geef_afkortingen(lijst)
    koppel_huurders(lijst.partijen, plekken.alles, lijst.waarschuwingen)
    _vul_groepen(lijst, plekken.voorwerk)
    _controleer(lijst)
    return lijst


def _vondsten(plekken: Vindplaatsen, waarschuwingen: list[str]) -> list[Vondst]:
    """Collect names, surest places first, so that later ones join what is known."""
    voorwerk = plekken.voorwerk
    zeker = bronnen.formele_namen(voorwerk)
    gelezen: set[int] = set()
    zeker += tabellen.namen_in_tabellen(plekken.tabellen, gelezen)
    regels = [regel for regel in plekken.regels if regel.tabel not in gelezen]
    vooraan = [regel for regel in voorwerk if regel.tabel not in gelezen]
    zeker += namen_in_aanhef(vooraan, [vondst.naam for vondst in zeker], plekken.alles)
    zeker += bronnen.namen_in_lijsten(vooraan, ruim=True)
    zeker += bronnen.namen_in_lijsten([regel for regel in plekken.overig if regel.tabel not in gelezen])
    zeker += handtekening.namen_bij_handtekening(regels, plekken.alles)
    zeker += voorblad.namen_op_voorblad(vooraan, plekken.alles, waarschuwingen)
    bekend = [vondst.naam for vondst in zeker] + [_zonder_soortwoord(vondst.naam) for vondst in zeker]
    zinnen = namen_in_zinnen(voorwerk, bekend, plekken.alles)
    if not any(vondst.soort == HUURDERS for vondst in [*zeker, *zinnen]):
        zinnen += huurders_in_teksten([*(regel.tekst for regel in plekken.regels), *plekken.inhoud])
    alle = _zonder_plaatsnamen(zeker + zinnen + voorblad.gemeenten_in_titel(voorwerk))
    if not any(vondst.soort == CORPORATIE or not vondst.soort for vondst in alle):
        ruim = namen_in_zinnen(plekken.regels[:MAX_ZOEKREGELS], bekend, plekken.alles, ruim=True)
        if ruim:
            waarschuwingen.append(
                "De partijen staan niet in een aanhef of lijst. Ze komen uit de lopende tekst: controleer ze."
            )
        alle += ruim
    return alle


def _zonder_plaatsnamen(vondsten: list[Vondst]) -> list[Vondst]:
    """'Portaal (Amersfoort)' says where it works, not what it is called."""
    plaatsen = {vouw(vondst.naam).removeprefix("gemeente ") for vondst in vondsten if vondst.soort == GEMEENTE}
    for vondst in vondsten:
        vondst.aliassen = [alias for alias in vondst.aliassen if vouw(alias) not in plaatsen]
    return vondsten


def _zonder_soortwoord(naam: str) -> str:
    """'Woonstichting Rivier en Waard' is also called 'Rivier en Waard'."""
    eerste, _spatie, rest = naam.partition(" ")
    return rest if vouw(eerste) in LEGE_WOORDEN and rest else naam


def _hoort_niet(bundel: Bundel, bundels: list[Bundel]) -> bool:
    """Leave out what only the title names when the rest names municipalities, and a place taken for a party."""
    gemeenten = [ander for ander in bundels if any(v.soort == GEMEENTE for v in ander.vondsten)]
    if bundel.bron == Bron.TITEL and bundel in gemeenten:
        beter = [ander for ander in gemeenten if ander is not bundel and ander.bron > Bron.TITEL]
        return bool(beter)
    plaatsen = {vouw(ander.naam).removeprefix("gemeente ") for ander in gemeenten}
    return vouw(bundel.naam) in plaatsen and bundel not in gemeenten


def _vul_gemeente_aan(bundels: list[Bundel], plekken: Vindplaatsen, waarschuwingen: list[str]) -> None:
    """Find the municipality in the text when no clause, list or title names it."""
    if any(vondst.soort == GEMEENTE for bundel in bundels for vondst in bundel.vondsten):
        return
    teksten = [regel.tekst for regel in plekken.regels] + [
        tekst for tekst, _plaats in plekken.eigenaars[:MAX_KOLOMTEKSTEN]
    ]
    teksten += plekken.inhoud[:MAX_TEKSTEN]
    tel = Counter(treffer[1] for tekst in teksten for treffer in _GEMEENTE_IN_TEKST.finditer(tekst))
    titel = voorblad.plaats_in_titel(plekken.voorwerk)
    naam = tel.most_common(1)[0][0] if tel else titel if titel and not soort_van_naam(titel) else ""
    if titel in tel:
        naam = titel
    if not naam:
        return
    naam = gewone_gemeentenaam(f"Gemeente {naam}").removeprefix("Gemeente ")
    bundel = Bundel(
        [Vondst(f"Gemeente {naam}", GEMEENTE, True, bron=Bron.TITEL)], {vouw(naam)}, naam=f"Gemeente {naam}"
    )
    bundels.insert(0, bundel)
    waarschuwingen.append(f"De gemeente is afgeleid uit de tekst: 'Gemeente {naam}'. Controleer dat.")


def _als_partijen(bundels: list[Bundel], alles: str) -> list[GevondenPartij]:
    enige = sum(bundel.soort == GEMEENTE for bundel in bundels) == 1
    return [als_partij(bundel, alles, enige_gemeente=enige) for bundel in bundels]


def _partijen_uit_kolommen(lijst: Partijenlijst, plekken: Vindplaatsen) -> None:
    """Make parties of the names in columns that say who, for a kind of which nothing else names one."""
    bekend = {partij.soort for partij in lijst.partijen}
    if plekken.eigenaars:
        bundels, vaak = _bundels_uit_kolommen(lijst, plekken)
        for bundel in bundels:
            vaker = vouw(bundel.naam) in vaak or plekken.alles.count(schoon(bundel.naam).casefold()) > _VAAK
            if bundel.soort == OVERIG and vaker and CORPORATIE not in bekend:
                bundel.soort = CORPORATIE
        nieuw = [
            partij
            for partij in _als_partijen(bundels, plekken.alles)
            if partij.soort in (GEMEENTE, CORPORATIE, HUURDERS)
            and (partij.soort not in bekend or _klinkt_als_corporatie(partij))
        ]
        lijst.partijen.extend(nieuw)
        if nieuw:
            namen = opsom([partij.naam for partij in nieuw])
            lijst.waarschuwingen.append(
                f"Alleen de kolom met trekkers of partijen noemt {namen}. Controleer of ze meedoen en hun soort."
            )
    _meld_geen_gemeente(lijst, plekken.alles)


def _klinkt_als_corporatie(partij: GevondenPartij) -> bool:
    """A name of several words with a word such as 'Woonstichting' or 'Wonen' in it; 'Wooncoach' is a function."""
    return partij.soort == CORPORATIE and bool(_CORPORATIENAAM.search(partij.naam)) and " " in partij.naam


def _bundels_uit_kolommen(lijst: Partijenlijst, plekken: Vindplaatsen) -> tuple[list[Bundel], set[str]]:
    """Return the unknown names of those columns with their kind, and which of them stand in several cells."""
    voorlopig = Partijenlijst(partijen=lijst.partijen, afkortingen=lijst.afkortingen)
    tel = Counter(tekst for tekst, _plaats in plekken.eigenaars)
    plaatsen = {tekst: str(plaats) for tekst, plaats in reversed(plekken.eigenaars)}
    gevonden: dict[str, Vondst] = {}
    cellen: Counter[str] = Counter()
    for tekst in list(dict.fromkeys(tekst for tekst, _plaats in plekken.eigenaars))[:MAX_KOLOMTEKSTEN]:
        for naam in voorlopig.los_op(splits_trekker_en_datum(tekst)[0]).onbekend:
            vondst = lees_naam(naam, bron=Bron.KOLOM, plaats=plaatsen[tekst])
            cellen[vouw(naam)] += tel[tekst]
            if vondst:
                gevonden.setdefault(vouw(naam), vondst)
    bundels = voeg_samen(list(gevonden.values()), plekken.alles, lijst.waarschuwingen)
    bepaal_soorten(bundels, plekken.alles, lijst.waarschuwingen)
    return bundels, {naam for naam, aantal in cellen.items() if aantal > 1 and naam not in BUITENSTAANDERS}


def _meld_geen_gemeente(lijst: Partijenlijst, alles: str) -> None:
    """A set without a named municipality still has one: 'Gemeente', to be filled in."""
    if any(partij.soort == GEMEENTE for partij in lijst.partijen):
        return
    lijst.waarschuwingen.append("De naam van de gemeente staat niet duidelijk in het document. Vul die aan.")
    if re.search(r"\bgemeente\b", alles):
        del lijst.partijen[MAX_PARTIJEN - 1 :]
        lijst.partijen.insert(0, GevondenPartij("Gemeente", GEMEENTE, "Gemeente", rechtsvorm="publiekrechtelijk"))


def _afkortingen(plekken: Vindplaatsen) -> dict[str, str]:
    """Read 'HV = Huurdersvereniging', 'G: gemeente, C: corporaties' and two-column lists of abbreviations."""
    uit: dict[str, str] = {}
    for regel in plekken.regels:
        if len(regel.tekst) > 400:
            continue
        tekst = zonder_personen(regel.tekst)
        treffer = _AFKORTING.match(tekst)
        if treffer:
            uit.setdefault(treffer["kort"], treffer["lang"].strip(" .;"))
        if tekst.count("=") > 1 or not treffer:
            uit.update({t["kort"]: t["lang"].strip(" .;") for t in _AFKORTING_IN_ZIN.finditer(tekst)})
    for tabel in plekken.tabellen.values():
        for rij in tabel.rijen[:200]:
            cellen = [schoon(tekst) for tekst in rij.teksten if tekst.strip()]
            if len(cellen) == 2 and 0 < len(cellen[0]) <= 12 and " " not in cellen[0] and len(cellen[1]) < 90:
                uit.setdefault(cellen[0], cellen[1])
    return uit


def _geef_afkortingen(lijst: Partijenlijst) -> None:
    """Give an explained abbreviation to its party; keep the ones that explain a word for a kind; forget the rest."""
    register = bouw(lijst.partijen, {}, {})
    houden: dict[str, str] = {}
    for kort, lang in lijst.afkortingen.items():
        delen = ontleed(lang, register)
        if len(delen) != 1 or delen[0].soort != Soort.NAAM or not delen[0].doel:
            continue
        partij = next(
            (partij for partij in lijst.partijen if not delen[0].doel.algemeen and partij.naam == delen[0].doel.naam),
            None,
        )
        if partij and kort not in (partij.korte_naam, partij.naam, *partij.afkortingen) and len(kort) > 1:
            partij.afkortingen.append(kort)
        elif not partij and vouw(kort) != vouw(lang):
            houden[kort] = vouw(lang)
    lijst.afkortingen = houden


def _vul_groepen(lijst: Partijenlijst, regels: list[Regel]) -> None:
    register = bouw(lijst.partijen, {}, lijst.afkortingen)

    def zoek(tekst: str) -> str:
        doel = register.doelen.get(tuple(vouw(_zonder_rol(tekst)).split()))
        return doel.naam if doel and not doel.groep and not doel.algemeen else ""

    lijst.eigen_groepen = eigen_groepen(regels, zoek)
    for soort, groep in GROEP_VAN_SOORT.items():
        namen = [partij.naam for partij in register.van_soort(soort)]
        if namen and (soort != GEMEENTE or len(namen) > 1):
            lijst.groepen[groep] = namen
    lijst.groepen[ALLE] = [partij.naam for partij in lijst.partijen if partij.deelnemer]
    lijst.groepen.update(lijst.eigen_groepen)


def _zonder_rol(tekst: str) -> str:
    vondst = lees_naam(tekst, bron=Bron.ZIN) if tekst else None
    return vondst.naam if vondst else tekst


def _controleer(lijst: Partijenlijst) -> None:
    """Keep persons out, whatever happened before, and say what is missing."""
    lijst.partijen = [partij for partij in lijst.partijen if not is_persoon(partij.naam)]
    for partij in lijst.partijen:
        partij.afkortingen = [alias for alias in partij.afkortingen if not is_persoon(alias)]
        partij.korte_naam = "" if is_persoon(partij.korte_naam) else partij.korte_naam
    if not any(partij.soort == CORPORATIE for partij in lijst.partijen):
        lijst.waarschuwingen.append("Er is geen corporatie gevonden in het document. Voeg de partijen zelf toe.")
    if lijst.partijen and not any(partij.soort == HUURDERS for partij in lijst.partijen):
        lijst.waarschuwingen.append("Er is geen huurdersorganisatie gevonden in het document.")
    lijst.waarschuwingen[:] = list(dict.fromkeys(lijst.waarschuwingen))
