"""A device in words, from what the browser says of itself: enough to recognise one's own, no more."""

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMEN = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def apparaat_van(user_agent: str) -> str:
    """`Firefox op Windows`; "Onbekend apparaat" for what says nothing we know."""
    browser = next((naam for teken, naam in BROWSERS if teken in user_agent), "")
    systeem = next((naam for teken, naam in SYSTEMEN if teken in user_agent), "")
    if browser and systeem:
        return f"{browser} op {systeem}"
    return browser or systeem or "Onbekend apparaat"
