"""The command line: paths in, path out; short summary on stdout, progress on stderr.

Exit codes: 0 done (also with findings), 1 internal fault, 2 bad input, 3 only with
`check --fail-on`.
"""

from __future__ import annotations

from robuild.cli.app import main

__all__ = ["main"]
