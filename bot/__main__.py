"""``python -m bot``: the same as ``ai-tracker``."""

import sys

from bot.cli import main

sys.exit(main())
