"""The clips that wait for one voice, taps first. Not thread-safe."""

from concurrent.futures import Future
from dataclasses import dataclass, field

from kiosk.speech.clip import Clip
from kiosk.speech.text.spoken_text import SpokenText


@dataclass(slots=True, eq=False)
class RenderJob:
    """One clip to render. `sentence`: (sentence id, text for the voice).

    `ahead`: for later; False if a person waits for it. `waiting`: how many callers wait.
    """

    sentence: tuple[str, SpokenText]
    ahead: bool
    done: Future[Clip] = field(default_factory=Future)
    waiting: int = 0

    def fail(self, error: Exception) -> None:
        """Give `error` to all waiting callers, unless the job is done already."""
        if not self.done.done():
            self.done.set_exception(error)


class RenderJobs:
    """Jobs by clip name, at most one for each clip."""

    def __init__(self) -> None:
        self._jobs: dict[str, RenderJob] = {}

    def __bool__(self) -> bool:
        return bool(self._jobs)

    def add(self, name: str, sentence: tuple[str, SpokenText], ahead: bool) -> RenderJob:
        """Add a caller that waits for the clip. A tap also makes a job for later urgent."""
        job = self._jobs.setdefault(name, RenderJob(sentence, ahead))
        job.waiting += 1
        job.ahead = job.ahead and ahead
        return job

    def leave(self, name: str, job: RenderJob) -> None:
        """Remove a caller; a job without callers is dropped."""
        job.waiting -= 1
        if not job.waiting and self._jobs.get(name) is job:
            del self._jobs[name]

    def next(self) -> RenderJob | None:
        """Remove and return the next job: taps first, each kind in order; None if there is none."""
        name = min(self._jobs, key=lambda one: self._jobs[one].ahead, default=None)
        return None if name is None else self._jobs.pop(name)

    def refuse(self, error: Exception) -> None:
        """Remove all jobs and give `error` to their callers."""
        while (job := self.next()) is not None:
            job.fail(error)
