"""Versions of a skill: create, retrieve, list, delete. /v1/skills/{skill_id}/versions and below."""

from typing_extensions import Unpack

from ..._call import Call, delete, get, path_part
from ..._endpoint import Async, Endpoint, M, Raw, Resource, Streamed, Sync
from ..._endpoint_kinds import AsyncPaginator, ListEndpoint
from ..._multipart import post_form
from ..._options import CallOptions
from ..._pages import AsyncPageCursor, Pages, SyncPageCursor
from ..._readers import One
from ...types.skills import DeletedSkillVersion, SkillVersion, VersionCreateParams, VersionListParams

PAGES = Pages(SyncPageCursor, AsyncPageCursor, SkillVersion)


class CreateArguments(VersionCreateParams, CallOptions, total=False):
    """`create`, beside the id of the skill."""


class ListArguments(VersionListParams, CallOptions, total=False):
    """`list`, beside the id of the skill."""


def _path(skill_id: str) -> str:
    return f"/v1/skills/{path_part(skill_id, 'skill_id')}/versions"


class VersionsEndpoints(Resource[M]):
    """Versions of a skill, in any face."""

    with_raw_response: "VersionsEndpoints[Raw[M]]"
    """The same methods, each giving the whole response with its value."""
    with_streaming_response: "VersionsEndpoints[Streamed[M]]"
    """The same methods, each giving a block around the response before its body is read."""

    @Endpoint
    def create(self, skill_id: str, **params: Unpack[CreateArguments]) -> Call[SkillVersion, SkillVersion]:
        """Add a version to a skill. POST /v1/skills/{skill_id}/versions, a multipart form.

        `files` are uploads as of `client.files.upload`, named by their path below one common folder.

        Raises: FileNotFoundError, IsADirectoryError, PermissionError, TypeError before anything is sent; APIError.
        """
        rest = {key: value for key, value in params.items() if key != "files"}
        files = [("files[]", file) for file in params["files"]]
        return post_form(_path(skill_id), rest, into=One(SkillVersion), files=files)

    @Endpoint
    def retrieve(
        self, version: str, *, skill_id: str, **params: Unpack[CallOptions]
    ) -> Call[SkillVersion, SkillVersion]:
        """One version of a skill. GET /v1/skills/{skill_id}/versions/{version}.

        Raises: NotFoundError, or another APIError.
        """
        return get(f"{_path(skill_id)}/{path_part(version, 'version')}", params, into=One(SkillVersion))

    @ListEndpoint
    def list(
        self, skill_id: str, **params: Unpack[ListArguments]
    ) -> "Call[SyncPageCursor[SkillVersion], AsyncPaginator[SkillVersion, AsyncPageCursor[SkillVersion]]]":
        """The versions of a skill, in pages. GET /v1/skills/{skill_id}/versions.

        Raises: APIError.
        """
        return get(_path(skill_id), params, into=PAGES)

    @Endpoint
    def delete(
        self, version: str, *, skill_id: str, **params: Unpack[CallOptions]
    ) -> Call[DeletedSkillVersion, DeletedSkillVersion]:
        """Delete a version of a skill. DELETE /v1/skills/{skill_id}/versions/{version}.

        Raises: NotFoundError, or another APIError.
        """
        return delete(f"{_path(skill_id)}/{path_part(version, 'version')}", params, into=One(DeletedSkillVersion))


class Versions(VersionsEndpoints[Sync], face="sync"):
    """`client.skills.versions`."""


class AsyncVersions(VersionsEndpoints[Async], face="async"):
    """`client.skills.versions` of an async client."""
