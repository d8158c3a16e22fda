"""How many requests there are, in which state, from when: a year of a samenwerkingsverband in numbers."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import count, cycle
from typing import Any

from organisations.rollen import Rol
from swv.demodata import teksten
from swv.demodata.behandeling import Behandeling
from swv.demodata.gezinnen import maak_dossier
from swv.demodata.klok import Verhaal
from swv.demodata.wereld import Wereld

SCHOLEN = ("21QA", "21QB", "21QC", "21QG", "21QA", "21QH", "21QB", "21QC", "21QG", "21QH", "21QA", "21QD")
DRUKTE = {1: 9, 2: 10, 3: 8, 4: 4, 5: 5, 6: 3, 7: 1, 8: 1, 9: 5, 10: 7, 11: 8, 12: 5}
"""How many requests a school begins in a month: the year runs up to March, and July and August are empty."""

Loop = Callable[[Behandeling], Verhaal]


def alle_verhalen(w: Wereld) -> Iterator[Verhaal]:
    """Every ordinary story; the people of the front page have their own."""
    scholen, nummers = cycle(SCHOLEN[:-1]), count()
    for aantal, begin, laatst, loop, extra in PLAN:
        for i in range(aantal):
            nr = next(nummers)
            dagen = round(begin + (laatst - begin) * i / max(1, aantal - 1))
            verhaal = Behandeling(
                w, next(scholen), 12 + (nr * 7) % 5, _moment(w, dagen), nr=nr, behandelaar=nr % 3 and nr % 2, **extra
            )
            yield loop(verhaal)
    yield from (_archief(w, next(scholen), next(nummers), i) for i in range(ARCHIEF))
    yield from (_leeg_dossier(w, brin, 5 + 9 * i) for i, brin in enumerate(SCHOLEN[:5]))


def _moment(w: Wereld, dagen: int) -> datetime:
    return w.agenda.op(w.agenda.vandaag - timedelta(days=dagen))


# -- what happens until now ----------------------------------------------------------------------


def _concept(v: Behandeling) -> Verhaal:
    """Drafts in every stage: just begun, half, asked for signatures, ready to file."""
    yield from v.open()
    if v.nr % 7 == 0:
        return
    hoeveel = (2, 3, 5, 7, 8, 10)[v.nr % 6]
    yield from v.schrijf_secties(hoeveel=hoeveel, half=hoeveel < 10 and v.nr % 2 == 0)
    if hoeveel == 10:
        yield from v.bevries()
        yield from v.teken(*((Rol.GEDRAGSWETENSCHAPPER,) if v.nr % 2 else ()))
        yield from v.reageer(zwijgt=1)


def _ingediend(v: Behandeling) -> Verhaal:
    yield from v.tot_ingediend()
    if v.nr % 3 == 0:
        yield from v.controleer(hoeveel=6)


def _met_vraag(v: Behandeling) -> Verhaal:
    yield from v.tot_ingediend()
    yield v.na(1, 2)
    vraag, antwoord = teksten.VRAGEN[v.nr % len(teksten.VRAGEN)]
    v.vraag(vraag, v.secretariaat(), draad="school")
    v.schrijf("notitie", v.secretariaat(), compartiment="intern", tekst=teksten.NOTITIES[v.nr % 3])
    if v.nr % 2:
        yield v.na(1, 2)
        v.vraag(antwoord, v.coordinator())


def _aanvulling(v: Behandeling) -> Verhaal:
    yield from v.tot_ingediend()
    yield from v.vraag_aanvulling(*_eisen(v))
    if v.nr % 2:
        yield from v.vul_aan(insturen=False)


def _aangevuld(v: Behandeling) -> Verhaal:
    yield from v.tot_ingediend()
    yield from v.vraag_aanvulling(*_eisen(v))
    yield from v.vul_aan()


def _eisen(v: Behandeling) -> tuple[str, ...]:
    sleutels = list(teksten.AANVULLEN)
    eerste = v.nr % len(sleutels)
    return (sleutels[eerste],) if v.nr % 3 else (sleutels[eerste], sleutels[(eerste + 2) % len(sleutels)])


def _verlopen(v: Behandeling) -> Verhaal:
    yield from v.tot_ingediend()
    yield from v.vraag_aanvulling("onderzoek", "knooppunt")
    yield from v.laat_verlopen()


def _volledig(v: Behandeling) -> Verhaal:
    yield from v.tot_volledig()


def _advies(v: Behandeling) -> Verhaal:
    yield from v.tot_volledig(*(("opp_recent",) if v.nr % 5 == 0 else ()))
    yield from v.wijs_toe()
    if v.nr % 2:
        yield from v.adviseer(0)
    elif v.nr % 3 == 0:
        yield from v.adviseer(0, indienen=False)


def _informatie(v: Behandeling) -> Verhaal:
    yield from v.tot_volledig()
    yield from v.wijs_toe()
    yield from v.mis_informatie("Hoe gaat het sinds de herfst met de opbouw van het rooster? Graag met data.")


def _ter_besluit(v: Behandeling) -> Verhaal:
    yield from v.tot_besluitvorming(*(("dialoog",) if v.nr % 4 == 0 else ()))
    if v.nr % 3 == 0:
        yield from v.bespreek()
    if v.nr % 6 == 0:
        yield from v.stel_op()


def _verzet(v: Behandeling) -> Verhaal:
    """Our own date moved, with a reason."""
    yield from v.tot_besluitvorming()
    yield from v.verzet_streefdatum("Wij spreken de deskundigen samen. Dat kan pas volgende week.")


def _verdaagd(v: Behandeling) -> Verhaal:
    """The term of the law: a later date announced in time, and later the school consented to delay."""
    yield from v.tot_volledig()
    yield from v.wijs_toe()
    yield from v.verdaag("Een deskundige is ziek. Een andere deskundige leest het dossier opnieuw.")
    yield from v.stel_uit_met_instemming()


def _vertraagd(v: Behandeling) -> Verhaal:
    """Stands still because the school cannot be reached."""
    yield from v.tot_volledig()
    yield from v.wijs_toe()
    yield v.na(2, 4)
    reden = "De school zegde de afspraak met de deskundige twee keer af."
    v.doe("opschorten_vertraging", v.secretariaat(), eerste_dag=v.nu.date(), reden=reden)


def _in_gebreke(v: Behandeling) -> Verhaal:
    """Late, and the school said so a week ago: the two weeks run."""
    yield from v.tot_besluitvorming()
    yield from v.stel_in_gebreke(dagen_geleden=7)


def _met_dwangsom(v: Behandeling) -> Verhaal:
    """Later still: every day costs money, and that it grows is seen on the case and on the board."""
    yield from v.tot_besluitvorming()
    yield from v.stel_in_gebreke(dagen_geleden=26)
    yield from v.laat_twee_weken_verlopen()


def _kwam_terug(v: Behandeling) -> Verhaal:
    """Known, and the letter to a parent came back."""
    yield from v.tot_bekend()
    yield from v.krijg_terug("onbekend op dit adres")


def _terugroepbaar(v: Behandeling) -> Verhaal:
    """Signed a moment ago: it can still be recalled."""
    yield from v.tot_besluitvorming()
    yield from v.bespreek()
    yield from v.stel_op()
    v.nu = max(v.nu, v.w.nu - timedelta(minutes=2 + v.nr % 3))
    yield v.nu
    v.doe("afwijzen" if v.afwijzen else "verlenen", v.w.voorzitter(v.nu))


def _bekend(v: Behandeling) -> Verhaal:
    yield from v.tot_bekend()
    if v.verzonden and v.nr % 2 and not v.afwijzen:
        yield from v.draag_over("21QE", ontvangen=v.nr % 4 != 3)


def _buiten_behandeling(v: Behandeling) -> Verhaal:
    yield from _verlopen(v)
    yield v.na(3, 6)
    v.doe("buiten_behandeling_stellen", v.w.voorzitter(v.nu))
    if v.verzonden:
        yield from v.maak_bekend()
        yield from v.verstuur()


def _ingetrokken(v: Behandeling) -> Verhaal:
    yield from v.tot_volledig()
    yield v.na(1, 3)
    v.doe("intrekken", v.coordinator(), reden="De leerling is verhuisd en gaat naar een school in een andere regio.")


# -- the past ------------------------------------------------------------------------------------


def _archief(w: Wereld, brin: str, nr: int, i: int) -> Verhaal:
    v = Behandeling(w, brin, 13 + nr % 5, _schooldag(w, 165, 420), nr=nr, afwijzen=i % 8 == 3)
    if i % 9 == 5:
        yield from _buiten_behandeling(v)
    elif i % 9 == 7:
        yield from _ingetrokken(v)
        v.nu = v.w.agenda.op(v.nu.date() + timedelta(days=44))
        yield v.nu
        v.doe("archiveren", w.systeem(v.nu))
        return
    else:
        yield from v.tot_bekend(*(("onderzoek",) if i % 4 == 0 else ()))
        if i % 2 and not v.afwijzen:
            yield from v.draag_over()
    yield from v.archiveer()


def _schooldag(w: Wereld, vroegst: int, laatst: int) -> datetime:
    dagen = [w.agenda.vandaag - timedelta(days=n) for n in range(vroegst, laatst)]
    dag: date = w.toeval.choices(dagen, weights=[DRUKTE[dag.month] for dag in dagen])[0]
    return w.agenda.op(dag)


def _leeg_dossier(w: Wereld, brin: str, dagen: int) -> Verhaal:
    """A dossier in which nothing is asked yet."""
    from_ = _moment(w, dagen)
    yield from_
    v = Behandeling(w, brin, 13, from_)
    assert v.kind is not None
    maak_dossier(w, v.school, v.kind, v.gezin, v.coordinator(), from_)


ARCHIEF = 35
PLAN: tuple[tuple[int, int, int, Loop, dict[str, Any]], ...] = (
    (18, 1, 45, _concept, {}),
    (9, 15, 22, _ingediend, {}),
    (3, 18, 24, _met_vraag, {}),
    (6, 28, 38, _aanvulling, {}),
    (4, 30, 37, _aangevuld, {}),
    (3, 52, 62, _verlopen, {}),
    (6, 20, 26, _volledig, {}),
    (10, 26, 35, _advies, {}),
    (1, 66, 66, _advies, {}),
    (3, 30, 36, _informatie, {}),
    (1, 44, 44, _verzet, {}),
    (1, 40, 40, _verdaagd, {}),
    (1, 36, 36, _vertraagd, {}),
    (9, 40, 56, _ter_besluit, {}),
    (1, 92, 92, _ter_besluit, {}),
    (2, 44, 50, _terugroepbaar, {}),
    (1, 47, 47, _terugroepbaar, {"afwijzen": True}),
    (12, 56, 86, _bekend, {}),
    (3, 62, 80, _bekend, {"afwijzen": True}),
    (3, 47, 52, _bekend, {"verzonden": False}),
    (2, 90, 97, _buiten_behandeling, {}),
    (1, 66, 66, _buiten_behandeling, {"verzonden": False}),
    (4, 30, 60, _ingetrokken, {}),
    (1, 98, 98, _in_gebreke, {}),
    (1, 120, 120, _met_dwangsom, {}),
    (4, 58, 66, _kwam_terug, {}),
)
"""How many, began so many days ago (first and last), what happened, and what is special."""
