"""A thing that was found by the words of a file it carries says which, and shows the piece of the file."""

from collections.abc import Callable, Iterable, Set
from dataclasses import replace

from forum.search.analyser import stem_spans, stems
from forum.search.offers import Hit, InFile

BEFORE, AROUND = 100, 500  # characters of the file kept for the excerpt


def in_files(hit: Hit, files: Iterable[InFile], wanted: Set[str]) -> Hit:
    """The hit, with the first of ``files`` that has a word which neither title nor text have."""
    missing = wanted - set(stems(f"{hit.title} {hit.text}"))
    if not missing:
        return hit
    files = list(files)
    for is_it in (lambda stem: stem in missing, lambda stem: any(stem.startswith(one) for one in missing)):
        for file in files:
            if found := _found(hit, file, is_it):
                return found
    return hit


def _found(hit: Hit, file: InFile, is_it: Callable[[str], bool]) -> Hit | None:
    start = next((start for start, _end, stem in stem_spans(file.text) if is_it(stem)), None)
    named = replace(hit, file=file._replace(text=""))
    if start is not None:
        return replace(named, text=_around(file.text, start))
    return named if any(is_it(stem) for stem in stems(file.name.replace("-", " ").replace(".", " "))) else None


def _around(text: str, start: int) -> str:
    """Whole words around the place; the excerpt is cut out of it."""
    first = text.find(" ", max(0, start - BEFORE)) + 1 if start > BEFORE else 0
    return " ".join(text[min(first, start) : start + AROUND].split())
