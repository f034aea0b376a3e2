"""What batches, models, files, skills and completions give, in each face. Only type checkers run this file."""

from __future__ import annotations

import io
import pathlib
from typing import AsyncIterator, Iterator

from typing_extensions import assert_type

from anthropic import Anthropic, APIResponse, AsyncAnthropic, AsyncAPIResponse, AsyncStream, LegacyAPIResponse, Stream
from anthropic.endpoint import AsyncBinaryAPIResponse, AsyncJSONLDecoder, BinaryAPIResponse, Deferred, JSONLDecoder
from anthropic.pagination import AsyncPage, AsyncPageCursor, AsyncPaginator, SyncPage, SyncPageCursor
from anthropic.resources.completions import AsyncCompletions, Completions
from anthropic.resources.messages import AsyncBatches, Batches
from anthropic.resources.skills import AsyncVersions, Versions
from anthropic.types import Completion, DeletedFile, FileMetadata, ModelInfo, Skill
from anthropic.types.messages import DeletedMessageBatch, MessageBatch, MessageBatchIndividualResponse
from anthropic.types.skills import SkillVersion


def batches(client: Anthropic) -> None:
    assert_type(client.messages.batches, Batches)
    batch = client.messages.batches.create(
        requests=[
            {
                "custom_id": "a",
                "params": {"model": "m", "max_tokens": 1, "messages": [{"role": "user", "content": "hi"}]},
            }
        ]
    )
    assert_type(batch, MessageBatch)
    assert_type(client.messages.batches.retrieve("b"), MessageBatch)
    assert_type(client.messages.batches.cancel(message_batch_id="b"), MessageBatch)
    assert_type(client.messages.batches.delete("b"), DeletedMessageBatch)
    assert_type(client.messages.batches.list(limit=1), SyncPage[MessageBatch])
    results = client.messages.batches.results("b")
    assert_type(results, JSONLDecoder[MessageBatchIndividualResponse])
    for result in results:
        assert_type(result, MessageBatchIndividualResponse)
        if result.result.type == "succeeded":
            assert_type(result.result.message.stop_sequence, "str | None")
    assert_type(client.messages.batches.wait("b", deadline=60), MessageBatch)
    assert_type(client.messages.batches.create_many([]), Iterator[MessageBatch])
    raw = client.messages.batches.with_raw_response
    assert_type(raw.list(), LegacyAPIResponse[SyncPage[MessageBatch]])
    assert_type(raw.results("b").parse(), JSONLDecoder[MessageBatchIndividualResponse])
    with client.messages.batches.with_streaming_response.results("b") as response:
        assert_type(response, APIResponse[JSONLDecoder[MessageBatchIndividualResponse]])
    assert_type(
        client.messages.with_raw_response.batches.retrieve("b"),
        LegacyAPIResponse[MessageBatch],
    )


async def async_batches(client: AsyncAnthropic) -> None:
    assert_type(client.messages.batches, AsyncBatches)
    listed = client.messages.batches.list()
    assert_type(listed, AsyncPaginator[MessageBatch, AsyncPage[MessageBatch]])
    assert_type(await listed, AsyncPage[MessageBatch])
    async for batch in listed:
        assert_type(batch, MessageBatch)
    results = client.messages.batches.results("b")
    assert_type(results, Deferred[MessageBatchIndividualResponse, AsyncJSONLDecoder[MessageBatchIndividualResponse]])
    assert_type(await results, AsyncJSONLDecoder[MessageBatchIndividualResponse])
    async for result in results:
        assert_type(result, MessageBatchIndividualResponse)
    async for result in await results:
        assert_type(result, MessageBatchIndividualResponse)
    assert_type(await client.messages.batches.wait("b"), MessageBatch)
    assert_type(client.messages.batches.create_many([]), AsyncIterator[MessageBatch])
    raw = client.messages.batches.with_raw_response
    assert_type(await raw.list(), LegacyAPIResponse[AsyncPage[MessageBatch]])
    assert_type((await raw.results("b")).parse(), AsyncJSONLDecoder[MessageBatchIndividualResponse])
    async with client.messages.batches.with_streaming_response.results("b") as response:
        assert_type(await response.parse(), AsyncJSONLDecoder[MessageBatchIndividualResponse])


def models(client: Anthropic) -> None:
    assert_type(client.models.retrieve("m", betas=["one"]), ModelInfo)
    page = client.models.list()
    assert_type(page, SyncPage[ModelInfo])
    assert_type(page[0], ModelInfo)
    assert_type(page.get_next_page(), SyncPage[ModelInfo])
    for model in page:
        assert_type(model, ModelInfo)
    for each in page.iter_pages():
        assert_type(each, SyncPage[ModelInfo])
    assert_type(client.get_api_list("/v1/x", model=ModelInfo, page=SyncPage[ModelInfo]), SyncPage[ModelInfo])


def files(client: Anthropic) -> None:
    for file in (b"a", pathlib.Path("a"), io.BytesIO(b"a")):
        assert_type(client.files.upload(file=file), FileMetadata)
    client.files.upload(file=("a", b"a"), expires_in_seconds=60)
    client.files.upload(file=("a", b"a", "text/plain"))
    client.files.upload(file=("a", b"a", "text/plain", {"x": "y"}))
    assert_type(client.files.retrieve_metadata("f"), FileMetadata)
    assert_type(client.files.list(ids=["f"]), SyncPageCursor[FileMetadata])
    assert_type(client.files.delete("f"), DeletedFile)
    assert_type(client.files.download("f"), BinaryAPIResponse)
    assert_type(client.files.download("f").read(), bytes)
    assert_type(client.files.with_raw_response.download("f"), BinaryAPIResponse)
    with client.files.with_streaming_response.download("f") as response:
        assert_type(response.iter_bytes(), Iterator[bytes])


async def async_files(client: AsyncAnthropic) -> None:
    response = await client.files.download("f")
    assert_type(response, AsyncBinaryAPIResponse)
    assert_type(await response.read(), bytes)
    assert_type(client.files.list(), AsyncPaginator[FileMetadata, AsyncPageCursor[FileMetadata]])
    assert_type(await client.models.retrieve("m"), ModelInfo)


def skills(client: Anthropic, other: AsyncAnthropic) -> None:
    assert_type(client.skills.create(files=[("a/SKILL.md", b"")]), Skill)
    assert_type(client.skills.list(), SyncPageCursor[Skill])
    assert_type(client.skills.versions, Versions)
    assert_type(other.skills.versions, AsyncVersions)
    assert_type(client.skills.versions.retrieve("v", skill_id="s"), SkillVersion)
    assert_type(client.skills.versions.list("s"), SyncPageCursor[SkillVersion])


def completions(client: Anthropic) -> None:
    assert_type(client.completions, Completions)
    assert_type(client.completions.create(model="m", max_tokens_to_sample=1, prompt=""), Completion)
    assert_type(
        client.completions.create(model="m", max_tokens_to_sample=1, prompt="", stream=True), Stream[Completion]
    )
    for piece in client.completions.stream(model="m", max_tokens_to_sample=1, prompt=""):
        assert_type(piece, Completion)


async def async_completions(client: AsyncAnthropic) -> None:
    assert_type(client.completions, AsyncCompletions)
    assert_type(await client.completions.create(model="m", max_tokens_to_sample=1, prompt=""), Completion)
    assert_type(
        await client.completions.create(model="m", max_tokens_to_sample=1, prompt="", stream=True),
        AsyncStream[Completion],
    )
    async for piece in client.completions.stream(model="m", max_tokens_to_sample=1, prompt=""):
        assert_type(piece, Completion)


async def async_faces(client: AsyncAnthropic) -> None:
    async with client.models.with_streaming_response.list() as response:
        assert_type(response, AsyncAPIResponse[AsyncPage[ModelInfo]])


def mistakes(client: Anthropic) -> None:
    """Each line is an error for a type checker."""
    client.messages.batches.retrieve()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    client.models.list(limits=1)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    client.files.upload(file=7)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    client.skills.versions.retrieve("v")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
