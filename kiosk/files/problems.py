"""What is wrong with a file somebody wrote: where, what, and how to mend it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in a content or configuration file. `line` counts from 1; 0 is the whole file."""

    file: Path
    line: int
    fault: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else str(self.file)
        return f"{place}: {self.fault} Remedy: {self.remedy}"


class ContentError(Exception):
    """Raised where a file can't be used at all; carries every Problem found in it."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
