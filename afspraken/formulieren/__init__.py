"""Forms of the register in the portal, one module per part."""
