"""Where the files of a pack (an illness) in one language are, and what holds in their place."""

from dataclasses import dataclass
from pathlib import Path

# The project's folder; of an installed wheel the one that deploy/wheel.py put the files into.
PROJECT = Path(__file__).resolve().parents[2]
if not (PROJECT / "templates").is_dir():
    PROJECT = Path(__file__).resolve().parents[1] / "shipped"
SHIPPED = PROJECT / "content"
# What names no illness: one folder a language, beside the packs.
COMMON = "common"
ENGLISH = "en"


def base_language(code: str) -> str:
    """The language without its country: "en" of "en-US"."""
    return code.partition("-")[0]


@dataclass(frozen=True, slots=True)
class ContentPlace:
    """The folder of a pack's files in one language, such as content/mmn/en."""

    folder: Path
    language: str = ENGLISH

    @property
    def common(self) -> Path:
        """The folder of what names no illness: beside the packs, or the shipped one."""
        beside = self.folder.absolute().parent.parent
        places = [
            content / COMMON / language
            for content in (beside, SHIPPED)
            for language in (self.language, base_language(self.language))
        ]
        return next((one for one in places if one.is_dir()), places[-1])

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every folder with a file that may hold here."""
        return self.folder, self.folder / "pictures", self.common, SHIPPED / COMMON / ENGLISH

    def files(self, name: str) -> tuple[Path, ...]:
        """The files of that name that hold here, the common one first; () for none."""
        places = (self.common / name, self.folder / name)
        return tuple(file for file in places if file.is_file())


def content_place(content: Path, pack: str, language: str) -> ContentPlace:
    """The place of a pack in a language below `content`.

    That is content/PACK/LANGUAGE, else content/LANGUAGE, else `content` itself: a flat folder.
    """
    nested = (content / pack / language, content / language)
    return ContentPlace(next((one for one in nested if one.is_dir()), content), language)
