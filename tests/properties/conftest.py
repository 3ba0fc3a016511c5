"""How properties are tried: the same examples on every run, no time limit, nothing kept on the disk."""

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")
