"""An nginx to compare the kiosk with: it serves saved copies of the kiosk's answers.

It needs Debian's package nginx-light.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from bench.ports import free_port, wait_for_server

# $uri$is_args$args is the saved answer's name. Speech isn't compared: the kiosk itself serves it.
CONFIGURATION = """
worker_processes auto;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  types {{ text/html html; text/css css; text/javascript js; image/svg+xml svg; font/woff2 woff2; }}
  map $http_hx_request $kind {{ default page; true fragment; }}
  server {{
    listen 127.0.0.1:{port};
    location /static/ {{ root {folder}; expires 1y; }}
    location /speech/ {{ proxy_pass {kiosk}; }}
    location / {{
      root {folder}/$kind;
      add_header Cache-Control no-store;
      add_header Content-Security-Policy "{policy}";
      try_files $uri$is_args$args.html =404;
    }}
    location = /screen.css {{ root {folder}; }}
  }}
}}
"""


@contextmanager
def saved_copy(kiosk: str, paths: Iterable[str], static: Path) -> Iterator[str]:
    """Run an nginx with the answers of the `kiosk` (its URL) at these `paths`; yields its URL.

    `static`: the folder of the page's files. Raises FileNotFoundError if there is no nginx, and
    RuntimeError if it doesn't start or a path isn't answered.
    """
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        raise FileNotFoundError("No nginx here: apt-get install nginx-light")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        policy = _save(kiosk, paths, static, folder)
        # If root starts nginx, its workers run as another user, who must be able to read the files.
        for one in (folder, *folder.rglob("*")):
            one.chmod(0o755 if one.is_dir() else 0o644)
        port = free_port()
        configuration = folder / "nginx.conf"
        configuration.write_text(
            CONFIGURATION.format(folder=folder, port=port, kiosk=kiosk, policy=policy), "utf-8"
        )
        command = [program, "-p", name, "-c", str(configuration), "-e", str(folder / "error.log")]
        process = subprocess.Popen(command)
        try:
            wait_for_server(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait()


def _save(kiosk: str, paths: Iterable[str], static: Path, folder: Path) -> str:
    """Request and save every answer; returns the pages' Content-Security-Policy."""
    connection = HTTPConnection(urlsplit(kiosk).netloc)
    policy = ""
    for kind, headers in (("page", {}), ("fragment", {"HX-Request": "true"})):
        for path in paths:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            text = answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{path} was not answered.")
            policy = answer.headers["Content-Security-Policy"]
            file = folder / kind / f"{path[1:]}.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text)
            if kind == "page":
                _save_static(text.decode(), static, folder)
    connection.request("GET", "/screen.css")
    (folder / "screen.css").write_bytes(connection.getresponse().read())
    connection.close()
    return policy


def _save_static(page: str, static: Path, folder: Path) -> None:
    """Copy the static files to the versioned path that `page` names."""
    start = page.index("/static/version-")
    name = page[start + 1 :].split("/")[1]
    target = folder / "static" / name
    if not target.exists():
        shutil.copytree(static, target)
