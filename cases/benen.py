"""By which leg each role sees cases: said once, for what is seen and for the ground that is kept of it."""

from organisations.actor import SYSTEEM
from organisations.rollen import Rol

SCHOOL, SWV, BETROKKENE, GEZAG, LEERLING = "school", "swv", "betrokkene", "gezag", "leerling"

BEEN_VAN_ROL: dict[str, str] = {
    SYSTEEM: SYSTEEM,
    Rol.COORDINATOR: SCHOOL,
    Rol.SCHOOLDIRECTEUR: SCHOOL,
    Rol.SECRETARIAAT: SWV,
    Rol.COMMISSIELID: SWV,
    Rol.VOORZITTER: SWV,
    Rol.PLV_VOORZITTER: SWV,
    Rol.DIRECTEUR_SWV: SWV,
    Rol.GEDRAGSWETENSCHAPPER: BETROKKENE,
    Rol.DESKUNDIGE: BETROKKENE,
    Rol.CASEMANAGER: BETROKKENE,
    Rol.OUDER: GEZAG,
    Rol.LEERLING: LEERLING,
}
