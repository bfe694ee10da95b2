"""Bad files are refused with a message that says what to do."""

from __future__ import annotations

import random
import struct
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from basis.documenten import poort
from basis.documenten.lezen import lees_document
from basis.documenten.model import Bestandssoort, Leesfout
from basis.documenten.poort import controleer
from tests.basis.documenten.bouw import deel, docx_delen, maak_zip, p, typen

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
DOCM = "application/vnd.ms-word.document.macroEnabled.main+xml"


def weigering(pad: Path, naam: str = "") -> str:
    """Return the message with which a file is refused."""
    with pytest.raises(Leesfout) as fout:
        controleer(pad, naam)
    return str(fout.value)


def schrijf(map_: Path, naam: str, inhoud: bytes) -> Path:
    """Write a file."""
    (map_ / naam).write_bytes(inhoud)
    return map_ / naam


def goed(map_: Path, naam: str = "goed.docx", **anders: str | bytes) -> Path:
    """Write a Word file that is right but for the parts given."""
    return maak_zip(map_ / naam, {**docx_delen(p("tekst")), **{k.replace("__", "/"): v for k, v in anders.items()}})


def met_deel(map_: Path, naam: str, inhoud: str | bytes) -> Path:
    """Write a Word file with one part more, or replaced."""
    return maak_zip(map_ / "m.docx", {**docx_delen(p("tekst")), naam: inhoud})


def test_goede_bestanden_mogen_door(tmp_path: Path) -> None:
    boek = openpyxl.Workbook()
    boek.save(tmp_path / "b.xlsx")
    pdf = schrijf(tmp_path, "p.pdf", b"%PDF-1.7\n%%EOF")
    assert controleer(goed(tmp_path)) is Bestandssoort.DOCX
    assert controleer(goed(tmp_path), "Afspraken.DOCX") is Bestandssoort.DOCX
    assert controleer(tmp_path / "b.xlsx") is Bestandssoort.XLSX
    assert controleer(pdf) is Bestandssoort.PDF


@pytest.mark.parametrize(
    ("naam", "zin"),
    [
        ("a.doc", "sla het op als .docx"), ("a.ODT", "sla het op als .docx"), ("a.rtf", "sla het op als .docx"),
        ("a.xls", "sla het op als .xlsx"), ("a.ods", "sla het op als .xlsx"), ("a.xlsb", "sla het op als .xlsx"),
        ("a.csv", "sla het op als .xlsx"), ("a.docm", "macro's"), ("a.xlsm", "macro's"), ("a.dotm", "macro's"),
        ("a.exe", "We lezen Word (.docx), Excel (.xlsx) en PDF (.pdf)"), ("afspraken", "heeft geen uitgang"),
    ],
)  # fmt: skip
def test_verkeerde_uitgang(tmp_path: Path, naam: str, zin: str) -> None:
    assert zin in weigering(goed(tmp_path), naam)


@pytest.mark.parametrize(
    ("naam", "inhoud", "zin"),
    [
        ("a.docx", b"", "leeg"),
        ("a.docx", b"%PDF-1.7", "het is een PDF"),
        ("a.xlsx", b"%PDF-1.7", "eindigt op .pdf"),
        ("a.pdf", b"zomaar tekst", "geen PDF"),
        ("a.docx", rb"{\rtf1 x}", "sla het op als .docx"),
        ("a.xlsx", b"<html><table>", "sla het op als .xlsx"),
        ("a.docx", b"\x89PNG....", "geen Word"),
        ("a.docx", OLE, "oud Word- of Excel-bestand"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
        ("a.docx", b"PK\x03\x04" + b"rommel" * 50, "beschadigd"),
    ],
)
def test_inhoud_past_niet_bij_de_naam(tmp_path: Path, naam: str, inhoud: bytes, zin: str) -> None:
    assert zin in weigering(schrijf(tmp_path, naam, inhoud))


def test_word_met_de_naam_van_excel_en_van_pdf(tmp_path: Path) -> None:
    assert "eindigt op .docx" in weigering(goed(tmp_path), "a.xlsx")
    assert "Word- of Excel-bestand" in weigering(goed(tmp_path), "a.pdf")


def test_te_groot_bestand_noemt_de_grens(tmp_path: Path) -> None:
    with (tmp_path / "g.docx").open("wb") as bestand:
        bestand.truncate(poort.MAX_BYTES + 1024 * 1024)
    assert "21,0 MB. We lezen bestanden tot 20 MB" in weigering(tmp_path / "g.docx")


def test_bestand_dat_weg_is(tmp_path: Path) -> None:
    assert "Kies het opnieuw" in weigering(tmp_path / "weg.docx")


def test_macro_in_een_docx(tmp_path: Path) -> None:
    assert "macro's" in weigering(met_deel(tmp_path, "word/vbaProject.bin", b"x"))
    assert "macro's" in weigering(met_deel(tmp_path, "[Content_Types].xml", typen(DOCM)))


def test_opendocument_en_gewone_zip(tmp_path: Path) -> None:
    odt = maak_zip(tmp_path / "o.docx", {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"})
    los = maak_zip(tmp_path / "z.docx", {"foto.jpg": "x"})
    assert "OpenDocument" in weigering(odt)
    assert "geen Word of er ontbreekt een deel" in weigering(los)


@pytest.mark.parametrize(
    "xml",
    [
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        '<!-- vooraf --> <!DOCTYPE x SYSTEM "http://voorbeeld.invalid/x.dtd"><x/>',
        "<!doctype x><x/>",
        '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "l"><!ENTITY l1 "&l0;&l0;&l0;&l0;&l0;">]><l>&l1;</l>',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>',
    ],
)
@pytest.mark.parametrize("plek", ["word/document.xml", "word/styles.xml", "customXml/item1.xml", "_rels/.rels"])
@pytest.mark.parametrize("codering", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_xml_definities_worden_geweigerd(tmp_path: Path, xml: str, plek: str, codering: str) -> None:
    assert "XML-definities" in weigering(met_deel(tmp_path, plek, xml.encode(codering)))


def test_definitie_op_de_naad_van_twee_stukken(tmp_path: Path) -> None:
    for verschuiving in range(12):
        vulling = "<!--" + "x" * (poort._STUK - 7 - verschuiving) + "-->"
        assert "XML-definities" in weigering(met_deel(tmp_path, "word/x.xml", f"{vulling}<!DOCTYPE x><x/>"))


@pytest.mark.parametrize("codering", ["utf-7", "IBM037", "utf-32"])
def test_coderingen_waarin_een_definitie_schuil_kan_gaan(tmp_path: Path, codering: str) -> None:
    xml = f'<?xml version="1.0" encoding="{codering}"?>+ADwAIQ-DOCTYPE x+AD4-<x/>'
    assert weigering(met_deel(tmp_path, "word/x.xml", xml))
    assert weigering(met_deel(tmp_path, "word/x.xml", "<!DOCTYPE x><x/>".encode("utf-32")))


def test_zip_bom(tmp_path: Path) -> None:
    assert "veel te groot" in weigering(met_deel(tmp_path, "word/media/x.bin", b"\0" * 30_000_000))


def test_zip_bom_over_veel_delen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(poort, "MAX_UITGEPAKT", 2_000_000)
    delen: dict[str, str | bytes] = {f"word/media/{nr}.bin": b"\0" * 100_000 for nr in range(30)}
    assert "veel te groot" in weigering(maak_zip(tmp_path / "v.docx", {**docx_delen(p("x")), **delen}))


def test_te_veel_delen(tmp_path: Path) -> None:
    delen: dict[str, str | bytes] = {f"word/{nr}.bin": b"" for nr in range(poort.MAX_ONDERDELEN + 1)}
    assert "vreemd opgebouwd" in weigering(maak_zip(tmp_path / "v.docx", {**docx_delen(p("x")), **delen}))


def test_gelogen_grootte_telt_niet(tmp_path: Path) -> None:
    """The list of parts says 10 bytes; what is really there is 30 MB."""
    pad = met_deel(tmp_path, "word/media/x.bin", b"\0" * 30_000_000)
    inhoud = pad.read_bytes().replace(struct.pack("<L", 30_000_000), struct.pack("<L", 10))
    pad.write_bytes(inhoud)
    assert weigering(pad)


@pytest.mark.parametrize("naam", ["../buiten.xml", "/etc/x.xml", "word\\..\\..\\x.xml", "C:/x.xml", "word/../../x.xml"])
def test_paden_die_naar_buiten_wijzen(tmp_path: Path, naam: str) -> None:
    assert "vreemd opgebouwd" in weigering(met_deel(tmp_path, naam, "<x/>"))


def test_dubbele_delen(tmp_path: Path) -> None:
    assert "vreemd opgebouwd" in weigering(met_deel(tmp_path, "WORD/document.xml", "<x/>"))


def test_onbekende_manier_van_inpakken(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "l.docx", "w", zipfile.ZIP_LZMA) as pakket:
        for naam, inhoud in docx_delen(p("x")).items():
            pakket.writestr(naam, inhoud)
    assert "vreemd opgebouwd" in weigering(tmp_path / "l.docx")


def test_versleuteld_deel(tmp_path: Path) -> None:
    pad = goed(tmp_path)
    inhoud = bytearray(pad.read_bytes())
    inhoud[inhoud.find(b"PK\x01\x02") + 8] |= 1
    pad.write_bytes(bytes(inhoud))
    assert "wachtwoord" in weigering(pad)


def test_afgebroken_bestand(tmp_path: Path) -> None:
    pad = goed(tmp_path)
    heel = pad.read_bytes()
    for deel_ in (0.3, 0.6, 0.95):
        pad.write_bytes(heel[: int(len(heel) * deel_)])
        assert "beschadigd" in weigering(pad)


def test_ontbrekend_hoofddeel(tmp_path: Path) -> None:
    delen = docx_delen(p("x"))
    del delen["word/document.xml"]
    with pytest.raises(Leesfout, match="beschadigd"):
        lees_document(maak_zip(tmp_path / "o.docx", delen))


def test_kapotte_xml(tmp_path: Path) -> None:
    with pytest.raises(Leesfout, match="beschadigd"):
        lees_document(met_deel(tmp_path, "word/document.xml", deel("document", "<w:body><w:p>")))


def test_diep_geneste_xml_is_geen_ramp(tmp_path: Path) -> None:
    diep = "<w:tbl><w:tr><w:tc>" * 2_000 + "</w:tc></w:tr></w:tbl>" * 2_000
    with pytest.raises(Leesfout):
        lees_document(met_deel(tmp_path, "word/document.xml", deel("document", f"<w:body>{diep}</w:body>")))


def test_nest_net_binnen_de_grens_van_de_parser(tmp_path: Path) -> None:
    diep = "<w:tbl><w:tr><w:tc>" * 80 + p("onderin") + "</w:tc></w:tr></w:tbl>" * 80
    document = lees_document(met_deel(tmp_path, "word/document.xml", deel("document", f"<w:body>{diep}</w:body>")))
    assert "onderin" in str(document.blokken)


def test_naam_van_de_gebruiker_zonder_map(tmp_path: Path) -> None:
    assert lees_document(goed(tmp_path, "xyz.docx"), "map/Afspraken.docx").naam == "Afspraken.docx"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32 - 1))
def test_beschadigde_bytes_geven_altijd_een_leesfout_of_een_document(tmp_path: Path, zaad: int) -> None:
    kans = random.Random(zaad)  # noqa: S311 - no secret
    inhoud = bytearray(goed(tmp_path).read_bytes())
    for _ in range(kans.randint(1, 8)):
        inhoud[kans.randrange(len(inhoud))] = kans.randrange(256)
    pad = schrijf(tmp_path, "kapot.docx", bytes(inhoud))
    try:
        gelezen = lees_document(pad).soort
    except Leesfout as fout:
        gelezen = None
        assert str(fout).endswith(".")
    assert gelezen in (None, Bestandssoort.DOCX)


def test_kapotte_samenpersing(tmp_path: Path) -> None:
    pad = tmp_path / "z.docx"
    with zipfile.ZipFile(pad, "w", zipfile.ZIP_STORED) as pakket:
        for naam, inhoud in docx_delen(p("x")).items():
            pakket.writestr(naam, inhoud)
        pakket.writestr("word/x.bin", zlib.compress(b"x" * 99)[:-4])
    heel = bytearray(pad.read_bytes())
    plek = heel.find(b"word/x.bin")
    heel[plek + 12] ^= 0xFF
    pad.write_bytes(bytes(heel))
    assert "beschadigd" in weigering(pad)
