# SPDX-License-Identifier: Apache-2.0
"""Django settings, secure by default; what differs between places is in `environment`."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from mingjing.entry.attesters import read_authority, read_witnesses
from mingjing.entry.credentials import read_signing
from mingjing.entry.environment import database, read_environment, secret_key

_ENVIRONMENT = read_environment()
_AUTHORITY = read_authority()
_SIGNING = read_signing()
_PACKAGE = Path(__file__).resolve().parent.parent
_PROJECT = _PACKAGE.parent.parent

MINGJING_HOME = _ENVIRONMENT.home
MINGJING_OBJECTS_URL = _ENVIRONMENT.objects_url
MINGJING_DEMO = _ENVIRONMENT.is_demo
MINGJING_LEDGER_ORIGIN = _ENVIRONMENT.ledger_origin
MINGJING_DOORS_URL = _ENVIRONMENT.doors_url
MINGJING_SITE_ORIGINS = _ENVIRONMENT.site_origins
MINGJING_MAX_FILE_BYTES = _ENVIRONMENT.max_file_bytes

# Who attests the ledger from outside.
MINGJING_WITNESSES = read_witnesses()
MINGJING_TSA_URL = _AUTHORITY.url
MINGJING_TSA_CA = _AUTHORITY.ca
MINGJING_TSA_MINUTES = _AUTHORITY.minutes

# What signs playable copies of recordings (C2PA).
MINGJING_C2PA_CHAIN = _SIGNING.chain
MINGJING_C2PA_KEY = _SIGNING.key
MINGJING_C2PA_TSA_URL = _SIGNING.tsa_url

DEBUG = _ENVIRONMENT.is_development
SECRET_KEY = secret_key(MINGJING_HOME)
ALLOWED_HOSTS = list(_ENVIRONMENT.hosts)
ROOT_URLCONF = "mingjing.entry.urls"
WSGI_APPLICATION = "mingjing.entry.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

ROOMS = (
    "ledger",
    "standards",
    "registry",
    "catalog",
    "subjects",
    "evidence",
    "risk",
    "inspection",
    "cases",
    "portal",
)
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_tasks",
    "django_tasks_db",
    *(f"mingjing.{room}" for room in ROOMS),
]
MINGJING_PROXIES = _ENVIRONMENT.proxies
MIDDLEWARE = [
    "mingjing.entry.middleware.ClientAddress",
    "django.middleware.security.SecurityMiddleware",
    "mingjing.entry.middleware.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "mingjing.entry.middleware.Bounds",
    "mingjing.entry.middleware.Errors",
    "mingjing.entry.middleware.ActorAndTime",
    "mingjing.entry.middleware.Access",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mingjing.entry.context.house",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    },
]
DATABASES = {"default": database(_ENVIRONMENT)}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "films"]}}

AUTH_USER_MODEL = "registry.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "portal-sign-in"
LOGIN_REDIRECT_URL = "portal-home"
LOGOUT_REDIRECT_URL = "portal-home"
# Throttling of sign-in: five failures lock the name and address for a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "portal/locked.html"
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address"]

# The words of every action that a role can grant, for refusals.
ACTIONS = "mingjing.entry.access.ACTIONS"
# What rooms above the subjects show on a subject's page.
SUBJECT_PANELS = "mingjing.entry.wiring.SUBJECT_PANELS"
# What an officer may record for, said by the rooms above the evidence.
RECORDING_OCCASIONS = "mingjing.entry.wiring.RECORDING_OCCASIONS"
RECORDING_TERMS = "mingjing.entry.wiring.RECORDING_TERMS"
RECORDING_NAMES = "mingjing.entry.wiring.RECORDING_NAMES"
RECORDING_SEALS = "mingjing.entry.wiring.RECORDING_SEALS"
RECORDING_PAGES = "mingjing.entry.wiring.RECORDING_PAGES"
# What rooms above the registry show on a benchmark's page.
BENCHMARK_PANELS = "mingjing.entry.wiring.BENCHMARK_PANELS"
ARTICLE_PANELS = "mingjing.entry.wiring.ARTICLE_PANELS"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [_PACKAGE / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = MINGJING_HOME / "static"
MINGJING_NODE_MODULES = _PROJECT / "node_modules"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "mingjing.entry.assets.NpmFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _ENVIRONMENT.is_https
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_SSL_REDIRECT = _ENVIRONMENT.is_https
SECURE_HSTS_SECONDS = 31_536_000 if _ENVIRONMENT.is_https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _ENVIRONMENT.is_https else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

LOGGING_CONFIG = None
