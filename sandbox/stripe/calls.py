"""A call of the API: what came, and the ways of answering that the resources share."""

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sandbox.stripe.account import Account
from sandbox.stripe.errors import InvalidRequest, NoSuchObject
from sandbox.stripe.forms import Params
from sandbox.stripe.rendering import list_object
from sandbox.wire import Json

_LARGEST_PAGE = 100
_PAGE = 10


@dataclass(frozen=True, slots=True)
class Call:
    """``ids``: what stands in the address in place of ``{}``. ``path``: the address, as lists name it."""

    account: Account
    path: str
    ids: tuple[str, ...]
    params: Params

    @property
    def id(self) -> str:
        """The only id of the address."""
        return self.ids[0]

    def subject(self, kind: str) -> Json:
        """The object that the address names."""
        return self.account.objects.get(kind, self.id)

    def customer(self, needed: bool = True) -> Json | None:
        """The customer whom a parameter names; one that was deleted is none."""
        chosen = self.params.needed("customer") if needed else self.params.text("customer")
        if chosen is None:
            return None
        return self.account.objects.customer(chosen, "customer")

    def page(self, objects: Sequence[Json]) -> Json:
        """A page of these objects (given oldest first), newest first: https://docs.stripe.com/api/pagination."""
        limit = self.params.number("limit", _PAGE) or 0
        if not 1 <= limit <= _LARGEST_PAGE:
            raise InvalidRequest("Invalid limit: must be between 1 and 100", param="limit")
        wanted = _within(self.params.inner("created"))
        after, before = self.params.text("starting_after"), self.params.text("ending_before")
        newest_first = [one for one in reversed(objects) if wanted(one.get("created", 0))]
        ids = [one["id"] for one in newest_first]
        for name, cursor in (("starting_after", after), ("ending_before", before)):
            if cursor is not None and cursor not in ids:
                raise NoSuchObject("object", cursor, name)
        if before is not None:
            earlier = newest_first[: ids.index(before)]
            return list_object(earlier[-limit:], self.path, len(earlier) > limit)
        rest = newest_first[ids.index(after) + 1 :] if after is not None else newest_first
        return list_object(rest[:limit], self.path, len(rest) > limit)


def _within(params: Params) -> Callable[[int], bool]:
    """Which moments are meant by ``created[gte]`` and the like."""
    limits = [
        (fits, limit)
        for name, fits in (("gt", operator.gt), ("gte", operator.ge), ("lt", operator.lt), ("lte", operator.le))
        if (limit := params.number(name)) is not None
    ]
    return lambda moment: all(fits(moment, limit) for fits, limit in limits)


Handler = Callable[[Call], Json]
Route = tuple[str, str, Handler]
"""HTTP method, address below ``/v1`` with ``{}`` for each id, what answers it."""
