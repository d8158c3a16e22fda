"""A case to hang terms on, in an invented region."""

from datetime import UTC, date, datetime

import pytest

from cases.models import Dossier, Leerling, Zaak
from organisations.models import Commissie, Samenwerkingsverband, School, Schoolbestuur


@pytest.fixture
def zaak(db: None) -> Zaak:
    """Received on Monday 9 March 2026, as in the worked example of the law."""
    commissie = Commissie.objects.create(naam="Commissie Heidestreek")
    swv = Samenwerkingsverband.objects.create(naam="SWV Heidestreek", nummer="VO9901", commissie=commissie)
    bestuur = Schoolbestuur.objects.create(naam="Stichting Scholen Heidestreek")
    school = School.objects.create(swv=swv, bestuur=bestuur, naam="De Brem", brin="99ZZ", soort="vo")
    leerling = Leerling.objects.create(
        voornamen="Mees", roepnaam="Mees", achternaam="Verzonnen", geboortedatum=date(2011, 6, 4)
    )
    dossier = Dossier.objects.create(leerling=leerling, swv=swv, school=school, geopend_op=date(2026, 3, 2))
    moment = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
    return Zaak.objects.create(
        nummer="2026-0001",
        soort="tlv",
        dossier=dossier,
        swv=swv,
        school=school,
        status="ingediend",
        status_label="Ingediend",
        aangemaakt_op=moment,
        bijgewerkt_op=moment,
        ontvangen_op=date(2026, 3, 9),
    )
