"""Recognises agreements, parties, terms and references in a document (pure) and stores what somebody approved."""
