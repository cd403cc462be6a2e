"""Sentences: gathered from the code and the templates, translated in ``forum/translations/en``.

python -m scripts.translations update     gather, keep what is translated, compile
python -m scripts.translations compile    after editing messages.po
python -m scripts.translations check      is English complete, and messages.mo fresh?
"""

import io
import sys
from pathlib import Path

from babel.messages import Catalog, mofile, pofile
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

ROOT = Path(__file__).resolve().parents[1]
PO = ROOT / "forum" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {"_": None, "gettext": None, "lazy": None, "markup": None, "ngettext": (1, 2)}


def main() -> int:
    verb = sys.argv[1] if len(sys.argv) > 1 else ""
    if verb not in {"update", "compile", "check"}:
        print(__doc__)
        return 2
    if verb == "update":
        update()
    if verb in {"update", "compile"}:
        MO.write_bytes(compiled(read()))
    problems = find_problems()
    print("\n".join(problems) or "English is complete.")
    return 1 if problems else 0


def gather() -> Catalog:
    """Every sentence of the code and the templates."""
    catalog = Catalog(project="Intersession", charset="utf-8", fuzzy=False)
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    for name, line, message, comments, context in extract_from_dir(ROOT, methods, options, KEYWORDS):
        place = [(Path(name).relative_to(ROOT).as_posix() if Path(name).is_absolute() else name, line)]
        catalog.add(message, None, place, auto_comments=comments, context=context)
    return catalog


def update() -> None:
    """Bring the sentences of today into the .po; those that left are dropped."""
    catalog = read()
    catalog.update(gather(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    text = io.BytesIO()
    pofile.write_po(text, catalog, width=0, sort_output=True, omit_header=False, include_lineno=False)
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(text.getvalue())


def read() -> Catalog:
    if not PO.exists():
        return Catalog(locale="en", project="Intersession", charset="utf-8", fuzzy=False)
    with PO.open("rb") as file:
        return pofile.read_po(file, locale="en")


def compiled(catalog: Catalog) -> bytes:
    text = io.BytesIO()
    mofile.write_mo(text, catalog)
    return text.getvalue()


def find_problems() -> list[str]:
    """What keeps English from being complete, one line each."""
    english = read()
    problems = [f"not translated: {m.id!r}" for m in gather() if m.id and not _is_translated(english.get(m.id))]
    problems += [f"fuzzy: {message.id!r}" for message in english if message.id and message.fuzzy]
    problems += [f"placeholders differ: {m.id!r}" for m in english if m.id and not _same_placeholders(m)]
    if not MO.exists() or MO.read_bytes() != compiled(english):
        problems.append("messages.mo is older than messages.po: python -m scripts.translations compile")
    return problems


def _is_translated(message) -> bool:
    if message is None:
        return False
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(forms) and len(forms) > 0


def _same_placeholders(message) -> bool:
    """« %(name)s » must be in both; plurals may leave the number out."""
    from babel.messages.checkers import python_format

    try:
        python_format(None, message)
    except Exception:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
