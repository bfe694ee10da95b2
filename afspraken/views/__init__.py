"""Pages of the register in the portal, one package per part."""
