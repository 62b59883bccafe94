"""The guide on paper, for a clinician to review and sign (`kiosk check --review FILE.html`)."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from markupsafe import Markup, escape

from kiosk.check.facts import facts_file
from kiosk.guide import Guide, Page, Section
from kiosk.guide.model import CLINIC, HOME, Block, spoken_date
from kiosk.guide.tables import read_facts

_STYLE = """
body { font: 14pt/1.5 sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; }
section { break-before: page; }
article { break-inside: avoid; border-top: 1px solid; margin-top: 1.5em; }
svg { max-width: 20em; height: auto; }
.rests { font-size: 11pt; }
.sign { border: 2px solid; padding: 1em; margin-top: 2em; break-inside: avoid; }
code { font-size: 12pt; }
"""
# Before a text that holds only in one place.
_PLACES = {"": "", CLINIC: "[In the clinic] ", HOME: "[At home] "}


def review_page(guide: Guide) -> str:
    """The whole guide as one HTML page, to be printed.

    It has each screen's words and pictures, the facts they rest on with their sources, and for each
    section a place to sign. Raises ContentError if facts.yaml is broken.
    """
    facts = read_facts(facts_file(guide.folder)).facts
    sections = Markup("\n").join(_section(section, guide, facts) for section in guide.sections)
    title = guide.text("app.name")
    head = Markup(
        '<!doctype html>\n<html lang="{language}">\n<head><meta charset="utf-8">'
        "<title>{title}</title><style>{style}</style></head>\n<body>\n<h1>{title}</h1>\n"
    ).format(language=guide.language, title=title, style=Markup(_STYLE))
    return head + sections + Markup("\n</body>\n</html>\n")


def _section(section: Section, guide: Guide, facts: Mapping[str, str]) -> Markup:
    screens = Markup("\n").join(_screen(page, guide, facts) for page in section.pages)
    checked = spoken_date(section.checked, guide.language)
    return Markup(
        "<section><h2>{title}</h2><p>{file}, checked on {checked}. {state}</p>\n"
        "{screens}\n{sign}</section>"
    ).format(
        title=section.title.shown,
        file=section.file.name,
        checked=checked,
        state=guide.review(section)[-1].shown,
        screens=screens,
        sign=_sign(section),
    )


def _sign(section: Section) -> Markup:
    return Markup(
        '<div class="sign"><p>I have reviewed these {count} screens of "{title}".</p>'
        "<p>Name and role: ______________________________</p>"
        "<p>Date: ______________ Signature: ______________________________</p>"
        "<p>For the editor, at the head of {file}: <code>reviewed_by: NAME, ROLE</code>,"
        " <code>reviewed_on: YEAR-MONTH-DAY</code>, <code>reviewed_text: {code}</code></p></div>"
    ).format(
        count=len(section.pages),
        title=section.title.shown,
        file=section.file.name,
        code=section.text_code,
    )


def _screen(page: Page, guide: Guide, facts: Mapping[str, str]) -> Markup:
    return Markup("<article><h3>{title}</h3>\n{blocks}\n{words}\n{rests}</article>").format(
        title=page.title.shown,
        blocks=_blocks(page.blocks),
        words=_words(page) if page.words else "",
        rests=_rests(page, guide, facts),
    )


def _blocks(blocks: Iterable[Block]) -> Markup:
    return Markup("\n").join(_elements(blocks))


def _elements(blocks: Iterable[Block]) -> Iterator[Markup]:
    for kind, run in groupby(blocks, key=lambda block: block.kind):
        if kind in ("item", "contact"):
            yield Markup("<ul>{}</ul>").format(
                Markup("").join(Markup("<li>{}</li>").format(_text(block)) for block in run)
            )
        else:
            for block in run:
                # The drawing is the project's own file, and was read as XML.
                picture = Markup(block.picture.svg) if block.picture else escape("")
                yield Markup("<div>{}</div><p>{}</p>").format(picture, _text(block))


def _text(block: Block) -> str:
    words = " ".join(sentence.shown for sentence in block.sentences)
    return f"{_PLACES[block.place]}{words}"


def _words(page: Page) -> Markup:
    lines = [
        Markup("<li>{}: {}</li>").format(
            word.word, " ".join(sentence.shown for sentence in word.meaning)
        )
        for word in page.words
    ]
    return Markup("<p>Words explained:</p><ul>{}</ul>").format(Markup("").join(lines))


def _rests(page: Page, guide: Guide, facts: Mapping[str, str]) -> Markup:
    """What the screen rests on: each fact in an editor's words, with its sources."""
    lines = [
        Markup("<li>{id}: {fact} ({sources})</li>").format(
            id=fact,
            fact=facts.get(fact, ""),
            sources="; ".join(
                f"{guide.sources[source].publisher}, {guide.sources[source].strength}"
                for source in guide.facts.get(fact, ())
                if source in guide.sources
            ),
        )
        for fact in page.facts
    ]
    return Markup('<div class="rests"><p>Rests on:</p><ul>{}</ul></div>').format(
        Markup("").join(lines)
    )
