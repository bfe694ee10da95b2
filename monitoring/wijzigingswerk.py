"""Changes that wait for somebody: a party's answer, or the gemeente that has to take up a proposal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from afspraken.keuzes import Oordeel, WijzigingFase
from afspraken.models import Overeenkomst, Wijziging
from afspraken.toegang import Toegang
from afspraken.wijzigingsrecht import gebonden


def wijzigingstaken(
    overeenkomsten: Iterable[Overeenkomst], toegangen: Mapping[int, Toegang]
) -> dict[int, list[tuple[str, str]]]:
    """Return per Overeenkomst (id) what waits for this user, as (text, address); one query when nothing does."""
    sets = {overeenkomst.pk: overeenkomst for overeenkomst in overeenkomsten}
    fasen = (WijzigingFase.INGEDIEND, WijzigingFase.VOORGELEGD)
    rijen = Wijziging.objects.filter(overeenkomst__in=sets, fase__in=fasen).order_by("nummer")
    uit: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for wijziging in rijen.prefetch_related("regels", "instemmingen"):
        wijziging.overeenkomst = sets[wijziging.overeenkomst_id]
        if tekst := _taak(wijziging, toegangen[wijziging.overeenkomst_id]):
            uit[wijziging.overeenkomst_id].append((tekst, wijziging.get_absolute_url()))
    return uit


def _taak(wijziging: Wijziging, toegang: Toegang) -> str:
    """Return what this change asks of the user, '' for nothing."""
    if wijziging.fase == WijzigingFase.INGEDIEND:
        return (
            f"Wijziging {wijziging.nummer} is voorgesteld: leg hem voor of wijs hem af" if toegang.is_redacteur else ""
        )
    gegeven = {rij.partij_id for rij in wijziging.instemmingen.all()}
    mijn = {partij.pk for partij in toegang.voert_in_voor} - gegeven
    wachtend = [str(partij) for partij in gebonden(wijziging, toegang) if partij.pk in mijn]
    if wachtend:
        return f"Geef het oordeel van {' en '.join(wachtend)} over wijziging {wijziging.nummer}"
    bezwaar = any(rij.oordeel == Oordeel.NIET_AKKOORD for rij in wijziging.instemmingen.all())
    return f"Er is bezwaar tegen wijziging {wijziging.nummer}" if bezwaar and toegang.is_redacteur else ""
