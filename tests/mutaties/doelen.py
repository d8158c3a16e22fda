"""Which rules are mutated, and the tests that are meant to guard them: those are asked first."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Doel:
    """One file; without `functies` all of it, its constants too. `eerst`: the tests that are asked first."""

    bestand: str
    functies: tuple[str, ...] = ()
    eerst: str = ""


EERST = "tests/cases/test_zichtbaar.py"
"""Asked first where a rule names nothing of its own."""

DOELEN = (
    Doel("cases/benen.py"),
    Doel("cases/querysets.py"),
    Doel("cases/compartimenten.py"),
    Doel("cases/grond.py"),
    Doel("cases/gezag.py"),
    Doel("cases/toegang.py"),
    Doel("cases/adres.py", ("mag_geheim_adres_lezen", "is_verborgen")),
    Doel("organisations/actor.py"),
    Doel("organisations/rollen.py"),
    Doel("organisations/hoeden.py"),
    Doel("organisations/mandaten.py"),
    Doel("organisations/beheer.py", ("mag_lezen", "mag_mandateren", "mag_afwezigheid_melden")),
    Doel("organisations/mensen.py", ("mag_beheren", "hoeden_bij", "mensen_van")),
    Doel("organisations/views_mensen.py", ("alleen_beheer",)),
    Doel(
        "organisations/voorstellen.py",
        ("_mag_beslissen", "_nog_bevoegd", "_beslissers", "open_voor", "te_bevestigen"),
    ),
    Doel(
        "organisations/toegang/uitnodigen.py",
        ("van_elders", "hoed_van", "_hoedvragen"),
        eerst="tests/organisations/beheer/test_mensen.py",
    ),
    Doel(
        "organisations/toegang/nieuws.py",
        ("_meekijkers", "_met_account", "mag_lezen", "ongezien", "_leden"),
        eerst="tests/organisations/beheer/test_toegang.py",
    ),
    Doel(
        "organisations/models.py",
        ("LidmaatschapQuerySet.bij_swv", "LidmaatschapQuerySet.niet_voorbij_op", "LidmaatschapQuerySet.geldig_op"),
    ),
    Doel("deadlines/feestdagen.py", ("mag_lezen", "mag_wijzigen")),
    Doel("documents/models.py", ("DocumentQuerySet.zichtbaar_voor",), eerst="tests/documents/test_zichtbaar.py"),
    Doel("documents/views.py", ("_haal",)),
    Doel("tlv/rechten.py"),
    Doel("workflow/rechten.py"),
    Doel("tlv/register.py", ("zichtbaar_voor",)),
    Doel("tlv/zaakbeeld.py", ("mag_archiveren",), eerst="tests/tlv/test_rechten_op_naam.py"),
    Doel("tlv/besluitpagina.py", ("Pagina.mag_schrijven", "Pagina.mag_bespreken")),
    Doel("tlv/schrijven.py", ("mag_ontheffing",)),
    Doel("tlv/aanvullen.py", ("mag_antwoord_schrijven", "lopend_verzoek")),
    Doel(
        "tlv/overdracht.py",
        ("mag_overdragen", "kan", "mag_stukken", "leesbaar", "_gegeven", "aan_ons", "over_te_dragen", "haal"),
    ),
    Doel("tlv/gezin.py", ("mag_noteren",)),
    Doel("workflow/gezinsdelen.py", ("is_gezin",)),
    Doel("workflow/gezinslid.py", ("gezinslid_van", "eigen_rijen")),
    Doel("tlv/deskundigen.py", ("mag_advies_schrijven", "mag_advies_lezen")),
    Doel("tlv/besluiten.py", ("mag_concept", "mag_bespreking", "is_terug_te_roepen")),
    Doel("tlv/ondertekenen.py", ("mag_tekenen", "mag_reageren", "mag_papier")),
    Doel("tlv/stukken.py", ("mag_stukken", "compartiment_van")),
    Doel("tlv/volledigheid.py", ("mag_eis_beoordelen", "mag_ontheffing_geven", "kan_ontheffing")),
    Doel("tlv/uitstel.py", ("mag_norm_verzetten", "mogelijk")),
    Doel("workflow/overnemen.py", ("Kant.hoeden", "Kant.zaken_van", "kant_van_actor", "overnemers", "familie")),
    Doel("workflow/toegang.py"),
    Doel("workflow/tekentoegang.py"),
    Doel("vergaderingen/toegang.py"),
    Doel("maatwerk/rechten.py", eerst="tests/maatwerk"),
    Doel("maatwerk/toegang.py", eerst="tests/maatwerk"),
    Doel("maatwerk/schoolbelang.py", eerst="tests/maatwerk"),
    Doel("maatwerk/plantekenen.py", ("waarom_niet", "groep_open", "beheert"), eerst="tests/maatwerk"),
    Doel("workflow/bord.py", ("heeft_bord", "heeft_vooruitblik", "termijnen_van")),
    Doel("workflow/agenda.py", ("mag_agenda", "vind", "_van_bord", "_van_gezin")),
    Doel("workflow/zoeken.py", ("mag_zoeken",)),
    Doel("workflow/inbox.py", ("_zichtbaar",)),
    Doel(
        "workflow/gemeenschappelijk.py",
        ("mag_noteren", "antwoordt", "mag_vragen", "mag_overdragen", "notities_voor"),
    ),
    Doel("workflow/afspraken.py", ("mag_afspreken", "mag_antwoorden", "afspraak_van", "voor_gezin")),
    Doel("workflow/perform.py", ("_zichtbaar", "_controleer", "_haal_doel", "eis_herbevestigd", "_eerdere_handeling")),
    Doel("workflow/edit.py", ("_controleer", "eis_gezien", "_eerder_bewerkt")),
    Doel(
        "workflow/logboek.py", ("Plek.hierna", "Vraag.filter", "Vraag.voor_zaak", "maak_vraag", "_leerlingen", "zoek")
    ),
    Doel("workflow/views/logboek.py", ("waarom", "inzage", "_alleen_fg")),
)
KAMERS = ("audit", "cases", "organisations", "deadlines", "documents", "workflow", "vergaderingen", "maatwerk", "tlv")
"""Here every place that asks one of the rules is a mutant too: without its refusal, or without its filter."""

TESTS = (
    "tests/audit",
    "tests/cases",
    "tests/organisations",
    "tests/deadlines",
    "tests/documents/test_views.py",
    "tests/documents/test_zichtbaar.py",
    "tests/maatwerk",
    "tests/tlv",
    "tests/vergaderingen",
    "tests/workflow",
)
"""The tests that may be asked; each mutant only meets those that come past its lines. The matrix of addresses is asked
apart, about the places that ask a rule."""

ZONDER = (
    "tests/tlv/test_gedode_werker.py",
    "tests/tlv/test_namen.py",
    "tests/tlv/test_toestandsmachine.py",
    "tests/tlv/test_vijandige_bestanden.py",
    "tests/tlv/test_vijandige_bestanden_elders.py",
    "tests/tlv/test_virusscanner.py",
    "tests/tlv/test_wedloop.py",
    "tests/workflow/test_gedode_mailer.py",
)
"""Not asked: about files, killed processes and chance, long, and not about who may what."""

TRAAG = 6.0
"""Seconds; a test that takes longer is asked only about what survived the others."""


def spiegel_van(bestand: str) -> str:
    """The tests of a file are named after it: `organisations/mandaten.py`, `tests/organisations/test_mandaten`."""
    pad = Path(bestand)
    return str(Path("tests") / pad.parent / f"test_{pad.stem}")


def bestanden_met_wachters(wortel: Path) -> Iterator[str]:
    for kamer in KAMERS:
        for pad in sorted((wortel / kamer).rglob("*.py")):
            if "migrations" not in pad.parts:
                yield str(pad.relative_to(wortel))
