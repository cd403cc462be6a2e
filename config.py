"""What an operator knows: the environment, read once (12-factor; every variable is optional).

What an administrator may change while the site runs is a *setting* instead (``forum.core.settings``).
"""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent


def from_environment(env=os.environ) -> dict:
    """The Flask configuration described by the environment ``env``."""
    instance = Path(env.get("INSTANCE_PATH") or ROOT / "instance").resolve()
    base_url = env.get("BASE_URL", f"http://127.0.0.1:{env.get('PORT', '8000')}").rstrip("/")
    return {
        "INSTANCE_PATH": str(instance),
        "SECRET_KEY": env.get("SECRET_KEY") or _kept_secret(instance),
        "SQLALCHEMY_DATABASE_URI": database_uri(env.get("DATABASE_URL"), instance),
        "REDIS_URL": env.get("REDIS_URL") or None,
        "SMTP_URL": env.get("SMTP_URL") or None,
        "STORAGE_URL": env.get("STORAGE_URL") or str(instance / "uploads"),
        "BASE_URL": base_url,
        "TRUSTED_HOSTS": _trusted_hosts(base_url, env.get("TRUSTED_HOSTS", "")),
        "TRUSTED_PROXIES": int(env.get("TRUSTED_PROXIES", "0")),
        "DEFAULT_LOCALE": env.get("DEFAULT_LOCALE", "fr"),
        "SESSION_COOKIE_SECURE": base_url.startswith("https://"),
    }


def database_uri(url: str | None, instance: Path) -> str:
    """``url`` in the spelling SQLAlchemy wants (psycopg 3), or the default SQLite file under ``instance``."""
    if not url:
        return f"sqlite:///{instance / 'intersession.db'}"
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _trusted_hosts(base_url: str, more: str) -> list[str]:
    """The host of BASE_URL, loopback (health checks come from there), and those the operator lists, comma-separated."""
    host = urlsplit(base_url).hostname or "127.0.0.1"
    return sorted({host, "127.0.0.1", "localhost", *filter(None, (h.strip() for h in more.split(",")))})


def _kept_secret(instance: Path) -> str:
    """The secret generated at the first start, readable by its owner alone."""
    path = instance / "secret_key"
    instance.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text()
