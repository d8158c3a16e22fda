from django.apps import AppConfig


class MaatwerkConfig(AppConfig):
    name = "maatwerk"
    default_auto_field = "django.db.models.BigAutoField"
