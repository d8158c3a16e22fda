"""A decision on paper that came back: noted, judged by the law, and told all the same; per addressee.

Sent on Monday 9-3-2026 the objection term of the mother runs to 20-4. It comes back on 13-3; sent again on 16-3, to the
right address, her term runs to 27-4, which is King's Day, so to 28-4. What was sent digitally to the father stands.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.compartimenten import Compartiment
from deadlines.models import Termijn
from documents.brieven import BRIEVEN
from documents.models import Bekendmaking, Document
from organisations.actor import Actor
from organisations.rollen import Rol
from tests import factories
from tests.factories import NU, VANDAAG
from tests.tlv.test_bekendmaken import GEPRINT, chair, getekend, maak_bekend
from tlv import terug
from tlv.bekendmaken import bezwaartermijn, briefgegevens, te_archiveren
from tlv.models import Aanvraag, Terugzending
from tlv.versturen import besluit_van, te_versturen
from workflow.edit import edit
from workflow.fouten import Conflict, GeenRecht, Geweigerd
from workflow.perform import perform

pytestmark = pytest.mark.django_db
Als = Callable[[Actor], Client]
__all__ = ("chair", "getekend")
TERUG, OPNIEUW = date(2026, 3, 13), date(2026, 3, 16)
EERSTE, TWEEDE = date(2026, 4, 20), date(2026, 4, 28)


@pytest.fixture
def zaak(getekend: Aanvraag) -> Aanvraag:
    """Made known, the letter to the mother on the post."""
    maak_bekend(getekend)
    bureau = factories.actor(Rol.SECRETARIAAT, getekend.zaak.swv)
    _verstuur(getekend, bureau, VANDAAG)
    return getekend


@pytest.fixture
def bureau(zaak: Aanvraag) -> Actor:
    """On the day of sending again."""
    return factories.actor(Rol.SECRETARIAAT, zaak.zaak.swv, vandaag=OPNIEUW)


def _verstuur(zaak: Aanvraag, by: Actor, dag: date) -> None:
    pks = list(te_versturen(by).values_list("pk", flat=True))
    edit(zaak.zaak_id, "verzending", by=by, data={"bekendmakingen": pks, "verzonden_op": dag, **GEPRINT})


def moeder(zaak: Aanvraag) -> Bekendmaking:
    return Bekendmaking.objects.get(zaak=zaak.zaak, kanaal="post")


def kwam_terug(zaak: Aanvraag, by: Actor, dag: date = TERUG) -> Terugzending:
    data = {"bekendmaking": moeder(zaak).pk, "terug_op": dag, "reden": "onbekend op dit adres"}
    edit(zaak.zaak_id, "besluit_terug", by=by, data=data)
    return Terugzending.objects.latest("pk")


def beslis(zaak: Aanvraag, by: Actor, rij: Terugzending, oordeel: str, toelichting: str = "Gebeld.") -> None:
    data = {"terugzending": rij.pk, "oordeel": oordeel, "toelichting": toelichting}
    edit(zaak.zaak_id, "besluit_terug_beoordeeld", by=by, data=data, nu=NU + timedelta(days=7))


def verhuis(zaak: Aanvraag) -> None:
    ouder = moeder(zaak).ouder
    assert ouder is not None
    ouder.straat, ouder.huisnummer = "Nieuwe Gracht", "12"
    ouder.save()


def termijnen(zaak: Aanvraag) -> list[tuple[date | None, bool]]:
    kenmerk = f"bekendmaking:{moeder(zaak).pk}"
    rijen = Termijn.objects.filter(zaak=zaak.zaak, kenmerk=kenmerk).order_by("pk")
    return [(rij.einde, rij.is_open) for rij in rijen]


def test_by_our_mistake_it_was_not_made_known_and_the_term_begins_with_the_new_sending(
    zaak: Aanvraag, bureau: Actor
) -> None:
    rij, besluit = kwam_terug(zaak, bureau), moeder(zaak).document
    afdruk = (besluit.bestand_id, besluit.zegel.code)
    assert termijnen(zaak) == [(EERSTE, True)], "until somebody judged it, nothing changes"
    verhuis(zaak)
    beslis(zaak, bureau, rij, "niet_bekend")
    assert (termijnen(zaak), moeder(zaak).verzonden_op) == ([(EERSTE, False)], None)
    assert "Nieuwe Gracht 12" in moeder(zaak).adresregels
    _verstuur(zaak, bureau, OPNIEUW)
    assert termijnen(zaak) == [(EERSTE, False), (TWEEDE, True)]
    eigen = bezwaartermijn(moeder(zaak), Termijn.objects.filter(zaak=zaak.zaak))
    assert eigen is not None and eigen.einde == TWEEDE
    rij.refresh_from_db()
    assert (rij.verzonden_op, "Nieuwe Gracht 12" in rij.adresregels) == (VANDAAG, False), "what was, is kept"
    besluit.refresh_from_db()
    assert (besluit.bestand_id, besluit.zegel.code) == afdruk, "the sealed decision is the same"
    vader = Bekendmaking.objects.get(zaak=zaak.zaak, naam="Vader")
    anderen = Termijn.objects.filter(zaak=zaak.zaak, kenmerk=f"bekendmaking:{vader.pk}")
    assert [(t.einde, t.is_open) for t in anderen] == [(EERSTE, True)]


def test_the_new_letter_says_so_and_the_old_one_stays_with_the_office(zaak: Aanvraag, bureau: Actor) -> None:
    rij = kwam_terug(zaak, bureau)
    verhuis(zaak)
    beslis(zaak, bureau, rij, "niet_bekend")
    (wacht,) = te_versturen(bureau)
    gegevens = briefgegevens(wacht, besluit_van(wacht), op=OPNIEUW, bezwaar_tot=TWEEDE, adresregels=wacht.adresregels)
    soort = BRIEVEN["begeleidende_brief_ouders"]
    papier = render_to_string(soort.template, {"brief": soort.schema.model_validate(gegevens)})
    assert "Wij stuurden dit besluit ook op 9 maart 2026" in papier and "28 april 2026" in papier
    assert "Nieuwe Gracht 12" in papier
    _verstuur(zaak, bureau, OPNIEUW)
    brieven = Document.objects.filter(brief="begeleidende_brief_ouders", titel__contains="Moeder").order_by("pk")
    assert [brief.gegevens["bezwaar_tot"] for brief in brieven] == ["2026-04-20", "2026-04-28"]
    assert brieven[0].titel.endswith("kwam terug op 13 maart 2026")
    assert brieven[0].compartiment == Compartiment.INTERN


def test_at_the_right_address_it_was_made_known_and_the_term_stands(zaak: Aanvraag, bureau: Actor) -> None:
    rij = kwam_terug(zaak, bureau)
    beslis(zaak, bureau, rij, "wel_bekend", "Niet afgehaald. De school geeft de brief mee.")
    assert (termijnen(zaak), moeder(zaak).verzonden_op) == ([(EERSTE, True)], VANDAAG)
    assert not te_versturen(bureau).exists() and not terug.te_beoordelen(bureau).exists()
    with pytest.raises(Conflict, match="besliste hier al over"):
        beslis(zaak, bureau, rij, "niet_bekend")


def test_it_is_not_sent_again_to_the_address_of_the_envelope(zaak: Aanvraag, bureau: Actor) -> None:
    rij = kwam_terug(zaak, bureau)
    with pytest.raises(Geweigerd, match="nog hetzelfde als op de envelop"):
        beslis(zaak, bureau, rij, "niet_bekend")
    with pytest.raises(Geweigerd, match="Schrijf op hoe u dit weet"):
        beslis(zaak, bureau, rij, "wel_bekend", " ")
    assert termijnen(zaak) == [(EERSTE, True)]


def test_it_can_come_back_again_and_each_time_is_kept(zaak: Aanvraag, bureau: Actor) -> None:
    eerste = kwam_terug(zaak, bureau)
    with pytest.raises(Conflict, match="noteerde dit al"):
        kwam_terug(zaak, bureau)
    verhuis(zaak)
    beslis(zaak, bureau, eerste, "niet_bekend")
    with pytest.raises(Geweigerd, match="kwam op 13 maart 2026 terug"):
        _verstuur(zaak, bureau, VANDAAG)
    _verstuur(zaak, bureau, OPNIEUW)
    later = replace(bureau, vandaag=OPNIEUW + timedelta(days=4))
    tweede = kwam_terug(zaak, later, later.vandaag)
    beslis(zaak, later, tweede, "wel_bekend")
    assert termijnen(zaak) == [(EERSTE, False), (TWEEDE, True)]
    assert moeder(zaak).terugzendingen.count() == 2


def test_noted_as_sent_again_by_mistake_only_that_sending_is_forgotten(zaak: Aanvraag, bureau: Actor) -> None:
    rij = kwam_terug(zaak, bureau)
    verhuis(zaak)
    beslis(zaak, bureau, rij, "niet_bekend")
    pks = [moeder(zaak).pk]
    later = NU + timedelta(days=7)
    edit(
        zaak.zaak_id,
        "verzending",
        by=bureau,
        data={"bekendmakingen": pks, "verzonden_op": OPNIEUW, **GEPRINT},
        nu=later,
    )
    edit(zaak.zaak_id, "verzending_ongedaan", by=bureau, data={"bekendmaking": pks[0], "reden": "x"}, nu=later)
    assert termijnen(zaak) == [(EERSTE, False)], "the first sending did happen"


@pytest.mark.parametrize("dag", [VANDAAG, OPNIEUW + timedelta(days=1)])
def test_the_day_is_after_sending_and_not_in_the_future(zaak: Aanvraag, bureau: Actor, dag: date) -> None:
    with pytest.raises(Geweigerd, match="Kies een latere dag, tot en met vandaag"):
        kwam_terug(zaak, bureau, dag)


def test_the_case_stays_out_of_the_archive_until_it_is_judged(zaak: Aanvraag, bureau: Actor) -> None:
    rij = kwam_terug(zaak, bureau)
    laat = NU + timedelta(days=90)
    assert zaak.zaak_id not in list(te_archiveren(laat))
    with pytest.raises(Geweigerd, match="Post die terugkwam"):
        perform(zaak.zaak_id, "archiveren", by=replace(bureau, vandaag=laat.date()), nu=laat)
    beslis(zaak, bureau, rij, "wel_bekend")
    assert zaak.zaak_id in list(te_archiveren(laat))


def test_only_the_secretariat_notes_it(zaak: Aanvraag, coordinator: Actor) -> None:
    with pytest.raises(GeenRecht):
        kwam_terug(zaak, replace(coordinator, vandaag=OPNIEUW))


# -- the pages -------------------------------------------------------------------------------------


@pytest.fixture
def nu_bureau(zaak: Aanvraag) -> Actor:
    """The pages know what day it is: sent a week ago."""
    week = timezone.localdate() - timedelta(days=7)
    Bekendmaking.objects.filter(zaak=zaak.zaak, kanaal="post").update(verzonden_op=week)
    Termijn.objects.filter(kenmerk=f"bekendmaking:{moeder(zaak).pk}").update(
        vanaf=week, einde=week + timedelta(weeks=6)
    )
    return factories.actor(Rol.SECRETARIAAT, zaak.zaak.swv, vandaag=timezone.localdate())


def tekst(antwoord: Any) -> str:
    return " ".join(antwoord.content.decode().split())


def test_from_the_envelope_to_the_letter_that_waits_again(als: Als, zaak: Aanvraag, nu_bureau: Actor) -> None:
    client, lijst, rij, dag = als(nu_bureau), reverse("workflow:papier_terug"), moeder(zaak), timezone.localdate()
    assert f"{rij.naam}: het besluit ({zaak.zaak.nummer}" in tekst(client.get(lijst))
    data: dict[str, Any] = {"retour_op_dag": dag.day, "retour_op_maand": dag.month, "retour_op_jaar": dag.year}
    data |= {"brief": f"tlv:{rij.pk}", "reden": "verhuisd"}
    gisteren = dag - timedelta(days=8)
    fout = {"retour_op_dag": gisteren.day, "retour_op_maand": gisteren.month, "retour_op_jaar": gisteren.year}
    geweigerd = client.post(lijst, data | fout)
    assert geweigerd.status_code == 422 and "Kies een latere dag" in tekst(geweigerd)
    assert client.post(lijst, data).status_code == 302
    assert "1 besluit dat terugkwam anders bezorgen" in tekst(client.get(reverse("workflow:home")))
    pagina = reverse("tlv:besluit_terug", args=[rij.pk])
    html = tekst(client.get(lijst))
    assert "verhuisd" in html and pagina in html
    assert "artikel 3:41 en 6:8 Awb" in tekst(client.get(pagina))
    keuze = {"oordeel": "niet_bekend", "toelichting": "Het huisnummer was fout."}
    zelfde = client.post(pagina, keuze)
    assert zelfde.status_code == 422 and "Verbeter eerst het adres" in tekst(zelfde)
    assert "Het huisnummer was fout." in tekst(zelfde), "what was typed stays"
    verhuis(zaak)
    antwoord = client.post(pagina, keuze, follow=True)
    assert "ligt klaar om opnieuw te versturen" in tekst(antwoord) and "Let op: ander adres" in tekst(antwoord)
    nogmaals = tekst(client.post(pagina, keuze, follow=True))
    assert "Over deze brief is al beslist. Dat is zo gebleven." in nogmaals, "a second click, or an old page"
    assert Terugzending.objects.filter(bekendmaking=rij).count() == 1
    assert "telt niet: het besluit kwam terug" in tekst(client.get(reverse("tlv:termijnen", args=[zaak.zaak_id])))
    assert "de vorige brief kwam terug op" in tekst(client.get(reverse("tlv:zaak", args=[zaak.zaak_id])))


def test_a_letter_that_did_not_come_back_has_no_page(als: Als, zaak: Aanvraag, nu_bureau: Actor) -> None:
    assert als(nu_bureau).get(reverse("tlv:besluit_terug", args=[moeder(zaak).pk])).status_code == 404


def test_the_page_of_the_case_names_it_as_what_the_office_does_now(als: Als, zaak: Aanvraag, nu_bureau: Actor) -> None:
    client, pagina = als(nu_bureau), reverse("tlv:zaak", args=[zaak.zaak_id])
    kies = reverse("tlv:besluit_terug", args=[moeder(zaak).pk])
    assert kies not in tekst(client.get(pagina))
    rij = kwam_terug(zaak, nu_bureau, timezone.localdate())
    assert kies in (nu := tekst(client.get(pagina))) and "Kies wat er gebeurt met het besluit dat terugkwam" in nu
    assert "vorige brief" not in nu
    beslis(zaak, nu_bureau, rij, "wel_bekend")
    assert kies not in tekst(client.get(pagina))


def test_what_was_judged_and_why_is_read_at_the_term_by_the_offices_alone(
    als: Als, zaak: Aanvraag, nu_bureau: Actor, coordinator: Actor
) -> None:
    client, pagina = als(nu_bureau), reverse("tlv:termijnen", args=[zaak.zaak_id])
    assert "De brief kwam terug" not in tekst(client.get(pagina))
    rij = kwam_terug(zaak, nu_bureau, timezone.localdate())
    assert "Er is nog niet beslist wat dat betekent" in tekst(client.get(pagina))
    beslis(zaak, nu_bureau, rij, "wel_bekend", "Niet afgehaald. De school geeft de brief mee.")
    html = tekst(client.get(pagina))
    assert "Niet afgehaald. De school geeft de brief mee." in html and "het adres was goed" in html
    school = als(replace(coordinator, vandaag=timezone.localdate())).get(pagina)
    assert school.status_code == 200 and "Niet afgehaald" not in tekst(school)


# -- the address is the one of the day of printing ------------------------------------------------


def _brief(rij: Bekendmaking, dag: date) -> dict[str, Any]:
    dagen = {"verzonden_op_dag": dag.day, "verzonden_op_maand": dag.month, "verzonden_op_jaar": dag.year}
    return {"bekendmakingen": [rij.pk], **dagen}


def test_without_an_address_nothing_is_printed_and_a_decision_is_not_sent_again(
    als: Als, zaak: Aanvraag, nu_bureau: Actor
) -> None:
    rij, ouder = kwam_terug(zaak, nu_bureau, timezone.localdate()), moeder(zaak).ouder
    assert ouder is not None
    ouder.straat = ouder.huisnummer = ouder.postcode = ouder.plaats = ""
    ouder.save()
    with pytest.raises(Geweigerd, match="In het dossier staat geen adres"):
        beslis(zaak, nu_bureau, rij, "niet_bekend")
    verhuis(zaak)
    beslis(zaak, nu_bureau, rij, "niet_bekend")
    ouder.save()
    antwoord = als(nu_bureau).post(reverse("tlv:postbak_pdf"), _brief(moeder(zaak), timezone.localdate()), follow=True)
    assert "In het dossier staat geen adres van: Moeder" in tekst(antwoord)
    assert moeder(zaak).geprint_op is None


def test_another_office_neither_sees_nor_notes_it(als: Als, zaak: Aanvraag, nu_bureau: Actor) -> None:
    elders = factories.actor(Rol.SECRETARIAAT, factories.SwvFactory(), vandaag=timezone.localdate())
    assert moeder(zaak).naam not in tekst(als(elders).get(reverse("workflow:papier_terug")))
    kwam_terug(zaak, nu_bureau, timezone.localdate())
    assert als(elders).get(reverse("tlv:besluit_terug", args=[moeder(zaak).pk])).status_code == 404
