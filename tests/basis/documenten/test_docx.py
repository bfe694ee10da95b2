"""What a reader sees in Word is what comes out, in the same order."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK

from basis.documenten.docx import lees_docx
from basis.documenten.model import Alinea, Leesfout, Tabel
from tests.basis.documenten.bouw import docx_delen, lees, maak_zip, p, r, tbl, tc, teksten, tr

VAK = (
    "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
VELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def veld(opdracht: str, uitkomst: str) -> str:
    """Return a complex field."""
    begin, midden, einde = (VELD.format(soort) for soort in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{opdracht}</w:instrText></w:r>{midden}{uitkomst}{einde}"


def test_alineas_en_tabellen_staan_op_volgorde(tmp_path: Path) -> None:
    body = p("voor") + tbl(tr(tc(p("in")))) + p("na")
    blokken = lees(tmp_path, body).blokken
    assert [type(blok) for blok in blokken] == [Alinea, Tabel, Alinea]


def test_inhoudsbesturing_om_alinea_tabel_rij_en_cel(tmp_path: Path) -> None:
    def sdt(inhoud: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inhoud}</w:sdtContent></w:sdt>"

    rij = sdt(tr(sdt(tc(p("cel"))), tc(f"<w:p>{sdt(r('woord'))}</w:p>")))
    document = lees(tmp_path, sdt(p("los")) + sdt(tbl(rij)))
    assert teksten(document) == ["los"]
    assert [rij.teksten for rij in next(document.tabellen).rijen] == [["cel", "woord"]]


def test_leeg_invulveld_wordt_overgeslagen_en_gemeld(tmp_path: Path) -> None:
    sdt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Klik hier')}</w:sdtContent></w:sdt>"
    document = lees(tmp_path, f"<w:p>{r('Trekker: ')}{sdt}</w:p>")
    assert teksten(document) == ["Trekker:"]
    assert "invulvelden" in str(document.meldingen[0])


def test_tekstvak_komt_een_keer_na_zijn_anker(tmp_path: Path) -> None:
    document = lees(tmp_path, f"<w:p>{r('anker')}{VAK.format(p('in het vak'))}</w:p>{p('daarna')}")
    assert teksten(document) == ["anker", "in het vak", "daarna"]


def test_tekstvak_in_een_cel_hoort_bij_de_cel(tmp_path: Path) -> None:
    document = lees(tmp_path, tbl(tr(tc(f"<w:p>{r('cel')}{VAK.format(p('vak'))}</w:p>"), tc())))
    assert next(document.tabellen).rijen[0].teksten == ["cel\nvak", ""]


@pytest.mark.parametrize(
    ("binnen", "verwacht"),
    [
        (f"<w:hyperlink>{r('koppeling')}</w:hyperlink>", "koppeling"),
        (f"<w:smartTag><w:smartTag>{r('slim')}</w:smartTag></w:smartTag>", "slim"),
        (f'<w:fldSimple w:instr="REF x">{r("uitkomst")}</w:fldSimple>', "uitkomst"),
        (veld("REF a \\h", r("afspraak 3")), "afspraak 3"),
        (veld("IF " + veld("PAGE", r("2")) + " = 2", r("ja")), "ja"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a\tb\nc"),
        ("<w:r><w:t>niet</w:t><w:noBreakHyphen/><w:t>DAEB</w:t></w:r>", "niet-DAEB"),
        ("<w:r><w:t>woning</w:t><w:softHyphen/><w:t>bouw</w:t></w:r>", "woningbouw"),
        (r("huur\u00adwoning en\u00a0koop\u202f50\u2011100"), "huurwoning en koop 50-100"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + r(" 50"), "≥ 50"),
        ('<w:r><w:sym w:font="Wingdings" w:char="FC"/></w:r>' + r(" klaar"), "✓ klaar"),
        (f"<w:ins>{r('erbij')}</w:ins><w:del><w:r><w:delText>eraf</w:delText></w:r></w:del>", "erbij"),
        (f"<w:moveFrom>{r('oud')}</w:moveFrom><w:moveTo>{r('nieuw')}</w:moveTo>", "nieuw"),
        (r("zicht") + r("baar", "<w:vanish/>"), "zicht"),
        (r("wel", '<w:vanish w:val="0"/>'), "wel"),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "a+b"),
        ("<w:r><w:t>  los  </w:t></w:r><w:r><w:t>spaties</w:t></w:r>", "losspaties"),
    ],
)
def test_tekst_binnen_een_alinea(tmp_path: Path, binnen: str, verwacht: str) -> None:
    assert teksten(lees(tmp_path, f"<w:p>{binnen}</w:p>")) == [verwacht]


def test_veld_zonder_einde_slokt_niets_op(tmp_path: Path) -> None:
    body = f"<w:p>{VELD.format('begin')}<w:r><w:instrText>REF</w:instrText></w:r></w:p>{p('blijft')}"
    assert teksten(lees(tmp_path, body)) == ["blijft"]


def test_keuzelijst_toont_de_keuze(tmp_path: Path) -> None:
    keuzes = '<w:result w:val="1"/><w:listEntry w:val="A"/><w:listEntry w:val="B"/>'
    lijst = f"<w:ffData><w:ddList>{keuzes}</w:ddList></w:ffData>"
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{lijst}</w:fldChar></w:r>'
    body = f"<w:p>{begin}<w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>{VELD.format('end')}</w:p>"
    assert teksten(lees(tmp_path, body)) == ["B"]


def test_alinea_waarvan_het_einde_is_verwijderd_loopt_door(tmp_path: Path) -> None:
    body = p("eerste ", "<w:rPr><w:del/></w:rPr>") + p("tweede")
    document = lees(tmp_path, body)
    assert teksten(document) == ["eerste tweede"]


def test_wijzigingen_en_verborgen_tekst_worden_gemeld(tmp_path: Path) -> None:
    document = lees(tmp_path, f"<w:p><w:ins>{r('a')}</w:ins>{r('b', '<w:vanish/>')}</w:p>", comments="<w:comment/>")
    meldingen = " ".join(map(str, document.meldingen))
    assert "wijzigingen (1)" in meldingen
    assert "verborgen tekst (1" in meldingen
    assert "opmerkingen in de kantlijn (1)" in meldingen


def test_koppen_in_het_nederlands_en_engels_en_via_stijl(tmp_path: Path) -> None:
    stijlen = (
        '<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="Kop 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Eigen"><w:name w:val="Deelkop"/><w:basedOn w:val="Kop2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="H3"><w:name w:val="heading 3"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="N4"><w:name w:val="Niveau vier"/>'
        '<w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>'
    )
    namen = ("Titel", "Kop2", "Eigen", "H3", "N4", "Onbekend")
    body = "".join(p(naam, f'<w:pStyle w:val="{naam}"/>') for naam in namen)
    body += p("direct", '<w:outlineLvl w:val="0"/>') + p("geen", '<w:pStyle w:val="Kop2"/><w:outlineLvl w:val="9"/>')
    document = lees(tmp_path, body, stijlen=stijlen)
    assert [(a.kop, a.titel) for a in document.alineas] == [
        (0, True), (2, False), (2, False), (3, False), (4, False), (0, False), (1, False), (0, False),
    ]  # fmt: skip


def test_stijlen_in_een_kring_lopen_niet_vast(tmp_path: Path) -> None:
    stijlen = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
    )
    assert teksten(lees(tmp_path, p("x", '<w:pStyle w:val="A"/>'), stijlen=stijlen)) == ["x"]


def test_inhoudsopgave_krijgt_een_eigen_stijl(tmp_path: Path) -> None:
    inhoud = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
    body = f"{inhoud}<w:sdtContent>{p('1 Wonen 3')}</w:sdtContent></w:sdt>"
    body += f"<w:p>{veld('TOC', r('A 1') + '</w:p><w:p>' + r('B 2'))}</w:p>" + p("gewoon")
    assert [a.stijl for a in lees(tmp_path, body).alineas] == ["TOC", "TOC", "TOC", "Normal"]


@pytest.mark.parametrize(
    ("naam", "is_inhoud"),
    [("toc 1", True), ("Inhopg 2", True), ("TOC Heading", True), ("Kop van inhoudsopgave", True), ("Inhoud", False)],
)
def test_stijlen_van_de_inhoudsopgave(tmp_path: Path, naam: str, is_inhoud: bool) -> None:
    stijlen = f'<w:style w:type="paragraph" w:styleId="S"><w:name w:val="{naam}"/></w:style>'
    alinea = next(lees(tmp_path, p("regel", '<w:pStyle w:val="S"/>'), stijlen=stijlen).alineas)
    assert (alinea.stijl == "TOC") is is_inhoud


def test_inhoudsopgave_zonder_einde_stopt_bij_een_kop(tmp_path: Path) -> None:
    body = (
        f"<w:p>{VELD.format('begin')}<w:r><w:instrText>TOC</w:instrText></w:r>{VELD.format('separate')}{r('A 1')}</w:p>"
    )
    body += p("Wonen", '<w:pStyle w:val="Kop1"/>') + p("tekst")
    assert [(a.stijl, a.kop) for a in lees(tmp_path, body).alineas] == [("TOC", 0), ("Heading 1", 1), ("Normal", 0)]


def test_vet_vette_aanhef_cursief_en_grootte(tmp_path: Path) -> None:
    vet = "<w:b/><w:sz w:val='28'/>"
    body = p("alles", run=vet) + f"<w:p>{r('Resultaat: ', '<w:b/>')}{r('wij bouwen')}</w:p>" + p("schuin", run="<w:i/>")
    eerste, tweede, derde = lees(tmp_path, body).alineas
    assert (eerste.vet, eerste.grootte, eerste.vette_aanhef) == (True, 14.0, "")
    assert (tweede.vet, tweede.vette_aanhef) == (False, "Resultaat:")
    assert (derde.vet, derde.cursief) == (False, True)


def test_vet_in_alinea_en_tekenstijl_heffen_elkaar_op(tmp_path: Path) -> None:
    stijlen = (
        '<w:style w:type="paragraph" w:styleId="V"><w:name w:val="V"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    body = p("gewoon", '<w:pStyle w:val="V"/>', '<w:rStyle w:val="S"/>') + p("vet", "", '<w:rStyle w:val="S"/>')
    assert [a.vet for a in lees(tmp_path, body, stijlen=stijlen).alineas] == [False, True]


@pytest.mark.parametrize(
    ("getypt", "tekst", "opsomming"),
    [
        ("- gemeente", "gemeente", True),
        ("•\tcorporatie", "corporatie", True),
        ("– huurders", "huurders", True),
        ("-163", "-163", False),
        ("- 163", "- 163", False),
        ("-", "-", False),
        ("- € 5", "- € 5", False),
    ],
)
def test_getypte_opsommingstekens(tmp_path: Path, getypt: str, tekst: str, opsomming: bool) -> None:
    alinea = next(lees(tmp_path, p(getypt)).alineas)
    assert (alinea.tekst, alinea.opsomming, alinea.lijst) == (tekst, opsomming, int(opsomming))


def test_bladzijden_volgens_word(tmp_path: Path) -> None:
    einde = "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = p("een") + f"<w:p>{einde}{r('twee')}</w:p>" + f"<w:p>{r('nog twee')}{einde}{r(' door')}</w:p>" + p("drie")
    assert [a.plaats.bladzijde for a in lees(tmp_path, body).alineas] == [1, 2, 2, 3]


def test_strikt_openxml_wordt_gelezen(tmp_path: Path) -> None:
    delen = docx_delen(p("strikt"))
    gangbaar = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = str(delen["word/document.xml"]).replace(gangbaar, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert teksten(lees_docx(maak_zip(tmp_path / "s.docx", {**delen, "word/document.xml": xml}))) == ["strikt"]


def test_hoofddeel_met_een_andere_naam(tmp_path: Path) -> None:
    delen = docx_delen(p("elders"))
    delen["word/document2.xml"] = delen.pop("word/document.xml")
    delen["_rels/.rels"] = str(delen["_rels/.rels"]).replace("document.xml", "document2.xml")
    assert teksten(lees_docx(maak_zip(tmp_path / "e.docx", delen))) == ["elders"]


def test_ingevoegd_bestand_en_grote_afbeelding_worden_gemeld(tmp_path: Path) -> None:
    beeld = '<w:r><w:drawing><wp:inline><wp:extent cx="5000000" cy="3000000"/><a:blip/></wp:inline></w:drawing></w:r>'
    body = f'<w:p>{beeld}</w:p><w:altChunk r:id="rId9"/>'
    meldingen = " ".join(map(str, lees(tmp_path, body).meldingen))
    assert "afbeelding" in meldingen
    assert "ander bestand" in meldingen


def test_document_van_python_docx(tmp_path: Path) -> None:
    boek = docx.Document()
    boek.add_heading("Prestatieafspraken Voorstad", 0)
    boek.add_heading("Wonen", 1)
    boek.add_paragraph("punt", style="List Bullet")
    for nummer in range(2):
        boek.add_paragraph(f"afspraak {nummer}", style="List Number")
    boek.add_paragraph("regel").add_run().add_break(WD_BREAK.PAGE)
    boek.save(str(tmp_path / "p.docx"))
    alineas = list(lees_docx(tmp_path / "p.docx").alineas)
    assert [(a.tekst, a.kop, a.titel, a.nummer, a.opsomming, a.lijst) for a in alineas] == [
        ("Prestatieafspraken Voorstad", 0, True, "", False, 0),
        ("Wonen", 1, False, "", False, 0),
        ("punt", 0, False, "", True, 1),
        ("afspraak 0", 0, False, "1.", False, 1),
        ("afspraak 1", 0, False, "2.", False, 1),
        ("regel", 0, False, "", False, 0),
    ]


def test_document_zonder_body_is_beschadigd(tmp_path: Path) -> None:
    delen = docx_delen("")
    delen["word/document.xml"] = "<leeg/>"
    with pytest.raises(Leesfout, match="beschadigd"):
        lees_docx(maak_zip(tmp_path / "b.docx", delen))
