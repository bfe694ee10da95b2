"""One name as it stands in a document: official name, what it is called further on, legal form and kind (pure)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum

from afspraken.importeren.partijen.personen import (
    FUNCTIE,
    is_persoon,
    soort_van_functie,
    zonder_functie,
    zonder_personen,
)
from afspraken.importeren.partijen.tekst import schoon, verzameling, vouw
from afspraken.importeren.partijen.woorden import (
    CORPORATIE,
    ENKELVOUD,
    GEMEENTE,
    HUURDERS,
    IEDEREEN,
    LANDELIJK,
    MEERVOUD,
    NIETS,
    ZORG,
    soort_van_naam,
)

MAX_NAAM = 90


class Bron(IntEnum):
    """Where a name was found; the higher, the surer that it signs."""

    KOLOM = 1
    TITEL = 2
    ZIN = 3
    VOORBLAD = 4
    HANDTEKENING = 5
    LIJST = 6
    FORMEEL = 7


@dataclass(slots=True)
class Vondst:
    """A name found at one place."""

    naam: str
    soort: str = ""
    soort_zeker: bool = False
    """The sentence said what it is ('de woningcorporaties ...'), or a word of the name did."""
    aliassen: list[str] = field(default_factory=list)
    rechtsvorm: str = ""
    bron: Bron = Bron.ZIN
    plaats: str = ""
    tekent: bool = True
    """False when the text says that it does not sign."""
    blok: str = ""
    """Names of one block stand beside each other, so they are different parties."""


_ALIAS = re.compile(
    r"(?:hierna(?:\s+(?:ook|verder|kortweg|steeds))?|verder|nader|voortaan|in het vervolg|kortweg"
    r"|afgekort(?:\s+(?:als|tot))?)"
    r"(?:\s+(?:te\s+noemen|genoemd|genaamd|aan\s+te\s+duiden(?:\s+(?:als|met))?|aangeduid(?:\s+(?:als|met))?"
    r"|noemen))?\s*[:,]?\s*"
    r"(?:[\"'](?P<citaat>[^\"'\n]{1,60})[\"']|(?P<kaal>(?:de |het )?[^\W_][^,;:()\"\n]{0,50}?)(?=\s*(?:[,;:()\"\n]"
    r"|\.\s|\.?$|\ben\s+de\b)))",
    re.IGNORECASE,
)
_HAAKJES = re.compile(r"\(([^()\n]{1,80})\)")
_GEZAMENLIJK = re.compile(r"\b(?:gezamenlijk|tezamen|samen|ieder afzonderlijk|beiden?)\b", re.IGNORECASE)
_STAART = re.compile(
    r"\b(?:(?:te dezen? |ten deze |in deze |hierbij |hiertoe )?(?:rechtsgeldig |wettig )?vertegenwoordigd\b"
    r"|rechtsgeldig|statutair\b|gevestigd\b|kantoorhoudende?\b|gezeteld\b|zetelende?\b|ingeschreven\b|hierna\b"
    r"|hierbij\b"
    r"|verder (?:te noemen|genoemd)|nader (?:te noemen|genoemd)|kortweg\b|afgekort\b|ten deze\b|te dezen?\b|in deze\b"
    r"|handelend\b|hiertoe\b|optredend\b|krachtens\b|ter uitvoering\b|waarvan\b|welke\b|die\b|namens deze|genaamd\b"
    r"|ondertekend"
    r"|digitaal|datum\b|handtekening|naam:|functie:|plaats:|d\.d\.|[xX] ?\.{3})|\.{4,}|_{3,}",
)
_OPMAAK = re.compile(
    r"^(?:[-–•·*▪◦●○►o]\s+|\(?\d{1,2}[.)]\s+|\(?[a-z][.)]\s+|[A-Z]\)\s+|[A-Z]\.\s+(?=(?:de|het|[Ss]tichting|[Gg]emeente|[Vv]ereniging|[Ww]oon|[Ww]oning|[Hh]uurders|[Bb]ewoners|[Cc]o[oö]p)\w*\s)|(?:[ivx]{1,4})[.)]\s+"
    r"|[-–•·*▪]\s*(?=[^\W\d_]))+"
)
_VOORAF = re.compile(
    r"^(?:(?:en|alsmede|evenals|tussen|namens|voor|door|met|en anderzijds|enerzijds|anderzijds|partij(?:en)?:?)\s+)*"
    r"(?:(?:de|het)\s+)?(?:(?:publieks?rechtelijke?|privaatrechtelijke?)\s+(?:rechtspersoon"
    r"|lichaam)\s*,?\s*(?:de\s+)?)?"
    r"(?:(?:het\s+)?college van (?:burgemeester en wethouders|B\s?(?:&|en)\s?W)\s+van\s+(?:de\s+)?)?",
    re.IGNORECASE,
)
_RECHTSVORM = re.compile(
    r"^(?P<vorm>stichting|vereniging|co[oö]peratie(?:ve vereniging)?|co[oö]peratieve woningbouwvereniging"
    r"|besloten vennootschap(?: met beperkte aansprakelijkheid)?|naamloze vennootschap|toegelaten instelling)\s+"
    r"(?:genaamd:?\s+)?(?=['\"A-ZÀ-Þa-z])",
    re.IGNORECASE,
)
_ROL = re.compile(
    r"^(?P<rol>(?:de\s+)?(?:woning|woon|woningbouw)?corporaties?|verhuurders?|toegelaten instelling(?:en)?"
    r"|zorg(?:organisatie|partij|aanbieder|instelling)s?"
    r"|(?:huurders?|bewoners)(?:belangen)?organisaties?|huurdersvertegenwoordiging(?:en)?|gemeenten)\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
_CITAAT = re.compile(r"^[\"']([^\"'\n]{2,80})[\"'](.{0,60})$", re.DOTALL)
_PLAATS_ERBIJ = re.compile(r"\s+(?:te|uit)\s+(?:'s-)?[A-ZÀ-Þ][\w'-]*(?:\s[A-ZÀ-Þ][\w'-]*)?$")
_GETAL = re.compile(r"=|\d{3,}|\d[-/.]\d|%|€|@|www\.|https?:")
_GEEN_NAAM = re.compile(
    r"\b(?:overweg\w*|aanmerking|overeengekomen|verklaren|constater\w*|gelet|considerans|bijlage|hoofdstuk|artikel"
    r"|inhoud|versie|concept|datum|paraaf|handtekening|afspra(?:ak|ken)|prestatieafspraken|woningwet"
    r"|overeenkomst|convenant|voorwoord|inleiding|ondertekening|januari|februari|maart|april|juni|juli|augustus"
    r"|september|oktober|november|december|gemeenteraad|woonvisie|volkshuisvestingsprogramma|kvk|raamovereenkomst"
    r"|pagina"
    r"|thema|jaarschijf|bod|bladzijde|tabel|totaal|aantal|woningen|nieuwbouw|sloop|verkoop)\b",
    re.IGNORECASE,
)
_STREEP = re.compile(r"\s[-–]\s")
_KLEIN_BEGIN = re.compile(
    r"^(gemeente|stichting|vereniging|woon|woning|huurders?|bewoners?|centrale|de |het |algemene|christelijke)",
    re.IGNORECASE,
)
VULWOORDEN = verzameling(
    "een twee drie vier vijf zes beide volgende deze onze lokale overige andere actief de het"
    " een gezamenlijk gezamenlijke samen tezamen hierna verder alle beide en of genoemd"
)
_KOPWOORDEN = verzameling(
    "organisatie organisaties afkorting soort type rol functie naam contactpersoon vertegenwoordiger"
    " vertegenwoordiging handtekening"
    " partij deelnemer deelnemers wie wat datum plaats paraaf e mail telefoon website samenwerking ondertekenaar"
)
_THEMAWOORDEN = verzameling(
    "wonen bouwen huren zorg welzijn leefbaarheid betaalbaarheid beschikbaarheid duurzaamheid participatie"
    " verduurzaming doorstroming toewijzing huisvesting veiligheid kwaliteit thema onderwerp afspraken overzicht"
    " renovatie woonvisie"
)
_KLEINE_WOORDEN = verzameling(
    "van de het der den des en voor aan op bij ter ten te in t s groot regio omstreken omgeving eo over stichting"
    " vereniging ons onder tot belangen belang raad organisatie cooperatie afdeling"
)
_ROLSOORT = (
    (re.compile(r"corporatie|verhuurder|instelling"), CORPORATIE),
    (re.compile(r"huurder|bewoner"), HUURDERS),
    (re.compile(r"gemeente"), GEMEENTE),
    (re.compile("zorg"), ZORG),
)


def soort_van_rol(rol: str) -> str:
    """Return the kind a role word stands for: 'de woningcorporaties' -> corporatie; '' when it is none."""
    gevouwen = vouw(rol)
    zonder = gevouwen.removeprefix("de ")
    if "zorg" in gevouwen:
        return ZORG
    return ENKELVOUD.get(zonder) or MEERVOUD.get(zonder) or next((s for p, s in _ROLSOORT if p.search(gevouwen)), "")


_KAPITALEN = re.compile(r"[A-ZÀ-Þ]{4,}|\b(?:DE|HET|VAN|EN|DER|DEN|TE|TEN|TER|AAN)\b")


def _zonder_kapitalen(naam: str) -> str:
    """'STICHTING DE STEM' is 'Stichting De Stem'; 'SHOW' and 'HBV' stay."""
    if naam != naam.upper() or len(naam.split()) < 2 or not (soort_van_naam(naam) or _RECHTSVORM.match(naam)):
        return naam
    uit = _KAPITALEN.sub(lambda treffer: treffer.group().capitalize(), naam)
    return re.sub(r"\bIj(?=[a-z])", "IJ", uit)


_KLEIN_IN_PLAATS = frozenset(("aan", "op", "van", "de", "den", "der", "het", "bij", "en", "ter", "ten"))


def gewone_gemeentenaam(naam: str) -> str:
    """'Gemeente BERGEN OP ZOOM' is 'Gemeente Bergen op Zoom'; an abbreviation without a vowel stays."""
    eerste, _spatie, plaats = naam.partition(" ")
    if vouw(eerste) != GEMEENTE or not plaats.isupper() or not re.search(r"[A-ZÀ-Þ]{3}", plaats):
        return naam
    if not re.search("[AEIOUYÀ-Ý]", plaats):
        return naam
    woorden = [re.sub(r"(?<![\w'])[^\W\d_]+", lambda deel: deel.group().capitalize(), deel) for deel in plaats.split()]
    woorden = [re.sub(r"^'[TS]\b", lambda deel: deel.group().lower(), woord) for woord in woorden]
    klein = [woord.lower() if nr and woord.lower() in _KLEIN_IN_PLAATS else woord for nr, woord in enumerate(woorden)]
    return f"{eerste.capitalize()} " + re.sub(r"\bIj(?=[a-z])", "IJ", " ".join(klein))


def lees_naam(tekst: str, *, bron: Bron, soort: str = "", plaats: str = "", blok: str = "") -> Vondst | None:
    """Read one name with all that hangs on it; None when it is no name of an organisation.

    ``soort`` is what the sentence or heading around it says; empty when it says nothing.
    """
    tekst = schoon(tekst).replace("\n", " ")
    aliassen = _aliassen(tekst)
    functie = "" if soort else soort_van_functie(tekst)
    kern = _kern(tekst)
    kern, rechtsvorm, rol, geciteerd = _ontleed(kern)
    naam = _zonder_kapitalen(gewone_gemeentenaam(_net(kern)))
    soort_rol = soort or (soort_van_rol(rol) if rol else "")
    if rol and _moet_rol_houden(rol, naam, geciteerd):
        naam = f"{rol[0].upper()}{rol[1:]} {naam}"
    if rechtsvorm and not geciteerd and not _draagt_vorm(naam):
        naam = f"{rechtsvorm[0].upper()}{rechtsvorm[1:]} {naam}"
    if soort_rol == GEMEENTE and naam and soort_van_naam(naam) != GEMEENTE:
        naam = f"Gemeente {naam}"
    naam = gewone_gemeentenaam(naam)
    if not is_naam(naam) and not _is_klein_geschreven(tekst, naam, soort):
        return None
    uit_naam = soort_van_naam(naam)
    gekozen = _kies_soort(soort_rol, uit_naam)
    return Vondst(
        naam=_hoofdletter(naam),
        soort=gekozen or functie,
        soort_zeker=bool(soort_rol or uit_naam in (GEMEENTE, HUURDERS)),
        aliassen=[alias for alias in aliassen if vouw(alias) != vouw(naam)],
        rechtsvorm=_vorm(rechtsvorm, naam, gekozen),
        bron=bron,
        plaats=plaats,
        blok=blok,
    )


def _is_klein_geschreven(tekst: str, naam: str, soort: str) -> bool:
    """Some write their name small behind an apostrophe; that counts when the sentence says what it is."""
    return bool(soort) and bool(re.fullmatch(r"'[a-z]{4,20}", tekst.strip())) and naam.isalpha()


def is_naam(naam: str) -> bool:
    """Tell whether this can be the name of one organisation: short, with a capital, no date, person or loose word."""
    gevouwen = vouw(naam)
    if not 2 <= len(gevouwen) <= MAX_NAAM or len(gevouwen.split()) > 11:
        return False
    kaal = " ".join(woord for woord in gevouwen.split() if woord not in VULWOORDEN)
    if (
        not kaal
        or kaal in ENKELVOUD
        or kaal in MEERVOUD
        or gevouwen in NIETS
        or gevouwen in IEDEREEN
        or gevouwen in LANDELIJK
    ):
        return False
    if kaal in _KOPWOORDEN or kaal in _THEMAWOORDEN:
        return False
    if ":" in naam or naam.count(",") > 1 or len(_STREEP.findall(naam)) > 1:
        return False
    if _GETAL.search(naam) or _GEEN_NAAM.search(naam) or FUNCTIE.fullmatch(naam.strip()) or is_persoon(naam):
        return False
    if any(woord.islower() and not _mag_klein(woord) for woord in naam.split()[1:]):
        return False
    return any(letter.isupper() for letter in naam) or bool(soort_van_naam(naam) and len(gevouwen.split()) > 1)


def _mag_klein(woord: str) -> bool:
    """'van', 'en omstreken' and 'wonen' stand small in names; 'stelt' and 'visie' do not."""
    gevouwen = vouw(woord)
    return not gevouwen or gevouwen in _KLEINE_WOORDEN or bool(soort_van_naam(gevouwen))


def _kies_soort(rol: str, naam: str) -> str:
    """A heading says what stands under it, but 'Huurdersvereniging X' remains what its name says."""
    return naam if naam in (GEMEENTE, HUURDERS) else rol or naam


def _kern(tekst: str) -> str:
    """Return the part that can be the name: no persons, functions, definitions or place of business."""
    tekst = zonder_personen(_OPMAAK.sub("", tekst))
    tekst = _HAAKJES.sub(" ", tekst)
    staart = _STAART.search(tekst, 3)
    tekst = tekst[: staart.start()] if staart else tekst
    return zonder_functie(tekst).strip(" \n,;:.-–(")


def _ontleed(kern: str) -> tuple[str, str, str, bool]:
    """Split off article, legal form and role word: (rest, legal form, role word, name stood in quotes)."""
    rest = _VOORAF.sub("", kern, count=1).strip() if not _is_naam_met_lidwoord(kern) else kern
    rol = rechtsvorm = ""
    for _ in range(2):
        treffer = _ROL.match(rest)
        if treffer and not rol:
            rol, rest = treffer["rol"], rest[treffer.end() :].strip()
        vorm = _RECHTSVORM.match(rest)
        if vorm and not rechtsvorm:
            rechtsvorm, rest = vorm["vorm"], rest[vorm.end() :].strip()
    citaat = _CITAAT.match(rest)
    if citaat:
        rest = f"{citaat[1].strip()}{_aanhang(citaat[2])}"
    return rest, rechtsvorm, rol, bool(citaat)


def _aanhang(staart: str) -> str:
    """Keep what belongs to a quoted name: ' – Amersfoort' after the closing quote."""
    treffer = re.match(r"\s*[-–]\s*([A-ZÀ-Þ][\w'-]+(?:\s[A-ZÀ-Þ][\w'-]+)?)", staart)
    return f" - {treffer[1]}" if treffer else ""


def _is_naam_met_lidwoord(kern: str) -> bool:
    """'De Alliantie' keeps its article; 'De stichting', 'De gemeente' and 'de Alliantie' do not."""
    treffer = re.match(r"(?:De|Het|'t|Ons) ([A-ZÀ-Þ'][\w'-]*)", kern)
    return (
        bool(treffer)
        and not _RECHTSVORM.match(kern[3:].strip())
        and vouw(treffer.group(1) if treffer else "") not in ENKELVOUD
    )


def _net(naam: str) -> str:
    naam = naam.replace('"', " ").replace(" – ", " - ")
    naam = re.sub(r"(?<!\w)'(?!(?i:t\b|s-|s\b))|'(?!\w)", " ", naam)
    naam = _PLAATS_ERBIJ.sub("", " ".join(naam.split()))
    return naam.strip(" ,;:.-–*|/")


def _moet_rol_houden(rol: str, naam: str, geciteerd: bool) -> bool:
    """'Huurdersorganisatie Thuis' is a name; 'huurdersorganisatie HBV Thuis' says what HBV Thuis is."""
    return (
        rol[0].isupper()
        and not geciteerd
        and soort_van_rol(rol) == HUURDERS
        and soort_van_naam(naam) != HUURDERS
        and len(naam.split()) < 4
        and not rol.endswith("s")
    )


def _draagt_vorm(naam: str) -> bool:
    return bool(
        re.match(r"(?:stichting|vereniging|\w+(?:stichting|vereniging|co[oö]peratie)\b)", naam, re.IGNORECASE)
    ) or vouw(naam).endswith((" bv", " nv"))


def _hoofdletter(naam: str) -> str:
    """'gemeente Kampen' starts a line as 'Gemeente Kampen'; 'deltaWonen' stays as its owner writes it."""
    return naam[0].upper() + naam[1:] if _KLEIN_BEGIN.match(naam) and naam.split()[0].islower() else naam


def _vorm(rechtsvorm: str, naam: str, soort: str) -> str:
    if soort == GEMEENTE:
        return "publiekrechtelijk"
    tekst = vouw(f"{rechtsvorm} {naam}")
    vormen = (
        ("cooperati", "coöperatie"),
        ("stichting", "stichting"),
        ("vereniging", "vereniging"),
        ("besloten vennootschap", "bv"),
        ("naamloze", "nv"),
    )
    if rechtsvorm:
        return next((vorm for begin, vorm in vormen if begin in vouw(rechtsvorm)), "")
    if tekst.split()[-1:] in (["bv"], ["nv"]):
        return tekst.split()[-1]
    return next((vorm for begin, vorm in vormen if begin in tekst), "")


def _aliassen(tekst: str) -> list[str]:
    """Return what it is called further on, in order of the text: 'hierna te noemen: "Portaal"', '(SHOW)'."""
    gevonden: list[tuple[str, bool]] = []
    for treffer in _HAAKJES.finditer(tekst):
        inhoud = treffer[1].strip()
        binnen = _ALIAS.search(inhoud)
        gevonden.append(((binnen["citaat"] or binnen["kaal"]), True) if binnen else (inhoud, False))
    buiten = _HAAKJES.sub(" ", tekst)
    gevonden += [(treffer["citaat"] or treffer["kaal"], True) for treffer in _ALIAS.finditer(buiten)]
    uit: list[str] = []
    for ruw, gezegd in gevonden:
        for deel in re.split(r"\s+(?:of|dan wel)\s+|\"\s*,\s*\"", ruw):
            alias = _net(re.sub(r"^(?:de|het)\s+(?=\S)", "", deel.strip(" '\"")))
            if _is_alias(alias, gezegd=gezegd) and alias not in uit:
                uit.append(alias)
    return uit


def _is_alias(alias: str, *, gezegd: bool) -> bool:
    """Between brackets only what has a capital and is no kind; after 'hierna te noemen' any word."""
    if not 1 <= len(vouw(alias)) <= 50 or len(alias.split()) > 5 or _GEZAMENLIJK.search(alias):
        return False
    if FUNCTIE.search(alias) or is_persoon(alias) or _GETAL.search(alias) or _GEEN_NAAM.search(alias):
        return False
    if vouw(alias) in MEERVOUD or vouw(alias) in IEDEREEN:
        return False
    return gezegd or (any(letter.isupper() for letter in alias) and vouw(alias) not in ENKELVOUD)
