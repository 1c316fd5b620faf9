"""ARE WE IN ORDER: one rule, one function, one code; audit and forecast."""
