"""What promises, what explains and what things are called, for finding measurable values (pure)."""

from __future__ import annotations

import re

from afspraken.importeren.waarden import CIJFERS, ERACHTER_MAX, ERACHTER_MIN, GRENS, WOORDEN
from afspraken.termijnherkenning.model import woordrij

KOPPEN = {
    "naam": re.compile(r"indicator|kpi|prestatie-?indicator|meetbaar|maatstaf|gemeten", re.IGNORECASE),
    "nul": re.compile(r"nulmeting|startwaarde|uitgangs(?:situatie|waarde)|huidig|stand\b|0-meting", re.IGNORECASE),
    "streef": re.compile(r"streef|norm\b|target|doelwaarde|beoogd|te behalen|eindwaarde", re.IGNORECASE),
    "eenheid": re.compile(r"eenheid", re.IGNORECASE),
    "jaar": re.compile(r"^\W*(?:streef)?jaar\W*$", re.IGNORECASE),
}
_EENHEDEN = (
    r"\w*woning(?:en)?|\w*appartement(?:en)?|\w*complex(?:en)?|\w*bijeenkomst(?:en)?|\w*overleggen|\w*gesprek(?:ken)?"
    r"|huishoudens|\w*huurders|statushouders|vergunninghouders|personen|\w*standplaats(?:en)?|woonwagens|wijken|buurten"
    r"|\w*projecten|\w*plaatsen|woon ?eenheden|eenheden|\w*kamers|jongeren|woonunits|units|m2|m²|bomen|zonnepanelen|ton"
    r"|\w*plannen|\w*visies|\w*schouwen|\w*trajecten|\w*locaties|\w*bewoners|gezinnen|\w*toewijzingen|\w*verhuringen"
)
_BIJ = r"gemiddeld(?:\s+genomen)?|circa|ca\.|ongeveer|in totaal|netto|nog|de bouw van|het aantal van|(?:voor )?zo'n"
_GEEN_BIJWOORD = "de|het|een|van|en|in|of|aan|per|met|voor|naar|op|uit|om|die|dat|tot|bij"
GETAL = re.compile(
    rf"(?:(?<![\w]){GRENS}\s*)?(?:(?:{_BIJ})\s+){{0,2}}(?P<euro>€\s*)?"
    rf"(?<![\w.,€-])(?P<getal>(?P<helft>de helft\b)|(?!(?:19|20)[0-9]{{2}}(?![0-9.,])){CIJFERS}|{WOORDEN})"
    rf"(?:\s*(?:-|–|à|tot)\s*(?P<tot>{CIJFERS}))?(?:\s*(?P<maal>(?:duizend|miljoen|mln\.?)\b))?"
    rf"(?P<na>\s+(?:{ERACHTER_MIN}|{ERACHTER_MAX}))?"
    rf"\s*(?P<eenheid>%|procent\b|(?P<keer>(?:x|×|keer|maal)\b)|(?P<duur>jaar\b)"
    rf"|(?P<bijvoeglijk>(?:(?!(?:{_GEEN_BIJWOORD})\b)[^\W\d_][\w-]*\s+){{0,3}}?)(?P<ding>(?:{_EENHEDEN}))\b)?"
    rf"(?P<erna>\s+(?:{ERACHTER_MIN}|{ERACHTER_MAX}))?",
    re.IGNORECASE,
)
BELOFTE = re.compile(
    r"\b(?:realis\w+|ge(?:realiseerd|bouwd|renoveerd|isoleerd|sloopt|plaatst|huisvest|reserveerd|investeerd)"
    r"|verkocht|verhuurd"
    r"|aangekocht|toegewezen|verduurzaamd|bouw(?:en|t)\b|te bouwen|opgelever\w*|oplever\w*|toevoeg\w*"
    r"|toe te voegen|verko(?:pen|opt)"
    r"|slo(?:pen|opt)|renove\w+|isole\w+|verduurza\w+|lever(?:en|t)\b|huisvest\w*|toewij\w+|wij(?:zen|st)\b"
    r"|toe te wijzen|groei"
    r"|toename|uitbreiding|beschikbaar|verhu(?:ren|urt)|plaatsen|plaatst|aankop\w*|aankoopt|stu(?:ren|urt)\b"
    r"|organise\w+"
    r"|georganiseerd|investe\w+|reserve\w+|bijdra\w+|stel(?:len|t)\b|stre(?:ven|eft)|maken|maakt|krijgen|krijgt"
    r"|bestem\w+"
    r"|komt er|komen er|starten|start|plaatsvinden|vind(?:t|en)\b|norm|doel|garande\w+|aangepast|waarvan"
    r"|gewerkt|opgave)",
    re.IGNORECASE,
)
ACHTERGROND = re.compile(
    r"\b(?:bedroeg|bedroegen|waren er|was er|telde|telt|bestaat uit|bestond|in bezit\b(?! bij)|is gebleken"
    r"|afgelopen|sinds 20|hebben? gerealiseerd"
    r"|heeft [^.]{0,60}(?:gerealiseerd|gebouwd|opgeleverd|verkocht)|onderdeel uit van afspraak|peildatum"
    r"|prijspeil|als voorbeeld)\b",
    re.IGNORECASE,
)
# Before the number in its own clause: it explains or belongs to something else.
UITLEG_ERVOOR = re.compile(
    r"gebaseerd op|uitgaande van|ten grondslag|aanname"
    # It restates what another agreement promises: 'binnen het streven om maximaal 50% ...'.
    r"|\b(?:binnen|conform|overeenkomstig|in lijn met|in het kader van|als onderdeel van|ter uitvoering van)"
    r"\s+(?:het|de|dit|deze|ons|onze)\s+(?:\w+\s+){0,2}?"
    r"(?:streven|streefwaarde|streefpercentage|norm|afspraak|ambitie|uitgangspunt|doelstelling|taakstelling)\b[^,;:]*$",
    re.IGNORECASE,
)
GEEN_BELOFTE_ERVOOR = re.compile(
    r"(?:hoogte van|huur(?:prijs|grens)?(?: \w+){0,2} (?:van|tot)|tot en met|leeftijd"
    r"|artikel|afspra(?:ak|ken)|paragraaf|tabel|bijlage|hoofdstuk|voetnoot|nr\.|label|maximale huurprijs"
    r"|inkomen\w*(?: \w+){0,3}|jongeren tot"
    r"|v\.o\.n\.\S*|prijs tot|zoals de|van de|\balle|\bbeide|\bdeze)\s*$",
    re.IGNORECASE,
)
PRIJS = re.compile(r"\bhuur|grens|inkomen|prijs|v\.o\.n", re.IGNORECASE)
VERDELING = re.compile(r"\(([^()]{3,400})\)")
DEEL = re.compile(
    rf"(?:^|[;,]"
    rf"|\ben\b)\s*(?:de\s+)?(?P<naam>[A-Z][\w'’ .&-]{{1,50}}?)\s*[:=]\s*(?P<getal>{CIJFERS})(?=\s*(?:[;,)]|en\b"
    rf"|\w|$))"
)
# 'gemiddeld 400 woningen per jaar, waarvan 30%': the part counts over the span of the whole.
DEEL_VAN = re.compile(
    r"(?P<geheel>[^.;:()]{0,80}),?\s+(?:waarvan|en daarvan|daarvan is|hiervan is)\s+(?:\w+\s+)?$", re.IGNORECASE
)
VAN_NAAR = re.compile(rf"\bvan\s+(?:{GRENS}\s*)?(?P<van>{CIJFERS})\s*(?:%|procent)?\s+naar\s+$", re.IGNORECASE)
IJKPUNTTEKST = re.compile(rf"\bijkpunt\b[^.]{{0,40}}?(?P<getal>{CIJFERS})\s*(?P<eenheid>%|[^\W\d_]+)?", re.IGNORECASE)
ONDERWERP = re.compile(
    r"\b(?P<kern>(?:netto\s+)?(?:realisatie|groei|toename|uitbreiding|nieuwbouw|toevoeging|sloop|verkoop"
    r"|renovatie|exploitatietermijn|verduurzaming))"
    r"(?P<rest>(?:\s+(?:van|aan|de|het|voorraad|sociale|nieuwe|huurwoningen|woningen|betaalbare)\b){0,6})",
    re.IGNORECASE,
)
OVERLEG = re.compile(
    r"\b(?:een\s+|het\s+)?(?P<naam>(?:(?!een\b|het\b|vindt\b|per\b|de\b|jaar\b)[^\W\d_][\w-]*\s+)?"
    r"(?:\w*overleg|\w*bijeenkomst|\w*rapportage|\w*schouw|\w*evaluatie|\w*gesprek))\b",
    re.IGNORECASE,
)
DOELJAAR = re.compile(
    r"\b(?:in|uiterlijk(?: in)?|eind|einde|ultimo|medio|begin|vóór|december|kwartaal(?: van)?|Q[1-4]|najaar"
    r"|voorjaar|jaar)"
    r"\s+(20[0-9]{2})(?!\s*(?:[-–/]|t/m|tot en met|en)\s*20[0-9]{2})",
    re.IGNORECASE,
)
ZINNEN = re.compile(r"(?<=[.!?])\s+(?=[A-Z€(])|\n+")
ACHTER = re.compile(r"\s*(?:van|van de|van het|aan)\s+(?:de\s+|het\s+)?(?P<wat>[^.,;:()]{3,120})")
ACHTER_LOS = re.compile(r"\s*(?P<wat>[^.,;:()]{3,120})")
STOPWOORDEN = frozenset(
    woordrij(
        "te beschikbaar toe in met voor per wordt worden die dat kan is zijn aan tot bij om naar zal door op"
        " moet als gebouwd"
    )
)
LABEL = re.compile(
    r"\b(?P<kwal>minimaal|gemiddeld|ten minste|minstens)\s+(?:energie)?label\s+(?P<label>A\+{0,5}|[B-G])(?![\w+])",
    re.IGNORECASE,
)
