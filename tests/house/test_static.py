"""What comes from elsewhere is byte for byte what was pinned, and comes with its licence."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PINS = {
    "static/vendor/VENDOR.toml": ROOT / "static",
    "tests/browser/vendor/VENDOR.toml": ROOT / "tests" / "browser" / "vendor",
    "tests/calendar/vendor/VENDOR.toml": ROOT / "tests" / "calendar" / "vendor",
}


def pinned_files(pins: dict) -> list[dict]:
    entries = [*pins.get("package", []), *pins.get("kept", [])]
    made = [file for entry in entries for file in [*filter(None, [entry.get("sprite")]), *entry.get("emoji", ())]]
    return [file for entry in entries for file in entry["files"]] + made


@pytest.mark.parametrize("name", PINS)
def test_vendored_files_are_the_pinned_ones(name):
    pins = tomllib.loads((ROOT / name).read_text())
    for file in pinned_files(pins):
        content = (PINS[name] / file["to"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file["sha256"], file["to"]


@pytest.mark.parametrize("name", PINS)
def test_nothing_lies_in_vendor_without_being_pinned(name):
    folder = (ROOT / name).parent
    pinned = {(PINS[name] / file["to"]).resolve() for file in pinned_files(tomllib.loads((ROOT / name).read_text()))}
    here = {path for path in folder.iterdir() if path.suffix in {".js", ".mjs", ".css", ".txt"}}
    assert here <= pinned


@pytest.mark.parametrize("name", PINS)
def test_every_pinned_package_brings_its_licence(name):
    for package in tomllib.loads((ROOT / name).read_text())["package"]:
        assert package["licence"]
        assert any("LICENSE" in file["to"].upper() for file in package["files"]), package["name"]


OUTSIDE = re.compile(r"""(?:url\(\s*['"]?|@import\s+['"]|from\s+['"]|\bimport\(['"]|fetch\(['"])\s*(?:https?:)?//""")


def test_no_stylesheet_or_script_of_ours_asks_another_site():
    ours = [p for p in (ROOT / "static").rglob("*") if p.suffix in {".css", ".js"} and "vendor" not in p.parts]
    assert ours
    assert not [str(path) for path in ours if OUTSIDE.search(path.read_text())]


def test_templates_carry_no_inline_script_or_style():
    """The policy would refuse them in the browser; here the file is named."""
    inline = re.compile(
        r"""<script(?![^>]*\bsrc=)(?![^>]*type="application/)[^>]*>|<style\b|\sstyle=|\son[a-z]+=""", re.I
    )
    pages = [p for p in (ROOT / "templates").rglob("*.html") if "email" not in p.parts]
    assert not {str(p.relative_to(ROOT)): m[0] for p in pages if (m := inline.search(p.read_text()))}


def test_no_script_hides_what_another_offers_to_all():
    """A name at the top of one script is seen by all scripts of the page, before what stands on ``window``."""
    scripts = {path.name: path.read_text() for path in (ROOT / "static" / "js").glob("*.js")}
    offered = set(re.findall(r"^window\.(\w+) = ", "\n".join(scripts.values()), re.M))
    names = re.compile(r"^(?:const|let|var|class|(?:async )?function) (\w+)", re.M)
    hidden = {name: sorted(offered & set(names.findall(text))) for name, text in scripts.items()}
    assert offered and not {name: found for name, found in hidden.items() if found}
