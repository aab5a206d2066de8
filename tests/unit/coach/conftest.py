"""The helpers of these tests live beside them."""

import sys
from pathlib import Path

# pytest imports test files by path, so that a folder's own helpers are found only when it is named.
sys.path.insert(0, str(Path(__file__).parent))
