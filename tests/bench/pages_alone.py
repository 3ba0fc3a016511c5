"""Read and check the records and write the pages: no QR codes, downloads, search, link check, outside-host check."""

import sys
from datetime import date
from pathlib import Path

from generator.publish import Job, build

root, out, day = sys.argv[1:]
build(Job(Path(root), Path(out), date.fromisoformat(day), url="", alone=True))
