"""What every page needs."""

from django.http import HttpRequest


def portaal(request: HttpRequest) -> dict[str, object]:
    """Return nothing yet that costs a query; pages add their own navigation."""
    return {"mag_beheren": False}
