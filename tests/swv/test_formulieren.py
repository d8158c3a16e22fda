"""Every form of the site counts once; that those that change a row say which version they showed is asked of the pages
themselves, in `test_toegang.py`.
"""

import re
from pathlib import Path

from django.conf import settings

KAAL = {"ui/_gebruiker.html"}


def test_every_form_in_a_template_carries_the_mark_that_makes_it_count_once() -> None:
    zonder = []
    for bestand in (Path(settings.BASE_DIR) / "templates").rglob("*.html"):
        naam = str(bestand.relative_to(Path(settings.BASE_DIR) / "templates"))
        for form in re.findall(r'<form[^>]*method="post".*?</form>', bestand.read_text(), re.S):
            if "{% csrf_token %}" not in form and not (naam in KAAL and '{% csrf_token "kaal" %}' in form):
                zonder.append(naam)
    assert zonder == []
