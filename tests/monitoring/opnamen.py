"""A small momentopname by hand: tests of the report need no database and no loader."""

from __future__ import annotations

from typing import Any

LEGENDA = [
    ("niet_gestart", "Nog niet gestart", "grijs", "ring"),
    ("op_schema", "Op schema", "groen", "rondje"),
    ("aandacht", "Vraagt aandacht", "oranje", "driehoek"),
    ("achter", "Loopt achter", "rood", "ruit"),
    ("gereed", "Gereed", "blauw", "vinkje"),
]


def antwoord(partij: str, status: str = "op_schema", **velden: Any) -> dict[str, Any]:
    """Return one answer; ``binnen=False`` has no contents."""
    basis = {"id": 1, "partij": partij.lower(), "partij_naam": partij, "namens": "", "fase": "geaccepteerd"}
    basis |= {"binnen": True, "status": status, "toelichting": "Het loopt.", "oorzaak": "", "gevolg": ""}
    return basis | {"bijsturing": ""} | velden


def afspraak(pk: int, status: str = "op_schema", **velden: Any) -> dict[str, Any]:
    """Return one agreement with one answer."""
    return {
        "id": pk,
        "nummer": str(pk),
        "titel": f"Afspraak {pk}",
        "paragraaf": "",
        "soort": "periode",
        "soort_label": "Voor deze periode",
        "samenvatting": "De corporaties voegen 213 woningen toe.",
        "trekker_tekst": "Corporaties",
        "termijnen": ["medio 2022"],
        "status": status,
        "status_voorstel": status,
        "status_gezet": False,
        "status_toelichting": "",
        "vorige_status": "",
        "richting": 0,
        "antwoorden": [antwoord("Alliantie", status)],
        "indicatoren": [],
        "standpunten": [],
    } | velden


def indicator(**velden: Any) -> dict[str, Any]:
    """Return an indicator with one value."""
    waarde = {
        "partij": None,
        "naam": "Samen",
        "waarde": "87",
        "streef": "213",
        "streef_tot": None,
        "streef_per": "periode",
        "streef_van": "2022-01-01",
        "streef_totenmet": "2023-12-31",
        "oordeel": "onbekend",
        "verschil": None,
        "opbouw": [],
    }
    return {
        "sleutel": "netto-groei",
        "naam": "Netto groei",
        "eenheid": "woningen",
        "richting": "minimum",
        "richting_label": "Minstens",
        "decimalen": 0,
        "cumulatief": True,
        "toelichting": "",
        "waarden": [waarde | velden.pop("waarde", {})],
    } | velden


def _cel(belofte: int | None, realisatie: int | None) -> dict[str, Any]:
    resterend = None if belofte is None or realisatie is None else belofte - realisatie
    return {
        "partij": None,
        "belofte": belofte,
        "belofte_min": None,
        "belofte_max": None,
        "realisatie": realisatie,
        "deze_periode": realisatie,
        "resterend": resterend,
        "per_jaar": {},
        "daarnaast": {},
        "onvolledig": realisatie is None,
    }


def mutaties() -> dict[str, Any]:
    """Return a small table of mutations of two parties."""
    regels = [("nieuwbouw", "Nieuwbouw", 1036, 61, False), ("sloop", "Sloop", -144, -48, False)]
    regels.append(("netto", "Permanente netto groei", 892, 13, True))
    return {
        "sleutel": "tabel_1",
        "titel": "Prognose van de sociale voorraad",
        "bron": "Tabel 1",
        "soort": "mutaties",
        "toelichting": "Alleen harde plannen.",
        "partijen": [{"sleutel": "alliantie", "naam": "Alliantie"}, {"sleutel": "portaal", "naam": "Portaal"}],
        "jaren": [],
        "beginstand_ontbreekt": True,
        "regels": [
            {
                "sleutel": sleutel,
                "label": label,
                "teken": "plus",
                "permanentie": "permanent",
                "noot": "",
                "afgeleid": afgeleid,
                "cellen": [_cel(belofte, gereed), _cel(0, None)],
                "totaal": _cel(belofte, gereed),
            }
            for sleutel, label, belofte, gereed, afgeleid in regels
        ],
    }


def stand() -> dict[str, Any]:
    """Return a small stand by rent class of one party, with its bridge."""
    begin, nu = {"egw": 500, "mgw": 120, "totaal": 620}, {"egw": 490, "mgw": 130, "totaal": 620}
    cel = {"partij": "delta", "begin": begin, "nu": nu}
    brug = {"partij": "delta", "begin": 620, "mutaties": 4, "verwacht": 624, "stand": 620, "verschil": -4}
    return {
        "sleutel": "bijlage_1",
        "titel": "Woningvoorraad per 1 juli 2021",
        "bron": "Bijlage 1",
        "soort": "stand",
        "toelichting": "",
        "partijen": [{"sleutel": "delta", "naam": "deltaWonen"}],
        "kolommen": [{"sleutel": "egw", "label": "EGW"}, {"sleutel": "mgw", "label": "MGW"}],
        "begin_peildatum": "2021-07-01",
        "begin_bron": "Bijlage 1",
        "regels": [
            {"sleutel": "laag", "label": "Tot en met lage grens", "grens": "633,25", "afgeleid": False}
            | {"cellen": [cel], "totaal": cel | {"onvolledig": False}},
        ],
        "bruggen": [brug | {"onvolledig": False}],
        "brug_totaal": brug | {"partij": None, "onvolledig": False},
    }


def projecten() -> dict[str, Any]:
    """Return a small programme: one project that slipped a year."""
    project = {"belofte": {"2022": 24}, "belofte_totaal": 24, "nu": {"2023": 24}, "nu_totaal": 24}
    return {
        "sleutel": "bijlage_2",
        "titel": "Nieuwbouw per locatie",
        "bron": "Bijlage 2",
        "soort": "projecten",
        "toelichting": "",
        "partijen": [{"sleutel": "delta", "naam": "deltaWonen"}],
        "jaren": [2022, 2023],
        "projecten": [
            {"sleutel": "fuite", "naam": "Fuite", "partij": "delta", "hardheid": "hard", "hardheid_label": "Hard plan"}
            | {"soort": "nieuwbouw", "verschoven": True}
            | project
        ],
        "totalen": [{"partij": None, "naam": "Samen", "onvolledig": False} | project],
    }


def opname(
    *afspraken: dict[str, Any], voorraad: list[dict[str, Any]] | None = None, **peilmoment: Any
) -> dict[str, Any]:
    """Return a whole momentopname around these agreements (default: three, of which two deviate)."""
    rijen = list(afspraken) or [_achter(), _aandacht(), afspraak(3, paragraaf="1.2 Bouwen")]
    per_status: dict[str, int] = {}
    for rij in rijen:
        per_status[rij["status"]] = per_status.get(rij["status"], 0) + 1
    ernst = {"achter": 0, "aandacht": 1}
    afwijkend = sorted((r for r in rijen if r["status"] in ernst), key=lambda r: ernst[r["status"]])
    return {
        "schema": 1,
        "gemaakt_op": "2022-10-03T11:05:00+02:00",
        "overeenkomst": _overeenkomst(),
        "peilmoment": _peilmoment() | peilmoment,
        "partijen": [
            _partij("alliantie", "De Alliantie", "Alliantie", "corporatie", None),
            _partij("hbva", "Huurders Belangen Vereniging", "HBVA", "huurdersorganisatie", "alliantie"),
        ],
        "tellingen": {
            "afspraken": len(rijen),
            "met_status": len(rijen),
            "afwijkend": len(afwijkend),
            "beter": 0,
            "slechter": sum(r["richting"] < 0 for r in rijen),
            "antwoorden": len(rijen),
            "antwoorden_binnen": len(rijen),
            "antwoorden_geaccepteerd": len(rijen),
            "per_status": per_status,
        },
        "per_hoofdstuk": [{"id": 1, "nummer": "1", "titel": "Wonen", "per_status": per_status, "aantal": len(rijen)}],
        "per_partij": [{"sleutel": "alliantie", "naam": "Alliantie", "per_status": per_status, "aantal": len(rijen)}],
        "afwijkingen": [rij["id"] for rij in afwijkend],
        "veranderingen": [
            {"id": r["id"], "nummer": r["nummer"], "titel": r["titel"], "van": r["vorige_status"], "naar": r["status"]}
            | {"richting": r["richting"]}
            for r in rijen
            if r["richting"]
        ],
        "hoofdstukken": [
            {"id": 1, "nummer": "1", "titel": "Wonen", "ambitie": "Genoeg woningen.", "paragrafen": []}
            | {"afspraken": rijen}
        ],
        "voorraad": [mutaties()] if voorraad is None else voorraad,
        "termijnen": {
            "verstreken": [
                {"id": rijen[0]["id"], "nummer": rijen[0]["nummer"], "titel": rijen[0]["titel"], "tekst": "medio 2022"}
                | {"eind": "2022-07-01"}
            ],
            "komend": [],
        },
        "volledigheid": [
            {"sleutel": "alliantie", "naam": "Alliantie", "opgave": "geaccepteerd", "cijfers": "concept"}
            | {"voortgang": {"totaal": 3, "ingediend": 1, "geaccepteerd": 2, "teruggegeven": 0}},
            {"sleutel": "hbva", "naam": "HBVA", "opgave": None, "cijfers": None}
            | {"voortgang": {"totaal": 0, "ingediend": 0, "geaccepteerd": 0, "teruggegeven": 0}},
        ],
    }


def _partij(sleutel: str, naam: str, kort: str, soort: str, voor: str | None) -> dict[str, Any]:
    return {
        "sleutel": sleutel,
        "naam": naam,
        "korte_naam": kort,
        "soort": soort,
        "soort_label": {"corporatie": "Woningcorporatie"}.get(soort, "Huurdersorganisatie"),
        "spreekt_voor": voor,
    }


def _overeenkomst() -> dict[str, Any]:
    return {
        "sleutel": "stad-2022-2023",
        "naam": "Prestatieafspraken Stad 2022-2023",
        "begin": "2022-01-01",
        "eind": "2023-12-31",
        "verlengd_tot": None,
        "bronstatus": "",
        "gemeenten": ["Gemeente Stad"],
        "regisseur": "Stichting Portaal",
        "controleur": "Gemeente Stad",
        "inleiding": "",
        "voorwaarden": [{"titel": "WSW-borging", "tekst": "Zonder borging gelden de afspraken niet."}],
        "definities": [{"noot": "5", "begrip": "Sociale huurwoning", "tekst": "Woning met een sociaal huurcontract."}],
        "legenda": [dict(zip(("status", "label", "kleur", "vorm"), regel, strict=True)) for regel in LEGENDA],
    }


def _peilmoment() -> dict[str, Any]:
    return {
        "peildatum": "2022-06-30",
        "soort": "voortgang",
        "soort_label": "Voortgang",
        "status": "vastgesteld",
        "status_label": "Vastgesteld",
        "voorbeeldcijfers": True,
        "inleveren_tot": "2022-09-30",
        "vorige": "2021-12-31",
        "samenvatting": "Het gaat **redelijk**.",
    }


def _achter() -> dict[str, Any]:
    tekst = {"oorzaak": "De netaansluiting komt later.", "gevolg": "De oplevering schuift op."}
    return afspraak(
        1,
        "achter",
        paragraaf="1.1 Voorraad",
        vorige_status="op_schema",
        richting=-1,
        antwoorden=[
            antwoord("Alliantie"),
            antwoord("Portaal", "achter", **tekst, bijsturing="Portaal koopt woningen aan."),
            antwoord("Omnia Wonen", "", fase="concept", binnen=False, toelichting=""),
        ],
        indicatoren=[indicator()],
        standpunten=[
            {"partij": "hbva", "naam": "HBVA", "houding": "deels", "houding_label": "Deels eens"}
            | {"tekst": "Het duurt lang."}
        ],
    )


def _aandacht() -> dict[str, Any]:
    return afspraak(
        2,
        "aandacht",
        paragraaf="1.1 Voorraad",
        status_gezet=True,
        status_voorstel="op_schema",
        status_toelichting="Besproken in het overleg.",
    )
