"""All settings, in one file. Values come from the environment (X) or from a file (X_FILE); see swv/env.py."""

from pathlib import Path
from typing import Any

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key

from swv import embedded, env

BASE_DIR = Path(__file__).resolve().parent.parent

# -- which environment ---------------------------------------------------------------------------

OMGEVING = env.choice("DEKKEND_OMGEVING", ("demo", "test", "productie"), embedded.omgeving())
PRODUCTIE = OMGEVING == "productie"
DEMO = env.boolean("DEKKEND_DEMO", OMGEVING == "demo")
"""The front page that logs in fictional people with one click. Refused in production (swv/checks.py)."""

STATE_DIR = Path(env.text("DEKKEND_STATE")).resolve() if PRODUCTIE else embedded.state_folder()
BESTANDEN_GEKOZEN = bool(env.text("DEKKEND_BESTANDEN") or env.text("DEKKEND_STATE"))
BESTANDEN_DIR = Path(env.text("DEKKEND_BESTANDEN", str(STATE_DIR / "bestanden")))

DEBUG = env.boolean("DEBUG", False)
_own_key = "" if PRODUCTIE else embedded.kept_secret(STATE_DIR, get_random_secret_key)
SECRET_KEY = env.text("SECRET_KEY", _own_key)
ALLOWED_HOSTS = env.items("ALLOWED_HOSTS", () if PRODUCTIE else ("localhost", "127.0.0.1", "[::1]"))
BASIS_URL = env.text("DEKKEND_BASIS_URL", "" if PRODUCTIE else "http://127.0.0.1:8000")
"""The address people use, for links in mail and in letters."""

# -- the application -----------------------------------------------------------------------------

INSTALLED_APPS = [
    "swv",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "ui",
    "audit",
    "organisations",
    "cases",
    "deadlines",
    "documents",
    "workflow",
    "vergaderingen",
    "maatwerk",
    "tlv",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "swv.middleware.RequestIdMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "swv.middleware.InpakMiddleware",
    "swv.middleware.NoStoreMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "organisations.toegang.verlopen.VerlopenMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "organisations.middleware.ActorMiddleware",
    "organisations.middleware.TweedeFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
    "organisations.toegang.andere_rol.AndereRolMiddleware",
    "organisations.eenmaal.EenmaalMiddleware",
    "organisations.toegang.verlopen.TeruggezetMiddleware",
    "workflow.middleware.WeigeringMiddleware",
]

ROOT_URLCONF = "swv.urls"
WSGI_APPLICATION = "swv.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["ui.templatetags.formulier", "ui.templatetags.adres"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "workflow.context.schil",
            ],
        },
    },
]
FORM_RENDERER = "ui.renderer.DekkendRenderer"

WORKFLOW_PROCESSES = ["tlv.process.PROCESS", "maatwerk.process.PROCESS"]
"""Every workflow, by the dotted path of its declaration."""

WORKFLOW_RUIMTES = ["vergaderingen.ruimte.RUIMTE"]
"""Every room that serves several workflows, by the dotted path of its declaration."""

BELEIDSSECTIES = {"tlv": "tlv.beleid.TlvBeleid", "maatwerk": "maatwerk.beleid.MaatwerkBeleid"}
"""The typed sections of policy, by key."""

# -- database ------------------------------------------------------------------------------------

DATABASE_URL = env.text("DATABASE_URL", "" if PRODUCTIE else embedded.places().database_url)
DATABASE_URL = env.with_password(DATABASE_URL, env.text("DATABASE_PASSWORD"))
DATABASES: dict[str, dict[str, Any]] = {"default": env.database(DATABASE_URL) if DATABASE_URL else {}}
DATABASE_APP_ROL = env.text("DEKKEND_DATABASE_APP")
"""The role that the site uses, for `manage.py database_rollen`; migrations run as the owner of the tables."""
STATEMENT_TIMEOUT = env.integer("DEKKEND_STATEMENT_TIMEOUT", 15_000)
"""In milliseconds: no page makes the database work longer than this."""
if DATABASE_URL:
    _limits = {"connect_timeout": 5, "options": f"-c statement_timeout={STATEMENT_TIMEOUT} -c lock_timeout=5000"}
    DATABASES["default"] |= {"CONN_MAX_AGE": 300, "CONN_HEALTH_CHECKS": True}
    DATABASES["default"]["OPTIONS"] = _limits | DATABASES["default"]["OPTIONS"]
    DATABASES["default"]["TEST"] = {"NAME": env.optional("DEKKEND_TEST_DB")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- work in the background ----------------------------------------------------------------------
# The broker only wakes workers; what there is to do stands in the database. So it may be lost, and a
# broker that does not answer must fail within seconds instead of holding up a saved decision.

REDIS_URL = env.text("REDIS_URL", "" if PRODUCTIE else embedded.places().broker_url)
REDIS_URL = env.with_password(REDIS_URL, env.text("REDIS_PASSWORD"))
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for its broker, however long
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 2,
    "socket_connect_timeout": 1,
    "max_retries": 0,
    "visibility_timeout": 900,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "veeg": {"task": "workflow.tasks.veeg", "schedule": 15.0, "options": {"expires": 60}},
    "onderzoek": {"task": "workflow.tasks.onderzoek", "schedule": 30.0, "options": {"expires": 25}},
    "bestanden": {
        "task": "workflow.tasks.veeg_bestanden",
        "schedule": crontab(hour=3, minute=40),
        "options": {"expires": 6 * 3600},
    },
    "vertrek": {
        "task": "workflow.tasks.meld_achtergebleven",
        "schedule": crontab(hour=6, minute=10),
        "options": {"expires": 6 * 3600},
    },
    "stilstand": {
        "task": "workflow.tasks.meld_stilstand",
        "schedule": crontab(hour=6, minute=20),
        "options": {"expires": 6 * 3600},
    },
    "controle": {"task": "workflow.tasks.controleer", "schedule": 300.0, "options": {"expires": 240}},
    "controlepunt": {"task": "documents.tasks.controlepunt", "schedule": 3600.0, "options": {"expires": 1800}},
    "maanden": {"task": "audit.tasks.maak_maanden", "schedule": 6 * 3600.0, "options": {"expires": 3600}},
    "toegang": {"task": "organisations.tasks.veeg_toegang", "schedule": 30.0, "options": {"expires": 25}},
}

# -- who is it -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "organisations.User"
LOGIN_URL = "/inloggen/"
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("naam", "email")},
    },
    {"NAME": "organisations.toegang.wachtwoorden.TeKortValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "organisations.toegang.wachtwoorden.TeMakkelijkValidator"},
]
AUTHENTICATION_BACKENDS = ["organisations.toegang.achterkant.Achterkant"]
SESSION_ENGINE = "organisations.toegang.sessieopslag"
SESSION_COOKIE_AGE = 30 * 60
SESSION_COOKIE_SECURE = PRODUCTIE
SESSION_COOKIE_NAME = "__Host-sessie" if PRODUCTIE else "sessie"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = PRODUCTIE
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTIE else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "organisations.toegang.views_bewaard.geen_geldig_formulier"
BEWAAR_COOKIE_NAME = "__Host-bewaard" if PRODUCTIE else "bewaard"
"""The token under which text is kept that came in when the session was over."""
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Of allauth we use the second factors and OpenID Connect; the pages and the brake are ours (docs/adr).
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = "organisations.toegang.factoren.Factoradapter"
MFA_RATE_LIMITS = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
MFA_TOTP_ISSUER = "Dekkend"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_DIGITS = 10
SCHOOLLOGINS = {
    row["id"]: row for row in env.rows("DEKKEND_OIDC", ("id", "naam", "server_url", "client_id", "secret", "scholen"))
}
"""Schools whose staff may sign in with the account of the school (OpenID Connect), by the id in the address."""
FACTORSLEUTELS = env.items("DEKKEND_FACTORSLEUTELS") or [SECRET_KEY]
"""Encrypts the secrets of second factors in the database; the first one encrypts, all of them decrypt."""

# -- what browsers may do ------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
# frame-ancestors does what X-Frame-Options does, and can be loosened for one response (document preview).
SILENCED_SYSTEM_CHECKS = ["security.W002"]
SECURE_SSL_REDIRECT = PRODUCTIE
SECURE_REDIRECT_EXEMPT = [r"^gezond/$", r"^gereed/$", r"^metrics$"]
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if PRODUCTIE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTIE
SECURE_HSTS_PRELOAD = PRODUCTIE
SECURE_REFERRER_POLICY = "same-origin"
ACHTER_PROXY = env.boolean("DEKKEND_ACHTER_PROXY")
if ACHTER_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# -- language and time ---------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

# -- files ---------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("DEKKEND_STATIC", str(BASE_DIR / "staticfiles"))) if PRODUCTIE else None
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = not PRODUCTIE
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = BESTANDEN_DIR
_static = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "documenten": {"BACKEND": "documents.opslag.BestandOpslag"},
    "staticfiles": {"BACKEND": _static if PRODUCTIE else "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
S3_BUCKET = env.text("DEKKEND_S3")
"""Documents in this bucket instead of in a folder."""
S3_ADRES = env.text("DEKKEND_S3_ADRES")
_s3 = {
    "bucket_name": S3_BUCKET,
    "endpoint_url": S3_ADRES or None,
    "region_name": env.text("DEKKEND_S3_REGIO", "eu-central-1"),
    "access_key": env.text("DEKKEND_S3_SLEUTELNAAM"),
    "secret_key": env.text("DEKKEND_S3_SLEUTEL"),
    "default_acl": None,
    "addressing_style": "path" if S3_ADRES else "virtual",
    "signature_version": "s3v4",
}
if S3_BUCKET:
    STORAGES["documenten"] = {"BACKEND": "documents.opslag_s3.S3Opslag", "OPTIONS": _s3}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

ZEGEL_SLEUTEL = env.text("DEKKEND_ZEGEL")
"""The key that seals decisions: a PKCS#12 file or a pkcs11: address. The demo makes its own."""
ZEGEL_WACHTWOORD = env.text("DEKKEND_ZEGEL_WACHTWOORD")
"""Passphrase of the PKCS#12 file, or the PIN of the token."""

CLAMD = env.text("DEKKEND_CLAMD")
"""Where the virus scanner listens (path of a socket, or host:port): uploads then wait until it let them go."""
XACCEL = env.text("DEKKEND_XACCEL")
"""The internal address under which the proxy sends files (X-Accel-Redirect), such as /beschermd/; empty: we do."""

BACKUP_ONTVANGER = env.text("DEKKEND_BACKUP_ONTVANGER")
"""Public key (age1...) that backups are encrypted with; several may be given, separated by commas."""
BACKUP_SLEUTEL = env.text("DEKKEND_BACKUP_SLEUTEL")
"""The secret key that belongs to it: only where a backup is checked or put back, never where it is made."""

# -- mail ----------------------------------------------------------------------------------------

_mail = {
    "demo": "workflow.postvak.DemoBackend",
    "test": "django.core.mail.backends.locmem.EmailBackend",
    "productie": "organisations.smtp.EmailBackend",
}
EMAIL_BACKEND = env.text("EMAIL_BACKEND", _mail[OMGEVING])
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.integer("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_SSL = env.boolean("EMAIL_USE_SSL", False)
EMAIL_USE_TLS = env.boolean("EMAIL_USE_TLS", not EMAIL_USE_SSL)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "" if PRODUCTIE else "Dekkend <niet-beantwoorden@dekkend.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# -- watching over it ----------------------------------------------------------------------------

METRICS_TOKEN = env.text("DEKKEND_METRICS_TOKEN")
"""What the monitoring shows to read /metrics; without it that page does not exist."""

# -- logging -------------------------------------------------------------------------------------

LOG_LEVEL = env.choice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO" if PRODUCTIE else "WARNING")
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "swv.logs.JsonFormatter"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "json"},
    },
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "django.server": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "fontTools": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
    },
}
