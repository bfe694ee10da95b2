"""The PDF itself: conforms to PDF/UA-1, says 'concept' on every page, keeps its overview on one, loses no text."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from afspraken.keuzes import PeilmomentStatus
from afspraken.models import Peilmoment
from monitoring import pdfmaker
from monitoring.models import Rapport
from tests.hulp import verapdf
from tests.monitoring.opnamen import afspraak, antwoord, indicator, mutaties, opname, projecten, stand

pytestmark = pytest.mark.pdfua


def _bladzijden(pdf: bytes, map_: Path) -> list[str]:
    """Return the text of every page, white space folded."""
    programma = shutil.which("pdftotext")
    assert programma, "pdftotext ontbreekt. Installeer: apt-get install poppler-utils"
    pad = map_ / "lees.pdf"
    pad.write_bytes(pdf)
    opdracht = [programma, "-layout", str(pad), "-"]
    tekst = subprocess.run(opdracht, capture_output=True, text=True, check=True).stdout  # noqa: S603 - fixed program
    return [" ".join(blad.split()) for blad in tekst.split("\f")[:-1]]


def _groot() -> dict[str, Any]:
    """Return a picture that asks much of the layout: long texts, long words, markdown, many deviations."""
    lang = "Dit is een lange toelichting over de voortgang. " * 180
    woord = "Huurprijsaftoppingsgrens" * 12
    tabel = "| a | b |\n|---|---|\n| 1 | 2 |\n\n- punt\n- nog een\n\n> citaat\n\n[link](https://voorbeeld.example)"
    rijen = [
        afspraak(
            n,
            "achter" if n % 2 else "aandacht",
            titel=f"Afspraak {n} met een titel die over meer dan één regel loopt",
            paragraaf=f"1.{n % 3} Paragraaf" if n > 5 else "",
            antwoorden=[
                antwoord("Alliantie", "achter", toelichting=lang if n == 1 else tabel, oorzaak=lang, gevolg="G")
                | {"bijsturing": lang},
                antwoord(woord, toelichting=woord),
            ],
            indicatoren=[indicator(naam=woord)],
        )
        for n in range(1, 25)
    ]
    return opname(*rijen, voorraad=[mutaties(), stand(), projecten()])


@pytest.fixture(scope="module")
def groot() -> bytes:
    """The PDF of the demanding picture, as concept."""
    return pdfmaker.pdf_van(_groot(), concept=True, versie=0)


def test_voldoet_aan_pdf_ua_1_ook_met_lange_teksten_en_opmaak(groot: bytes, tmp_path: Path) -> None:
    klein = pdfmaker.pdf_van(opname(), concept=False, versie=1)
    paden = [tmp_path / "groot.pdf", tmp_path / "klein.pdf"]
    for pad, inhoud in zip(paden, (groot, klein), strict=True):
        pad.write_bytes(inhoud)
    assert verapdf.valideer_alle(paden) == [[], []]


def test_concept_en_paginanummer_staan_op_elke_bladzijde(groot: bytes, tmp_path: Path) -> None:
    bladen = _bladzijden(groot, tmp_path)
    assert all("Concept, nog niet vastgesteld" in blad for blad in bladen)
    assert all(f"pagina {n} van {len(bladen)}" in blad for n, blad in enumerate(bladen, 1) if n > 1)
    assert all("Voorbeeldcijfers" in blad for blad in bladen)


def test_vastgesteld_rapport_zegt_nergens_concept(tmp_path: Path) -> None:
    bladen = _bladzijden(pdfmaker.pdf_van(opname(), concept=False, versie=1), tmp_path)
    assert not any("oncept" in blad for blad in bladen)


def _alles_slechter(hoofdstukken: int) -> bytes:
    """Return the PDF of a city where sixty agreements all became worse, in this many chapters with long titles."""
    titel = "Een lange titel van een afspraak over wonen en zorg"
    rijen = [
        afspraak(n, "achter", titel=titel, vorige_status="op_schema", richting=-1, antwoorden=[])
        | {"status_toelichting": titel * 6}
        for n in range(1, 61)
    ]
    gegevens = opname(*rijen)
    gegevens["per_hoofdstuk"] = [
        {"id": n, "nummer": str(n), "titel": "Betaalbaar wonen, wonen en zorg en leefbare wijken", "aantal": 8}
        | {"per_status": {"achter": 5, "aandacht": 1, "op_schema": 1, "": 1}}
        for n in range(1, hoofdstukken + 1)
    ]
    return pdfmaker.pdf_van(gegevens, concept=True, versie=0)


@pytest.mark.parametrize("hoofdstukken", [1, 6, 10])
def test_oogopslag_blijft_een_bladzijde_hoeveel_er_ook_afwijkt(hoofdstukken: int, tmp_path: Path) -> None:
    bladen = _bladzijden(_alles_slechter(hoofdstukken), tmp_path)
    nummers = [n for n, blad in enumerate(bladen) if "Wat afwijkt of slechter werd" in blad]
    assert len(nummers) == 1
    assert "Samenvatting van de regisseur" in bladen[nummers[0] + 1]
    assert "Ook wijken af" in bladen[nummers[0]] and "Woningvoorraad." in bladen[nummers[0]]


def test_veel_corporaties_krijgen_een_bladzijde_op_zijn_kant(tmp_path: Path) -> None:
    tabel = mutaties()
    tabel["partijen"] = [{"sleutel": f"c{n}", "naam": f"Corporatie {n}"} for n in range(10)]
    for regel in tabel["regels"]:
        regel["cellen"] = [regel["cellen"][0]] * 10
    pdf = pdfmaker.pdf_van(opname(voorraad=[tabel]), concept=True, versie=0)
    [blad] = [blad for blad in _bladzijden(pdf, tmp_path) if "Corporatie 9" in blad]
    assert blad.count("1.036") == 11 and "879" in blad and "Concept, nog niet vastgesteld" in blad
    pad = tmp_path / "breed.pdf"
    pad.write_bytes(pdf)
    assert verapdf.valideer(pad) == []


def test_geen_tekst_gaat_verloren(groot: bytes, tmp_path: Path) -> None:
    alles = " ".join(_bladzijden(groot, tmp_path))
    assert len(re.findall(r"\blange\b", alles)) >= 180 + 24 * 180 * 2


def test_bladwijzers_volgen_de_koppen(groot: bytes, tmp_path: Path) -> None:
    programma = shutil.which("qpdf")
    assert programma, "qpdf ontbreekt. Installeer: apt-get install qpdf"
    pad = tmp_path / "boom.pdf"
    pad.write_bytes(groot)
    opdracht = [programma, "--json", "--json-key=outlines", str(pad)]
    uitkomst = subprocess.run(opdracht, capture_output=True, text=True, check=True)  # noqa: S603 - fixed program
    [omslag] = json.loads(uitkomst.stdout)["outlines"]
    delen = [regel["title"] for regel in omslag["kids"]]
    assert omslag["title"] == "Prestatieafspraken Stad 2022-2023"
    assert delen[:3] == ["Inhoud", "In één oogopslag", "Samenvatting van de regisseur"]
    assert "1 Wonen" in delen and delen[-1] == "Voorwaarden, begrippen en legenda"


@pytest.mark.django_db
@pytest.mark.parametrize("sleutel", ["amersfoort-2022-2023", "kampen-2022-2026"])
def test_rapporten_van_de_voorbeeldsets(sleutel: str, tmp_path: Path) -> None:
    """Both real sets: the frozen one comes from its stored bytes, the open one is a concept; both conform."""
    call_command("laad_voorbeelden", sleutel, verbosity=0)
    paden = []
    momenten = Peilmoment.objects.filter(overeenkomst__sleutel=sleutel).exclude(status=PeilmomentStatus.GEPLAND)
    for moment in momenten:
        dag = moment.peildatum.isoformat()
        paden.append(tmp_path / f"{dag}.pdf")
        call_command("rapport", sleutel, dag, uit=str(paden[-1]))
        bladen = _bladzijden(paden[-1].read_bytes(), tmp_path)
        assert all(("Concept, nog niet" in blad) != moment.is_bevroren for blad in bladen)
    assert verapdf.valideer_alle(paden) == [[]] * len(paden)
    rapport = Rapport.objects.get(peilmoment__overeenkomst__sleutel=sleutel)
    opnieuw = tmp_path / "opnieuw.pdf"
    call_command("rapport", sleutel, rapport.peilmoment.peildatum.isoformat(), uit=str(opnieuw))
    assert opnieuw.read_bytes() == paden[0].read_bytes()
