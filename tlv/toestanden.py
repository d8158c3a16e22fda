"""The states of a TLV request in words: who is to act, and the same for the family (domain.md §3, ui.md)."""

from organisations.rollen import Rol
from tlv.models import Status
from workflow.process import Toestand

SCHOOL = frozenset({Rol.COORDINATOR})
SECRETARIAAT = frozenset({Rol.SECRETARIAAT})
DESKUNDIGE = frozenset({Rol.DESKUNDIGE})
VOORZITTER = frozenset({Rol.VOORZITTER, Rol.PLV_VOORZITTER})

# The three signed states read the same: what was decided is for nobody outside the commission until it is made known.
TOESTANDEN = {
    Status.CONCEPT: Toestand(
        label="Concept",
        soort="inactive",
        aan_zet=SCHOOL,
        voor_gezin="De school schrijft de aanvraag",
        wat_nu="De school schrijft de aanvraag en dient die in.",
    ),
    Status.INGEDIEND: Toestand(
        label="Ingediend",
        soort="neutral",
        aan_zet=SECRETARIAAT,
        voor_gezin="Wij kijken of alle papieren er zijn",
        wat_nu="Het secretariaat controleert of de aanvraag volledig is.",
    ),
    Status.AANVULLING_GEVRAAGD: Toestand(
        label="Aanvulling gevraagd",
        soort="warning",
        aan_zet=SCHOOL,
        voor_gezin="De school zoekt papieren die nog ontbreken",
        wat_nu="De school vult aan wat ontbreekt.",
    ),
    Status.AANGEVULD: Toestand(
        label="Aangevuld",
        soort="neutral",
        aan_zet=SECRETARIAAT,
        voor_gezin="Wij kijken of alle papieren er zijn",
        wat_nu="Het secretariaat controleert de aanvulling.",
    ),
    Status.AANVULLING_VERLOPEN: Toestand(
        label="Onvolledig gebleven",  # nothing came in time, or what came was not enough
        soort="error",
        aan_zet=SCHOOL | VOORZITTER,
        voor_gezin="De school stuurde niet alle papieren op tijd",
        wat_nu="Het besluit om niet te behandelen ligt klaar. Een aanvulling kan nog tot dat besluit getekend is.",
    ),
    Status.VOLLEDIG: Toestand(
        label="Volledig",
        soort="neutral",
        aan_zet=SECRETARIAAT,
        voor_gezin="Alle papieren zijn er. Wij vragen deskundigen om advies",
        wat_nu="Het secretariaat wijst de deskundigen toe.",
    ),
    Status.DESKUNDIGENADVIES: Toestand(
        label="Bij de deskundigen",
        soort="neutral",
        aan_zet=DESKUNDIGE,
        voor_gezin="Deskundigen lezen de papieren en geven advies",
        wat_nu="De deskundigen schrijven hun advies.",
    ),
    Status.INFORMATIE_GEVRAAGD: Toestand(
        label="Informatie gevraagd",
        soort="warning",
        aan_zet=SCHOOL,
        voor_gezin="Wij hebben de school een vraag gesteld",
        wat_nu="De school beantwoordt een vraag van de deskundige of de voorzitter.",
    ),
    Status.TER_BESLUITVORMING: Toestand(
        label="Ter besluitvorming",
        soort="neutral",
        aan_zet=VOORZITTER,
        voor_gezin="De adviezen zijn er. Wij nemen een besluit",
        wat_nu="De voorzitter bespreekt de adviezen en besluit.",
    ),
    Status.VERLEEND: Toestand(
        label="Besloten, nog niet bekend",
        soort="neutral",
        aan_zet=VOORZITTER,
        voor_gezin="Het besluit is genomen. Het komt binnenkort",
        wat_nu="Het besluit wordt klaargemaakt en daarna tegelijk aan iedereen bekendgemaakt.",
    ),
    Status.AFGEWEZEN: Toestand(
        label="Besloten, nog niet bekend",
        soort="neutral",
        aan_zet=VOORZITTER,
        voor_gezin="Het besluit is genomen. Het komt binnenkort",
        wat_nu="Het besluit wordt klaargemaakt en daarna tegelijk aan iedereen bekendgemaakt.",
    ),
    Status.BUITEN_BEHANDELING: Toestand(
        label="Besloten, nog niet bekend",
        soort="neutral",
        aan_zet=VOORZITTER,
        voor_gezin="Het besluit is genomen. Het komt binnenkort",
        wat_nu="Het besluit wordt klaargemaakt en daarna tegelijk aan iedereen bekendgemaakt.",
    ),
    Status.BEKENDGEMAAKT: Toestand(
        label="Bekendgemaakt",
        soort="success",
        uitkomst=True,
        aan_zet=SECRETARIAAT,
        voor_gezin="Het besluit is bekend",
        wat_nu="Het besluit is bekend. Bezwaar is mogelijk tot de datum die erin staat.",
    ),
    Status.INGETROKKEN: Toestand(
        label="Ingetrokken",
        soort="inactive",
        voor_gezin="De school heeft de aanvraag ingetrokken",
        wat_nu="De aanvraag is ingetrokken.",
        open=False,
    ),
    Status.ARCHIEF: Toestand(
        label="In archief",
        soort="inactive",
        voor_gezin="De aanvraag is klaar",
        wat_nu="De zaak staat in het archief. Documenten en verloop blijven te lezen.",
        open=False,
    ),
}
