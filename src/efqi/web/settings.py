"""Django's settings, from `efqi.web.configuration`."""

from pathlib import Path

from csp.constants import NONCE, SELF

from efqi.web.configuration import configuration
from efqi.web.database import database
from efqi.web.secret_key import kept_secret

CONFIGURATION = configuration()
_HERE = Path(__file__).parent

SECRET_KEY = CONFIGURATION.secret_key or kept_secret(CONFIGURATION.home)
DEBUG = False
ALLOWED_HOSTS = list(CONFIGURATION.hosts)
DATABASES = {"default": database(CONFIGURATION.database_url, CONFIGURATION.home)}
ATOMIC_REQUESTS = True
ROOT_URLCONF = "efqi.web.urls"
WSGI_APPLICATION = "efqi.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "workbench.Person"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "efqi.web.workbench",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "efqi.web.local_person.LocalPersonMiddleware",
    "efqi.web.plain_errors.PlainErrorMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [_HERE / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "efqi.web.templating.environment",
            "context_processors": ["efqi.web.templating.on_every_page"],
        },
    }
]
STATIC_URL = "/static/"
STATICFILES_DIRS = [_HERE / "static"]
STATIC_ROOT = CONFIGURATION.home / "static"
WHITENOISE_USE_FINDERS = True

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [_HERE / "locale"]

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "efqi.web.workbench.views.problem.form_expired"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = CONFIGURATION.is_https
if CONFIGURATION.is_https:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": ["'none'"],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    }
}
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# A page that queues a message tries once, and waits no longer than this.
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = CONFIGURATION.email_from
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
