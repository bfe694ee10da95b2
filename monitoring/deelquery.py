"""Related rows as one JSON column, so that a page reads a row and all that hangs from it in a single query."""

from __future__ import annotations

from typing import Any

from django.db.models import JSONField, QuerySet, Subquery
from django.db.models.functions import JSONObject


class JsonLijst(Subquery):
    """A list of objects with the named fields, one per row of ``queryset``; an empty list when there are none.

    ``velden`` maps a key to a lookup. Dates arrive as ISO text and decimals as numbers. The order of the list is not
    defined: Django drops the order of a subquery, so sort it where it is read.
    """

    _SQLITE = "(SELECT json_group_array(json(deel.rij)) FROM (%(subquery)s) deel)"
    _POSTGRESQL = "(SELECT coalesce(jsonb_agg(deel.rij), '[]'::jsonb) FROM (%(subquery)s) deel)"

    def __init__(self, queryset: QuerySet[Any], **velden: Any) -> None:
        super().__init__(queryset.order_by().values(rij=JSONObject(**velden)), output_field=JSONField())

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Write the aggregate of SQLite."""
        return self.as_sql(compiler, connection, template=self._SQLITE, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Write the aggregate of PostgreSQL."""
        return self.as_sql(compiler, connection, template=self._POSTGRESQL, **extra)
