"""Pages: which request leads to the next one, iteration, and what a next page keeps of the first call."""

from __future__ import annotations

import importlib
from typing import Any, Dict, List

import httpx
import pytest
from scripted import Server, World, error, reply

import anthropic.pagination as pagination
from anthropic import AnthropicError, APIResponseValidationError, InternalServerError
from anthropic.pagination import AsyncPage, NoNextPageError, SyncPage
from anthropic.types import ModelInfo

ALL = {
    "data": [{"id": "a"}],
    "has_more": True,
    "first_id": "F",
    "last_id": "L",
    "next_page": "N",
    "prev_page": "P",
}
CASES = {
    "all fields set": ({}, {}),
    "has_more false": ({"has_more": False}, {}),
    "has_more absent": ({"has_more": ...}, {}),
    "next_page null": ({"next_page": None}, {}),
    "before_id in the request": ({}, {"before_id": "B"}),
    "no items": ({"data": []}, {}),
}
EXPECTED: Dict[str, Dict[str, Any]] = {
    "Page": {
        "all fields set": {"limit": "2", "after_id": "L"},
        "has_more false": None,
        "has_more absent": {"limit": "2", "after_id": "L"},
        "next_page null": {"limit": "2", "after_id": "L"},
        "before_id in the request": {"limit": "2", "before_id": "F"},
        "no items": None,
    },
    "TokenPage": {
        "all fields set": {"limit": "2", "page_token": "N"},
        "has_more false": None,
        "has_more absent": {"limit": "2", "page_token": "N"},
        "next_page null": None,
        "no items": None,
    },
    "PageCursor": {
        "all fields set": {"limit": "2", "page": "N"},
        "has_more false": {"limit": "2", "page": "N"},
        "has_more absent": {"limit": "2", "page": "N"},
        "next_page null": None,
        "no items": None,
    },
}
EXPECTED["BidirectionalPageCursor"] = EXPECTED["PageCursor"]


@pytest.mark.parametrize(("kind", "case"), [(kind, case) for kind in EXPECTED for case in EXPECTED[kind]])
def test_second_request(world: World, kind: str, case: str) -> None:
    """The query of the second request, for each kind of page; where there is none to make, iteration ends."""
    changes, query = CASES[case]
    first = {key: value for key, value in {**ALL, **changes}.items() if value is not ...}
    server = Server(first, {"data": [], "has_more": False})
    client = world.client(server)
    page_type = getattr(pagination, f"{'Async' if world.is_async else 'Sync'}{kind}")
    options = {"params": {"limit": 2, **query}}
    items = world.list(lambda: client.get_api_list("/v1/things", model=ModelInfo, page=page_type, options=options))
    assert len(items) == len(first["data"])
    wanted = EXPECTED[kind][case]
    sent = [dict(request.url.params) for request in server.requests[1:]]
    assert sent == ([] if wanted is None else [wanted])


def model(name: str) -> Dict[str, Any]:
    return {"id": name, "type": "model", "display_name": name, "created_at": "2026-01-01T00:00:00Z"}


def three_pages() -> List[httpx.Response]:
    return [
        reply({"data": [model(a), model(b)], "has_more": b != "f", "first_id": a, "last_id": b})
        for a, b in ("ab", "cd", "ef")
    ]


def test_iteration_over_all(world: World) -> None:
    """Iterating over a list gives the items of all pages."""
    client = world.client(Server(*three_pages()))
    assert [item.id for item in world.list(lambda: client.models.list())] == list("abcdef")


def test_one_page(world: World) -> None:
    """A page has its items by index, their number, and what leads to the next, ready for `list(**info)`."""
    server = Server(*three_pages())
    client = world.client(server)
    page = world.run(lambda: client.models.list(limit=2))
    assert isinstance(page, AsyncPage if world.is_async else SyncPage)
    assert isinstance(page[0], ModelInfo)
    assert (page[0].id, page[-1].id, len(page.data)) == ("a", "b", 2)
    with pytest.raises(IndexError):
        page[2]
    assert page.has_next_page()
    assert page.next_page_info() == {"after_id": "b"}
    assert page.next_page_info().params == {"after_id": "b"}
    after = world.run(lambda: client.models.list(**page.next_page_info(), limit=2))
    assert after[0].id == "c"
    assert page._request_id == "req_1"
    assert "data=[ModelInfo(" in repr(page)


def test_page_by_page(world: World) -> None:
    """`iter_pages` gives the pages, this one first; `get_next_page` the one after."""
    client = world.client(Server(*three_pages()))

    def use() -> Any:
        if not world.is_async:
            return [len(page.data) for page in client.models.list().iter_pages()]

        async def main() -> Any:
            page = await client.models.list()
            return [len(each.data) async for each in page.iter_pages()]

        return main()

    assert world.run(use) == [2, 2, 2]


def test_a_list_that_is_null(world: World) -> None:
    client = world.client(Server({"data": None, "has_more": False}))
    assert world.list(lambda: client.models.list()) == []


def test_no_next_page(world: World) -> None:
    """Asking for a page after the last is an error, of both classes that callers may know."""
    client = world.client(Server({"data": [model("a")], "has_more": False, "last_id": "a"}))
    page = world.run(lambda: client.models.list())
    assert not page.has_next_page()
    assert page.next_page_info() is None
    with pytest.raises(NoNextPageError, match="has_next_page") as caught:
        world.run(lambda: page.get_next_page())
    assert isinstance(caught.value, RuntimeError)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("kind", ["Page", "TokenPage", "PageCursor"])
def test_a_page_that_leads_to_itself(world: World, kind: str) -> None:
    """A server that gives one page again and again does not keep a program busy for ever."""
    server = Server(ALL, ALL, ALL, ALL)
    client = world.client(server)
    page_type = getattr(pagination, f"{'Async' if world.is_async else 'Sync'}{kind}")
    with pytest.raises(AnthropicError, match="leads to itself.*'[LN]'"):
        world.list(lambda: client.get_api_list("/v1/things", model=ModelInfo, page=page_type))
    assert len(server.requests) == 2


def test_fetching_is_lazy(world: World) -> None:
    """A page is fetched when its first item is needed; who stops, stops the fetching."""
    server = Server(*three_pages())
    client = world.client(server)
    counts: List[int] = []

    def use() -> Any:
        if not world.is_async:
            for item in client.models.list():
                counts.append(len(server.requests))
                if item.id == "c":
                    break
            return None

        async def main() -> None:
            listed = client.models.list()
            assert server.requests == []
            items = listed.__aiter__()
            async for item in items:
                counts.append(len(server.requests))
                if item.id == "c":
                    break
            await items.aclose()

        return main()

    world.run(use)
    assert counts == [1, 1, 2]


def test_a_next_page_keeps_the_options(world: World) -> None:
    """Headers, query and timeout of the first call go with every page."""
    server = Server(*three_pages())
    client = world.client(server)
    options: Any = {"extra_headers": {"x-team": "search"}, "extra_query": {"q": "1"}, "timeout": 7}
    world.list(lambda: client.models.list(limit=2, betas=["one"], **options))
    assert len(server.requests) == 3
    for request in server.requests:
        assert request.headers["x-team"] == "search"
        assert request.headers["anthropic-beta"] == "one"
        assert request.url.params["q"] == "1"
        assert request.url.params["limit"] == "2"
        assert request.extensions["timeout"]["read"] == 7
    assert [request.url.params.get("after_id") for request in server.requests] == [None, "b", "d"]


def test_a_failing_page(world: World, naps: List[float]) -> None:
    """A page that cannot be fetched is an error after the retries; a page that is none names what came."""
    client = world.client(Server(three_pages()[0], error(500), three_pages()[1], three_pages()[2]))
    assert len(world.list(lambda: client.models.list())) == 6
    client = world.client(Server(three_pages()[0], error(500)))
    with pytest.raises(InternalServerError):
        world.list(lambda: client.models.list())
    client = world.client(Server(reply({"items": []})))
    with pytest.raises(APIResponseValidationError):
        world.list(lambda: client.models.list())


def test_unknown_fields_stay(world: World) -> None:
    """Fields of a page and of its items that this release does not know are kept."""
    client = world.client(Server({"data": [{**model("a"), "aroma": "malt"}], "total": 1}))
    page = world.run(lambda: client.models.list())
    assert page.total == 1
    assert page[0].aroma == "malt"


def test_pages_made_by_hand() -> None:
    """A page that no call has made can be read and iterated over, as tests of users do."""
    page = SyncPage[ModelInfo](data=[ModelInfo.construct(**model("a"))], has_more=False)
    assert [item.id for item in page] == ["a"]
    assert not SyncPage[ModelInfo](data=[], last_id="a").has_next_page()


def test_names() -> None:
    """All page classes are public in one module."""
    kinds = ["Page", "TokenPage", "PageCursor", "BidirectionalPageCursor"]
    names = {f"{way}{kind}" for way in ("Sync", "Async") for kind in kinds} | {"AsyncPaginator"}
    assert names <= set(importlib.import_module("anthropic.pagination").__all__)
