"""Passwords that anybody tries first, and that a list of leaked foreign ones lacks (ASVS 5.0, 6.2.4, 6.2.11)."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError

WOORDEN = {"dekkend", "wachtwoord", "welkom", "geheim", "school", "samenwerkingsverband", "leerling", "ouder", "zomer"}
WOORDEN |= {"winter", "lente", "herfst", "password", "qwerty", "qwertyuiop", "admin", "test", "inloggen", "onderwijs"}
TEKENS = 5


class TeMakkelijkValidator:
    """Refuses one such word with figures around it, figures alone, and the same few characters over and over."""

    def validate(self, password: str, user: object = None) -> None:
        letters = "".join(teken for teken in password.casefold() if teken.isalpha())
        if letters in WOORDEN or not letters or len(set(password.casefold())) < TEKENS:
            raise ValidationError("Dit wachtwoord is makkelijk te raden. Kies bijvoorbeeld een zin van vier woorden.")

    def get_help_text(self) -> str:
        return "Kies bijvoorbeeld een zin van vier woorden."


class TeKortValidator(MinimumLengthValidator):
    """Django's own rule in our words: of its sentence there is no Dutch one."""

    def get_error_message(self) -> str:
        return f"Dit wachtwoord is te kort. Neem minstens {self.min_length} tekens."
