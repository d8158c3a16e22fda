"""Factories: fictional people, schools and cases. Traits say what matters, defaults do the rest."""

import uuid
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory

from cases.models import Betrokkene, Dossier, Gezag, Inschrijving, Leerling, Ouder, Zaak
from organisations import models as org
from organisations.actor import Actor, actor_voor
from organisations.rollen import SCHOOLROLLEN, Rol
from tlv.models import Aanvraag, Advies, Eisbeoordeling, Status
from tlv.toestanden import TOESTANDEN

VANDAAG = date(2026, 3, 9)
NU = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)
WACHTWOORD = "demo-wachtwoord"


@cache
def _gehasht() -> str:
    """Hashed as in production, once per run."""
    return make_password(WACHTWOORD)


class CommissieFactory(DjangoModelFactory[org.Commissie]):
    class Meta:
        model = org.Commissie

    naam = "Commissie Toeleiding en Ondersteuning"
    afkorting = "CTO"


class SwvFactory(DjangoModelFactory[org.Samenwerkingsverband]):
    class Meta:
        model = org.Samenwerkingsverband

    naam = factory.Sequence(lambda n: f"Samenwerkingsverband Lindestreek {n}")
    nummer = factory.Sequence(lambda n: f"{'VP'[n // 9000 % 2]}O{n % 9000:04}")
    commissie = factory.SubFactory(CommissieFactory)
    straat = "Kastanjelaan"
    huisnummer = "12"
    postcode = "1234 AB"
    plaats = "Lindestad"
    telefoon = "085 555 01 00"
    email = "secretariaat@lindestreek.example"
    steunpunt_naam = "Ouder- en jeugdsteunpunt Lindestreek"
    steunpunt_telefoon = "085 555 01 50"


class BestuurFactory(DjangoModelFactory[org.Schoolbestuur]):
    class Meta:
        model = org.Schoolbestuur

    naam = factory.Sequence(lambda n: f"Stichting Scholen Lindestreek {n}")


class SchoolFactory(DjangoModelFactory[org.School]):
    class Meta:
        model = org.School

    swv = factory.SubFactory(SwvFactory)
    bestuur = factory.SubFactory(BestuurFactory)
    naam = factory.Sequence(lambda n: f"De Wissel {n}")
    brin = factory.Sequence(lambda n: f"{n % 90 + 10}{chr(65 + n // 90 % 26)}{chr(90 - n // 2340 % 26)}")
    vestiging = "00"
    soort = "vo"
    straat = "Schoolpad"
    huisnummer = "3"
    postcode = "1234 CD"
    plaats = "Lindestad"


class UserFactory(DjangoModelFactory[org.User]):
    class Meta:
        model = org.User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"persoon{n}@lindestreek.example")
    naam = factory.Sequence(lambda n: f"Persoon {n}")
    password = factory.LazyFunction(_gehasht)


class LidmaatschapFactory(DjangoModelFactory[org.Lidmaatschap]):
    class Meta:
        model = org.Lidmaatschap

    user = factory.SubFactory(UserFactory)
    rol = Rol.COORDINATOR
    van = date(2020, 8, 1)


class LeerlingFactory(DjangoModelFactory[Leerling]):
    class Meta:
        model = Leerling

    voornamen = "Sam"
    roepnaam = "Sam"
    achternaam = factory.Sequence(lambda n: f"Voorbeeld{n}")
    geboortedatum = date(2011, 5, 17)
    straat = "Lindelaan"
    huisnummer = "7"
    postcode = "1234 EF"
    plaats = "Lindestad"
    zoektekst = factory.LazyAttribute(lambda o: f"{o.roepnaam} {o.achternaam}".lower())


class OuderFactory(DjangoModelFactory[Ouder]):
    """A parent; `gezag=True` (default) gives gezag since birth, `gezag=False` none, `account=True` an account."""

    class Meta:
        model = Ouder
        skip_postgeneration_save = True

    leerling = factory.SubFactory(LeerlingFactory)
    naam = factory.Sequence(lambda n: f"Ouder {n}")
    relatie = "moeder"
    email = factory.Sequence(lambda n: f"ouder{n}@thuis.example")
    telefoon = "085 555 02 00"
    straat = "Lindelaan"
    huisnummer = "7"
    postcode = "1234 EF"
    plaats = "Lindestad"

    @factory.post_generation
    def gezag(self: Ouder, create: bool, extracted: bool | None, **kwargs: Any) -> None:  # type: ignore[misc]
        if create and extracted is not False:
            Gezag.objects.create(ouder=self, van=kwargs.get("van", date(2011, 5, 17)), tot=kwargs.get("tot"))

    @factory.post_generation
    def account(self: Ouder, create: bool, extracted: bool | None, **kwargs: Any) -> None:  # type: ignore[misc]
        if create and extracted:
            self.user = UserFactory(email=self.email, naam=self.naam)
            self.save()
            LidmaatschapFactory(user=self.user, rol=Rol.OUDER)


class DossierFactory(DjangoModelFactory[Dossier]):
    class Meta:
        model = Dossier
        skip_postgeneration_save = True

    leerling = factory.SubFactory(LeerlingFactory)
    school = factory.SubFactory(SchoolFactory)
    swv = factory.SelfAttribute("school.swv")
    geopend_op = date(2026, 1, 12)

    @factory.post_generation
    def inschrijving(self: Dossier, create: bool, extracted: bool | None, **kwargs: Any) -> None:  # type: ignore[misc]
        if create and extracted is not False:
            Inschrijving.objects.create(
                leerling=self.leerling, school=self.school, leerjaar=2, van=date(2024, 8, 1), **kwargs
            )


class ZaakFactory(DjangoModelFactory[Zaak]):
    class Meta:
        model = Zaak

    dossier = factory.SubFactory(DossierFactory)
    swv = factory.SelfAttribute("dossier.swv")
    school = factory.SelfAttribute("dossier.school")
    soort = "tlv"
    status = Status.CONCEPT
    status_label = "Concept"
    aangemaakt_op = NU
    bijgewerkt_op = NU


class AanvraagFactory(DjangoModelFactory[Aanvraag]):
    """A TLV request in any state: `AanvraagFactory(status=Status.INGEDIEND)`; `zaak__school=...` and so on."""

    class Meta:
        model = Aanvraag
        skip_postgeneration_save = True

    zaak = factory.SubFactory(ZaakFactory)
    route = "vo_vso"

    @classmethod
    def _create(cls, model_class: type[Aanvraag], *args: Any, **kwargs: Any) -> Aanvraag:
        status = kwargs.pop("status", Status.CONCEPT)
        aanvraag: Aanvraag = super()._create(model_class, *args, **kwargs)
        if status != Status.CONCEPT:
            zet_status(aanvraag, status)
        return aanvraag

    @factory.post_generation
    def eisen(self: Aanvraag, create: bool, extracted: list[str] | None, **kwargs: Any) -> None:  # type: ignore[misc]
        for eis in extracted or []:
            Eisbeoordeling.objects.create(aanvraag=self, eis=eis)


def zet_status(aanvraag: Aanvraag, status: str) -> None:
    """Put a request straight into a state, with what that state requires, for tests of what comes after."""
    zaak = aanvraag.zaak
    zaak.nummer = zaak.nummer or f"2026-{zaak.pk:04d}"
    zaak.ontvangen_op = zaak.ontvangen_op or VANDAAG
    zaak.swv_sinds = zaak.swv_sinds or VANDAAG
    zaak.gezin_sinds = zaak.gezin_sinds or VANDAAG
    zaak.status = status
    zaak.status_label = TOESTANDEN[Status(status)].label
    if status in (Status.ARCHIEF, Status.INGETROKKEN):
        zaak.gesloten_op = VANDAAG
    zaak.save()
    velden: dict[str, Any] = {"status": status, "ingediend_op": NU, "volledig_op": VANDAAG}
    if status == Status.INFORMATIE_GEVRAAGD:
        velden["terug_naar"] = aanvraag.terug_naar or Status.DESKUNDIGENADVIES
    Aanvraag.objects.filter(pk=aanvraag.pk).update(**velden)
    nieuw = Aanvraag.objects.get(pk=aanvraag.pk)
    aanvraag.__dict__.update(nieuw.__dict__)
    aanvraag.zaak = zaak


def lidmaatschap(
    rol: str, organisatie: org.School | org.Samenwerkingsverband | None = None, **kwargs: Any
) -> org.Lidmaatschap:
    """A hat at a school or a samenwerkingsverband."""
    plek = {"school": organisatie} if rol in SCHOOLROLLEN else {"swv": organisatie}
    if rol in (Rol.OUDER, Rol.LEERLING):
        plek = {}
    lid: org.Lidmaatschap = LidmaatschapFactory(rol=rol, **plek, **kwargs)
    return lid


def actor(
    rol: str,
    organisatie: org.School | org.Samenwerkingsverband | None = None,
    *,
    user: org.User | None = None,
    vandaag: date = VANDAAG,
) -> Actor:
    """A person in a hat, on a day."""
    extra = {"user": user} if user else {}
    bestaand = org.Lidmaatschap.objects.filter(user=user, rol=rol).first() if user else None
    return actor_voor(bestaand or lidmaatschap(rol, organisatie, **extra), vandaag=vandaag)


def betrek(zaak: Zaak, user: org.User, rol: str, **kwargs: Any) -> Betrokkene:
    return Betrokkene.objects.create(
        **{"zaak": zaak, "user": user, "rol": rol, "van": VANDAAG, "grond": "test", **kwargs}
    )


def vraag_advies(aanvraag: Aanvraag, user: org.User, stand: str = "gevraagd", volgorde: int = 1) -> Advies:
    """An expert asked for advice, in any state; a filed one has no more than the database asks for."""
    klaar = {"ingediend_op": NU, "onafhankelijk_verklaard_op": NU, "overwegingen": "x", "sha256": "0"}
    return Advies.objects.create(
        aanvraag=aanvraag,
        deskundige=user,
        beroep="orthopedagoog",
        volgorde=volgorde,
        stand=stand,
        gevraagd_op=VANDAAG,
        uiterlijk=VANDAAG,
        **(klaar if stand == "ingediend" else {}),
    )


def sleutel() -> str:
    return uuid.uuid4().hex
