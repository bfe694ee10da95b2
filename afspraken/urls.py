"""Addresses that maintain the register: editing, changes, yearly plans."""

from afspraken.adressen import jaarschijven, register, wijzigingen

app_name = "afspraken"
urlpatterns = [*register.urlpatterns, *wijzigingen.urlpatterns, *jaarschijven.urlpatterns]
