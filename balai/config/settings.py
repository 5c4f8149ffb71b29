"""Django settings. One file for every place: what differs comes from the environment (`environment.py`)."""

from pathlib import Path

from balai.config.environment import Environment, database

ENV = Environment.read()
PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = False  # never, anywhere
SECRET_KEY = ENV.secret_key
ALLOWED_HOSTS = [*ENV.hosts, "127.0.0.1", "localhost", "[::1]"]
BALAI_DEMO = ENV.demo
BALAI_DEMO_ROLES = (
    (
        ("kades", "Kepala Desa"),
        ("sekdes", "Sekretaris Desa"),
        ("kader", "Kader Digital"),
        ("bpd", "Ketua BPD"),
        ("operator", "Operator Desa"),
        ("dinas", "Dinas PMD"),
        ("sebelah-sekdes", "Sekdes desa sebelah"),
    )
    if ENV.demo
    else ()
)
BALAI_DEMO_DAY = ENV.demo_day  # the day that the demo holds; None elsewhere
BALAI_URL = ENV.public_url
BALAI_HOME = ENV.home
BALAI_FILES = ENV.home / "berkas"
BALAI_PUBLISHED = ENV.home / "terbit"

GROUND = ("wilayah", "files", "utas", "cetakan", "people", "trace", "published", "outbox")
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    *(f"balai.ground.{name}" for name in GROUND),
    "balai.rooms.pemerintahan",
    "balai.rooms.penganggaran",
    "balai.faces.kit",
    "balai.faces.public",
    "balai.faces.office",
    *ENV.extra_apps,
]
MIDDLEWARE = [
    "balai.config.middleware.server_timing",
    "balai.config.middleware.policy_headers",
    "balai.config.middleware.plain_requests",
    "balai.config.middleware.demo_clock",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "balai.config.middleware.published_mark",  # outside of session and CSRF: it must see their cookies
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "balai.config.middleware.no_nul",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "balai.config.urls"
WSGI_APPLICATION = "balai.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "balai.faces.kit.context.every_page",
            ]
        },
    }
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        **database(ENV.database_url),
        "OPTIONS": {"pool": {"min_size": 0, "max_size": 4, "timeout": 10}},
    }
}
DATABASE_OWNER = (
    {k: v for k, v in database(ENV.owner_url).items() if k in {"USER", "PASSWORD"}} if ENV.owner_url else {}
)
BALAI_RUNTIME_ROLE = str(database(ENV.database_url)["USER"])  # whom migrations grant and refuse
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Pengguna"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/masuk/"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
USE_THOUSAND_SEPARATOR = False  # money has its own formatter; Django must not touch numbers

STATIC_URL = "/static/"
STATIC_ROOT = ENV.home / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.public_url.startswith("https://")
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if ENV.public_url.startswith("https://") else None
)
CSRF_TRUSTED_ORIGINS = [ENV.public_url] if ENV.public_url else []
CSRF_FAILURE_VIEW = "balai.faces.public.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FILES = 1000  # a form takes 500 and says so in words
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "nik": {"()": "balai.config.logs.MaskNik"},
        "nanti": {"()": "balai.config.logs.NotYet"},
        "sebaris": {"()": "balai.config.logs.OneLine"},
    },
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "filters": ["sebaris", "nik", "nanti"],
            "formatter": "line",
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
