"""Loading of the example sets in fixtures/ (readable YAML with natural keys). Loads only what is absent."""
