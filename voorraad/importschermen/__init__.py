"""Pages of the import: upload, progress, look over, edit, store."""
