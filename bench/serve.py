"""``python -m bench.serve forum:create_app 8123``: any app under the gunicorn of ``flask serve``, one worker."""

import sys
from importlib import import_module

from forum.cli.serve import Web

if __name__ == "__main__":
    module, _, factory = sys.argv[1].partition(":")
    Web(getattr(import_module(module), factory)(), int(sys.argv[2]), workers=1).run()
