"""Let `python -m generator` be the `gongshi` command."""

from generator.cli import main

main()
