"""Terms: every row of domein.md section 6, the other forms officials use, and what is no term."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from afspraken.keuzes import Exactheid as Exactheidkeuze
from afspraken.keuzes import Herhaling as Herhalingkeuze
from afspraken.termijnherkenning import (
    Herkenning,
    herken_termijnen,
    is_termijn,
    jaarschijfmoment,
    model,
    termijnen_van_afspraak,
)
from afspraken.termijnherkenning.model import woordrij

BEGIN, EIND = dt.date(2022, 1, 1), dt.date(2026, 12, 31)
Verwacht = tuple[str | None, str | None, str, str]


def kern(term: Herkenning) -> Verwacht:
    """Dates, repetition and exactness, as short text."""
    return (
        term.begin.isoformat() if term.begin else None,
        term.eind.isoformat() if term.eind else None,
        term.herhaling,
        term.exactheid,
    )


def in_tekst(tekst: str) -> list[Verwacht]:
    return [kern(term) for term in herken_termijnen(tekst, begin=BEGIN, eind=EIND)]


def in_kolom(tekst: str) -> list[Verwacht]:
    return [kern(term) for term in herken_termijnen(tekst, begin=BEGIN, eind=EIND, als_kolom=True)]


def test_de_waarden_zijn_die_van_het_register() -> None:
    herhalingen = {model.GEEN, model.MAAND, model.KWARTAAL, model.HALFJAAR, model.JAAR, model.TWEE_JAAR}
    assert herhalingen == set(Herhalingkeuze.values)
    exactheden = {model.EXACT, model.CIRCA, model.ONNAUWKEURIG, model.DUBBELZINNIG, model.VOORWAARDE}
    assert exactheden == set(Exactheidkeuze.values)


# Every row of the table in domein.md section 6, in running text.
DOMEIN: list[tuple[str, list[Verwacht]]] = [
    ("Zij leveren dit vóór 1 april van ieder jaar aan.", [(None, "2022-03-31", "jaar", "exact")]),
    ("Dat is klaar vóór 1 april 2023.", [(None, "2023-03-31", "geen", "exact")]),
    ("De regeling loopt tot 1 april 2023.", [(None, "2023-03-31", "geen", "dubbelzinnig")]),
    ("Dit geldt tot en met 31 december 2023.", [(None, "2023-12-31", "geen", "exact")]),
    ("Uiterlijk in 2022 is het klaar.", [(None, "2022-12-31", "geen", "exact")]),
    ("Uiterlijk 2022 is het klaar.", [(None, "2022-12-31", "geen", "exact")]),
    ("Wij bespreken dit in 2022.", [(None, "2022-12-31", "geen", "exact")]),
    ("Dat gebeurt in het tweede kwartaal van 2022.", [("2022-04-01", "2022-06-30", "geen", "exact")]),
    ("In Q3 2022 ronden wij af.", [("2022-07-01", "2022-09-30", "geen", "exact")]),
    ("In het laatste kwartaal van elk jaar kiezen wij.", [("2022-10-01", "2022-12-31", "jaar", "exact")]),
    ("Het plan volgt (Q4 2023/Q1 2024).", [("2023-10-01", "2024-03-31", "geen", "dubbelzinnig")]),
    (
        "Wij delen de cijfers in Q1 2022 en in 2025.",
        [("2022-01-01", "2022-03-31", "geen", "exact"), (None, "2025-12-31", "geen", "exact")],
    ),
    ("Start medio 2022.", [("2022-05-01", "2022-08-31", "geen", "onnauwkeurig")]),
    ("Eind 2023 stopt de bijdrage.", [("2023-10-01", "2023-12-31", "geen", "onnauwkeurig")]),
    ("In het voorjaar van 2023 overleggen wij.", [("2023-03-01", "2023-05-31", "geen", "exact")]),
    ("In het najaar van 2023 overleggen wij.", [("2023-09-01", "2023-11-30", "geen", "exact")]),
    ("Jaarlijks circa april rapporteren wij.", [("2022-04-01", "2022-04-30", "jaar", "circa")]),
    ("Jaarlijks in het najaar maken wij een plan.", [("2022-09-01", "2022-11-30", "jaar", "exact")]),
    ("Per 1 januari 2022 geldt de ruimte.", [("2022-01-01", None, "geen", "exact")]),
    ("Dit gaat in vanaf 1-1-2023.", [("2023-01-01", None, "geen", "exact")]),
    ("Wij volgen dit per kwartaal.", [(None, None, "kwartaal", "exact")]),
    ("Wij volgen dit halfjaarlijks.", [(None, None, "halfjaar", "exact")]),
    ("Zij vullen dit elke twee jaar aan.", [(None, None, "twee_jaar", "exact")]),
    ("De komende vijf jaar bouwen wij.", [("2022-01-01", "2026-12-31", "geen", "exact")]),
    ("Voor de periode 2022-2030 groeit de voorraad.", [("2022-01-01", "2030-12-31", "geen", "exact")]),
    ("Indien nodig volgt overleg.", [(None, None, "geen", "voorwaarde")]),
    ("Zodra de gemeente met de wijk start, overleggen wij.", [(None, None, "geen", "voorwaarde")]),
    ("Dit werk is doorlopend.", [("2022-01-01", None, "geen", "exact")]),
    ("Dit geldt per direct.", [("2022-01-01", None, "geen", "exact")]),
]


@pytest.mark.parametrize(("tekst", "verwacht"), DOMEIN, ids=[tekst for tekst, _ in DOMEIN])
def test_tabel_van_het_domein(tekst: str, verwacht: list[Verwacht]) -> None:
    assert in_tekst(tekst) == verwacht


def test_in_januari_is_elk_jaar_als_de_tekst_jaarlijks_zegt() -> None:
    termen = termijnen_van_afspraak("Jaarlijks bespreken wij de plannen.", "in januari", begin=BEGIN, eind=EIND)
    assert [kern(term) for term in termen] == [("2022-01-01", "2022-01-31", "jaar", "exact")]


# Cells of a column of dates.
KOLOM: list[tuple[str, list[Verwacht]]] = [
    ("voor 1 mei 2023", [(None, "2023-04-30", "geen", "exact")]),
    ("vóór de zomer van 2023", [(None, "2023-05-31", "geen", "onnauwkeurig")]),
    ("voor eind 2024", [(None, "2024-12-31", "geen", "onnauwkeurig")]),
    ("uiterlijk 31-12-2023", [(None, "2023-12-31", "geen", "exact")]),
    ("uiterlijk Q2 2024", [(None, "2024-06-30", "geen", "exact")]),
    ("2e kwartaal 2024", [("2024-04-01", "2024-06-30", "geen", "exact")]),
    ("2024-Q3", [("2024-07-01", "2024-09-30", "geen", "exact")]),
    ("tweede helft 2023", [("2023-07-01", "2023-12-31", "geen", "exact")]),
    ("eerste halfjaar 2023", [("2023-01-01", "2023-06-30", "geen", "exact")]),
    ("begin 2023", [("2023-01-01", "2023-03-31", "geen", "onnauwkeurig")]),
    ("eind maart 2023", [("2023-03-21", "2023-03-31", "geen", "onnauwkeurig")]),
    ("winter 2023/2024", [("2023-12-01", "2024-02-29", "geen", "exact")]),
    ("Q1-Q2 2024", [("2024-01-01", "2024-06-30", "geen", "exact")]),
    ("2023 - 2025", [("2023-01-01", "2025-12-31", "geen", "exact")]),
    ("2022 t/m 2026", [("2022-01-01", "2026-12-31", "geen", "exact")]),
    ("2024 e.v.", [("2024-01-01", None, "geen", "onnauwkeurig")]),
    ("vanaf 2023", [("2023-01-01", None, "geen", "exact")]),
    ("met ingang van 1 juli 2023", [("2023-07-01", None, "geen", "exact")]),
    ("sinds 2021", [("2021-01-01", None, "geen", "exact")]),
    ("in 2022 en 2023", [("2022-01-01", "2023-12-31", "geen", "exact")]),
    ("2023", [("2023-01-01", "2023-12-31", "geen", "exact")]),
    ("jan. 2024", [("2024-01-01", "2024-01-31", "geen", "exact")]),
    ("okt-24", [("2024-10-01", "2024-10-31", "geen", "exact")]),
    ("maart '23", [("2023-03-01", "2023-03-31", "geen", "exact")]),
    ("mei t/m september 2023", [("2023-05-01", "2023-09-30", "geen", "exact")]),
    ("november - februari 2024", [("2023-11-01", "2024-02-29", "geen", "exact")]),
    ("1 t/m 15 mei 2023", [("2023-05-01", "2023-05-15", "geen", "exact")]),
    ("Q1 en Q3 2024", [("2024-01-01", "2024-03-31", "geen", "exact"), ("2024-07-01", "2024-09-30", "geen", "exact")]),
    ("1 juli", [(None, "2022-07-01", "jaar", "dubbelzinnig")]),
    ("elk jaar voor 1 april", [(None, "2022-03-31", "jaar", "exact")]),
    ("Jaarlijks, uiterlijk 1 april", [(None, "2022-04-01", "jaar", "exact")]),
    ("eind van elk jaar", [("2022-10-01", "2022-12-31", "jaar", "onnauwkeurig")]),
    ("2x per jaar", [(None, None, "halfjaar", "exact")]),
    ("twee keer per jaar", [(None, None, "halfjaar", "exact")]),
    ("4 x per jaar", [(None, None, "kwartaal", "exact")]),
    ("maandelijks", [(None, None, "maand", "exact")]),
    ("tweejaarlijks", [(None, None, "twee_jaar", "exact")]),
    ("eenmaal per twee jaar", [(None, None, "twee_jaar", "exact")]),
    (
        "2x per jaar (voorjaar en najaar)",
        [("2022-03-01", "2022-05-31", "jaar", "exact"), ("2022-09-01", "2022-11-30", "jaar", "exact")],
    ),
    ("continu", [("2022-01-01", None, "geen", "exact")]),
    ("structureel", [("2022-01-01", None, "geen", "exact")]),
    ("looptijd", [("2022-01-01", "2026-12-31", "geen", "exact")]),
    ("gedurende de looptijd", [("2022-01-01", "2026-12-31", "geen", "exact")]),
    ("einde looptijd", [(None, "2026-12-31", "geen", "exact")]),
    ("z.s.m.", [(None, None, "geen", "onnauwkeurig")]),
    ("n.t.b.", [(None, None, "geen", "onnauwkeurig")]),
    ("nader te bepalen", [(None, None, "geen", "onnauwkeurig")]),
    ("binnen vijf jaar", [(None, "2026-12-31", "geen", "dubbelzinnig")]),
    ("de komende twee jaar", [("2022-01-01", "2023-12-31", "geen", "exact")]),
    ("binnen drie maanden na vaststelling van de visie", [(None, None, "geen", "voorwaarde")]),
    ("na vaststelling van de visie", [(None, None, "geen", "voorwaarde")]),
    (
        "na vaststelling van de visie, in Q2 2024",
        [(None, None, "geen", "voorwaarde"), ("2024-04-01", "2024-06-30", "geen", "exact")],
    ),
    ("tot 2030", [(None, "2029-12-31", "geen", "dubbelzinnig")]),
    ("31 december 2022", [(None, "2022-12-31", "geen", "exact")]),
    ("2022-12-31", [(None, "2022-12-31", "geen", "exact")]),
    ("31/12/22", [(None, "2022-12-31", "geen", "exact")]),
    ("week 23 2023", [("2023-06-05", "2023-06-11", "geen", "exact")]),
    ("schooljaar 2023-2024", [("2023-08-01", "2024-07-31", "geen", "exact")]),
    ("peildatum 30 juni", [(None, "2022-06-30", "jaar", "exact")]),
    ("dit jaar", [("2022-01-01", "2022-12-31", "geen", "dubbelzinnig")]),
    ("volgend jaar", [("2023-01-01", "2023-12-31", "geen", "dubbelzinnig")]),
    ("voor het einde van Q2 2024", [(None, "2024-06-30", "geen", "onnauwkeurig")]),
    ("29-02-2023", [(None, None, "geen", "onnauwkeurig")]),
    (
        "1e en 3e kwartaal 2024",
        [("2024-01-01", "2024-03-31", "geen", "exact"), ("2024-07-01", "2024-09-30", "geen", "exact")],
    ),
    ("1e/2e kwartaal 2024", [("2024-01-01", "2024-06-30", "geen", "dubbelzinnig")]),
    ("2024 (Q1)", [("2024-01-01", "2024-03-31", "geen", "exact")]),
    ("4e kw. 2025", [("2025-10-01", "2025-12-31", "geen", "exact")]),
    ("voor de zomervakantie 2024", [(None, "2024-06-30", "geen", "onnauwkeurig")]),
    ("elk jaar in de maand mei", [("2022-05-01", "2022-05-31", "jaar", "exact")]),
    ("elk najaar", [("2022-09-01", "2022-11-30", "jaar", "exact")]),
    ("vanaf heden", [("2022-01-01", None, "geen", "exact")]),
    ("direct na vaststelling", [(None, None, "geen", "voorwaarde")]),
    ("uiterlijk 3 maanden na ondertekening", [(None, None, "geen", "voorwaarde")]),
    ("4x p/j", [(None, None, "kwartaal", "exact")]),
    ("om het jaar", [(None, None, "twee_jaar", "exact")]),
    ("voor 1-4-2024 en daarna jaarlijks", [(None, "2024-03-31", "jaar", "exact")]),
    ("jaarlijks, start in 2025", [("2025-01-01", "2025-12-31", "jaar", "exact")]),
    ("jaarlijks vanaf 2025", [("2025-01-01", None, "jaar", "exact")]),
    ("loopt", [("2022-01-01", None, "geen", "exact")]),
    ("01-07-'24", [(None, None, "geen", "onnauwkeurig")]),
    (
        "uiterlijk 1 juli 2024\nuiterlijk 1 juli 2025",
        [(None, "2024-07-01", "geen", "exact"), (None, "2025-07-01", "geen", "exact")],
    ),
    ("wekelijks", [(None, None, "geen", "onnauwkeurig")]),
    ("Zie het plan", [(None, None, "geen", "onnauwkeurig")]),
    ("-", []),
    ("", []),
]


@pytest.mark.parametrize(("tekst", "verwacht"), KOLOM, ids=[tekst for tekst, _ in KOLOM])
def test_cel_van_een_datumkolom(tekst: str, verwacht: list[Verwacht]) -> None:
    assert in_kolom(tekst) == verwacht


def test_wat_geen_datum_is_blijft_in_een_kolom_staan() -> None:
    [term] = herken_termijnen(" Zie het plan ", als_kolom=True)
    assert (term.tekst, term.toelichting) == ("Zie het plan", "Niet als datum herkend.")


@pytest.mark.parametrize(
    "tekst",
    [
        "De basis is de Bouwsteen Buurten 2021-2025.",
        "Het ‘Akkoord Wonen 2018’ is het kader.",
        'Zie de nota "Samen in 2030".',
        "De prijsgrens heeft prijspeil 2021.",
        "De in 2017 overeengekomen werkwijze blijft.",
        "De proef die in 2021 is ingevoerd, loopt goed.",
        "Het convenant (2020) loopt door.",
        "Zij bouwen 2.250 woningen voor € 2022.",
        "Zie afspraak 2025 en artikel 2024.",
        "Bel 038-2022 of schrijf naar 2022 AB.",
        "Dat staat op pagina 2024.",
        "De corporatie heeft 2026 woningen.",
        "Zij bouwt gemiddeld 50 woningen per jaar.",
        "Jongeren tot 23 jaar betalen per maand hoogstens € 450.",
        "De nieuwe visie volgt op de Woonvisie 2020-2030.",
        "De gemeente heeft in 2020 een visie vastgesteld.",
        "Dit gaat over het afgelopen jaar.",
        "Woningen gaan vijftig jaar mee.",
        "Er is zoveel mogelijk aandacht voor structurele oplossingen.",
    ],
)
def test_geen_termijn_in_lopende_tekst(tekst: str) -> None:
    assert herken_termijnen(tekst, begin=BEGIN, eind=EIND) == []


TEKST: list[tuple[str, list[Verwacht]]] = [
    ("Vanaf 2021 werkt de gemeente hieraan.", [("2021-01-01", None, "geen", "exact")]),
    ("Medio 2021 is dit gestart.", [("2021-05-01", "2021-08-31", "geen", "onnauwkeurig")]),
    ("De wijken zijn aangewezen voor 2030.", [(None, "2030-12-31", "geen", "dubbelzinnig")]),
    ("Alle huizen zijn vóór 2030 geïsoleerd.", [(None, "2029-12-31", "geen", "exact")]),
    ("Alle huizen zijn voor 2030 gereed.", [(None, "2029-12-31", "geen", "dubbelzinnig")]),
    ("Dit geldt voor 2022 en 2023.", [("2022-01-01", "2023-12-31", "geen", "exact")]),
    ("Dit leidt tot afspraken voor 2023 en verder.", [("2023-01-01", None, "geen", "onnauwkeurig")]),
    ("Wij spreken elkaar minimaal twee keer per jaar.", [(None, None, "jaar", "exact")]),
    (
        "Tweemaal per jaar, in het voorjaar en het najaar, is er overleg.",
        [("2022-03-01", "2022-05-31", "jaar", "exact"), ("2022-09-01", "2022-11-30", "jaar", "exact")],
    ),
    (
        "De rapportage vullen zij elke twee jaar aan (eerstvolgende keer 2022).",
        [(None, "2022-12-31", "twee_jaar", "exact")],
    ),
    ("De halfjaarlijkse rapportage noemt dit.", [(None, None, "halfjaar", "exact")]),
    ("Als de groei achterblijft, sturen wij bij.", [(None, None, "geen", "voorwaarde")]),
    ("Als hierdoor de groei in de periode 2022-2023 hoger is, doen wij minder.", [(None, None, "geen", "voorwaarde")]),
    ("Dit volgt binnen acht weken.", [(None, None, "geen", "voorwaarde")]),
    (
        "Elk jaar kiezen wij in december wat wij de komende 2 jaar doen.",
        [("2022-12-01", "2022-12-31", "jaar", "exact"), (None, None, "geen", "onnauwkeurig")],
    ),
    ("De raad besluit hierover in oktober.", [(None, None, "geen", "dubbelzinnig")]),
    ("De cijfers komen vóór 1 mei.", [(None, None, "geen", "dubbelzinnig")]),
    ("Mocht het plan stokken dan zoeken wij een andere plek.", [(None, None, "geen", "voorwaarde")]),
    (
        "Indien de raad instemt met het voorstel start het werk in 2025.",
        [(None, None, "geen", "voorwaarde"), (None, "2025-12-31", "geen", "exact")],
    ),
    ("De kaart toont de stand per 1 juli 2021.", [(None, "2021-07-01", "geen", "exact")]),
]


@pytest.mark.parametrize(("tekst", "verwacht"), TEKST, ids=[tekst for tekst, _ in TEKST])
def test_lopende_tekst(tekst: str, verwacht: list[Verwacht]) -> None:
    assert in_tekst(tekst) == verwacht


# Where a condition ends: at the comma, or where the main clause starts with its verb.
ZINSDELEN = [
    ("Als de vergunning te laat komt, schuift alles op.", ["Als de vergunning te laat komt"]),
    (
        "Wanneer daar reden voor is worden de huizen na een aantal weken opnieuw bekeken.",
        ["Wanneer daar reden voor is", "na een aantal weken"],
    ),
    (
        "Indien een knelpunt niet kan worden opgelost gaan de directeuren in gesprek.",
        ["Indien een knelpunt niet kan worden opgelost"],
    ),
    ("Mocht dit niet lukken dan zoeken wij verder.", ["Mocht dit niet lukken"]),
    ("Wij maken het voorbehoud dat als de wet wijzigt, dit plan vervalt.", ["als de wet wijzigt"]),
    ("De buurt doet bij de start van de sloop mee.", ["bij de start van de sloop"]),
    ("Bij alle nieuwbouw kiezen wij zuinige installaties.", ["Bij alle nieuwbouw"]),
    ("Het contract wordt stilzwijgend met één jaar verlengd.", ["stilzwijgend met één jaar verlengd"]),
    ("Daarna is het verlengd met steeds twee jaar.", ["verlengd met steeds twee jaar"]),
    ("Zij volgen dit n.a.v. de peiling hiertoe.", ["n.a.v. de peiling"]),
    ("Partijen leggen dit jaarlijks vast in de jaarschijf.", ["jaarlijks"]),
    ("Voor de jaarlijkse evaluatie komt er tijd.", ["jaarlijkse evaluatie"]),
    ("Wij handelen als goede buren.", []),
]


@pytest.mark.parametrize(("tekst", "verwacht"), ZINSDELEN, ids=[tekst for tekst, _ in ZINSDELEN])
def test_de_brontekst_van_een_termijn(tekst: str, verwacht: list[str]) -> None:
    assert [term.tekst for term in herken_termijnen(tekst, begin=BEGIN, eind=EIND)] == verwacht


def test_een_maand_zonder_jaar_zegt_waarom_er_geen_datum_is() -> None:
    [term] = herken_termijnen("De raad besluit in oktober.", begin=BEGIN, eind=EIND)
    assert (term.tekst, term.toelichting) == ("in oktober", "Het jaar staat niet in de tekst.")
    [in_kolom_gelezen] = herken_termijnen("in oktober", begin=BEGIN, eind=EIND, als_kolom=True)
    assert kern(in_kolom_gelezen) == ("2022-10-01", "2022-10-31", "jaar", "dubbelzinnig")


def test_een_set_van_een_jaar_geeft_het_jaar() -> None:
    [term] = herken_termijnen("in juni", begin=dt.date(2024, 1, 1), eind=dt.date(2024, 12, 31), als_kolom=True)
    assert kern(term) == ("2024-06-01", "2024-06-30", "geen", "exact")


def test_een_set_die_halverwege_begint_slaat_het_verstreken_voorjaar_over() -> None:
    [term] = herken_termijnen("jaarlijks vóór 1 april", begin=dt.date(2022, 7, 1), eind=dt.date(2026, 6, 30))
    assert kern(term) == (None, "2023-03-31", "jaar", "exact")


def test_samengestelde_accenten_zijn_dezelfde_letters() -> None:
    [term] = herken_termijnen("vo\u0301o\u0301r 2030 is dit klaar", begin=BEGIN, eind=EIND)
    assert kern(term) == (None, "2029-12-31", "geen", "exact")


def test_de_plaats_is_die_in_de_tekst() -> None:
    tekst = "De corporaties melden dit uiterlijk op 1 mei 2023 aan de gemeente."
    [term] = herken_termijnen(tekst)
    assert tekst[term.van : term.tot] == term.tekst == "uiterlijk op 1 mei 2023"


@pytest.mark.parametrize(
    "tekst", ["in januari", "Start medio 2022", "In Q1 2022 en in 2025", "2023", "jaarlijks", "n.t.b."]
)
def test_is_termijn(tekst: str) -> None:
    assert is_termijn(tekst)


@pytest.mark.parametrize(
    "tekst", ["Gemeente", "Corporaties / huurders", "Huurdersbelangen Noord", "", "Alle partijen", "Mei Wonen BV"]
)
def test_is_geen_termijn(tekst: str) -> None:
    assert not is_termijn(tekst)


def test_wat_de_tekst_herhaalt_van_de_kolom_vervalt() -> None:
    termen = termijnen_van_afspraak(
        "Jaarlijks stelt de gemeente prijzen vast. Wij praten hierover (start medio 2022).",
        "Start medio 2022",
        begin=BEGIN,
        eind=EIND,
    )
    assert [kern(term) for term in termen] == [
        ("2022-05-01", "2022-08-31", "geen", "onnauwkeurig"),
        (None, None, "jaar", "exact"),
    ]


def test_de_jaarschijf_is_een_moment_als_het_document_zegt_wanneer() -> None:
    moment = jaarschijfmoment(["Jaarlijks in het najaar stellen partijen een jaarschijf op."], begin=BEGIN, eind=EIND)
    assert moment == (dt.date(2022, 9, 1), dt.date(2022, 11, 30))
    [term] = herken_termijnen("Dit komt jaarlijks in de jaarschijf.", begin=BEGIN, eind=EIND, jaarschijf=moment)
    assert (term.tekst, *kern(term)) == ("jaarlijks in de jaarschijf", "2022-09-01", "2022-11-30", "jaar", "exact")
    [term] = herken_termijnen("Zij leggen dit jaarlijks vast in de jaarschijf.", begin=BEGIN, jaarschijf=moment)
    assert (term.tekst, term.eind) == ("jaarlijks vast in de jaarschijf", dt.date(2022, 11, 30))
    assert jaarschijfmoment(["De jaarschijf noemt activiteiten."], begin=BEGIN, eind=EIND) is None


def test_een_afspraak_zonder_einde_wordt_niet_stil_afgekapt() -> None:
    termen = herken_termijnen("uiterlijk 1 mei 2023 " * 20_000)
    assert termen[-1].toelichting.startswith("De tekst is heel lang")
    assert len(termen) <= 202


STUKKEN = st.sampled_from(
    [
        "\n",
        *woordrij(
            "voor vóór tot en met t/m uiterlijk in per vanaf jaarlijks elk jaar eind begin medio Q1 kwartaal "
            "2022 2023 - / . , ( ) 1 31 29 februari mei juli zodra als indien binnen na twee keer x komende "
            "van het de ‘ ’ ' ; € % week 53 e.v. 99 1-1-2023 jan. helft eerste laatste half peildatum tussen "
            "looptijd jaarschijf"
        ),
    ]
)


@given(st.lists(STUKKEN, max_size=40).map(" ".join), st.booleans())
@settings(max_examples=300, deadline=None)
def test_elke_volgorde_van_woorden_geeft_geldige_termen(tekst: str, als_kolom: bool) -> None:
    vorige = 0
    for term in herken_termijnen(tekst, begin=BEGIN, eind=EIND, als_kolom=als_kolom):
        assert term.begin is None or term.eind is None or term.begin <= term.eind
        assert term.herhaling in Herhalingkeuze.values
        assert term.exactheid in Exactheidkeuze.values
        assert vorige <= term.van < term.tot <= len(tekst)
        assert 0 < len(term.tekst) <= 200
        vorige = term.van


@given(st.dates(dt.date(2000, 1, 1), dt.date(2098, 12, 31)))
def test_elke_datum_in_cijfers(datum: dt.date) -> None:
    for vorm in (
        f"{datum.day}-{datum.month}-{datum.year}",
        datum.isoformat(),
        f"{datum:%d/%m/%Y}",
        f"{datum:%d.%m.%Y}",
    ):
        assert [term.eind for term in herken_termijnen(f"uiterlijk {vorm}")] == [datum]
        assert [term.eind for term in herken_termijnen(f"vóór {vorm}")] == [datum - dt.timedelta(days=1)]


@given(st.text(max_size=300), st.booleans())
@example("\u0301", False)  # an accent without a letter
def test_willekeurige_tekst_breekt_niets(tekst: str, als_kolom: bool) -> None:
    termen = herken_termijnen(tekst, als_kolom=als_kolom)
    assert all(term.tekst for term in termen)


@pytest.mark.parametrize(
    "stuk", ["1-", "in de ", "‘a ", "eind van het ", "1 t/m ", "'a", "Als ", "twee keer ", "eind ", "a", "("]
)
def test_een_megabyte_kost_minder_dan_een_seconde(stuk: str) -> None:
    tekst = stuk * (1_000_000 // len(stuk))
    begonnen = time.process_time()
    herken_termijnen(tekst, begin=BEGIN, eind=EIND)
    assert time.process_time() - begonnen < 1
