"""The benchmarks are a package of the checkout that is not installed: it is found by its place."""

import importlib.util
import sys

from house import CHECKOUT

if "benchmarks" not in sys.modules:
    folder = CHECKOUT / "benchmarks"
    spec = importlib.util.spec_from_file_location(
        "benchmarks", folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    assert spec is not None
    assert spec.loader is not None
    package = importlib.util.module_from_spec(spec)
    sys.modules["benchmarks"] = package
    spec.loader.exec_module(package)
