"""The admin with our own site: Dutch, and open only to who maintains something."""

from django.contrib.admin.apps import AdminConfig


class BeheerConfig(AdminConfig):
    default_site = "config.beheer.BeheerSite"
