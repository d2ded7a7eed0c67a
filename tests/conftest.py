"""The same for all tests: made-up examples are the same on every machine and in every run.

What random search may find, it finds for who asks for it (`--hypothesis-profile=search`), never for whoever
happens to run the tests next.
"""

import pytest
from hypothesis import HealthCheck, settings

# Helpers tell what was wrong as tests do.
pytest.register_assert_rewrite("tests.browser", "tests.functions", "tests.local")

# How long examples take is a matter of the machine; so neither a deadline nor the check for slow ones.
settings.register_profile(
    "same", derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", settings.get_profile("same"), derandomize=False, max_examples=5000)
settings.load_profile("same")
