"""Both source documents, as Word and as PDF, against facts somebody typed over by hand (tests/feiten)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml

from tests.hulp.bronnen import BRONNEN
from voorraad.importeren.lezen import lees_als_json

pytestmark = pytest.mark.bronnen

FEITEN = Path(__file__).resolve().parents[1] / "feiten"
AMERSFOORT, KAMPEN = "prestatieafspraken-amersfoort-2022-2023", "prestatieafspraken-kampen-2022-2026"
VORMEN = ("docx", "pdf")
SLEUTELS = {
    "alliantie": "De Alliantie",
    "portaal": "Stichting Portaal",
    "omnia-wonen": "Stichting Omnia Wonen",
    "gemeente-amersfoort": "Gemeente Amersfoort",
    "hbva-amersfoort": "Huurders Belangen Vereniging Alliantie - Amersfoort",
    "show": "Stichting Huurdersbelangen Omnia Wonen",
    "hestia": "Bewonersvereniging Hestia",
    "gemeente-kampen": "Gemeente Kampen",
    "beter-wonen-ijsselmuiden": "Beter Wonen IJsselmuiden",
    "deltawonen": "deltaWonen",
    "huurdersvereniging-groot-ijsselmuiden": "Huurders Vereniging groot IJsselmuiden",
    "centrale-bewonersraad-deltawonen": "Centrale Bewonersraad deltaWonen",
}


@cache
def gelezen(naam: str, vorm: str) -> dict[str, Any]:
    return lees_als_json(BRONNEN / f"{naam}.{vorm}")


@cache
def feiten(naam: str) -> dict[str, Any]:
    inhoud: dict[str, Any] = yaml.safe_load((FEITEN / naam).read_text(encoding="utf-8"))
    return inhoud


def op_nummer(resultaat: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {afspraak["nummer"]: afspraak for afspraak in resultaat["afspraken"]}


def kaal(tekst: str) -> str:
    """Letters and digits only: line ends, dashes and quotes are not the point here."""
    return re.sub(r"[\W_]+", "", tekst).casefold()


def ontvouwen(resultaat: dict[str, Any], namen: list[str]) -> set[str]:
    return {lid for naam in namen for lid in resultaat["groepen"].get(naam, [naam])}


def gevallen() -> Iterator[tuple[str, str, str]]:
    for vorm in VORMEN:
        yield AMERSFOORT, "amersfoort.yaml", vorm
        yield KAMPEN, "kampen.yaml", vorm


PER_DOCUMENT = pytest.mark.parametrize(("naam", "feit", "vorm"), list(gevallen()))


@PER_DOCUMENT
def test_elk_nummer_en_geen_rij_te_veel(naam: str, feit: str, vorm: str) -> None:
    assert [a["nummer"] for a in gelezen(naam, vorm)["afspraken"]] == [str(nr) for nr in feiten(feit)["afspraken"]]


@PER_DOCUMENT
def test_hoofdstuk_en_paragraaf(naam: str, feit: str, vorm: str) -> None:
    gevonden = op_nummer(gelezen(naam, vorm))
    for nummer, hoort in feiten(feit)["afspraken"].items():
        assert gevonden[nummer]["hoofdstuk_nummer"] == hoort["hoofdstuk"], nummer
        assert gevonden[nummer]["paragraaf_nummer"] == (hoort["paragraaf"] or ""), nummer


@PER_DOCUMENT
def test_trekkers_en_hun_brontekst(naam: str, feit: str, vorm: str) -> None:
    resultaat = gelezen(naam, vorm)
    gevonden = op_nummer(resultaat)
    for nummer, hoort in feiten(feit)["afspraken"].items():
        assert kaal(gevonden[nummer]["trekker_tekst"]) == kaal(hoort["trekker_tekst"]), nummer
        assert ontvouwen(resultaat, gevonden[nummer]["trekkers"]) == {
            SLEUTELS[sleutel] for sleutel in hoort["trekkers"]
        }, nummer


@PER_DOCUMENT
def test_verwijzingen(naam: str, feit: str, vorm: str) -> None:
    gevonden = op_nummer(gelezen(naam, vorm))
    for nummer, hoort in feiten(feit)["afspraken"].items():
        assert sorted(gevonden[nummer]["verwijzingen"]) == sorted(hoort["verwijst"]), nummer


@pytest.mark.parametrize("vorm", VORMEN)
def test_amersfoort_soort_volgt_uit_de_kop_van_de_tabel(vorm: str) -> None:
    gevonden = op_nummer(gelezen(AMERSFOORT, vorm))
    for nummer, hoort in feiten("amersfoort.yaml")["afspraken"].items():
        assert gevonden[nummer]["soort"] == hoort["soort"], nummer


@pytest.mark.parametrize("vorm", VORMEN)
def test_kampen_onderwerp_partijen_en_datum(vorm: str) -> None:
    gevonden = op_nummer(gelezen(KAMPEN, vorm))
    for nummer, hoort in feiten("kampen.yaml")["afspraken"].items():
        afspraak = gevonden[nummer]
        assert kaal(afspraak["onderwerp"]) == kaal(hoort["onderwerp"]), nummer
        assert kaal(afspraak["partijen_tekst"]) == kaal(hoort["partijen_tekst"]), nummer
        assert afspraak["termijn_tekst"] == hoort["datum_tekst"], nummer


@pytest.mark.parametrize("vorm", VORMEN)
def test_kampen_hoofdstukken_met_titel_en_ambitie(vorm: str) -> None:
    resultaat = gelezen(KAMPEN, vorm)
    hoofdstukken = {h["nummer"]: h for h in resultaat["hoofdstukken"]}
    for nummer, hoort in feiten("kampen.yaml")["hoofdstukken"].items():
        assert hoofdstukken[nummer]["titel"] == hoort["titel"]
        for stuk in hoort["bevat"]:
            assert kaal(stuk) in kaal(hoofdstukken[nummer]["ambitie"]), (nummer, stuk)
    paragrafen = {a["paragraaf_nummer"]: a["paragraaf_titel"] for a in resultaat["afspraken"] if a["paragraaf"]}
    assert paragrafen == {
        nr: t for h in feiten("kampen.yaml")["hoofdstukken"].values() for nr, t in h["paragrafen"].items()
    }
    assert len(resultaat["hoofdstukken"]) == 5


@pytest.mark.parametrize("vorm", VORMEN)
def test_kampen_titel_periode_status_en_partijen(vorm: str) -> None:
    resultaat = gelezen(KAMPEN, vorm)
    bron = feiten("kampen.yaml")["bron"]
    assert kaal(resultaat["titel"]) == kaal(bron["titel"])
    assert resultaat["periode"] == {"begin": bron["begin"].isoformat(), "eind": bron["eind"].isoformat()}
    assert resultaat["bronstatus"] == bron["status"]
    assert {p["naam"] for p in resultaat["partijen"] if p["deelnemer"]} == {SLEUTELS[s] for s in bron["deelnemers"]}
    assert resultaat["gemeenten"] == ["Gemeente Kampen"]


@pytest.mark.parametrize("vorm", VORMEN)
def test_amersfoort_titel_periode_en_onderwerpen(vorm: str) -> None:
    resultaat = gelezen(AMERSFOORT, vorm)
    gevonden = op_nummer(resultaat)
    assert resultaat["titel"] == "Prestatieafspraken Amersfoort 2022-2023"
    assert resultaat["periode"] == {"begin": "2022-01-01", "eind": "2023-12-31"}
    assert [h["nummer"] for h in resultaat["hoofdstukken"]] == ["1", "2", "3", "4", "5", "6"]
    assert gevonden["2"]["onderwerp"] == "Voorraadontwikkeling: doorkijk naar 2030"
    assert gevonden["2"]["tekst"].startswith("Voor de periode 2022-2030")


@PER_DOCUMENT
def test_voetnoten_horen_bij_hun_afspraak(naam: str, feit: str, vorm: str) -> None:
    gevonden = op_nummer(gelezen(naam, vorm))
    verwacht = {"2": ["1"], "7": ["2", "3"], "8": ["4"]} if naam == AMERSFOORT else {"1.1.2": ["1"]}
    assert {nr: [noot["merk"] for noot in a["voetnoten"]] for nr, a in gevonden.items() if a["voetnoten"]} == verwacht


@PER_DOCUMENT
def test_voorraadtabellen_zijn_geen_afspraken(naam: str, feit: str, vorm: str) -> None:
    soorten = [tabel["soort"] for tabel in gelezen(naam, vorm)["tabellen"]]
    assert soorten == (["prognose"] if naam == AMERSFOORT else ["opzij", "stand", "projecten"])


@pytest.mark.parametrize("naam", [AMERSFOORT, KAMPEN])
def test_de_tekst_van_elke_afspraak_is_volledig(naam: str) -> None:
    gevonden = op_nummer(gelezen(naam, "docx"))
    gezien = 0
    for tabel in docx.Document(str(BRONNEN / f"{naam}.docx")).tables:
        nummerkolom = 0 if naam == AMERSFOORT else 1
        for rij in tabel.rows:
            cellen = [cel.text for cel in rij.cells]
            afspraak = gevonden.get(cellen[nummerkolom].strip()) if len(cellen) >= 3 else None
            if afspraak is None:
                continue
            gezien += 1
            titel = afspraak["onderwerp"] if naam == AMERSFOORT else ""
            zonder_nootteken = cellen[nummerkolom + 1].replace("¹", "")
            zonder_lijstnummers = re.sub(r"^ *[0-9]+[.] ", "", afspraak["tekst"], flags=re.MULTILINE)
            assert kaal(titel + zonder_lijstnummers) == kaal(zonder_nootteken), afspraak["nummer"]
    assert gezien == len(gevonden)


@pytest.mark.parametrize("naam", [AMERSFOORT, KAMPEN])
def test_word_en_pdf_geven_dezelfde_tekst(naam: str) -> None:
    pdf = op_nummer(gelezen(naam, "pdf"))
    for nummer, afspraak in op_nummer(gelezen(naam, "docx")).items():
        assert kaal(afspraak["tekst"]) == kaal(pdf[nummer]["tekst"]), nummer
        assert kaal(afspraak["onderwerp"]) == kaal(pdf[nummer]["onderwerp"]), nummer


@PER_DOCUMENT
def test_lijsten_blijven_lijsten(naam: str, feit: str, vorm: str) -> None:
    nummer, eerste = (
        ("11", "- Wooncoach\n- Van Groot naar Beter")
        if naam == AMERSFOORT
        else ("3.2.1", "- waar het in de wijk goed gaat")
    )
    assert eerste in op_nummer(gelezen(naam, vorm))[nummer]["tekst"]
