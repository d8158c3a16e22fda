from django.apps import AppConfig


class TlvConfig(AppConfig):
    name = "tlv"
    default_auto_field = "django.db.models.BigAutoField"
