"""A bare Flask view to compare the kiosk with, on waitress with as many threads as the kiosk.

python -m bench.bare_flask PORT
"""

import sys

from flask import Flask
from waitress import serve

from kiosk.cli.serve import THREADS

app = Flask(__name__)


@app.get("/")
def word() -> str:
    """The least that a view can do."""
    return "Hello"


if __name__ == "__main__":
    serve(app, host="127.0.0.1", port=int(sys.argv[1]), threads=THREADS, ident=None)
