"""Ids in forms and addresses are plain digits, however many rows a table has."""

from __future__ import annotations

from django.template import Context, Template


def test_een_id_boven_de_duizend_krijgt_geen_punt() -> None:
    assert Template('<input value="{{ pk }}">').render(Context({"pk": 12345})) == '<input value="12345">'
