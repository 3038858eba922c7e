"""Serves the finished site from nginx as `nginx.conf` beside this file ships it: `python -m hosting.serve`.

Only its three lines marked “yours” are filled in, and `error_page` where the site stands below a path. nginx runs as
the user who starts it, on this machine's own address, in a folder that is gone afterwards.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

CONFIG = Path(__file__).with_name("nginx.conf")
MISSING = (
    "nginx can neither be found nor installed: install it (on Debian and Ubuntu: apt-get install nginx "
    "libnginx-mod-http-brotli-static)."
)
PLACES = tuple(map(Path, ("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin")))
MODULES = (Path("/usr/lib/nginx/modules"), Path("/usr/share/nginx/modules"), Path("/usr/lib64/nginx/modules"))
BROTLI = "ngx_http_brotli_static_module.so"
# The packages' own services are not to start: they would take port 80.
_APT = ("apt-get", "install", "-y", "--no-install-recommends", "nginx", "libnginx-mod-http-brotli-static")
MAIN = """{modules}daemon off;
pid {folder}/nginx.pid;
error_log stderr {level};
worker_processes {workers};
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    sendfile on;
    tcp_nopush on;
    include {folder}/site.conf;
}}
"""


def find() -> str | None:
    """The path of nginx; a user's own PATH often leaves out where it lies."""
    return shutil.which("nginx") or next((str(path / "nginx") for path in PLACES if (path / "nginx").is_file()), None)


def install() -> None:
    """Tries Debian's packages where that is allowed; says nothing, whether it works or not."""
    if os.geteuid() == 0 and shutil.which("apt-get") and not _quietly(*_APT):
        _quietly("apt-get", "update")
        _quietly(*_APT)


def brotli_module() -> Path | None:
    """The module that sends `.br` files, where it is installed."""
    return next((folder / BROTLI for folder in MODULES if (folder / BROTLI).is_file()), None)


def filled(shipped: str, root: Path, port: int, below: str = "/") -> str:
    """The shipped configuration for this root, port and path."""
    text = _instead(shipped, "listen 80;", f"listen 127.0.0.1:{port};")
    text = _instead(text, "root /var/www/site;", f"root {root};")
    text = _instead(text, "error_page 403 404 =404 /404.html;", f"error_page 403 404 =404 {below}404.html;")
    return text if brotli_module() else _instead(text, "brotli_static on;", "")


@contextmanager
def served(site: Path, below: str = "/", port: int = 0, workers: int = 1, level: str = "crit") -> Iterator[str]:
    """The address of a site that nginx serves for the length of the block, `below` (such as `/project/`) included.

    Raises FileNotFoundError without nginx, and RuntimeError with what nginx says if it does not start.
    """
    nginx = find()
    if nginx is None:
        raise FileNotFoundError(MISSING)
    port = port or _free_port()
    with tempfile.TemporaryDirectory(prefix="kb-nginx-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        _write(folder, site.resolve(), below, port, workers, level)
        command = [nginx, "-e", "stderr", "-p", name, "-c", f"{name}/nginx.conf"]
        _check([*command, "-t"])
        with subprocess.Popen(command, stdin=subprocess.DEVNULL) as process:
            try:
                _wait(process, port)
                yield f"http://127.0.0.1:{port}{below}"
            finally:
                process.send_signal(signal.SIGQUIT if process.poll() is None else 0)


def _write(folder: Path, site: Path, below: str, port: int, workers: int, level: str) -> None:
    root, module = site, brotli_module()
    if below != "/":
        root = folder / "root"
        place = root / below.strip("/")
        place.parent.mkdir(parents=True)
        place.symlink_to(site, target_is_directory=True)
    as_root = "user root;\n" if os.geteuid() == 0 else ""  # else the workers may not read a folder of ours
    modules = as_root + (f"load_module {module};\n" if module else "")
    (folder / "site.conf").write_text(filled(CONFIG.read_text("utf-8"), root, port, below), "utf-8")
    main = MAIN.format(modules=modules, folder=folder, workers=workers, level=level)
    (folder / "nginx.conf").write_text(main, "utf-8")


def _check(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr.strip())


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    """Until nginx takes connections; raises RuntimeError if it ends first."""
    while True:
        with socket.socket() as tried:
            tried.settimeout(1)
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        try:
            process.wait(0.02)
        except subprocess.TimeoutExpired:
            continue
        raise RuntimeError(f"nginx ended with exit code {process.returncode}")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _instead(text: str, old: str, new: str) -> str:
    if text.count(old) != 1:
        raise RuntimeError(f"{CONFIG.name} must hold “{old}” once")
    return text.replace(old, new)


def _quietly(*command: str) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return done.returncode == 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 2 without a site or nginx."""
    parser = argparse.ArgumentParser(prog="python -m hosting.serve", description=__doc__)
    parser.add_argument("site", type=Path, nargs="?", default=Path("site"))
    parser.add_argument("--port", type=int, default=8080, help="default: %(default)s")
    parser.add_argument("--below", default="/", metavar="/PATH/", help="serve the site below this path")
    parser.add_argument("--install-only", action="store_true", help="only see to it that nginx is there")
    options = parser.parse_args(arguments)
    if not find():
        print("installing nginx …", file=sys.stderr)
        install()
    if options.install_only and find():
        return 0
    try:
        if find() and not (options.site / ".site").is_file():
            raise FileNotFoundError(f"{options.site} is not a finished site; build it first")
        below = f"/{options.below.strip('/')}/".replace("//", "/")
        with served(options.site, below, options.port, workers=os.cpu_count() or 1, level="warn") as address:
            kinds = "brotli and gzip" if brotli_module() else "gzip only: nginx has no module for brotli here"
            print(f"{address} ({kinds}); Ctrl-C ends it", flush=True)
            signal.pause()
    except KeyboardInterrupt:
        return 0
    except (FileNotFoundError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
