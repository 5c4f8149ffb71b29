"""`python -m balai` is the command line."""

import sys

from balai.config.cli import main

sys.exit(main())
