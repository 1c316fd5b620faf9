"""Everything that is drawn, how often, and on what grounds: the one place to read or to change it.

A source is either public statistics, named by year, or says that it is a guess: no public figure was found.
Numbers of `Shares` are in a hundred where they sum to it; else each is a part of their sum.
"""
