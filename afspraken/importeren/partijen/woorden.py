"""Words that tell what kind of party a name is, and words that stand for a kind or for everybody (pure).

The kinds are values of ``partijen.rollen.PartijSoort``. Lists hold typical parts of names, not names of parties.
"""

from __future__ import annotations

import re

from afspraken.importeren.partijen.tekst import verzameling, vouw

GEMEENTE = "gemeente"
CORPORATIE = "corporatie"
HUURDERS = "huurdersorganisatie"
ZORG = "zorgorganisatie"
OVERIG = "overig"

CORPORATIES = "corporaties"
HUURDERSORGANISATIES = "huurdersorganisaties"
GEMEENTEN = "gemeenten"
ALLE = "alle partijen"

GROEP_VAN_SOORT = {GEMEENTE: GEMEENTEN, CORPORATIE: CORPORATIES, HUURDERS: HUURDERSORGANISATIES}

# Words for a kind, singular and plural; folded. Only what stands for the kind as a whole ('de corporatie').
_ENKEL: dict[str, tuple[str, ...]] = {
    GEMEENTE: ("gemeente", "gem", "gmnte", "college", "college van b en w", "b en w", "benw", "gemeentebestuur"),
    CORPORATIE: (
        "corporatie",
        "woningcorporatie",
        "wooncorporatie",
        "woningbouwcorporatie",
        "woningbouwvereniging",
        "woningstichting",
        "woonstichting",
        "woningvereniging",
        "toegelaten instelling",
        "verhuurder",
        "corp",
        "woco",
        "wbv",
        "wc",
    ),
    HUURDERS: (
        "huurdersorganisatie",
        "huurderorganisatie",
        "huurdersvereniging",
        "huurdervereniging",
        "huurdersvertegenwoordiging",
        "huurdersbelangenorganisatie",
        "huurdersbelangenvereniging",
        "huurdersbelangen vereniging",
        "huurders belangen vereniging",
        "huurders vereniging",
        "huurders organisatie",
        "huurders belangen organisatie",
        "huurdersbelang",
        "huurdersraad",
        "huurdersadviesraad",
        "huurdersbelangenraad",
        "bewonersadviesraad",
        "bewonersplatform",
        "bewonersbelang",
        "huurdersforum",
        "huurderskoepel",
        "huurdersplatform",
        "huurdersfederatie",
        "huurderspartij",
        "huurdersstichting",
        "bewonersorganisatie",
        "bewonersvereniging",
        "bewonersraad",
        "bewonersvertegenwoordiging",
        "ho",
        "hbo",
        "hv",
        "hbv",
        "huurdersorg",
        "huurdersver",
    ),
}
_MEER: dict[str, tuple[str, ...]] = {
    GEMEENTE: ("gemeenten", "gemeentes", "gemeentebesturen", "colleges"),
    CORPORATIE: (
        "corporaties",
        "woningcorporaties",
        "wooncorporaties",
        "woningbouwcorporaties",
        "woningbouwverenigingen",
        "woningstichtingen",
        "woonstichtingen",
        "woningverenigingen",
        "toegelaten instellingen",
        "verhuurders",
        "wocos",
        "wcs",
        "wbvs",
        "corps",
        "collega corporaties",
    ),
    HUURDERS: (
        "huurdersorganisaties",
        "huurderorganisaties",
        "huurdersverenigingen",
        "huurderverenigingen",
        "huurdersvertegenwoordigingen",
        "huurdersvertegenwoordigers",
        "huurdersbelangenorganisaties",
        "huurdersbelangenverenigingen",
        "huurders verenigingen",
        "huurders organisaties",
        "huurdersraden",
        "huurderskoepels",
        "huurdersplatforms",
        "huurderspartijen",
        "huurdersstichtingen",
        "bewonersorganisaties",
        "bewonersverenigingen",
        "bewonersraden",
        "hos",
        "hbos",
        "hvs",
        "hbvs",
    ),
}
ENKELVOUD: dict[str, str] = {woord: soort for soort, lijst in _ENKEL.items() for woord in lijst}
MEERVOUD: dict[str, str] = {woord: soort for soort, lijst in _MEER.items() for woord in lijst}

# In a cell they stand for the organisation; in running text they are people.
VAAG: dict[str, str] = {"huurders": HUURDERS, "huurder": HUURDERS, "huurdersvertegenwoordiger": HUURDERS}

# Legends often leave these out; read with a warning, unless the document says otherwise.
CODES: dict[str, str] = {"g": GEMEENTE, "c": CORPORATIE, "h": HUURDERS, "wo": CORPORATIE}

IEDEREEN = (
    "alle partijen",
    "alle betrokken partijen",
    "alle deelnemende partijen",
    "alle ondertekenende partijen",
    "alle samenwerkende partijen",
    "alle prestatiepartijen",
    "alle drie partijen",
    "alle drie de partijen",
    "alle ondertekenaars",
    "alle deelnemers",
    "alle organisaties",
    "alle partners",
    "allen",
    "alledrie",
    "allemaal",
    "iedereen",
    "partijen",
    "de drie partijen",
    "drie partijen",
    "betrokken partijen",
    "deelnemende partijen",
    "samenwerkende partijen",
    "gezamenlijke partijen",
    "contractpartijen",
    "convenantpartijen",
    "convenantpartners",
    "samenwerkingspartners",
    "prestatiepartners",
    "tripartiet",
    "ondertekenaars",
    "ondergetekenden",
    "ondertekenende partijen",
    "partners",
    "elke partij",
    "iedere partij",
)
# Mean everybody only when nothing else stands in the cell: 'alle', but not 'alle corporaties'.
IEDEREEN_ALLEEN = frozenset(
    ("alle", "alle drie", "ieder", "elk", "samen", "gezamenlijk", "gezamenlijke", "ieder voor zich", "iedereen")
)
# The ones that also mean the signatories in a sentence.
IEDEREEN_IN_ZIN = frozenset(woord for woord in IEDEREEN if "partij" in woord or woord == "ondertekenaars")

NIETS = frozenset(
    (
        "",
        "nvt",
        "n v t",
        "niet van toepassing",
        "geen",
        "onbekend",
        "nader te bepalen",
        "nog te bepalen",
        "nog nader te bepalen",
        "nog nader bepalen",
        "nader bepalen",
        "volgt",
        "volgt nog",
        "ntb",
        "nnb",
        "nnt",
        "tbd",
        "pm",
        "p m",
        "x",
        "xx",
        "xxx",
        "vacant",
        "nog niet bekend",
        "nader in te vullen",
        "nog in te vullen",
        "leeg",
    )
)
NOG_TE_BEPALEN = re.compile(r"bepal|volgt|bekend|vullen|^ntb$|^nnb$|^tbd$|^p ?m$|vacant")
HERHALING = frozenset(("idem", "zie boven", "zie hierboven", "als boven", "zelfde", "dezelfde", "hetzelfde", "ibidem"))

# Named as owner here and there, but never a landlord.
BUITENSTAANDERS = frozenset(
    (
        "stedin",
        "liander",
        "alliander",
        "enexis",
        "coteq",
        "rendo",
        "vitens",
        "politie",
        "provincie",
        "waterschap",
        "ggd",
        "vng",
        "aedes",
        "woonbond",
        "rijk",
        "belastingdienst",
        "uwv",
        "veiligheidsregio",
        "omgevingsdienst",
        "netbeheerder",
        "marktpartijen",
        "ontwikkelaars",
        "bewoners",
        "inwoners",
    )
)

# Bodies that are named in these documents all the time and never sign a local set.
LANDELIJK = frozenset(
    (
        "aedes",
        "woonbond",
        "de woonbond",
        "nederlandse woonbond",
        "vng",
        "rijk",
        "het rijk",
        "bzk",
        "wsw",
        "aw",
        "ilt",
        "ministerie",
        "autoriteit woningcorporaties",
        "autoriteit wonen",
        "vereniging van nederlandse gemeenten",
        "waarborgfonds sociale woningbouw",
        "kabinet",
        "eu",
        "europese unie",
        "kamer van koophandel",
        "kvk",
        "woningwet",
        "nibud",
        "cbs",
    )
)

_HUURDERSNAAM = re.compile(
    r"huurder|bewoner|\bhbv|\bhv\b|\bhvb|\bhbo\b|\bhbv?a?\b|\bhsv\b|klantenraad|klantraad|woonconsument"
    r"|belangenvereniging"
    r"|huurdeel|\bhpf?\b|\bbewonersr"
)
_CORPORATIENAAM = re.compile(
    r"won(?:en|ing|inge)|woon|\bwbv|\bwst\b|\bws\b|huisvesting|bouwvereniging|\bthuis\b|\bwonion\b|\bwoco"
    r"|goed wonen|corporatie|bouwstichting|\bhuizen\b|woonst"
)
_ZORGNAAM = re.compile(
    r"zorg|\bggz|\bggd\b|welzijn|jeugd|opvang|wijkteam|leger des heils|verpleeg|\bribw|begeleid|maatschappelijk"
    r"|revalidatie|verslaving|ouderen|gehandicap|\bzozijn|kwintes|humanitas|hospice"
)


def soort_van_naam(naam: str) -> str:
    """Return the kind a name speaks of, or '' when its words do not tell."""
    sleutel = vouw(naam)
    if re.match(r"(?:de )?gemeenten?\b|college van b", sleutel):
        return GEMEENTE
    if _HUURDERSNAAM.search(sleutel):
        return HUURDERS
    if _CORPORATIENAAM.search(sleutel):
        return CORPORATIE
    return ZORG if _ZORGNAAM.search(sleutel) else ""


# Words that say nothing about which organisation it is: legal forms and kinds. Folded.
LEGE_WOORDEN = verzameling(
    "de het een stichting vereniging cooperatie cooperatieve bv nv ua gemeente gemeenten woningstichting"
    " woonstichting"
    " woningbouwvereniging woningbouwstichting woningcorporatie corporatie wooncorporatie woningvereniging"
    " huurdersvereniging huurdersorganisatie huurdersraad huurdersbelangenvereniging bewonersvereniging"
    " bewonersraad bewonersorganisatie huurders huurdersbelangen huurdersbelang belangen belang organisatie bewoners"
    " raad centrale algemene christelijke van der den en voor te in hbv hv wbv ws wst afdeling regio"
    " huurdersstichting huurdersplatform huurderskoepel huurdersfederatie federatie koepel platform wonen"
    " bouwvereniging woningbouw groot omstreken omgeving stad"
)

# Municipalities whose name holds 'en' or a comma: splitting an enumeration must leave them whole.
MET_EN = (
    "Gilze en Rijen",
    "Peel en Maas",
    "West Maas en Waal",
    "Berg en Dal",
    "Nuenen, Gerwen en Nederwetten",
    "Maas en Waal",
    "Bergh en Omstreken",
)
