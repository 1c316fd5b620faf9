"""Where schemes are: the regions of each nation, their postcode areas and how many schemes each has.

Postcode areas that lie in two nations are left out: CH, DG, HR, SY and TD.
"""

from __future__ import annotations

from typing import Final

from attrs import frozen

from sharedlives.domain.words import Nation

_NOVEMBER_2022: Final = "regional reports of a survey of carers, November 2022"
_SCOTLAND: Final = "national reports on Scotland, 2021-22"
_A_REST: Final = "a guess: what is left of about 140"


@frozen
class Region:
    """A part of a nation: its postcode areas, and how many schemes there are."""

    name: str
    nation: Nation
    areas: tuple[str, ...]
    schemes: int
    source: str


def _region(name: str, nation: Nation, areas: str, schemes: int, source: str) -> Region:
    return Region(name, nation, tuple(areas.split()), schemes, source)


REGIONS: Final = (
    _region("North East", Nation.ENGLAND, "DH DL NE SR TS", 8, _NOVEMBER_2022),
    _region("North West", Nation.ENGLAND, "BB BL CA CW FY L LA M OL PR SK WA WN", 24, _NOVEMBER_2022),
    _region("Yorkshire and the Humber", Nation.ENGLAND, "BD DN HD HG HU HX LS S WF YO", 10, _A_REST),
    _region("East Midlands", Nation.ENGLAND, "DE LE LN NG NN", 8, _NOVEMBER_2022),
    _region("West Midlands", Nation.ENGLAND, "B CV DY ST TF WR WS WV", 12, _A_REST),
    _region("East of England", Nation.ENGLAND, "AL CB CM CO IP LU NR PE SG SS", 9, _NOVEMBER_2022),
    _region("London", Nation.ENGLAND, "BR CR E EN HA IG KT N NW RM SE SM SW TW UB W", 20, _NOVEMBER_2022),
    _region("South East", Nation.ENGLAND, "BN CT GU HP ME MK OX PO RG RH SL SO TN", 15, _A_REST),
    _region("South West", Nation.ENGLAND, "BA BH BS DT EX GL PL SN SP TA TQ TR", 10, _NOVEMBER_2022),
    _region("Wales", Nation.WALES, "CF LD LL NP SA", 7, _NOVEMBER_2022),
    _region("Scotland", Nation.SCOTLAND, "AB DD EH FK G IV KA KY ML PA PH", 15, _SCOTLAND),
    _region("Northern Ireland", Nation.NORTHERN_IRELAND, "BT", 2, _A_REST),
)
"""Every region; the schemes sum to 140."""

SUPPORTED_IN: Final = {
    Nation.ENGLAND: 83,
    Nation.WALES: 10,
    Nation.SCOTLAND: 6,
    Nation.NORTHERN_IRELAND: 1,
}
"""Of a hundred people supported, how many live in each nation.

England as published; Scotland (572 of 9,898) and Wales (1,100 in 2020) rounded; the rest is a guess.
"""


def regions_of(nation: Nation | None) -> tuple[Region, ...]:
    """The regions of a nation, or of all of them."""
    return tuple(region for region in REGIONS if nation in (None, region.nation))
