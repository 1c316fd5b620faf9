"""Invented schemes that look like real ones: nobody in them exists.

What is drawn, how often and on what grounds stands in `tables`; the rest only follows it.
"""
