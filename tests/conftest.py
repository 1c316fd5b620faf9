"""What every test runs under: the Hypothesis profile, and which tests need more than Python."""

import os
import shutil

import pytest
from hypothesis import settings

settings.register_profile("dev", max_examples=20, deadline=None)
settings.register_profile("ci", max_examples=100, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("SHAREDLIVES_PROFILE", "dev"))

WITHOUT_LIBREOFFICE = pytest.mark.skip(reason="LibreOffice is not installed here: no soffice on the path")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs LibreOffice where there is none, unless the gate says that it must be there."""
    if shutil.which("soffice") or os.environ.get("SHAREDLIVES_LIBREOFFICE") == "required":
        return
    for item in items:
        if item.get_closest_marker("libreoffice"):
            item.add_marker(WITHOUT_LIBREOFFICE)
