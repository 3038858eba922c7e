"""Bytes to disk: generated files into `docs`, a finished folder into the place of the live one.

The only package that writes. It knows folders and files, not what they hold. What it finds that it did not
make it leaves alone, and says so: every refusal is a `PublishError` whose text is a whole sentence, raised
before anything was touched.
"""

from generator.publish.current import Current
from generator.publish.files import add_files, paths_below
from generator.publish.generated import WriteReport, write_generated
from generator.publish.locking import lock
from generator.publish.paths import MARKER, PublishError, check_paths
from generator.publish.swap import SITE_MARKER, recover, swap_in

__all__ = [
    "MARKER", "SITE_MARKER", "Current", "PublishError", "WriteReport", "add_files", "check_paths", "lock",
    "paths_below", "recover", "swap_in", "write_generated",
]  # fmt: skip
