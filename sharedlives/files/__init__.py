"""Doors: workbooks, mapping, JSON, HTML, leaflets, calendars and policy files."""
