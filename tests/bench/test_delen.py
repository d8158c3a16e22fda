"""What one tool wrote on the page of figures stays when another writes."""

from pathlib import Path

from bench import delen


def test_a_part_is_written_anew_in_its_place_and_the_others_stay(tmp_path: Path) -> None:
    pagina = tmp_path / "benchmarks.md"
    pagina.write_text("# Benchmarks\n\nBy hand.\n")
    delen.zet("soak", ["## The soak", "first"], pagina)
    delen.zet("veeg", ["## A sweep"], pagina)
    delen.zet("soak", ["## The soak", "second"], pagina)
    tekst = pagina.read_text()
    assert tekst.startswith("# Benchmarks\n\nBy hand.\n")
    assert "first" not in tekst
    assert tekst.index("second") < tekst.index("## A sweep")


def test_what_was_written_is_taken_over_as_it_is(tmp_path: Path) -> None:
    pagina = tmp_path / "benchmarks.md"
    assert delen.bewaard(pagina) == []
    pagina.write_text("# Benchmarks\n")
    delen.zet("soak", ["## The soak"], pagina)
    delen.zet("veeg", ["## A sweep"], pagina)
    oud = delen.bewaard(pagina)
    pagina.write_text("\n".join(["# New", *oud]) + "\n")
    assert delen.bewaard(pagina) == oud
