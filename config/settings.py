"""Settings, all read from the environment; the defaults serve a local trial on one machine.

Every variable is described in the configuration table of README.md. Errors in the environment stop the start with a
readable message instead of a half-working portal.
"""

from __future__ import annotations

import ipaddress
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.omgeving import databank, getal, lijst, tekst, vlag

BASIS_MAP = Path(__file__).resolve().parent.parent
VAR_MAP = Path(tekst("VAR_MAP", str(BASIS_MAP / "var")))

DEBUG = vlag("DJANGO_DEBUG")
DEMO = vlag("DEMO")
SECRET_KEY = tekst("DJANGO_SECRET_KEY", "alleen-voor-ontwikkelen-en-testen" if DEBUG or DEMO else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("Zet DJANGO_SECRET_KEY op een lange, geheime tekst (of DEMO=1 voor een proef).")

ALLOWED_HOSTS = lijst(
    "DJANGO_HOSTS", "127.0.0.1,localhost,[::1],testserver" if DEMO or DEBUG else "127.0.0.1,localhost"
)
CSRF_TRUSTED_ORIGINS = lijst("DJANGO_ORIGINS", "")


def _is_lokaal(host: str) -> bool:
    """Tell whether a host name can only be reached from the machine itself."""
    kaal = host.strip("[]")
    if kaal in {"localhost", "testserver"}:
        return True
    try:
        return ipaddress.ip_address(kaal).is_loopback
    except ValueError:
        return False


if DEMO and not all(_is_lokaal(host) for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured(
        "DEMO=1 maakt accounts met een bekend wachtwoord en werkt daarom alleen op 127.0.0.1 of localhost. "
        "Haal DEMO weg of pas DJANGO_HOSTS aan."
    )

INSTALLED_APPS = [
    "config.apps.BeheerConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tables2",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "simple_history",
    "csp",
    "basis",
    "partijen",
    "afspraken",
    "voorraad",
    "monitoring",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "partijen.middleware.RechtenMiddleware",
    "basis.middleware.LogregelMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASIS_MAP / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.portaal",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.insert(1, "django.forms")

DATABASES = {"default": databank(tekst("DATABASE_URL", ""), VAR_MAP / "db.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "partijen.Gebruiker"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "monitoring:mijn_werk"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "partijen.adapters.GeslotenAanmelding"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Prestatieafspraken"

LANGUAGE_CODE = "nl"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "static/"
STATIC_ROOT = VAR_MAP / "static"
_EXTERN = BASIS_MAP / "static_extern"
STATICFILES_DIRS = [_EXTERN] if _EXTERN.is_dir() else []
MEDIA_ROOT = VAR_MAP / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

EMAIL_BACKEND = tekst(
    "EMAIL_BACKEND",
    "django.core.mail.backends.smtp.EmailBackend"
    if tekst("EMAIL_HOST", "")
    else "django.core.mail.backends.console.EmailBackend",
)
EMAIL_HOST = tekst("EMAIL_HOST", "localhost")
EMAIL_PORT = getal("EMAIL_PORT", 25)
EMAIL_HOST_USER = tekst("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = tekst("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = vlag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = tekst("EMAIL_AFZENDER", "portaal@prestatieafspraken.example")

SECURE_HTTPS = vlag("HTTPS", standaard=not (DEBUG or DEMO))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_HTTPS
SECURE_SSL_REDIRECT = SECURE_HTTPS and vlag("HTTPS_OMLEIDEN", standaard=True)
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HTTPS
SECURE_HSTS_PRELOAD = SECURE_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if vlag("ACHTER_PROXY") else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    naam: [] for naam in ("camera", "geolocation", "microphone", "payment", "usb", "display-capture")
}

SIMPLE_HISTORY_HISTORY_ID_USE_UUID = False
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"regel": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "regel"}},
    "root": {"handlers": ["console"], "level": tekst("LOGNIVEAU", "INFO")},
    "loggers": {"fontTools": {"level": "WARNING"}, "weasyprint": {"level": "ERROR"}},
}
