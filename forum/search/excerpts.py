"""The piece of a text around the words that were looked for, those words marked."""

from markupsafe import Markup, escape

from forum.search.analyser import stem_spans

LENGTH = 240  # characters


def excerpt(text: str, wanted: set[str], length: int = LENGTH) -> Markup:
    """About ``length`` characters of ``text`` around the first word found; every word found is in <mark>."""
    spans = [span for span in stem_spans(text) if span[2] in wanted]
    start = _word_boundary(text, spans[0][0] - length // 3) if spans else 0
    end = min(len(text), start + length)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + length // 2)
    piece = highlight(text[start:end].strip(), wanted)
    return Markup("{}{}{}").format("… " if start else "", piece, " …" if end < len(text) else "")


def highlight(text: str, wanted: set[str]) -> Markup:
    """``text`` escaped, the words whose stems are ``wanted`` in <mark>."""
    out, done = Markup(""), 0
    for start, end, stem in stem_spans(text):
        if stem in wanted and start >= done:
            out += escape(text[done:start]) + Markup("<mark>{}</mark>").format(text[start:end])
            done = end
    return out + escape(text[done:])


def _word_boundary(text: str, position: int) -> int:
    return 0 if position <= 0 else text.rfind(" ", 0, position) + 1
