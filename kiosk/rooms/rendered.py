"""A cache of rendered screens."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock


class RenderedScreens:
    """The most recently shown screens, keyed by everything that they depend on.

    A screen takes about 20 kB. Thread-safe.
    """

    def __init__(self, most: int = 500) -> None:
        """`most`: how many screens are kept."""
        self._most = most
        self._screens: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, render: Callable[[], str]) -> bytes:
        """The screen of this key in UTF-8; `render` makes it if it isn't kept."""
        with self._lock:
            if key in self._screens:
                self._screens.move_to_end(key)
                return self._screens[key]
        # Rendered without the lock, so that a slow screen doesn't delay the others. Two threads
        # that render the same screen get the same bytes.
        screen = render().encode()
        with self._lock:
            self._screens[key] = screen
            while len(self._screens) > self._most:
                self._screens.popitem(last=False)
        return screen

    def __len__(self) -> int:
        return len(self._screens)

    def clear(self) -> None:
        """Remove every screen; those of an old edition would only use memory."""
        with self._lock:
            self._screens.clear()
