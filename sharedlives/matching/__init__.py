"""WHO MIGHT LIVE WITH WHOM: criteria, fit, options, the program, and plain code that checks it."""
