"""Every instance by its name: a family, a size and a seed, as in ``scarce/1000x500/1``; or a public file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from attrs import frozen

from benchmarks.instances.posing import Instance, Matched, Posed

Make = Callable[[str, int], Instance]
"""Makes an instance of a size, with a seed."""


@frozen(kw_only=True)
class Family:
    """Instances of one kind in several sizes, the smallest first.

    `seeds` is empty where nothing is drawn; `peers` are those asked by default.
    """

    about: str
    sizes: tuple[str, ...]
    make: Make
    seeds: tuple[int, ...] = (1,)
    peers: tuple[str, ...] = ("cp-sat", "highs-mathopt", "highs-scipy")

    def names(self, family: str) -> Iterator[str]:
        """The names of its instances."""
        for size in self.sizes:
            yield from (f"{family}/{size}/{seed}" for seed in self.seeds)


def _two(size: str) -> tuple[int, int]:
    first, second = size.split("x")
    return int(first), int(second)


def _scarce(size: str, seed: int) -> Instance:
    from benchmarks.instances.scarce import scarce

    return Posed(scarce(*_two(size), 0.1, seed))


def _clustered(size: str, seed: int) -> Instance:
    from benchmarks.instances.scarce import scarce

    requests, homes = _two(size)
    return Posed(scarce(requests, homes, 0.1, seed, clusters=max(requests // 100, 2)))


def _plain(size: str, seed: int) -> Instance:
    from benchmarks.instances.scarce import THREE, scarce

    return Posed(scarce(*_two(size), 0.0, seed, levels=THREE))


def _demo(size: str, seed: int) -> Instance:
    from benchmarks.instances.demo import copies

    del seed
    return copies(int(size))


def _synthetic(size: str, seed: int) -> Instance:
    from sharedlives.planning.synthetic.schemes import REGISTER_DAY, make_scheme

    return Matched(make_scheme(size, seed=seed), REGISTER_DAY)


def _nation(size: str, seed: int) -> Instance:
    from sharedlives.domain.words import Nation
    from sharedlives.planning.joining import join
    from sharedlives.planning.synthetic.nations import make_nation
    from sharedlives.planning.synthetic.schemes import REGISTER_DAY
    from sharedlives.planning.synthetic.sizes import SchemeSize

    households, requests, schemes = map(int, size.split("x"))
    whole = SchemeSize(households=households, requests=requests)
    return Matched(join(make_nation(seed, Nation.ENGLAND, size=whole, schemes=schemes)), REGISTER_DAY)


FAMILIES: Final[dict[str, Family]] = {
    "demo": Family(
        about="copies of the shipped register in one town, from weighing pairs to a checked plan",
        sizes=("1", "2", "4"),
        make=_demo,
        peers=("cp-sat",),
    ),
    "synthetic": Family(
        about="invented schemes of all kinds of arrangement, from weighing pairs to a checked plan",
        sizes=("scheme", "large"),
        make=_synthetic,
        peers=("cp-sat", "highs-scipy"),
    ),
    "nation": Family(
        about="households x requests of so many invented schemes of England as one, borders open",
        sizes=("350x150x7", "1400x600x28", "7000x3000x140"),
        make=_nation,
        peers=("cp-sat",),
    ),
    "plain": Family(
        about="requests x homes of which nothing but their room binds; three levels",
        sizes=("30x15", "100x55", "1000x555", "10000x5550"),
        make=_plain,
        peers=(
            "cp-sat",
            "cp-sat-weighted",
            "highs-mathopt",
            "highs-scipy",
            "flow",
            "linear-sum-assignment",
            "stable",
        ),
    ),
    "scarce": Family(
        about="requests x homes, a tenth of pairs at odds; eight levels",
        sizes=("30x15", "300x150", "1000x500", "1000x1000", "3000x1500", "3000x3000"),
        make=_scarce,
    ),
    "clustered": Family(
        about="the same around towns of a hundred requests",
        sizes=("300x150", "1000x500", "3000x1500"),
        make=_clustered,
    ),
}

STANDARD: Final = (
    "demo/1/1",
    "demo/4/1",
    "synthetic/scheme/1",
    "synthetic/large/1",
    "plain/1000x555/1",
    "plain/10000x5550/1",
    "scarce/300x150/1",
    "scarce/1000x500/1",
    "scarce/1000x1000/1",
    "clustered/1000x500/1",
)
"""Those of the standard table."""

SMALLEST: Final = ("demo/1/1", "plain/30x15/1", "scarce/30x15/1")
"""Those to see that everything works."""

PUBLIC: Final = ("gap", "pas")
"""Families of public files, as in ``gap:path/to/file``."""


def instance(name: str) -> Instance:
    """Make the instance of a name; any other name raises `ValueError`."""
    kind, colon, path = name.partition(":")
    if colon and kind in PUBLIC:
        return _public(kind, Path(path))
    family, size, seed = _parts(name)
    return FAMILIES[family].make(size, seed)


def peers_of(name: str) -> tuple[str, ...]:
    """Which peers an instance is given to by default."""
    if ":" in name:
        return FAMILIES["scarce"].peers
    return FAMILIES[_parts(name)[0]].peers


def _parts(name: str) -> tuple[str, str, int]:
    family, _, rest = name.partition("/")
    size, _, seed = rest.partition("/")
    if family not in FAMILIES or not size:
        raise ValueError(f"no instance is called {name}; python -m benchmarks list names them")
    return family, size, int(seed or 1)


def _public(kind: str, path: Path) -> Instance:
    if kind == "gap":
        from benchmarks.instances import gap

        return gap.posed(path)
    from benchmarks.instances import pas

    return pas.posed(path)
