"""The gate for uploaded files: says what a file is, or in plain Dutch why it is not read (pure).

It reads the whole package once, in pieces, and believes nothing the file says about its own size.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from pathlib import Path

from basis.documenten.model import Bestandssoort, Leesfout
from basis.documenten.pakket import BESCHADIGD, GEEN_ENTITEITEN, TE_GROOT

MAX_BYTES = 20 * 1024 * 1024
MAX_BLADZIJDEN = 500
MAX_UITGEPAKT = 300_000_000
"""Bytes of all parts together: 20 MB of pictures and text never comes near it."""
MAX_XML_DEEL = 120_000_000
MAX_ONDERDELEN = 5_000
MAX_VERHOUDING = 200
"""Times a part may grow when unpacked, once it is large; Office's own XML stays under 60."""
_GROOT_ONDERDEEL = 5_000_000
_MAX_INHOUDSLIJST = 2_000_000
"""Bytes of the list of parts at the end of a zip."""
_STUK = 1 << 18

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_VERSLEUTELD_OLE = "EncryptedPackage".encode("utf-16-le")
_EINDE_ZIP = b"PK\x05\x06"
_EINDE_LENGTE = 22

WELKE = "We lezen Word (.docx), Excel (.xlsx) en PDF (.pdf)."
_OUD = {
    ".doc": "Open het in Word en sla het op als .docx.",
    ".dot": "Open het in Word en sla het op als .docx.",
    ".dotx": "Open het in Word en sla het op als .docx.",
    ".rtf": "Open het in Word en sla het op als .docx.",
    ".odt": "Open het in Word of LibreOffice en sla het op als .docx.",
    ".pages": "Open het in Pages en exporteer het als Word (.docx).",
    ".txt": "Open het in Word en sla het op als .docx.",
    ".html": "Open het in Word en sla het op als .docx.",
    ".htm": "Open het in Word en sla het op als .docx.",
    ".xls": "Open het in Excel en sla het op als .xlsx.",
    ".xlsb": "Open het in Excel en sla het op als .xlsx.",
    ".xltx": "Open het in Excel en sla het op als .xlsx.",
    ".csv": "Open het in Excel en sla het op als .xlsx.",
    ".ods": "Open het in Excel of LibreOffice en sla het op als .xlsx.",
    ".numbers": "Open het in Numbers en exporteer het als Excel (.xlsx).",
}
_MACRO = (".docm", ".dotm", ".xlsm", ".xltm", ".xlam")
_MACRO_TEKST = (
    "Dit bestand bevat macro's. Die lezen we niet. Open het en sla het op als gewoon .docx of .xlsx, zonder macro's."
)
_VERSLEUTELD = (
    "Dit bestand is beveiligd met een wachtwoord. Haal de beveiliging eraf, sla het op en probeer het nog eens."
)
_BOM = (
    "Dit bestand wordt bij het uitpakken veel te groot. Daarom lezen we het niet. "
    "Open het in Word of Excel, sla het op als nieuw bestand en probeer het nog eens."
)
_VREEMD = (
    "Dit bestand is vreemd opgebouwd. Uit voorzorg lezen we het niet. "
    "Open het in Word of Excel, sla het op als nieuw bestand en probeer het nog eens."
)
_NAMEN = {Bestandssoort.DOCX: "Word", Bestandssoort.XLSX: "Excel", Bestandssoort.PDF: "PDF"}
_HOOFDDEEL = re.compile(rb"ContentType\s*=\s*[\"']([^\"']*(?:main\+xml|sheet\.binary[^\"']*))[\"']")
_VERKLARING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_CODERINGEN = (b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252")
_DEFINITIE = re.compile(rb"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
_DEFINITIE_16 = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T|E\x00?N\x00?T\x00?I)", re.IGNORECASE)
_LANGSTE_DEFINITIE = 24


def controleer(pad: Path, naam: str = "") -> Bestandssoort:
    """Judge a file before anything else opens it; ``naam`` is the name the user gave it (default: that on disk).

    Returns what it is. Raises Leesfout with a message that says what to do.
    """
    soort = _soort_volgens_naam(naam or pad.name)
    try:
        grootte = pad.stat().st_size
        with pad.open("rb") as bestand:
            begin = bestand.read(4096)
    except OSError as fout:
        raise Leesfout("Dit bestand is er niet (meer). Kies het opnieuw.") from fout
    _keur_grootte(grootte)
    if begin.startswith(_OLE):
        _weiger_ole(pad)
    _vergelijk(soort, begin)
    if soort is not Bestandssoort.PDF:
        _keur_pakket(pad, soort)
    return soort


def _soort_volgens_naam(naam: str) -> Bestandssoort:
    achtervoegsel = Path(naam).suffix.lower()
    if achtervoegsel in _MACRO:
        raise Leesfout(_MACRO_TEKST)
    if achtervoegsel in _OUD:
        raise Leesfout(f"Een bestand met de naam {achtervoegsel} lezen we niet. {_OUD[achtervoegsel]}")
    try:
        return Bestandssoort(achtervoegsel.removeprefix("."))
    except ValueError as fout:
        wat = f"{achtervoegsel} lezen we niet." if achtervoegsel else "De naam van dit bestand heeft geen uitgang."
        raise Leesfout(f"{wat} {WELKE}") from fout


def _keur_grootte(grootte: int) -> None:
    if grootte == 0:
        raise Leesfout("Dit bestand is leeg. Kies een ander bestand.")
    if grootte > MAX_BYTES:
        megabytes = f"{grootte / 1024 / 1024:.1f}".replace(".", ",")
        raise Leesfout(
            f"Dit bestand is {megabytes} MB. We lezen bestanden tot {MAX_BYTES // 1024 // 1024} MB. "
            "Maak de afbeeldingen erin kleiner of knip het bestand in delen."
        )


def _weiger_ole(pad: Path) -> None:
    """Refuse an OLE container: an encrypted new file, or an old one with a new name."""
    if _VERSLEUTELD_OLE in pad.read_bytes():
        raise Leesfout(_VERSLEUTELD)
    raise Leesfout("Dit is een oud Word- of Excel-bestand (.doc of .xls). Open het en sla het op als .docx of .xlsx.")


def _vergelijk(soort: Bestandssoort, begin: bytes) -> None:
    """Compare the name with what the first bytes say."""
    is_pdf = b"%PDF-" in begin[:1024]
    is_zip = begin.startswith((b"PK\x03\x04", _EINDE_ZIP))
    if soort is Bestandssoort.PDF:
        if is_pdf:
            return
        wat = "een Word- of Excel-bestand" if is_zip else "geen PDF"
        raise Leesfout(
            f"Dit bestand heet .pdf, maar het is {wat}. Geef het de goede naam of maak er opnieuw een PDF van."
        )
    if is_zip:
        return
    naam = _NAMEN[soort]
    if is_pdf:
        raise Leesfout(f"Dit bestand heet .{soort}, maar het is een PDF. Geef het een naam die eindigt op .pdf.")
    if begin.lstrip().startswith(b"{\\rtf") or begin.lstrip()[:1] == b"<":
        raise Leesfout(
            f"Dit bestand heet .{soort}, maar het is geen {naam}. Open het in {naam} en sla het op als .{soort}."
        )
    raise Leesfout(f"Dit bestand heet .{soort}, maar het is geen {naam} of het is beschadigd. {WELKE}")


# Zip


def _keur_pakket(pad: Path, soort: Bestandssoort) -> None:
    _keur_inhoudslijst(pad)
    try:
        with zipfile.ZipFile(pad) as pakket:
            onderdelen = pakket.infolist()
            _keur_namen(onderdelen)
            _keur_soort(pakket, soort)
            _lees_alles(pakket, onderdelen)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, struct.error, ValueError, NotImplementedError) as fout:
        raise Leesfout(BESCHADIGD) from fout
    except RuntimeError as fout:
        # zipfile's way of asking for a password.
        raise Leesfout(_VERSLEUTELD) from fout


def _keur_inhoudslijst(pad: Path) -> None:
    """Refuse a list of parts that is itself too long, before Python makes objects of it."""
    with pad.open("rb") as bestand:
        bestand.seek(max(0, pad.stat().st_size - 65_557))
        staart = bestand.read()
    plek = staart.rfind(_EINDE_ZIP)
    if plek < 0 or len(staart) < plek + _EINDE_LENGTE:
        raise Leesfout(BESCHADIGD)
    aantal, lengte = struct.unpack("<HL", staart[plek + 10 : plek + 16])
    if lengte > _MAX_INHOUDSLIJST or aantal > MAX_ONDERDELEN:
        raise Leesfout(_VREEMD)


def _keur_namen(onderdelen: list[zipfile.ZipInfo]) -> None:
    """Refuse too many parts, names that lead out of the package, doubles, unknown packing and macros."""
    if len(onderdelen) > MAX_ONDERDELEN:
        raise Leesfout(_VREEMD)
    gezien: set[str] = set()
    for onderdeel in onderdelen:
        naam = onderdeel.filename
        stukken = naam.replace("\\", "/").split("/")
        if naam.startswith(("/", "\\")) or ".." in stukken or ":" in naam or naam.lower() in gezien:
            raise Leesfout(_VREEMD)
        gezien.add(naam.lower())
        if onderdeel.flag_bits & 0x1:
            raise Leesfout(_VERSLEUTELD)
        if onderdeel.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Leesfout(_VREEMD)
        if stukken[-1].lower().startswith("vbaproject"):
            raise Leesfout(_MACRO_TEKST)


def _keur_soort(pakket: zipfile.ZipFile, soort: Bestandssoort) -> None:
    """Compare the extension with the kinds of parts the package says it has."""
    namen = {naam.lower(): naam for naam in pakket.namelist()}
    if "[content_types].xml" not in namen:
        _weiger_zip(pakket, namen, soort)
    with pakket.open(namen["[content_types].xml"]) as bron:
        soorten = bron.read(_GROOT_ONDERDEEL)
    if b"macroEnabled" in soorten or b"vbaProject" in soorten:
        raise Leesfout(_MACRO_TEKST)
    hoofd = b" ".join(_HOOFDDEEL.findall(soorten))
    gevonden = next(
        (
            s
            for s, merk in ((Bestandssoort.DOCX, b"wordprocessingml"), (Bestandssoort.XLSX, b"spreadsheetml"))
            if merk in hoofd
        ),
        None,
    )
    if b"sheet.binary" in hoofd:
        raise Leesfout("Dit is een binair Excel-bestand (.xlsb). Open het in Excel en sla het op als .xlsx.")
    if gevonden is None and _STANDAARDPLEK[soort] in namen:
        gevonden = soort
    if gevonden is None:
        raise Leesfout(f"Dit bestand heet .{soort}, maar het is geen {_NAMEN[soort]} of er ontbreekt een deel. {WELKE}")
    if gevonden is not soort:
        raise Leesfout(
            f"Dit bestand heet .{soort}, maar het is {_NAMEN[gevonden]}. Geef het een naam die eindigt op .{gevonden}."
        )


_STANDAARDPLEK = {Bestandssoort.DOCX: "word/document.xml", Bestandssoort.XLSX: "xl/workbook.xml"}


def _weiger_zip(pakket: zipfile.ZipFile, namen: dict[str, str], soort: Bestandssoort) -> None:
    """Refuse a zip that is no Office file; OpenDocument gets advice of its own."""
    if "mimetype" in namen:
        with pakket.open(namen["mimetype"]) as bron:
            if b"opendocument" in bron.read(200):
                raise Leesfout(f"Dit is een OpenDocument-bestand. Open het en sla het op als .{soort}.")
    raise Leesfout(f"Dit bestand heet .{soort}, maar het is geen {_NAMEN[soort]} of er ontbreekt een deel. {WELKE}")


def _lees_alles(pakket: zipfile.ZipFile, onderdelen: list[zipfile.ZipInfo]) -> None:
    """Unpack everything once, in pieces: count the real bytes and look for definitions in every XML part."""
    totaal = 0
    for onderdeel in onderdelen:
        gelezen = 0
        is_xml = _is_xml(onderdeel.filename)
        staart = b""
        with pakket.open(onderdeel) as bron:
            while stuk := bron.read(_STUK):
                if is_xml:
                    _keur_xml(staart + stuk, eerste=gelezen == 0)
                    staart = stuk[-2 * _LANGSTE_DEFINITIE :]
                gelezen += len(stuk)
                totaal += len(stuk)
                _keur_omvang(onderdeel, gelezen, totaal, is_xml=is_xml)


def _keur_omvang(onderdeel: zipfile.ZipInfo, gelezen: int, totaal: int, *, is_xml: bool) -> None:
    if gelezen > _GROOT_ONDERDEEL and gelezen > MAX_VERHOUDING * max(1, onderdeel.compress_size):
        raise Leesfout(_BOM)
    if totaal > MAX_UITGEPAKT:
        raise Leesfout(_BOM)
    if is_xml and gelezen > MAX_XML_DEEL:
        raise Leesfout(TE_GROOT)


def _is_xml(naam: str) -> bool:
    return naam.lower().endswith((".xml", ".rels", ".vml"))


def _keur_xml(stuk: bytes, *, eerste: bool) -> None:
    """Refuse definitions (DOCTYPE, entities) and codings in which they could hide."""
    if _DEFINITIE.search(stuk) or (b"\0" in stuk and _DEFINITIE_16.search(stuk)):
        raise Leesfout(GEEN_ENTITEITEN)
    if not eerste:
        return
    breed = stuk.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"))
    if breed and not stuk.startswith((b"\xff\xfe\0\0", b"<\0\0\0", b"\0\0")):
        return
    if not stuk.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        raise Leesfout(BESCHADIGD)
    verklaring = _VERKLARING.search(stuk[:400])
    if verklaring and verklaring[1].lower() not in _CODERINGEN:
        raise Leesfout(GEEN_ENTITEITEN)
