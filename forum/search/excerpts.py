"""The piece of a text around the words that were looked for, those words marked."""

from collections.abc import Callable, Set

from markupsafe import Markup

from forum.search.analyser import stem_spans

LENGTH = 240  # characters
BEGUN = "*"  # after a stem that is wanted as the beginning of others
_MARK, _END = Markup("<mark>"), Markup("</mark>")


def excerpt(text: str, wanted: Set[str], length: int = LENGTH) -> Markup:
    """About ``length`` characters of ``text`` around the first word found; every word found is in <mark>."""
    is_wanted = _finder(wanted)
    found = next((start for start, _end, stem in stem_spans(text) if is_wanted(stem)), None)
    start = _word_boundary(text, found - length // 3) if found is not None else 0
    end = min(len(text), start + length)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + length // 2)
    piece = highlight(text[start:end].strip(), wanted)
    return Markup("").join(("… " if start else "", piece, " …" if end < len(text) else ""))


def highlight(text: str, wanted: Set[str]) -> Markup:
    """``text`` escaped, the words whose stems are ``wanted`` in <mark>."""
    is_wanted, pieces = _finder(wanted), list[str]()
    done = 0
    for start, end, stem in stem_spans(text):
        if is_wanted(stem) and start >= done:
            pieces += [text[done:start], _MARK, text[start:end], _END]
            done = end
    return Markup("").join((*pieces, text[done:]))  # escapes what is no markup


def _finder(wanted: Set[str]) -> Callable[[str], bool]:
    begun = tuple(one.removesuffix(BEGUN) for one in wanted if one.endswith(BEGUN))
    return (lambda stem: stem in wanted or stem.startswith(begun)) if begun else wanted.__contains__


def _word_boundary(text: str, position: int) -> int:
    return 0 if position <= 0 else text.rfind(" ", 0, position) + 1
