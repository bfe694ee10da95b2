"""Tools the tests use: a PostgreSQL cluster, the veraPDF engine and the Nu HTML checker."""
