"""`client.beta`: what the API offers before it is final."""

from functools import cached_property
from typing import cast

from anthropic.endpoint import Async, M, Raw, Resource, Streamed, Sync, part

from .files import AsyncFiles, Files, FilesEndpoints
from .messages import AsyncMessages, Messages
from .messages.messages import MessagesEndpoints
from .models import AsyncModels, Models, ModelsEndpoints
from .skills import AsyncSkills, Skills, SkillsEndpoints


class BetaEndpoints(Resource[M]):
    """Resources of beta, in any face."""

    @cached_property
    def messages(self) -> MessagesEndpoints[M]:
        """Messages with every beta feature, and the tool runner."""
        return cast("MessagesEndpoints[M]", part(self, Messages, AsyncMessages))

    @cached_property
    def files(self) -> FilesEndpoints[M]:
        """Files that the API keeps."""
        return cast("FilesEndpoints[M]", part(self, Files, AsyncFiles))

    @cached_property
    def skills(self) -> SkillsEndpoints[M]:
        """Skills and their versions."""
        return cast("SkillsEndpoints[M]", part(self, Skills, AsyncSkills))

    @cached_property
    def models(self) -> ModelsEndpoints[M]:
        """Models that the API offers."""
        return cast("ModelsEndpoints[M]", part(self, Models, AsyncModels))

    with_raw_response: "BetaEndpoints[Raw[M]]"
    """The same resources, whose methods give the whole response with its value."""
    with_streaming_response: "BetaEndpoints[Streamed[M]]"
    """The same resources, whose methods give a block around the response before its body is read."""


class Beta(BetaEndpoints[Sync], face="sync"):
    """`client.beta`."""


class AsyncBeta(BetaEndpoints[Async], face="async"):
    """`client.beta` of an async client."""
