"""What a request is about: the route, the kind of education, the funding category; and how a requirement stands."""

from django.db import models


class Status(models.TextChoices):
    CONCEPT = "concept", "concept"
    INGEDIEND = "ingediend", "ingediend"
    AANVULLING_GEVRAAGD = "aanvulling_gevraagd", "aanvulling gevraagd"
    AANGEVULD = "aangevuld", "aangevuld"
    AANVULLING_VERLOPEN = "aanvulling_verlopen", "aanvulling verlopen"
    VOLLEDIG = "volledig", "volledig"
    DESKUNDIGENADVIES = "deskundigenadvies", "bij de deskundigen"
    INFORMATIE_GEVRAAGD = "informatie_gevraagd", "informatie gevraagd"
    TER_BESLUITVORMING = "ter_besluitvorming", "ter besluitvorming"
    VERLEEND = "verleend", "verleend"
    AFGEWEZEN = "afgewezen", "afgewezen"
    BUITEN_BEHANDELING = "buiten_behandeling", "buiten behandeling"
    BEKENDGEMAAKT = "bekendgemaakt", "bekendgemaakt"
    INGETROKKEN = "ingetrokken", "ingetrokken"
    ARCHIEF = "archief", "archief"


class Route(models.TextChoices):
    """The routes of source 004, bijlage 4 and 5 (domain.md §2)."""

    VO_VSO = "vo_vso", "van vo naar vso"
    VERLENGING_VSO = "verlenging_vso", "verlenging vso"
    ONDERINSTROOM = "onderinstroom", "onderinstroom in het vso"
    PRO_AANMELDING = "pro_aanmelding", "praktijkonderwijs, eerste aanmelding"
    PRO_ZIJINSTROOM = "pro_zijinstroom", "praktijkonderwijs, zij-instroom"
    EMB = "emb", "verlenging EMB"


class Onderwijstype(models.TextChoices):
    VSO = "vso", "voortgezet speciaal onderwijs"
    PRO = "pro", "praktijkonderwijs"


class Categorie(models.TextChoices):
    """Funding category, formerly 1, 2 and 3."""

    LAAG = "laag", "laag (categorie 1)"
    MIDDEN = "midden", "midden (categorie 2)"
    HOOG = "hoog", "hoog (categorie 3)"


class Eisstatus(models.TextChoices):
    OPEN = "open", "nog te beoordelen"
    VOLDAAN = "voldaan", "in orde"
    ONTBREEKT = "ontbreekt", "ontbreekt of voldoet niet"
    ONTHEFFING_GEVRAAGD = "ontheffing_gevraagd", "ontheffing gevraagd"
    ONTHEFFING_VERLEEND = "ontheffing_verleend", "ontheffing verleend"
    ONTHEFFING_GEWEIGERD = "ontheffing_geweigerd", "ontheffing geweigerd"
