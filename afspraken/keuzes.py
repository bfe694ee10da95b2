"""Fixed choices of the register."""

from __future__ import annotations

from django.db import models


class OvereenkomstStatus(models.TextChoices):
    """Where a set of agreements is in its life."""

    CONCEPT = "concept", "Concept"
    VASTGESTELD = "vastgesteld", "Vastgesteld"
    AFGELOPEN = "afgelopen", "Afgelopen"


class AfspraakSoort(models.TextChoices):
    """Kind of agreement, as the headings of the source tables have it."""

    MEERJARIG = "meerjarig", "Meerjarig"
    PERIODE = "periode", "Voor deze periode"
    PROCESBEPALING = "procesbepaling", "Procesbepaling"


class Aard(models.TextChoices):
    """Result or effort."""

    RESULTAAT = "resultaat", "Resultaat"
    INSPANNING = "inspanning", "Inspanning"
    ONBEKEND = "onbekend", "Niet bepaald"


class Antwoordwijze(models.TextChoices):
    """How a group of trekkers answers."""

    IEDER = "ieder", "Ieder voor zich"
    SAMEN = "samen", "Samen, via een penvoerder"


class BetrokkeneRol(models.TextChoices):
    """In which role a party is bound."""

    TREKKER = "trekker", "Trekker"
    LEVERT = "levert", "Levert gegevens"
    BETROKKEN = "betrokken", "Betrokken"
    GEINFORMEERD = "geinformeerd", "Wordt geïnformeerd"


class Groep(models.TextChoices):
    """Groups of parties as agreements name them."""

    CORPORATIES = "corporaties", "Corporaties"
    HUURDERSORGANISATIES = "huurdersorganisaties", "Huurdersorganisaties"
    GEMEENTEN = "gemeenten", "Gemeenten"
    ALLE = "alle", "Alle partijen"


class Herhaling(models.TextChoices):
    """How often a term returns."""

    GEEN = "geen", "Eenmalig"
    MAAND = "maand", "Elke maand"
    KWARTAAL = "kwartaal", "Elk kwartaal"
    HALFJAAR = "halfjaar", "Elk half jaar"
    JAAR = "jaar", "Elk jaar"
    TWEE_JAAR = "twee_jaar", "Elke twee jaar"


class Exactheid(models.TextChoices):
    """How sure the dates are that follow from the words of a term."""

    EXACT = "exact", "Exact"
    CIRCA = "circa", "Circa"
    ONNAUWKEURIG = "onnauwkeurig", "Onnauwkeurig"
    DUBBELZINNIG = "dubbelzinnig", "Dubbelzinnig"
    VOORWAARDE = "voorwaarde", "Onder voorwaarde"


class Richting(models.TextChoices):
    """When a value is good."""

    MINIMUM = "minimum", "Minstens"
    MAXIMUM = "maximum", "Hoogstens"
    STREEFWAARDE = "streefwaarde", "Precies"
    BANDBREEDTE = "bandbreedte", "Tussen"
    IJKPUNT = "ijkpunt", "IJkpunt, zonder norm"


class Berekening(models.TextChoices):
    """Where the value of an indicator comes from."""

    OPGEGEVEN = "opgegeven", "Opgegeven door de partij"
    AANDEEL = "aandeel", "Aandeel: teller gedeeld door noemer"
    GEWOGEN_GEMIDDELDE = "gewogen_gemiddelde", "Gewogen gemiddelde"
    VOORRAAD = "voorraad", "Uit de voorraadopgave"


class Ritme(models.TextChoices):
    """Which span a figure covers."""

    PEILMOMENT = "peilmoment", "Elk peilmoment"
    KWARTAAL = "kwartaal", "Elk kwartaal"
    JAAR = "jaar", "Elk jaar"


class Per(models.TextChoices):
    """What a target counts over."""

    PERIODE = "periode", "over de hele periode"
    JAAR = "jaar", "per jaar"
    KWARTAAL = "kwartaal", "per kwartaal"


class PeilmomentSoort(models.TextChoices):
    """Progress halfway, or looking back on a closed year."""

    VOORTGANG = "voortgang", "Voortgang"
    EVALUATIE = "evaluatie", "Evaluatie"


class PeilmomentStatus(models.TextChoices):
    """Steps of the cycle."""

    GEPLAND = "gepland", "Gepland"
    OPEN = "open", "Open voor invoer"
    IN_BESPREKING = "in_bespreking", "In bespreking"
    VASTGESTELD = "vastgesteld", "Vastgesteld"


class VoortgangStatus(models.TextChoices):
    """How an agreement stands. The label shown is the legend's of its Overeenkomst."""

    NIET_GESTART = "niet_gestart", "Niet gestart"
    OP_SCHEMA = "op_schema", "Op schema"
    AANDACHT = "aandacht", "Vraagt aandacht"
    ACHTER = "achter", "Loopt achter"
    GEREED = "gereed", "Gereed"
    DOORLOPEND = "doorlopend", "Doorlopend"
    VERVALLEN = "vervallen", "Vervallen"


class WijzigingSoort(models.TextChoices):
    """What a Wijziging does to the register."""

    AANPASSEN = "aanpassen", "Afspraak aanpassen"
    TOEVOEGEN = "toevoegen", "Afspraak toevoegen"
    BEEINDIGEN = "beeindigen", "Afspraak beëindigen"
    SAMENVOEGEN = "samenvoegen", "Afspraken samenvoegen"
    SPLITSEN = "splitsen", "Afspraak splitsen"
    VERVANGEN = "vervangen", "Afspraak vervangen door een nieuwe"
    CORRECTIE = "correctie", "Register verbeteren naar het getekende document"


class WijzigingFase(models.TextChoices):
    """Where a Wijziging is: proposed by a party, put to the parties by the gemeente, in force or not."""

    CONCEPT = "concept", "Concept"
    INGEDIEND = "ingediend", "Voorgesteld"
    VOORGELEGD = "voorgelegd", "Ligt voor aan partijen"
    VAN_KRACHT = "van_kracht", "Van kracht"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class Oordeel(models.TextChoices):
    """What a bound party says of a Wijziging."""

    AKKOORD = "akkoord", "Akkoord"
    NIET_AKKOORD = "niet_akkoord", "Niet akkoord"


class AfkomstSoort(models.TextChoices):
    """How one agreement came from another."""

    OPVOLGER = "opvolger", "Opvolger in de volgende set"
    VERVANGEN = "vervangen", "Vervangen door"
    SAMENGEVOEGD = "samengevoegd", "Samengevoegd in"
    GESPLITST = "gesplitst", "Gesplitst in"


class JaarschijfStatus(models.TextChoices):
    """A yearly plan is a concept until the parties settle it."""

    CONCEPT = "concept", "Concept"
    VASTGESTELD = "vastgesteld", "Vastgesteld"
    AFGESLOTEN = "afgesloten", "Afgesloten"


class ActiviteitStatus(models.TextChoices):
    """How far an activity of a yearly plan is."""

    GEPLAND = "gepland", "Gepland"
    BEZIG = "bezig", "Bezig"
    GEREED = "gereed", "Gereed"
    NIET_GEREED = "niet_gereed", "Niet gereed"
    VERVALLEN = "vervallen", "Vervallen"


class ImportStaat(models.TextChoices):
    """How far an import is."""

    WACHT = "wacht", "Wacht op de verwerking"
    BEZIG = "bezig", "Wordt gelezen"
    KLAAR = "klaar", "Klaar om na te kijken"
    MISLUKT = "mislukt", "Niet gelukt"
    OVERGENOMEN = "overgenomen", "Overgenomen in het register"


class Kleur(models.TextChoices):
    """Colours of a legend, stored apart from the status they stand for."""

    GROEN = "groen", "Groen"
    ORANJE = "oranje", "Oranje"
    ROOD = "rood", "Rood"
    GRIJS = "grijs", "Grijs"
    BLAUW = "blauw", "Blauw"
    WIT = "wit", "Wit"
