"""People who make the demo believable and do not stand on its front page: email, name, hat, school."""

from organisations.models import Beroep
from organisations.rollen import Rol

PERSONEEL: tuple[tuple[str, str, str, str], ...] = (
    ("maud.terpstra@dewissel.example", "Maud Terpstra", Rol.COORDINATOR, "21QA"),
    ("trudy.akkerman@hetbaken.example", "Trudy Akkerman", Rol.SCHOOLDIRECTEUR, "21QB"),
    ("ilona.szabo@lyceumzonneveld.example", "Ilona Szabó", Rol.COORDINATOR, "21QC"),
    ("harm.oldenburg@lyceumzonneveld.example", "Harm Oldenburg", Rol.SCHOOLDIRECTEUR, "21QC"),
    ("sem.ruijter@hetatelier.example", "Sem Ruijter", Rol.COORDINATOR, "21QF"),
    ("kees.hulst@hofvanelsrade.example", "Kees Hulst", Rol.COORDINATOR, "21QG"),
    ("marjan.sewnath@hofvanelsrade.example", "Marjan Sewnath", Rol.SCHOOLDIRECTEUR, "21QG"),
    ("rashida.jagesar@vlierhofcollege.example", "Rashida Jagesar", Rol.COORDINATOR, "21QH"),
    ("igor.pavlic@vlierhofcollege.example", "Igor Pavlić", Rol.SCHOOLDIRECTEUR, "21QH"),
    ("joost.vanleeuwen@lindestreek.example", "Joost van Leeuwen", Rol.SECRETARIAAT, ""),
    ("thea.wouda@lindestreek.example", "Thea Wouda", Rol.GEDRAGSWETENSCHAPPER, ""),
    ("femke.oosterhuis@lindestreek.example", "Femke Oosterhuis", Rol.DESKUNDIGE, ""),
    ("ivo.karimi@lindestreek.example", "Ivo Karimi", Rol.DESKUNDIGE, ""),
    ("samira.haddou@lindestreek.example", "Samira Haddou", Rol.DESKUNDIGE, ""),
    ("wout.jansma@lindestreek.example", "Wout Jansma", Rol.DESKUNDIGE, ""),
    ("nadia.ouali@lindestreek.example", "Nadia Ouali", Rol.DESKUNDIGE, ""),
    ("lieke.tan@lindestreek.example", "Lieke Tan", Rol.DESKUNDIGE, ""),
    ("arno.veldkamp@lindestreek.example", "Arno Veldkamp", Rol.CASEMANAGER, ""),
)
BEROEPEN: tuple[tuple[str, str, str], ...] = (
    ("marit.bos@lindestreek.example", Beroep.ORTHOPEDAGOOG, "SKJ 100001"),
    ("joris.smit@lindestreek.example", Beroep.JEUGDPSYCHOLOOG, "SKJ 100002"),
    ("bram.hendriks@hetbaken.example", Beroep.PEDAGOOG, "SKJ 100003"),
    ("pien.dewit@dewissel.example", Beroep.ORTHOPEDAGOOG, "SKJ 100004"),
    ("iris.kuipers@lindestreek.example", Beroep.ORTHOPEDAGOOG, "SKJ 100005"),
    ("femke.oosterhuis@lindestreek.example", Beroep.ORTHOPEDAGOOG, "SKJ 100006"),
    ("ivo.karimi@lindestreek.example", Beroep.PSYCHOLOOG, "SKJ 100007"),
    ("samira.haddou@lindestreek.example", Beroep.KINDERPSYCHIATER, "BIG 10000008"),
    ("wout.jansma@lindestreek.example", Beroep.MAATSCHAPPELIJK_WERKER, "SKJ 100009"),
    ("nadia.ouali@lindestreek.example", Beroep.ARTS, "BIG 10000010"),
    ("lieke.tan@lindestreek.example", Beroep.ONDERWIJSKUNDIGE, ""),
)
CONTACTSCHOLEN = (
    ("iris.kuipers@lindestreek.example", ("21QA", "21QB", "21QC")),
    ("thea.wouda@lindestreek.example", ("21QG", "21QH")),
)
