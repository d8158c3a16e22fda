"""What every story of the demo shares: people, calendar, chance with a fixed seed, and the doors of the site."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from random import Random
from typing import Any

from audit.services import record_lezing
from cases.grond import grond_van_zaak
from cases.models import Zaak
from deadlines.models import kalender_uit_tabel
from documents.keuring import Keuring
from organisations.actor import Actor, actor_voor, systeem
from organisations.mandaten import is_afwezig
from organisations.models import Lidmaatschap, Samenwerkingsverband, School, User
from organisations.rollen import Rol
from swv.demodata.klok import HIER, Agenda
from swv.demodata.namen import Naamgever
from workflow.edit import edit
from workflow.perform import perform

ZAAD = 20_260
FATMA = "fatma.yildiz@lindestreek.example"
JOOST = "joost.vanleeuwen@lindestreek.example"
HANNA = "hanna.brouwer@lindestreek.example"
TOM = "tom.peeters@lindestreek.example"
COORDINATOREN = {
    "21QA": ("noor.vandijk@dewissel.example", "maud.terpstra@dewissel.example"),
    "21QB": ("bram.hendriks@hetbaken.example",),
    "21QC": ("ilona.szabo@lyceumzonneveld.example", "noor.vandijk@dewissel.example"),
    "21QG": ("kees.hulst@hofvanelsrade.example",),
    "21QH": ("rashida.jagesar@vlierhofcollege.example",),
    "21QE": ("jolanda.bakx@despringplank.example",),
    "21QF": ("sem.ruijter@hetatelier.example",),
}


@dataclass
class Wereld:
    """One samenwerkingsverband and a year of its life."""

    swv: Samenwerkingsverband
    nu: datetime
    papieren: dict[str, Keuring]
    toeval: Random = field(default_factory=lambda: Random(ZAAD))

    @cached_property
    def agenda(self) -> Agenda:
        return Agenda(self.toeval, kalender_uit_tabel(), self.nu)

    @cached_property
    def namen(self) -> Naamgever:
        return Naamgever(self.toeval, self.agenda.vandaag)

    @cached_property
    def scholen(self) -> dict[str, School]:
        return {school.brin: school for school in School.objects.filter(swv=self.swv)}

    @cached_property
    def _leden(self) -> list[Lidmaatschap]:
        return list(Lidmaatschap.objects.select_related("user", "school", "swv").order_by("pk"))

    def user(self, email: str) -> User:
        return next(lid.user for lid in self._leden if lid.user.email == email)

    def als(self, wie: str | User, rol: str, moment: datetime, *, school: School | None = None) -> Actor:
        """This person in this hat on the day of this moment."""
        email = wie if isinstance(wie, str) else wie.email
        passend = (lid for lid in self._leden if lid.user.email == email and lid.rol == rol)
        lid = next(lid for lid in passend if school is None or lid.school_id == school.pk)
        return actor_voor(lid, vandaag=moment.astimezone(HIER).date())

    def ververs(self) -> None:
        """People were added."""
        self.__dict__.pop("_leden", None)

    def coordinator(self, school: School, moment: datetime, *, nr: int = 0) -> Actor:
        emails = COORDINATOREN[school.brin]
        return self.als(emails[nr % len(emails)], Rol.COORDINATOR, moment, school=school)

    def secretariaat(self, moment: datetime) -> Actor:
        """Fatma, and now and then her colleague."""
        return self.als(FATMA if moment.day % 4 else JOOST, Rol.SECRETARIAAT, moment)

    def voorzitter(self, moment: datetime) -> Actor:
        """The chair, or her deputy while she is away."""
        weg = is_afwezig(self.user(HANNA).pk, swv_id=self.swv.pk, op=moment.astimezone(HIER).date())
        return self.als(TOM, Rol.PLV_VOORZITTER, moment) if weg else self.als(HANNA, Rol.VOORZITTER, moment)

    def systeem(self, moment: datetime) -> Actor:
        return systeem(moment.astimezone(HIER).date())

    # -- the doors ---------------------------------------------------------------------------

    def doe(self, zaak_id: int, actie: str, by: Actor, nu: datetime, **data: Any) -> dict[str, Any]:
        """Perform an action; `doel_id` and a fresh identification go beside the data."""
        doel_id = data.pop("doel_id", None)
        uit = perform(
            zaak_id, actie, by=by, data=data, nu=nu, doel_id=doel_id, herbevestigd_op=nu - timedelta(minutes=1)
        )
        return uit.waarden

    def schrijf(self, zaak_id: int, deel: str, by: Actor, nu: datetime, **data: Any) -> dict[str, Any]:
        return edit(zaak_id, deel, by=by, data=data, nu=nu).waarden

    def lees(self, zaak_id: int, by: Actor, nu: datetime, pagina: str = "zaak") -> None:
        """Somebody opened the case: one row in the record of reads."""
        zaak = Zaak.objects.select_related("dossier").get(pk=zaak_id)
        record_lezing(
            by,
            pagina,
            grond=grond_van_zaak(by, zaak),
            swv_id=zaak.swv_id,
            zaak_id=zaak_id,
            leerling_id=zaak.dossier.leerling_id,
            moment=nu - timedelta(minutes=7),
        )
