"""One Markdown file -> one Section, or every Problem that keeps it from being one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from kiosk.files.located_yaml import LocatedYaml, read_text
from kiosk.files.place import ENGLISH
from kiosk.files.problems import ContentError, Problem
from kiosk.guide.markdown.contact import read_contact
from kiosk.guide.markdown.front_matter import FrontMatter, read_front_matter
from kiosk.guide.markdown.inline import Footnote, read_footnotes, read_inline
from kiosk.guide.markdown.picture import read_picture
from kiosk.guide.model import CLINIC, HOME, Block, Page, Section
from kiosk.guide.sentences import Sentence, split_sentences

_SLUG = r"[a-z0-9-]+"
_HEADING = re.compile(rf"(?P<title>.+?)\s*{{#(?P<slug>{_SLUG})(?:\s+icon=(?P<icon>{_SLUG}))?}}")
_LIST_PARTS = {"bullet_list", "list_item", "paragraph"}
_NAMES = {
    "blockquote": "quotation",
    "code_block": "text indented by four spaces",
    "hr": "line",
    "html_block": "piece of HTML",
    "ordered_list": "numbered list",
}


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """A section file as far as it could be read: with `problems` it is not to be shown.

    `head` says where the keys of its front matter stand.
    """

    section: Section
    front: FrontMatter
    head: LocatedYaml
    footnotes: tuple[Footnote, ...]
    problems: tuple[Problem, ...]


def read_section(file: Path, interface: Mapping[str, str]) -> Section:
    """Read one section file. Raises ContentError with every Problem found in it.

    `interface` gives the texts of contact lines ("contact.phone" and so on).
    """
    draft = draft_section(file, interface)
    if draft.problems:
        raise ContentError(*draft.problems)
    return draft.section


def draft_section(
    file: Path, interface: Mapping[str, str], language: str = ENGLISH
) -> SectionDraft:
    """Read one section file, going on behind each fault. Raises ContentError if it isn't text."""
    return _SectionReader(file, read_text(file), interface, language).read()


@dataclass
class _Screen:
    """A screen while it is being read."""

    title: str
    slug: str
    line: int
    icon: str
    blocks: list[Block] = field(default_factory=list)
    clinic: int = 0  # the line of a `::: clinic` whose `::: home` hasn't come yet; 0: there is none


class _SectionReader:
    def __init__(
        self, file: Path, source: str, interface: Mapping[str, str], language: str
    ) -> None:
        self.file = file
        self.source = source
        self.interface = interface
        self.language = language
        self.problems: list[Problem] = []
        self.screens: list[_Screen] = []
        self.parser = MarkdownIt("commonmark").use(front_matter_plugin)
        self.parser.use(footnote_plugin, inline=False)
        self.parser.use(container_plugin, CLINIC).use(container_plugin, HOME)
        self.place = ""  # of the text that is being read: CLINIC, HOME or both

    def read(self) -> SectionDraft:
        tokens = self.parser.parse(self.source)
        front, head = read_front_matter(tokens, self._fault)
        self._read_blocks(tokens)
        self._end_screen()
        if not self.screens:
            self._fault(0, "The file has no screen.", "Begin one with ## A title {#its-address}.")
        footnotes = read_footnotes(self.source)
        return SectionDraft(self._section(front), front, head, footnotes, tuple(self.problems))

    def _section(self, front: FrontMatter) -> Section:
        return Section(
            slug=self.file.stem,
            file=self.file,
            title=Sentence.of(front.title, self.language),
            tile=Sentence.of(front.tile, self.language),
            order=front.order,
            primary=bool(front.primary),
            help=bool(front.help) or self._is_help_by_name(front),
            checked=front.checked,
            check_again=front.check_again,
            reviewed_by=front.reviewed_by,
            reviewed_on=front.reviewed_on,
            reviewed_text=front.reviewed_text,
            icon=front.icon or "",
            pages=tuple(
                Page(one.slug, self._title(one), tuple(one.blocks), one.line, icon=one.icon)
                for one in self.screens
            ),
        )

    def _is_help_by_name(self, front: FrontMatter) -> bool:
        """A folder that was written before front matter had `help` has it at its old address."""
        return self.file.stem == "help-now" and "help" not in front.model_fields_set

    def _title(self, screen: _Screen) -> Sentence:
        return Sentence.of(screen.title, self.language)

    def _fault(self, line: int, fault: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, line, fault, remedy))

    # Blocks ---------------------------------------------------------------------------------

    def _read_blocks(self, tokens: Sequence[Token]) -> None:
        handlers = {
            "heading_open": self._heading,
            "paragraph_open": self._paragraph,
            "bullet_list_open": self._list,
            "fence": self._fence,
            f"container_{CLINIC}_open": self._only_here,
            f"container_{HOME}_open": self._only_here,
            "front_matter": self._skip,
            # Definitions are read by read_footnotes, from the lines themselves.
            "footnote_block_open": self._skip,
        }
        index = 0
        while index < len(tokens):
            end = _after(tokens, index)
            handlers.get(tokens[index].type, self._strange)(tokens[index:end])
            index = end

    def _skip(self, tokens: Sequence[Token]) -> None:
        pass

    def _only_here(self, tokens: Sequence[Token]) -> None:
        """What holds only in the clinic, or what stands for it at home."""
        if self.place or not self.screens:
            return self._strange(tokens)
        name, line, screen = tokens[0].type.split("_")[1], _line(tokens[0]), self.screens[-1]
        if tokens[0].info.strip() != name:
            self._fault(line, f"Nothing can stand behind ::: {name}.", "Take the rest out.")
        if name == CLINIC:
            self._end_screen()
            screen.clinic = line
        elif screen.clinic:
            screen.clinic = 0
        else:
            fault = "There is nothing for the clinic before what is for at home."
            self._fault(line, fault, "Write ::: clinic first, then ::: home.")
        self.place = name
        self._read_blocks(tokens[1:-1])
        self.place = ""
        return None

    def _end_screen(self) -> None:
        """Each text for the clinic says what stands for it at home, if it is nothing."""
        if self.screens and (line := self.screens[-1].clinic):
            fault = "This holds only in the clinic, and nothing says what to read at home."
            self._fault(
                line, fault, "Write ::: home behind it, with its wording for at home, or empty."
            )

    def _strange(self, tokens: Sequence[Token]) -> None:
        self._fault(
            _line(tokens[0]),
            f"A {_name(tokens[0])} can't be shown.",
            "Use screens (##), paragraphs, lists with -, pictures and contacts.",
        )

    def _heading(self, tokens: Sequence[Token]) -> None:
        if self.place:
            return self._strange(tokens)
        self._end_screen()
        opening, inline = tokens[0], tokens[1]
        line = _line(opening)
        match = _HEADING.fullmatch(inline.content)
        plain = all(child.type == "text" for child in inline.children or ())
        if opening.tag != "h2" or match is None or not plain:
            fault = f"The heading {inline.content!r} is not a screen's."
            remedy = "Write ## A title {#its-address}, in plain text without fact ids."
            return self._fault(line, fault, remedy)
        if any(screen.slug == match["slug"] for screen in self.screens):
            fault = f"The address {{#{match['slug']}}} is used twice."
            self._fault(line, fault, "Give each screen an address of its own.")
        self.screens.append(_Screen(match["title"], match["slug"], line, match["icon"] or ""))
        return None

    def _add(self, block: Block) -> None:
        if self.screens:
            self.screens[-1].blocks.append(replace(block, place=self.place))
        else:
            self._fault(
                block.line, "Text stands before the first screen.", "Begin with a ## heading."
            )

    def _paragraph(self, tokens: Sequence[Token]) -> None:
        children = tokens[1].children or []
        if len(children) == 1 and children[0].type == "image":
            self._picture(children[0], _line(tokens[1]))
        else:
            self._add(self._text_block("paragraph", tokens[1]))

    def _text_block(self, kind: str, inline: Token) -> Block:
        line = _line(inline)
        text, facts = read_inline(inline.children or [], line, self._fault)
        if text.startswith(":::"):
            self._fault(line, "This container means nothing.", "Write ::: clinic or ::: home.")
        if not text.strip():
            self._fault(line, "There is no text here.", "Write a sentence, or take it out.")
        return Block(kind, split_sentences(text, self.language), facts, line)

    def _list(self, tokens: Sequence[Token]) -> None:
        for token in tokens[1:]:
            if token.nesting >= 0 and token.type != "inline" and _strange_in_list(token):
                self._fault(
                    _line(token),
                    f"A {_name(token)} can't stand in a list.",
                    "Give each item one short sentence behind `- `.",
                )
        items = [self._text_block("item", token) for token in tokens if token.type == "inline"]
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
        if picture := read_picture(file, line, self._fault):
            alternative = split_sentences(image.content, self.language)
            self._add(Block("picture", alternative, (), line, picture))

    def _fence(self, tokens: Sequence[Token]) -> None:
        token = tokens[0]
        if token.info.strip() != "contact":
            self._fault(_line(token), "A code block can't be shown.", "Only ```contact can stand.")
            return
        for block in read_contact(
            token.content, _line(token), self.interface, self._fault, self.language
        ):
            self._add(block)


def _strange_in_list(token: Token) -> bool:
    # One list within another is level 2 or deeper.
    nested = token.type == "bullet_list_open" and token.level > 0
    return nested or token.type.removesuffix("_open") not in _LIST_PARTS


def _name(token: Token) -> str:
    kind = token.type.removesuffix("_open")
    return _NAMES.get(kind, kind.replace("_", " "))


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
