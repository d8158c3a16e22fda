from django.apps import AppConfig

from swv import checks as checks  # registers the system checks


class SwvConfig(AppConfig):
    name = "swv"
