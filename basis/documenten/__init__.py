"""Documents as plain blocks: Word, Excel and text PDF read into one model (pure, knows nothing of the domain)."""
