"""WHO AND WHAT: frozen records that know no file, no array and no solver."""
