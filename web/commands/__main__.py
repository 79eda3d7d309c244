"""`python -m web.commands` is `raccordo`."""

import sys

from web.commands import main

sys.exit(main())
