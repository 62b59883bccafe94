"""The clips that wait for one voice: a person's first. Not for more than one thread at a time."""

from concurrent.futures import Future
from dataclasses import dataclass, field

from kiosk.speech.clip import Clip
from kiosk.speech.text.spoken_text import SpokenText


@dataclass(slots=True, eq=False)
class RenderJob:
    """One clip to be rendered, (sentence id, what the voice is given), and how many wait for it."""

    sentence: tuple[str, SpokenText]
    ahead: bool
    done: Future[Clip] = field(default_factory=Future)
    waiting: int = 0

    def fail(self, error: Exception) -> None:
        """Tell all who wait; who has been told already is left alone."""
        if not self.done.done():
            self.done.set_exception(error)


class RenderJobs:
    """Each clip once, by its name."""

    def __init__(self) -> None:
        self._jobs: dict[str, RenderJob] = {}

    def __bool__(self) -> bool:
        return bool(self._jobs)

    def add(self, name: str, sentence: tuple[str, SpokenText], ahead: bool) -> RenderJob:
        """One more waits for the clip. A person's tap makes a tap of what was wanted later."""
        job = self._jobs.setdefault(name, RenderJob(sentence, ahead))
        job.waiting += 1
        job.ahead = job.ahead and ahead
        return job

    def leave(self, name: str, job: RenderJob) -> None:
        """One less waits; what nobody waits for is not rendered."""
        job.waiting -= 1
        if not job.waiting and self._jobs.get(name) is job:
            del self._jobs[name]

    def next(self) -> RenderJob | None:
        """Takes out what is to be rendered now, each kind in the order of asking."""
        name = min(self._jobs, key=lambda one: self._jobs[one].ahead, default=None)
        return None if name is None else self._jobs.pop(name)

    def refuse(self, error: Exception) -> None:
        """Nothing can be rendered: tell all who wait."""
        while (job := self.next()) is not None:
            job.fail(error)
