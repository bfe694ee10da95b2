"""Charts as plain coordinates: from values to what the SVG templates draw. Pure, no Django, no domain.

Every coordinate is text with a dot, because templates would write a float the Dutch way. Colours are attributes, not
styles, so that browser (strict CSP) and WeasyPrint draw the same.
"""

from basis.grafieken.staafgrafiek import Reeks, Staafgrafiek, staven
from basis.grafieken.stapelgrafiek import Balk, Segment, Stapelgrafiek, balk, gestapeld

__all__ = ["Balk", "Reeks", "Segment", "Staafgrafiek", "Stapelgrafiek", "balk", "gestapeld", "staven"]
