"""WHICH TO TAKE: the most on several levels under rows of whole numbers, proven; nothing of carers here."""
