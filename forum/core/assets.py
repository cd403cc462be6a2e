"""Static files under names that carry a hash of their content: kept for ever by browsers, compressed once.

``static/css/ui.css`` is served as ``/static/css/ui.3f2a9c1b.css``. The hashed and compressed copies are made at start,
below the instance folder, and only when a file has changed.
"""

import gzip
import hashlib
import json
import re
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path
from wsgiref.headers import Headers

import brotli
from flask import Flask, current_app
from markupsafe import Markup
from whitenoise import WhiteNoise

SOURCE = Path(__file__).resolve().parents[2] / "static"
SERVED = {".css", ".js", ".svg", ".woff2", ".png", ".ico", ".webmanifest", ".txt"}
PRESSED = {".css", ".js", ".svg", ".txt", ".webmanifest"}
PROTECTION = {  # these files do not pass by core.headers
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'",
}
_IMPORT = re.compile(r"""@?import ["'](?:\./)?([\w-]+\.(?:css|js))["'];""")
_URL = re.compile(r"url\((['\"]?)(?!data:|#)([^)'\"]+)\1\)")


def init_app(app: Flask) -> None:
    folder = Path(app.config.get("ASSETS_PATH") or Path(app.instance_path) / "assets")
    names = publish(SOURCE, folder)
    app.extensions["assets"] = names
    app.extensions["build"] = hashlib.sha256(json.dumps(names, sort_keys=True).encode()).hexdigest()[:12]
    served = WhiteNoise(
        app.wsgi_app,
        root=str(folder / "static"),
        prefix="static/",
        max_age=31536000,
        immutable_file_test=r"\.[0-9a-f]{8}\.",
        add_headers_function=_protect,
    )
    app.wsgi_app = served  # type: ignore[method-assign]
    app.jinja_env.globals.update(asset=asset, icon=icon)


def _protect(headers: Headers, _path: str, _url: str) -> None:
    for name, value in PROTECTION.items():
        headers[name] = value


def asset(name: str) -> str:
    """The URL of a file of ``static/``; an unknown name raises, so that no page ships a dead link."""
    return "/static/" + current_app.extensions["assets"][name]


def icon(name: str, label: str | None = None, kind: str = "") -> Markup:
    """An icon of the sprite, silent for screen readers unless it has a ``label``; ``kind``: more classes for it."""
    if label:
        named = Markup('<svg class="i {}" role="img" aria-label="{}"><use href="{}#i-{}"/></svg>')
        return named.format(kind, label, asset("icons.svg"), name)
    return _silent_icon(asset("icons.svg"), name)


@lru_cache(maxsize=512)
def _silent_icon(sprite: str, name: str) -> Markup:
    return Markup('<svg class="i" aria-hidden="true"><use href="{}#i-{}"/></svg>').format(sprite, name)


def publish(source: Path, folder: Path) -> dict[str, str]:
    """Make hashed copies of ``source`` in ``folder``; the map from names to hashed names."""
    files = sorted(p for p in source.rglob("*") if p.is_file() and p.suffix in SERVED)
    stamp = hashlib.sha256()
    for path in files:
        stamp.update(f"{path.relative_to(source)}\0".encode() + path.read_bytes())
    manifest = folder / "manifest.json"
    if manifest.exists() and (kept := json.loads(manifest.read_text())).get("stamp") == stamp.hexdigest():
        return kept["names"]
    names = _copy_all(files, source, folder)
    _write(manifest, json.dumps({"stamp": stamp.hexdigest(), "names": names}).encode())
    return names


def _copy_all(files: list[Path], source: Path, folder: Path) -> dict[str, str]:
    """Stylesheets last: the files they name must have their hashed names already."""
    names: dict[str, str] = {}
    for path in sorted(files, key=lambda p: p.suffix == ".css"):
        name = path.relative_to(source).as_posix()
        content = path.read_bytes()
        if path.suffix in (".css", ".js"):
            content = _with_imports(content.decode(), path).encode()
        if path.suffix == ".css":
            content = _rename_urls(content.decode(), path, source, names).encode()
        names[name] = f"{name.removesuffix(path.suffix)}.{hashlib.sha256(content).hexdigest()[:8]}{path.suffix}"
        _write(folder / "static" / names[name], content, press=path.suffix in PRESSED)
    return names


def _with_imports(text: str, path: Path) -> str:
    """The sheets, or scripts, that ``text`` imports from its own folder, put in their place: one request, not five."""
    return _IMPORT.sub(lambda match: (path.parent / match[1]).read_text(), text)


def _rename_urls(css: str, path: Path, source: Path, names: dict[str, str]) -> str:
    def renamed(match: re.Match) -> str:
        target = (path.parent / match[2]).resolve().relative_to(source.resolve()).as_posix()
        return f'url("/static/{names[target]}")'

    return _URL.sub(renamed, css)


def _write(path: Path, content: bytes, press: bool = False) -> None:
    """Whole or not at all: several workers may start at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for name, data in _pressed(path, content) if press else ((path, content),):
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as new:
            new.write(data)
        Path(new.name).chmod(0o644)
        shutil.move(new.name, name)


def _pressed(path: Path, content: bytes) -> tuple[tuple[Path, bytes], ...]:
    return (
        (path, content),
        (path.with_name(path.name + ".br"), brotli.compress(content)),
        (path.with_name(path.name + ".gz"), gzip.compress(content, 9, mtime=0)),
    )
