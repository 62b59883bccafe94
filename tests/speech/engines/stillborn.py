"""An engine whose library kills the process while it is loaded."""

import os

os._exit(3)
