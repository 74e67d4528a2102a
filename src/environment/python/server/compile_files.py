"""Compiles the files that are named, without running them, and prints what the compiler says as JSON."""

import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from credence_warm import compiling

found = []
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        found += compiling.problems(path, file.read())
print(json.dumps(found))
