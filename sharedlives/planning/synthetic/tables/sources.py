"""On what grounds a share is drawn as it is."""

from typing import Final

NO_FIGURE: Final = "a guess"
UK_2025: Final = "UK, 2024-25: live-in 58 %, short breaks 27 %, day support 17 % of people; the rest a guess"
ENGLAND_2020: Final = "England, 2019-20: learning disability 67 %, autism 7 %; the rest a guess"
SCOTLAND_2022: Final = "Scotland, 2021-22: 40 % under 25; the rest a guess"
CARERS_2024: Final = "about 10 % of carers a year, mostly retiring, often past 70 (2024)"
ABOUT_CARERS: Final = "a guess; commonly said of carers: some three in four are women, in their mid-fifties"
