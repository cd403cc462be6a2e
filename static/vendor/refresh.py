"""Fetch again what VENDOR.toml pins (`npm pack name@version`) and prove it byte for byte.

python static/vendor/refresh.py            fetch, write, check
python static/vendor/refresh.py --check    check the files that are here, without the network
"""

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

STATIC = Path(__file__).resolve().parents[1]
FLAGS = 9  # the group of emojibase
PINS = tomllib.loads((STATIC / "vendor" / "VENDOR.toml").read_text())


def main() -> int:
    """0 when every file carries the checksum that VENDOR.toml says."""
    if "--check" not in sys.argv:
        for package in PINS["package"]:
            refresh(package)
    wrong = [line for line in map(difference, pinned_files()) if line]
    print("\n".join(wrong) or "Every vendored file is the one that VENDOR.toml pins.")
    return 1 if wrong else 0


def refresh(package: dict) -> None:
    """Write the files (and the sprite) of one package."""
    with tempfile.TemporaryDirectory() as folder:
        root = unpack(f"{package['name']}@{package['version']}", Path(folder))
        for file in package["files"]:
            (STATIC / file["to"]).write_bytes((root / file["from"]).read_bytes())
        if "sprite" in package:
            (STATIC / package["sprite"]["to"]).write_text(sprite(root / "icons", package["icons"].split()))
        for names in package.get("emoji", ()):
            (STATIC / names["to"]).write_text(emoji(root / names["from"], root / names["codes"]))


def unpack(spec: str, folder: Path) -> Path:
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), spec]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def sprite(icons: Path, names: list[str]) -> str:
    symbols = "\n".join(symbol(name, (icons / f"{name}.svg").read_text()) for name in sorted(names))
    credit = "<!-- Lucide, ISC licence, see icons-LICENSE.txt -->"
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{credit}\n{symbols}\n</svg>\n'


def symbol(name: str, svg: str) -> str:
    """The shapes of one icon; size, colour and stroke come from the stylesheet."""
    shapes = re.sub(r"\s*\n\s*", "", re.search(r"<svg[^>]*>(.*)</svg>", svg, re.S)[1]).replace(" />", "/>")
    return f'<symbol id="i-{name}" viewBox="0 0 24 24">{shapes}</symbol>'


def emoji(data: Path, codes: Path) -> str:
    """A line each: the character, its name, other words for it, « smile » of « :smile: »; neither flags of regions nor
    variants by sex."""
    known = sorted((one for one in json.loads(data.read_text()) if "group" in one), key=lambda one: one["order"])
    plain = (one for one in known if one["group"] != FLAGS and not {"\u2640", "\u2642"} & set(one["unicode"]))
    coded = json.loads(codes.read_text())
    return "".join("\t".join(columns(one, coded.get(one["hexcode"], []))) + "\n" for one in plain)


def columns(one: dict, codes: str | list[str]) -> list[str]:
    short = codes if isinstance(codes, str) else " ".join(codes)
    return [one["unicode"], one["label"], " ".join(one.get("tags", ())), short]


def pinned_files() -> list[dict]:
    packages = [*PINS["package"], *PINS["kept"]]
    return [file for p in packages for file in [*p["files"], *filter(None, [p.get("sprite")]), *p.get("emoji", ())]]


def difference(file: dict) -> str | None:
    found = hashlib.sha256((STATIC / file["to"]).read_bytes()).hexdigest()
    return None if found == file["sha256"] else f"{file['to']}: pinned {file['sha256'] or 'nothing'}, found {found}"


if __name__ == "__main__":
    sys.exit(main())
