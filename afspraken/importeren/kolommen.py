"""What the heading of a column (or a label in the text) means: 'Trekker / datum', 'Wie', 'Gereed', 'KPI' (pure).

The words are data: a table of Dutch headings seen in agreements of municipalities, per role. What is not in it is
tried in parts ('Wie / wanneer'), by its first word ('Trekker gemeente X') and by the word 'afspraak' in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from afspraken.importeren.tekstafstand import lijkt_op
from afspraken.importeren.tekstopmaak import op_een_regel
from basis.tekst import zoeksleutel


class Rol(StrEnum):
    """What a column holds."""

    NUMMER = "nummer"
    VERWIJZING = "verwijzing"
    DEEL = "deel"
    THEMA = "thema"
    PARAGRAAF = "paragraaf"
    ONDERWERP = "onderwerp"
    TEKST = "tekst"
    PARTIJEN = "partijen"
    TREKKER = "trekker"
    TREKKER_TERMIJN = "trekker_termijn"
    LEVERT = "levert"
    GEINFORMEERD = "geinformeerd"
    TERMIJN = "termijn"
    RESULTAAT = "resultaat"
    INDICATOR = "indicator"
    EENHEID = "eenheid"
    NULMETING = "nulmeting"
    STREEFWAARDE = "streefwaarde"
    SOORT = "soort"
    GEMEENTE = "gemeente"
    BUDGET = "budget"
    OPMERKING = "opmerking"
    PARTIJ = "partij"
    """A kind of party as heading: the column says what that party does."""
    VREEMD = "vreemd"
    """A heading of a table that is not agreements: 'Begrip', 'Versie', 'Handtekening'."""
    ONBEKEND = ""


_WOORDEN: dict[Rol, str] = {
    Rol.NUMMER: (
        "nr|nrs|nummer|no|n°|nº|#|code|id|volgnr|volgnummer|afspraaknr|afspraaknummer|nr afspraak|"
        "nummer afspraak|afspraak nr|afspraak nummer|afspraak no|afspraak #|afspraakcode|artikel|art|"
        "artikelnr|artikelnummer|ref|referentie|kenmerk|nr prestatieafspraak|prestatieafspraak nr|index|"
        "actienr|actienummer|nr actie|par nr|regelnr"
    ),
    Rol.VERWIJZING: (
        "verwijzing|verwijzingen|zie afspraak|zie ook|bij afspraak|hoort bij|hoort bij afspraak|relatie|"
        "relatie met|relatie met afspraak|koppeling|gekoppeld aan|meerjarenafspraak nr|"
        "nr meerjarige afspraak|meerjarige afspraak nr|nr meerjarenafspraak|verwijst naar|"
        "verwijzing naar afspraak|verwijzing meerjarige afspraak|verwijzing meerjarenafspraak|"
        "bijbehorende afspraak|nummer meerjarige afspraak|onder afspraak|uit afspraak|afspraak nr meerjarig"
    ),
    Rol.DEEL: "deel|onderdeel|partij deel",
    Rol.THEMA: (
        "thema|themas|hoofdstuk|programmalijn|speerpunt|pijler|opgave|beleidsthema|hoofdthema|prioriteit|"
        "beleidsveld|domein|programma|hoofdlijn"
    ),
    Rol.PARAGRAAF: "paragraaf|subthema|deelthema|sub thema|categorie|rubriek|cluster|subonderwerp",
    Rol.ONDERWERP: (
        "onderwerp|onderwerpen|titel|naam afspraak|korte omschrijving|trefwoord|item|kop|titel afspraak|"
        "onderwerp afspraak|korte titel|kern|waarover"
    ),
    Rol.TEKST: (
        "afspraak|afspraken|prestatieafspraak|prestatieafspraken|omschrijving|omschrijving afspraak|"
        "beschrijving|omschrijving van de afspraak|wat|wat gaan we doen|wat doen we|wat spreken we af|actie|"
        "acties|actiepunt|actiepunten|activiteit|activiteiten|inhoud|inhoud afspraak|tekst|afspraaktekst|"
        "tekst afspraak|werkafspraak|werkafspraken|jaarafspraak|jaarafspraken|concrete afspraak|"
        "concrete afspraken|concrete actie|concrete acties|maatregel|maatregelen|inzet|inspanning|"
        "inspanningen|prestatie|prestaties|werkzaamheden|voornemen|voornemens|uitwerking|resultaatafspraak|"
        "inspanningsafspraak|procesafspraak|resultaatafspraken|inspanningsafspraken|procesafspraken|"
        "wij spreken af|partijen spreken af|we spreken af|meerjarenafspraak|meerjarenafspraken|kaderafspraak|"
        "kaderafspraken|geplande activiteit|geplande activiteiten|voorgenomen activiteit|"
        "voorgenomen activiteiten|bijdrage|wat is de afspraak|afspraak in het kort|afspr|specifiek"
    ),
    Rol.PARTIJEN: (
        "partij|partijen|betrokken|betrokkene|betrokkenen|betrokken partij|betrokken partijen|deelnemers|"
        "samen met|met wie|partner|partners|samenwerkingspartner|samenwerkingspartners|in samenwerking met|"
        "contractpartijen|deelnemende partijen|overige betrokkenen|overige partijen|stakeholders|actoren|"
        "betreft partij|betreft|ondersteuning|andere partijen|betrokken organisaties|organisaties|"
        "organisatie|partij partijen|medeverantwoordelijk"
    ),
    Rol.TREKKER: (
        "trekker|trekkers|wie|wie doet het|wie trekt|wie doet wat|eigenaar|eigenaars|verantwoordelijk|"
        "verantwoordelijke|verantwoordelijken|verantwoordelijkheid|verantwoordelijke partij|"
        "verantwoordelijke partijen|initiatief|initiatiefnemer|initiatiefnemers|penvoerder|actiehouder|"
        "actiehouders|actie door|door wie|door|uitvoerder|uitvoering|uitvoering door|kartrekker|regie|"
        "regisseur|regievoerder|coordinator|coordinatie|aan zet|primair verantwoordelijk|"
        "eerstverantwoordelijke|eerste verantwoordelijke|opdrachtnemer|primaat|trekkende partij|"
        "trekker partij|voortouw|wie neemt het initiatief|wie is trekker|aanspreekpunt|"
        "wie is verantwoordelijk|wie voert uit|eindverantwoordelijk|eindverantwoordelijke|"
        "hoofdverantwoordelijke"
    ),
    Rol.LEVERT: (
        "levert|levert gegevens|levert cijfers|aanlevering|aanlevering door|bron|gegevens van|input van|databron"
    ),
    Rol.GEINFORMEERD: "geinformeerd|informeren|te informeren|wordt geinformeerd",
    Rol.TERMIJN: (
        "wanneer|planning|termijn|termijnen|gereed|gereed op|gereed in|gereed voor|gereedmelding|datum|"
        "deadline|uiterlijk|einddatum|eind|einde|start|startdatum|begin|looptijd|tijdpad|tijdspad|periode|"
        "jaar|tijd|tijdstip|afronding|opleverdatum|oplevering|klaar|tijdsplanning|kwartaal|realisatiedatum|"
        "streefdatum|begindatum|wanneer klaar|wanneer gereed|planning gereed|moment|frequentie|datum gereed|"
        "geplande datum|ingangsdatum|startmoment|afgerond|per wanneer|tijdvak|gereed per|uiterste datum|"
        "planning en looptijd|tijdschema|fasering|tijdgebonden|tijdsgebonden"
    ),
    Rol.RESULTAAT: (
        "resultaat|resultaten|gewenst resultaat|gewenste resultaat|gewenste resultaten|beoogd resultaat|"
        "beoogde resultaten|effect|effecten|beoogd effect|gewenst effect|maatschappelijk effect|output|"
        "outcome|opbrengst|te bereiken resultaat|doel|doelen|doelstelling|doelstellingen|eindresultaat|"
        "wat willen we bereiken|product|producten|opgeleverd resultaat|ambitie|concreet resultaat"
    ),
    Rol.INDICATOR: (
        "indicator|indicatoren|kpi|kpis|prestatie indicator|prestatieindicator|prestatie indicatoren|"
        "meetbaar|hoe meten we|hoe meten we dit|meting|meetpunt|meetbaar resultaat|maatstaf|hoe meetbaar|"
        "effectindicator|wijze van meten|graadmeter|prestatiemaat"
    ),
    Rol.EENHEID: "eenheid|meeteenheid|aantal per",
    Rol.NULMETING: (
        "nulmeting|0 meting|0meting|huidig|huidige situatie|huidige waarde|startwaarde|uitgangswaarde|"
        "uitgangssituatie|huidige stand|beginwaarde|nulwaarde|basiswaarde|stand|beginstand"
    ),
    Rol.STREEFWAARDE: (
        "streefwaarde|streefwaarden|norm|normen|target|targets|streefcijfer|doelwaarde|streefgetal|"
        "streefnorm|streefaantal|aantal|aantallen|gewenste waarde|te behalen waarde|doelgetal|taakstelling"
    ),
    Rol.SOORT: (
        "type|soort|soort afspraak|type afspraak|aard|aard afspraak|aard van de afspraak|"
        "resultaat of inspanning|r of i|r i|ri|r/i|i/r|categorie afspraak|afspraaksoort|afspraaktype|status afspraak|"
        "inspanning of resultaat|hardheid|meerjarig of jaarlijks"
    ),
    Rol.GEMEENTE: (
        "gemeente|gemeenten|gem|welke gemeente|geldt voor|geldt in|van toepassing in|geldt voor gemeente|woonplaats"
    ),
    Rol.PARTIJ: (
        "corporatie|corporaties|woningcorporatie|woningcorporaties|huurders|huurdersorganisatie|"
        "huurdersorganisaties|huurdersvertegenwoordiging|bewoners|corp|corps|ho|hv|bewonersorganisatie|zorgpartijen|"
        "huurdersbelangenorganisatie"
    ),
    Rol.BUDGET: (
        "budget|kosten|financien|financiele middelen|middelen|dekking|investering|investeringen|bedrag|euro|"
        "financiering|raming|begroting|budget in euro|kosten en dekking|geld"
    ),
    Rol.OPMERKING: (
        "opmerking|opmerkingen|toelichting|bijzonderheden|notitie|notities|achtergrond|context|motivatie|"
        "voortgang|stand van zaken|status|aandachtspunten|opm|uitleg|onderbouwing|monitoring|kanttekening|"
        "realistisch|acceptabel|haalbaar|ambitieus|"
        "voorwaarden|voorwaarde|randvoorwaarden|randvoorwaarde|nadere toelichting|aanleiding|kader|"
        "monitoring en evaluatie|randvoorwaarden en aannames|hoe|werkwijze"
    ),
    Rol.VREEMD: (
        "begrip|begrippen|definitie|definities|betekenis|afkorting|afkortingen|term|verklaring|versie|"
        "versienummer|auteur|wijziging|wijzigingen|gewijzigd door|naam|functie|handtekening|ondertekening|"
        "e mail|email|telefoon|telefoonnummer|bladzijde|blz|pagina|inhoud blz|contactpersoon|adres|locatie|"
        "complex|project|projectnaam|straat|wijk|huurklasse|huurprijsklasse|huurprijsgrens|totaal|"
        "functionaris|vertegenwoordiger|overleg|overlegvorm|gremium|voorzitter|bestuurder|rechtsvorm|kvk|"
        "kvk nummer|jaarcyclus|stap|fase|maand|energielabel|aantal woningen"
    ),
}
_ROLLEN: dict[str, Rol] = {woord: rol for rol, woorden in reversed(_WOORDEN.items()) for woord in woorden.split("|")}
_AANEEN = {woord.replace(" ", ""): rol for woord, rol in _ROLLEN.items() if len(woord) >= 8}
"""The same without spaces: narrow columns of a PDF lose them ('Betrokkenpartijen')."""
_GEEN_SCHRIJFFOUT = frozenset({Rol.VREEMD, Rol.PARTIJ, Rol.GEMEENTE, Rol.STREEFWAARDE, Rol.EENHEID})
_LANGE_WOORDEN = {
    woord: rol
    for woord, rol in _ROLLEN.items()
    if " " not in woord and len(woord) >= 7 and rol not in _GEEN_SCHRIJFFOUT
}
"""Headings in which a slip of the pen is plain."""
_ZWAK = frozenset(
    [
        "wie",
        "door",
        "initiatief",
        "uitvoering",
        "regie",
        "coordinatie",
        "bron",
        "wat",
        "omschrijving",
        "beschrijving",
        "inhoud",
        "tekst",
        "actie",
        "acties",
        "activiteit",
        "activiteiten",
        "inzet",
        "bijdrage",
        "prestatie",
        "prestaties",
        "uitwerking",
        "werkzaamheden",
        "voornemen",
        "voornemens",
        "maatregel",
        "maatregelen",
        "inspanning",
        "datum",
        "jaar",
        "periode",
        "stand",
        "aantal",
        "aantallen",
        "doel",
        "doelen",
        "organisatie",
        "betreft",
        "code",
        "id",
        "start",
        "eind",
        "tijd",
        "kern",
        "verantwoordelijkheid",
        "organisaties",
        "kenmerk",
        "concrete actie",
        "concrete acties",
        "specifiek",
        "afspr",
    ]
)
"""Headings that other kinds of tables have too; a stronger column of the same role wins."""
_JAARWOORDEN = frozenset(
    [
        "activiteit",
        "activiteiten",
        "actie",
        "acties",
        "werkzaamheden",
        "inzet",
        "jaarschijf",
        "geplande activiteiten",
        "geplande activiteit",
        "voornemens",
        "maatregelen",
        "voorgenomen activiteiten",
        "uitwerking",
        "concrete acties",
        "concrete actie",
    ]
)
_JAREN = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s*(?:[-–/]|t/m|tot en met|tot)\s*'?((?:20)?\d\d))?(?!\d)")
_NA_JAAR = re.compile(r"(?<=\w)\s+(?:in|van|voor|per|over)$")
_HAAKJES_S = re.compile(r"(\w)\((\w{1,4})\)")
_SPLITS = re.compile(r"\s*[/&+,|]\s*|\s+(?:en|of|incl|inclusief)\s+|\s+[-–]\s+")


@dataclass(frozen=True, slots=True)
class Kop:
    """A heading: its role and what else it tells."""

    tekst: str
    rol: Rol = Rol.ONBEKEND
    rollen: frozenset[Rol] = frozenset()
    """All roles, for a heading of two ('Nr. / onderwerp')."""
    sterk: bool = False
    """The words are of an agreements table and hardly of another."""
    soort: str = ""
    """Kind of agreement the heading names: meerjarig, periode, jaarschijf."""
    jaren: tuple[int, int] | None = None
    naam: str = ""
    """What the role is limited to: 'Gemeente X' in 'Trekker Gemeente X'."""
    exact: bool = False
    """All of it was recognised."""


def normaal(tekst: str) -> str:
    """The words of a heading without capitals, accents, punctuation and years."""
    kaal = re.sub(r"(\w)[-‐]\s*\n\s*(?=[a-z])", r"\1", tekst)
    kaal = zoeksleutel(op_een_regel(kaal))
    kaal = _HAAKJES_S.sub(r"\1\2", kaal)
    kaal = _JAREN.sub(" ", re.sub(r"(?<=\w)'s\b", "s", kaal))
    return " ".join(re.sub(r"[.:;*?!\"'()\[\]‘’“”_-]+", " ", kaal).split())


def _jaren(tekst: str) -> tuple[int, int] | None:
    gevonden = _JAREN.search(op_een_regel(tekst))
    if not gevonden:
        return None
    eerste = int(gevonden[1])
    laatste = gevonden[2]
    return eerste, (int(laatste) if laatste and len(laatste) == 4 else 2000 + int(laatste) if laatste else eerste)


def _soort(kaal: str, jaren: tuple[int, int] | None) -> str:
    if "jaarschijf" in kaal:
        return "jaarschijf"
    if re.search(r"\b(meerjarig|meerjarige|meerjaren\w*|kaderafspra\w+|doorlopende|structurele)\b", kaal):
        return "meerjarig"
    if kaal in _JAARWOORDEN and jaren and jaren[0] == jaren[1]:
        return "jaarschijf"
    if (jaren and "afspra" in kaal) or "jaarafspra" in kaal:
        return "periode"
    return ""


@cache
def _ongeveer(kaal: str) -> Rol:
    """The role of a heading with a slip of the pen ('Treker', 'Omschrijvng'); ONBEKEND when two roles are as near."""
    if " " in kaal or not 6 <= len(kaal) <= 24:
        return Rol.ONBEKEND
    rollen = {rol for woord, rol in _LANGE_WOORDEN.items() if lijkt_op(kaal, woord)}
    return next(iter(rollen)) if len(rollen) == 1 else Rol.ONBEKEND


def _in_delen(kaal: str) -> list[Rol]:
    """Roles of a heading that joins two: 'wie / wanneer', 'nr en onderwerp'."""
    delen = [deel for deel in _SPLITS.split(kaal) if deel]
    rollen = [_ROLLEN.get(deel, Rol.ONBEKEND) or _ongeveer(deel) for deel in (" ".join(d.split()) for d in delen)]
    return rollen if len(rollen) > 1 and all(rollen) else []


def _samengesteld(rollen: list[Rol]) -> Rol:
    """The role of a heading that holds several."""
    verzameling = set(rollen)
    if Rol.VREEMD in verzameling and len(verzameling) == 1:
        return Rol.VREEMD
    if Rol.TERMIJN in verzameling and verzameling & {Rol.TREKKER, Rol.PARTIJEN}:
        return Rol.TREKKER_TERMIJN
    for rol in (Rol.TEKST, Rol.TREKKER, Rol.ONDERWERP, Rol.INDICATOR):
        if rol in verzameling:
            return rol
    return rollen[0]


_BEGINWOORD = re.compile(
    r"^(trekkers?|eigenaar|verantwoordelijken?|actiehouder|initiatief|uitvoering|planning|termijn|wanneer|"
    r"gereed|partij|partijen|"
    r"betrokken partijen|betrokkenen|opmerkingen?|toelichting|resultaat|streefwaarde|norm|nulmeting|kpi|"
    r"indicator|budget|kosten|"
    r"onderwerp|wie|activiteit(?:en)?|acties?|omschrijving|inzet|bijdrage|werkzaamheden|doel)\b\s+(.{2,60})$"
)
_AFSPRAAK = re.compile(r"\b\w*afspra(?:ak|ken)\b")


def _uit_woorden(kaal: str) -> tuple[Rol, str]:
    """The role by the word 'afspraak' in it, or by its first word; with the rest of the words."""
    if _AFSPRAAK.search(kaal) and len(kaal.split()) <= 9:
        if re.search(r"\b(nr|nummer|no|code)\b", kaal):
            return Rol.NUMMER, ""
        rest = re.sub(
            r"^.*?\bafspra(?:ak|ken)\b\s*(?:met|van|voor|in|over|door)?\s*",
            "",
            " " + re.sub(r"\w+afspra", "afspra", kaal),
        )
        return Rol.TEKST, rest.strip()
    if gevonden := _BEGINWOORD.match(kaal):
        return _ROLLEN[gevonden[1]], gevonden[2]
    return Rol.ONBEKEND, ""


def lees_kop(tekst: str) -> Kop:
    """Return what a heading means; the role is ONBEKEND when the words say nothing.

    A heading is short: what is longer than twelve words is a text.
    """
    kaal = normaal(tekst)
    kop = Kop(op_een_regel(tekst).rstrip(":"), jaren=_jaren(tekst))
    if len(kaal.split()) > 12 or (not kaal and "#" not in tekst):
        return kop
    kaal = _NA_JAAR.sub("", kaal) if kop.jaren else kaal
    kaal = kaal or "#"
    kop = replace(kop, soort=_soort(kaal, kop.jaren))
    if rol := _ROLLEN.get(kaal, Rol.ONBEKEND) or _AANEEN.get(kaal.replace(" ", ""), Rol.ONBEKEND) or _ongeveer(kaal):
        return replace(
            kop, rol=rol, rollen=frozenset({rol}), sterk=kaal not in _ZWAK and rol is not Rol.VREEMD, exact=True
        )
    if rollen := _in_delen(kaal):
        return replace(kop, rol=_samengesteld(rollen), rollen=frozenset(rollen), sterk=True, exact=True)
    zonder = " ".join(re.sub(r"\([^)]*\)", " ", zoeksleutel(op_een_regel(tekst))).split()).rstrip(":.")
    if zonder and (rol := _ROLLEN.get(normaal(zonder), Rol.ONBEKEND)):
        return replace(
            kop,
            rol=rol,
            rollen=frozenset({rol}),
            sterk=normaal(zonder) not in _ZWAK and rol is not Rol.VREEMD,
            exact=True,
        )
    if kop.soort == "jaarschijf":
        return replace(kop, rol=Rol.TEKST, rollen=frozenset({Rol.TEKST}), sterk=True)
    rol, naam = _uit_woorden(kaal)
    return replace(kop, rol=rol, rollen=frozenset({rol}) if rol else frozenset(), sterk=rol is Rol.TEKST, naam=naam)
