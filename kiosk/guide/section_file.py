"""One Markdown file -> one Section, or every Problem that keeps it from being one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from kiosk.guide.front_matter import read_front_matter
from kiosk.guide.model import Block, Page, Picture, Section, spoken_date
from kiosk.guide.sentences import Sentence, split_sentences
from kiosk.problems import ContentError, Problem

_HEADING = re.compile(r"(?P<title>.+?)\s*\{#(?P<slug>[a-z0-9-]+)\}")
_DEFINITION = re.compile(r"^\[\^(?P<fact>[^\]]+)\]:\s*(?P<sources>.*)$", re.MULTILINE)
_UNDEFINED = re.compile(r"\[\^([^\]]+)\]")
_INLINE_TEXT = {"text", "softbreak", "footnote_ref", "image"}
CONTACT_FIELDS = ("phone", "web", "address")


def read_section(file: Path, interface: Mapping[str, str]) -> Section:
    """Read one section file. Raises ContentError with every Problem found in it.

    `interface` gives the texts of contact lines ("contact.phone" and so on).
    """
    try:
        source = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ContentError(
            Problem(file, 0, "The file is not UTF-8 text.", "Save it as UTF-8.")
        ) from error
    return _SectionReader(file, source, interface).read()


def fact_sources(source: str) -> dict[str, tuple[tuple[str, ...], int]]:
    """The footnote definitions of a file: fact id -> (source ids, line)."""
    found: dict[str, tuple[tuple[str, ...], int]] = {}
    for match in _DEFINITION.finditer(source):
        ids = tuple(part.strip() for part in match["sources"].split(",") if part.strip())
        found[match["fact"]] = (ids, source.count("\n", 0, match.start()) + 1)
    return found


@dataclass
class _Draft:
    """A screen while it is being read."""

    title: str
    slug: str
    line: int
    blocks: list[Block] = field(default_factory=list)


class _SectionReader:
    def __init__(self, file: Path, source: str, interface: Mapping[str, str]) -> None:
        self.file = file
        self.source = source
        self.interface = interface
        self.problems: list[Problem] = []
        self.screens: list[_Draft] = []
        self.parser = MarkdownIt("commonmark").use(front_matter_plugin).use(footnote_plugin)

    def read(self) -> Section:
        tokens = self.parser.parse(self.source)
        front = read_front_matter(tokens, self.source, self._fault)
        self._screens(tokens)
        if not self.screens:
            self._fault(0, "The file has no screen.", "Begin one with ## A title {#its-address}.")
        if self.problems:
            raise ContentError(*self.problems)
        return Section(
            slug=self.file.stem,
            file=self.file,
            title=Sentence.of(front["title"]),
            tile=Sentence.of(front["tile"]),
            order=front["order"],
            primary=bool(front.get("primary", False)),
            checked=front["checked"],
            check_again=front["check_again"],
            reviewed_by=front.get("reviewed_by"),
            pages=tuple(
                Page(draft.slug, Sentence.of(draft.title), tuple(draft.blocks), draft.line)
                for draft in self.screens
            ),
        )

    def _fault(self, line: int, fault: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, line, fault, remedy))

    # Screens --------------------------------------------------------------------------------

    def _screens(self, tokens: Sequence[Token]) -> None:
        handlers = {
            "heading_open": self._heading,
            "paragraph_open": self._paragraph,
            "bullet_list_open": self._list,
            "fence": self._fence,
        }
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.type in {"front_matter", "footnote_block_open"}:
                # Definitions are read by fact_sources, from the lines themselves.
                index = _after(tokens, index)
            elif token.type in handlers:
                handlers[token.type](tokens, index)
                index = _after(tokens, index)
            else:
                self._fault(
                    _line(token),
                    f"A {token.type.removesuffix('_open').replace('_', ' ')} can't be shown.",
                    "Use screens (##), paragraphs, lists with -, pictures and contacts.",
                )
                index = _after(tokens, index)

    def _heading(self, tokens: Sequence[Token], index: int) -> None:
        token, text = tokens[index], tokens[index + 1].content
        match = _HEADING.fullmatch(text)
        if token.tag != "h2" or match is None:
            self._fault(
                _line(token),
                f"The heading {text!r} is not a screen's.",
                "Write ## A title {#its-address}.",
            )
            return
        if any(screen.slug == match["slug"] for screen in self.screens):
            self._fault(
                _line(token),
                f"The address {{#{match['slug']}}} is used twice.",
                "Give each screen an address of its own.",
            )
        self.screens.append(_Draft(match["title"], match["slug"], _line(token)))

    def _add(self, block: Block) -> None:
        if self.screens:
            self.screens[-1].blocks.append(block)
        else:
            self._fault(
                block.line, "Text stands before the first screen.", "Begin with a ## heading."
            )

    def _paragraph(self, tokens: Sequence[Token], index: int) -> None:
        inline = tokens[index + 1]
        children = inline.children or []
        if len(children) == 1 and children[0].type == "image":
            self._picture(children[0], _line(inline))
        else:
            self._add(self._text_block("paragraph", inline))

    def _text_block(self, kind: str, inline: Token) -> Block:
        line = _line(inline)
        children = inline.children or []
        for child in children:
            if child.type not in _INLINE_TEXT:
                name = child.type.removesuffix("_open").replace("_", " ")
                self._fault(line, f"Markup ({name}) can't be shown.", "Write plain text.")
        text = "".join(
            " " if child.type == "softbreak" else child.content
            for child in children
            if child.type != "footnote_ref"
        )
        for fact in _UNDEFINED.findall(text):
            self._fault(
                line,
                f"The fact {fact} has no footnote.",
                f"Write `[^{fact}]: source-id` at the end of the file.",
            )
        facts = tuple(child.meta["label"] for child in children if child.type == "footnote_ref")
        return Block(kind, split_sentences(_UNDEFINED.sub("", text)), facts, line)

    def _list(self, tokens: Sequence[Token], index: int) -> None:
        items = [
            self._text_block("item", token)
            for token in tokens[index : _after(tokens, index)]
            if token.type == "inline"
        ]
        # An item without facts shares those of the next that has some.
        shared: tuple[str, ...] = ()
        whole: list[Block] = []
        for item in reversed(items):
            shared = item.facts or shared
            whole.append(Block(item.kind, item.sentences, shared, item.line))
        for item in reversed(whole):
            self._add(item)

    def _picture(self, image: Token, line: int) -> None:
        file = self.file.parent / str(image.attrs.get("src", ""))
        if not image.content.strip():
            self._fault(
                line,
                f"The picture {file.name} has no text alternative.",
                "Say what it means between the square brackets: ![...](...).",
            )
        if not file.is_file():
            self._fault(line, f"There is no picture {file}.", "Correct its name, or add the file.")
            return
        picture = Picture(file, file.read_text(encoding="utf-8"))
        self._add(Block("picture", split_sentences(image.content), (), line, picture))

    def _fence(self, tokens: Sequence[Token], index: int) -> None:
        token = tokens[index]
        if token.info.strip() != "contact":
            self._fault(_line(token), "A code block can't be shown.", "Only ```contact can stand.")
            return
        try:
            contact = yaml.safe_load(token.content)
        except yaml.YAMLError:
            contact = None
        if not isinstance(contact, dict) or not {"name", "checked_live", "facts"} <= set(contact):
            self._fault(
                _line(token),
                "The contact is not complete.",
                "Give it name, checked_live and facts, one `key: value` a line.",
            )
            return
        for text in self._contact_lines(contact):
            sentences = split_sentences(text)
            self._add(Block("contact", sentences, tuple(contact["facts"]), _line(token)))

    def _contact_lines(self, contact: Mapping[str, Any]) -> list[str]:
        lines = [
            self.interface[f"contact.{key}"].format(value=contact[key])
            for key in CONTACT_FIELDS
            if contact.get(key)
        ]
        live = contact["checked_live"]
        if isinstance(live, date):
            lines.append(self.interface["contact.called"].format(day=spoken_date(live)))
        else:
            lines.append(self.interface["contact.not_called"])
        return lines


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def _after(tokens: Sequence[Token], index: int) -> int:
    """The index behind the block that begins at `index`."""
    depth = 0
    for place in range(index, len(tokens)):
        depth += tokens[place].nesting
        if depth == 0:
            return place + 1
    return len(tokens)

