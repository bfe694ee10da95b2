"""A raw agreement to a found one: owners, terms, measures, references and footnotes read (pure)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from afspraken.importeren.aard import bepaal_aard, bepaal_soort
from afspraken.importeren.indicatoren import herken_indicatoren
from afspraken.importeren.kolommen import Rol
from afspraken.importeren.nummers import als_nummer
from afspraken.importeren.partijen import Oplossing, Partijenlijst, splits_trekker_en_datum, trekker_uit_tekst
from afspraken.importeren.resultaat import (
    GevondenAfspraak,
    GevondenBetrokkene,
    GevondenIndicator,
    GevondenNoot,
    GevondenTermijn,
)
from afspraken.importeren.structuur.model import Kopregel, RuweAfspraak
from afspraken.importeren.structuur.noten import cijfer
from afspraken.importeren.tekstopmaak import als_markdown, op_een_regel
from afspraken.importeren.verwijzingen import herken_verwijzingen
from afspraken.termijnherkenning import herken_termijnen, termijnen_van_afspraak
from basis.documenten.model import Noot

TREKKER, LEVERT, BETROKKEN, GEINFORMEERD = "trekker", "levert", "betrokken", "geinformeerd"
_SOORTEN = frozenset({"meerjarig", "periode", "procesbepaling", "jaarschijf"})
_NULMETING = re.compile(r"nul|\b0.?meting|huidig|start|uitgang|begin|basis", re.IGNORECASE)
_KOPVULLING = re.compile(
    r"\b(?:deel|bijlage|hoofdstuk|\w*afspraken|gemeente|voor|met|van|in|de|[A-D]|[IVX]+|\d+)\b", re.IGNORECASE
)
_KOP_BIJ_AFSPRAAK = re.compile(
    r"(?:(?:hoort )?bij|uitwerking(?: van)?|activiteiten(?: bij)?|ad|voor)?\s*(?:meerjar\w+\s+)?(?:prestatie)?"
    r"afspraak\s+([A-Z]{0,3}[-.]?\d[\w.]*)(?=[\s:–,-]|$)",
    re.IGNORECASE,
)
_AARDLABEL = re.compile(r"resultaat|inspanning|intentie|^\s*[ri]\s*$", re.IGNORECASE)


@dataclass(slots=True)
class Kennis:
    """What is known of the document as a whole."""

    partijen: Partijenlijst
    begin: dt.date | None = None
    eind: dt.date | None = None
    jaarschijf: bool = False
    """The document as a whole is a yearly plan."""
    jaarschijfjaar: int = 0
    """The year the title names: 'Jaarschijf 2025 bij de prestatieafspraken 2024-2027'."""
    jaarschijfmoment: tuple[dt.date, dt.date] | None = None
    nummers: list[str] = field(default_factory=list)
    noten: Mapping[str, Noot] = field(default_factory=dict)
    getypte_noten: Mapping[str, str] = field(default_factory=dict)
    gemeentepartijen: Mapping[str, str] = field(default_factory=dict)
    """Name without 'gemeente' -> name of the party."""

    @property
    def partijnamen(self) -> list[str]:
        """Names and short names of the parties, for figures that belong to one."""
        return list(dict.fromkeys(naam for p in self.partijen.partijen for naam in (p.korte_naam, p.naam) if naam))


def werk_uit(ruw: RuweAfspraak, kennis: Kennis, vorige: GevondenAfspraak | None) -> GevondenAfspraak:
    """Read one raw agreement. ``vorige``: the one before it, for cells that say 'idem'."""
    uit = GevondenAfspraak(
        nummer=ruw.nummer,
        deel=ruw.deel,
        hoofdstuk_nummer=ruw.hoofdstuk.nummer if ruw.hoofdstuk else "",
        hoofdstuk_titel=_titel(ruw.hoofdstuk),
        paragraaf_nummer=ruw.paragraaf.nummer if ruw.paragraaf else "",
        paragraaf_titel=_titel(ruw.paragraaf),
        onderwerp=ruw.onderwerp,
        tekst=als_markdown(ruw.alineas),
        gemeenten=[kennis.gemeentepartijen.get(naam, naam) for naam in ruw.gemeenten],
        resultaat=ruw.waarde(Rol.RESULTAAT),
        budget=ruw.waarde(Rol.BUDGET),
        plaats=str(ruw.plaats),
        waarschuwingen=list(ruw.waarschuwingen),
    )
    uit.soort = _soort(ruw, kennis, uit)
    uit.aard = bepaal_aard(uit.tekst, _aardlabel(ruw))
    uit.opmerking = "\n\n".join(
        [ruw.waarde(Rol.OPMERKING, "\n\n"), *(f"{k}: {w}" if k else w for k, w in ruw.overig)]
    ).strip()
    _zet_gemeenten(ruw, uit, kennis)
    _zet_partijen(ruw, uit, kennis, vorige)
    _beperk_gemeenten(uit, kennis)
    _zet_termijnen(ruw, uit, kennis)
    _zet_metingen(ruw, uit, kennis)
    _zet_verwijzingen(ruw, uit, kennis)
    _zet_noten(ruw, uit, kennis)
    return uit


def _titel(kop: Kopregel | None) -> str:
    return kop.titel if kop else ""


# -- kind ----------------------------------------------------------------------------------------------------------


def _soort(ruw: RuweAfspraak, kennis: Kennis, uit: GevondenAfspraak) -> str:
    """The kind a column, label or heading names; else by the words of the agreement."""
    uit_kolom = ruw.waarde(Rol.SOORT)
    if uit_kolom and (gelezen := _soort_uit_kolom(uit_kolom)):
        return gelezen
    lang = ruw.jaren is not None and ruw.jaren[1] - ruw.jaren[0] > 1
    if ruw.soort == "periode" and lang:
        return "meerjarig"
    if ruw.soort in _SOORTEN:
        return ruw.soort
    if kennis.jaarschijf:
        return "jaarschijf"
    return bepaal_soort("", uit.hoofdstuk_titel, uit.tekst, uit.onderwerp)


def _soort_uit_kolom(tekst: str) -> str:
    """Kind in a column 'Type': 'meerjarig', 'jaarlijks', 'proces'."""
    klein = tekst.casefold()
    for patroon, soort in (
        (r"jaarschijf", "jaarschijf"),
        (r"meerjar|doorlopend|structureel|kader", "meerjarig"),
        (r"proces", "procesbepaling"),
        (r"jaarafspraak|jaarlijks|eenjarig|\bperiode|20\d\d", "periode"),
    ):
        if re.search(patroon, klein):
            return soort
    return ""


def _aardlabel(ruw: RuweAfspraak) -> str:
    kolom = ruw.waarde(Rol.SOORT)
    return ruw.aard or (kolom if _AARDLABEL.search(kolom) else "")


# -- who -----------------------------------------------------------------------------------------------------------


def _zet_gemeenten(ruw: RuweAfspraak, uit: GevondenAfspraak, kennis: Kennis) -> None:
    """A column 'Gemeente', or a heading that only names one, limits an agreement to the municipalities in it."""
    tekst = ruw.waarde(Rol.GEMEENTE)
    if not tekst:
        uit.gemeenten = uit.gemeenten or _gemeente_van_kop(ruw, kennis)
        return
    namen = [
        naam
        for kaal, naam in kennis.gemeentepartijen.items()
        if re.search(rf"\b{re.escape(kaal)}\b", tekst, re.IGNORECASE)
    ]
    if not namen and not re.search(r"\b(alle|beide|allebei)\b", tekst, re.IGNORECASE):
        uit.opmerking = f"{uit.opmerking}\n\nGemeente: {tekst}".strip()
    elif not namen:
        namen = list(kennis.gemeentepartijen.values())
    uit.gemeenten += [naam for naam in namen if naam not in uit.gemeenten]


def _gemeente_van_kop(ruw: RuweAfspraak, kennis: Kennis) -> list[str]:
    """'Gemeente Ooststad' or 'Afspraken Ooststad' as part, chapter or paragraph, when there are more municipalities."""
    if len(kennis.gemeentepartijen) < 2:
        return []
    titels = [ruw.deel, *(kop.titel for kop in (ruw.hoofdstuk, ruw.paragraaf) if kop)]
    kaal = [_KOPVULLING.sub(" ", titel).strip(" .:-–").casefold() for titel in titels]
    return [naam for plaats, naam in kennis.gemeentepartijen.items() if plaats.casefold() in kaal][:1]


def _zet_partijen(ruw: RuweAfspraak, uit: GevondenAfspraak, kennis: Kennis, vorige: GevondenAfspraak | None) -> None:
    wie, wanneer = ruw.waarde(Rol.TREKKER, "\n"), []
    for tekst in ruw.kolommen.get(Rol.TREKKER_TERMIJN, []):
        naam, datum = splits_trekker_en_datum(tekst)
        wie = f"{wie}\n{naam}".strip() if naam not in wie else wie
        wanneer += [datum] if datum else []
    uit.termijn_tekst = "; ".join([*ruw.kolommen.get(Rol.TERMIJN, []), *wanneer])
    uit.trekker_tekst = op_een_regel(wie)
    uit.partijen_tekst = op_een_regel(ruw.waarde(Rol.PARTIJEN, "\n"))
    if wie:
        _voeg_oplossing_toe(uit, kennis.partijen.los_op(wie, rol=TREKKER), "trekker", vorige)
    for rol, naam_rol in ((Rol.PARTIJEN, BETROKKEN), (Rol.LEVERT, LEVERT), (Rol.GEINFORMEERD, GEINFORMEERD)):
        if tekst := ruw.waarde(rol, "\n"):
            _voeg_oplossing_toe(uit, kennis.partijen.los_op(tekst, rol=naam_rol), "partijen", vorige)
    if not uit.trekkers and not wie and not ruw.trekkerkolom:
        _trekker_zonder_kolom(ruw, uit, kennis)


def _beperk_gemeenten(uit: GevondenAfspraak, kennis: Kennis) -> None:
    """'Gemeente' beside an agreement for one or some of the municipalities means those."""
    alle = {partij.naam for partij in kennis.partijen.partijen if partij.soort == "gemeente"}
    if not uit.gemeenten or not set(uit.gemeenten) < alle:
        return
    for groep in [b for b in uit.betrokkenen if b.groep and b.naam == "gemeenten"]:
        plek = uit.betrokkenen.index(groep)
        uit.betrokkenen[plek : plek + 1] = [GevondenBetrokkene(naam, groep.rol) for naam in uit.gemeenten]
    uit.waarschuwingen = [tekst for tekst in uit.waarschuwingen if "Gelezen als alle gemeenten" not in tekst]


def _voeg_oplossing_toe(
    uit: GevondenAfspraak, oplossing: Oplossing, kolom: str, vorige: GevondenAfspraak | None
) -> None:
    """Keep whom a cell names, each party once, the strongest role first."""
    if oplossing.herhaalt and vorige:
        rol = TREKKER if kolom == "trekker" else BETROKKEN
        for eerder in vorige.betrokkenen:
            if eerder.rol == rol:
                _voeg_betrokkene_toe(uit, eerder)
    for betrokkene in oplossing.betrokkenen:
        _voeg_betrokkene_toe(uit, betrokkene)
    for naam in oplossing.onbekend:
        _voeg_betrokkene_toe(uit, GevondenBetrokkene(naam, TREKKER if kolom == "trekker" else BETROKKEN, bekend=False))
        uit.waarschuwingen.append(f"'{naam}' is geen partij van deze afspraken. Koppel de naam of voeg de partij toe.")
    uit.waarschuwingen += [tekst for tekst in oplossing.waarschuwingen if tekst not in uit.waarschuwingen]
    if oplossing.rest and not oplossing.herhaalt:
        if kolom == "trekker" and herken_termijnen(oplossing.rest, als_kolom=False):
            uit.termijn_tekst = "; ".join(deel for deel in (uit.termijn_tekst, oplossing.rest) if deel)
        else:
            uit.waarschuwingen.append(f"Niet herkend bij {kolom}: '{oplossing.rest}'.")


def _voeg_betrokkene_toe(uit: GevondenAfspraak, nieuw: GevondenBetrokkene) -> None:
    eerder = next(
        (b for b in uit.betrokkenen if b.naam == nieuw.naam and (b.rol == nieuw.rol or nieuw.rol == BETROKKEN)), None
    )
    if eerder is None:
        uit.betrokkenen.append(GevondenBetrokkene(nieuw.naam, nieuw.rol, nieuw.groep, nieuw.bekend))


def _trekker_zonder_kolom(ruw: RuweAfspraak, uit: GevondenAfspraak, kennis: Kennis) -> None:
    """No column says who: the label ('Resultaatafspraak corporatie'), then the sentence, then the only party named."""
    if ruw.eigenaar:
        oplossing = kennis.partijen.los_op(ruw.eigenaar, rol=TREKKER)
        if oplossing.trekkers:
            uit.trekker_tekst = ruw.eigenaar
            _voeg_oplossing_toe(uit, oplossing, "trekker", None)
            return
    oplossing = trekker_uit_tekst(kennis.partijen, uit.tekst)
    if oplossing.trekkers:
        _voeg_oplossing_toe(uit, oplossing, "trekker", None)
        return
    betrokken = [b for b in uit.betrokkenen if b.rol == BETROKKEN]
    if len(betrokken) == 1:
        betrokken[0].rol = TREKKER
        uit.waarschuwingen.append(
            f"Er staat geen trekker bij. De enige partij is gekozen: {betrokken[0].naam}. Controleer dat."
        )


# -- when, how much, which -----------------------------------------------------------------------------------------


def _zet_termijnen(ruw: RuweAfspraak, uit: GevondenAfspraak, kennis: Kennis) -> None:
    begin, eind = kennis.begin, kennis.eind
    jaar = ruw.jaren[0] if ruw.jaren and ruw.jaren[0] == ruw.jaren[1] else kennis.jaarschijfjaar
    if uit.soort == "jaarschijf" and jaar:
        begin, eind = dt.date(jaar, 1, 1), dt.date(jaar, 12, 31)
    gevonden = termijnen_van_afspraak(
        uit.tekst, uit.termijn_tekst, begin=begin, eind=eind, jaarschijf=kennis.jaarschijfmoment
    )
    kolommen = ruw.kolommen.get(Rol.TERMIJN, [])
    if ruw.start and kolommen[:1] == [ruw.start] and (looptijd := _looptijd(uit, kolommen, begin, eind)):
        uit.termijnen = [looptijd]
        return
    uit.termijnen = [
        GevondenTermijn(term.tekst, term.begin, term.eind, term.herhaling, term.exactheid, term.toelichting)
        for term in gevonden
    ]


def _looptijd(
    uit: GevondenAfspraak, kolommen: Sequence[str], begin: dt.date | None, eind: dt.date | None
) -> GevondenTermijn | None:
    """One term of a column for the start and one for the end; None when a cell says more than a moment."""
    if len(kolommen) > 2:
        return None
    delen = [herken_termijnen(tekst, begin=begin, eind=eind, als_kolom=True) for tekst in kolommen]
    if any(len(deel) != 1 or deel[0].herhaling != "geen" or not deel[0].is_gedateerd for deel in delen):
        return None
    start, slot = delen[0][0], delen[-1][0]
    vanaf, tot = start.begin or start.eind, slot.eind if len(delen) > 1 else None
    if len(delen) > 1 and (tot is None or (vanaf and tot < vanaf)):
        return None
    return GevondenTermijn(uit.termijn_tekst, vanaf, tot, "geen", slot.exactheid, slot.toelichting)


def _zet_metingen(ruw: RuweAfspraak, uit: GevondenAfspraak, kennis: Kennis) -> None:
    """Measures: those of the columns, a target per column of a year, then those in the text."""
    vast = {
        naam: waarde
        for rol, naam in ((Rol.INDICATOR, "Indicator"), (Rol.EENHEID, "Eenheid"))
        if (waarde := ruw.waarde(rol))
    }
    nul = [waarde for kop, waarde, _ in ruw.streefwaarden if _NULMETING.search(kop)]
    doelen = [(waarde, jaar) for kop, waarde, jaar in ruw.streefwaarden if not _NULMETING.search(kop)]
    doelen += [(waarde, None) for waarde in ruw.kolommen.get(Rol.STREEFWAARDE, [])]
    nul += ruw.kolommen.get(Rol.NULMETING, [])
    if nul:
        vast["Nulmeting"] = "; ".join(nul)
    for waarde, jaar in doelen or [("", None)]:
        kolommen = {**vast, "Streefwaarde": waarde} if waarde else vast
        uit.indicatoren += _uit_kolommen(ruw, uit, kolommen, jaar, kennis)
    gezien = {(i.eenheid, i.streefwaarde, i.jaar) for i in uit.indicatoren}
    uit_tekst = herken_indicatoren(uit.tekst, {}, begin=kennis.begin, eind=kennis.eind, partijen=kennis.partijnamen)
    uit.indicatoren += [i for i in uit_tekst if (i.eenheid, i.streefwaarde, i.jaar) not in gezien]


def _uit_kolommen(
    ruw: RuweAfspraak, uit: GevondenAfspraak, kolommen: Mapping[str, str], jaar: int | None, kennis: Kennis
) -> list[GevondenIndicator]:
    """Measures of one set of cells; the year in the heading, and the subject as name where the cells name nothing."""
    gevonden = herken_indicatoren("", kolommen, begin=kennis.begin, eind=kennis.eind, partijen=kennis.partijnamen)
    for indicator in gevonden:
        indicator.jaar = indicator.jaar or jaar or _jaar_van_termijn(ruw, indicator)
        if not re.search(r"[^\W\d]", indicator.naam):
            indicator.naam = (ruw.onderwerp or op_een_regel(uit.tekst))[:160]
    return gevonden


def _jaar_van_termijn(ruw: RuweAfspraak, indicator: GevondenIndicator) -> int | None:
    """A column 'Jaar' or 'Gereed' with one year beside a target says for which year the target is."""
    tekst = ruw.waarde(Rol.TERMIJN).strip()
    alleen_jaar = re.fullmatch(r"(?:in|eind|ultimo|uiterlijk)?\s*(20\d\d)", tekst, re.IGNORECASE)
    return int(alleen_jaar[1]) if alleen_jaar and indicator.streefwaarde is not None else None


def _zet_verwijzingen(ruw: RuweAfspraak, uit: GevondenAfspraak, kennis: Kennis) -> None:
    """Numbers in a column for them, then those in the text."""
    for tekst in ruw.kolommen.get(Rol.VERWIJZING, []):
        nummers = [als_nummer(deel) for deel in re.split(r"\s*(?:[,;/+&]|\ben\b)\s*|\s{2,}|\n", tekst)]
        gelezen = [nummer for nummer in nummers if nummer]
        gelezen += herken_verwijzingen(f"afspraak {tekst}", nummers=kennis.nummers, eigen=uit.nummer).gevonden
        uit.verwijzingen += [nummer for nummer in dict.fromkeys(gelezen) if nummer not in uit.verwijzingen]
        if not gelezen:
            uit.opmerking = f"{uit.opmerking}\n\nHoort bij: {tekst}".strip()
    if uit.soort == "jaarschijf" and not uit.nummer and not uit.verwijzingen:
        uit.verwijzingen += _afspraak_in_kop(ruw)
    gevonden = herken_verwijzingen(f"{uit.tekst}\n{uit.opmerking}", nummers=kennis.nummers, eigen=uit.nummer)
    uit.verwijzingen += [nummer for nummer in gevonden.gevonden if nummer not in uit.verwijzingen]
    for tekst in gevonden.onbekend:
        if tekst not in uit.verwijzingen and als_nummer(tekst) and uit.soort == "jaarschijf":
            uit.verwijzingen.append(tekst)
        elif tekst not in uit.verwijzingen:
            uit.waarschuwingen.append(f"Een verwijzing is niet gevonden: '{tekst}'.")


def _afspraak_in_kop(ruw: RuweAfspraak) -> list[str]:
    """The agreement a heading over activities names: 'Bij afspraak 4: leefbaarheid'."""
    for kop in (ruw.paragraaf, ruw.hoofdstuk):
        if kop and (gevonden := _KOP_BIJ_AFSPRAAK.match(kop.titel)) and (nummer := als_nummer(gevonden[1])):
            return [nummer]
    return []


def _zet_noten(ruw: RuweAfspraak, uit: GevondenAfspraak, kennis: Kennis) -> None:
    for merk in dict.fromkeys(ruw.noten):
        noot = kennis.noten.get(merk)
        if noot and noot.soort == "opmerking":
            uit.waarschuwingen.append(f"Opmerking in de kantlijn: '{noot.tekst[:200]}'.")
        elif noot or merk in kennis.getypte_noten:
            uit.voetnoten.append(GevondenNoot(cijfer(merk), noot.tekst if noot else kennis.getypte_noten[merk]))


def eigen_nummers(ruwe: Sequence[RuweAfspraak]) -> list[str]:
    """Numbers of all agreements, in order, each once."""
    return list(dict.fromkeys(ruw.nummer for ruw in ruwe if ruw.nummer))
