"""Screens as they were rendered: a screen that is asked for again is not rendered again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock


class RenderedScreens:
    """The screens that were shown most recently, each by all that it depends on.

    A screen takes about 20 kB. Threads may share one object.
    """

    def __init__(self, most: int = 500) -> None:
        """`most` is how many screens are kept."""
        self._most = most
        self._screens: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, render: Callable[[], str]) -> bytes:
        """The screen of this key in UTF-8; `render` makes it where it isn't kept."""
        with self._lock:
            if key in self._screens:
                self._screens.move_to_end(key)
                return self._screens[key]
        # Without the lock: one slow screen must not hold up the others. Two threads that render the
        # same screen render the same bytes.
        screen = render().encode()
        with self._lock:
            self._screens[key] = screen
            while len(self._screens) > self._most:
                self._screens.popitem(last=False)
        return screen

    def __len__(self) -> int:
        return len(self._screens)

    def clear(self) -> None:
        """Forget every screen: those of an edition that is gone would only take memory."""
        with self._lock:
            self._screens.clear()
