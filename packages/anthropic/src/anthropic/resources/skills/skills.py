"""Skills: create, retrieve, list, delete. /v1/skills and below."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

from typing_extensions import Unpack

from ..._call import Call, delete, get, path_part
from ..._endpoint import Async, Endpoint, M, Raw, Resource, Streamed, Sync
from ..._endpoint_kinds import AsyncPaginator, ListEndpoint, part
from ..._multipart import post_form
from ..._options import CallOptions
from ..._pages import AsyncPageCursor, Pages, SyncPageCursor
from ..._readers import One
from ...types import DeletedSkill, Skill, SkillCreateParams, SkillListParams
from .versions import AsyncVersions, Versions, VersionsEndpoints

PATH = "/v1/skills"
PAGES = Pages(SyncPageCursor, AsyncPageCursor, Skill)


class CreateArguments(SkillCreateParams, CallOptions, total=False):
    """`create`."""


class ListArguments(SkillListParams, CallOptions, total=False):
    """`list`."""


class SkillsEndpoints(Resource[M]):
    """Skills, in any face."""

    @cached_property
    def versions(self) -> VersionsEndpoints[M]:
        """The versions of a skill."""
        return cast("VersionsEndpoints[M]", part(self, Versions, AsyncVersions))

    with_raw_response: "SkillsEndpoints[Raw[M]]"
    """The same methods, each giving the whole response with its value."""
    with_streaming_response: "SkillsEndpoints[Streamed[M]]"
    """The same methods, each giving a block around the response before its body is read."""

    @Endpoint
    def create(self, **params: Unpack[CreateArguments]) -> Call[Skill, Skill]:
        """Create a skill with its first version. POST /v1/skills, a multipart form.

        `files` are uploads as of `client.files.upload`, named by their path below one common folder that holds
        `SKILL.md`; `anthropic._utils.files_from_dir` makes them from a folder.

        Raises: FileNotFoundError, IsADirectoryError, PermissionError, TypeError before anything is sent; APIError.
        """
        rest = {key: value for key, value in params.items() if key != "files"}
        files = [("files[]", file) for file in params["files"]]
        return post_form(PATH, rest, into=One(Skill), files=files)

    @Endpoint
    def retrieve(self, skill_id: str, **params: Unpack[CallOptions]) -> Call[Skill, Skill]:
        """One skill. GET /v1/skills/{skill_id}.

        Raises: NotFoundError, or another APIError.
        """
        return get(f"{PATH}/{path_part(skill_id, 'skill_id')}", params, into=One(Skill))

    @ListEndpoint
    def list(
        self, **params: Unpack[ListArguments]
    ) -> "Call[SyncPageCursor[Skill], AsyncPaginator[Skill, AsyncPageCursor[Skill]]]":
        """The skills, in pages. GET /v1/skills.

        Raises: APIError.
        """
        return get(PATH, params, into=PAGES)

    @Endpoint
    def delete(self, skill_id: str, **params: Unpack[CallOptions]) -> Call[DeletedSkill, DeletedSkill]:
        """Delete a skill whose versions have been deleted. DELETE /v1/skills/{skill_id}.

        Raises: NotFoundError, or another APIError.
        """
        return delete(f"{PATH}/{path_part(skill_id, 'skill_id')}", params, into=One(DeletedSkill))


class Skills(SkillsEndpoints[Sync], face="sync"):
    """`client.skills`."""

    if TYPE_CHECKING:

        @cached_property
        def versions(self) -> Versions:
            """The versions of a skill."""
            ...


class AsyncSkills(SkillsEndpoints[Async], face="async"):
    """`client.skills` of an async client."""

    if TYPE_CHECKING:

        @cached_property
        def versions(self) -> AsyncVersions:
            """The versions of a skill."""
            ...
