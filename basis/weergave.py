"""Small pieces of HTML that tables and tags share."""

from django.utils.safestring import mark_safe

GEEN_WAARDE = mark_safe('<span aria-hidden="true">–</span><span class="visueel-verborgen">geen waarde</span>')
