"""Walk a folder, read and hash every file: what no check that looks at the bytes can be faster than."""

import hashlib
import os
import sys

digest = hashlib.blake2b(digest_size=16)
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:  # noqa: PTH118, PTH123 - the quickest way is the point
            digest.update(file.read())
print(digest.hexdigest())  # noqa: T201 - so that it is truly worked out
