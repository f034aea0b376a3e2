"""Skills and their versions. /v1/skills?beta=true and below."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, Mapping, cast

from typing_extensions import Unpack

from anthropic.endpoint import (
    Async,
    AsyncBinaryAPIResponse,
    AsyncPageCursor,
    AsyncPaginator,
    Binary,
    BinaryAPIResponse,
    BinaryEndpoint,
    Call,
    CallOptions,
    Endpoint,
    ListEndpoint,
    M,
    One,
    Pages,
    Raw,
    Resource,
    Streamed,
    Sync,
    SyncPageCursor,
    delete,
    get,
    part,
    path_part,
    post_form,
)

from ..types import (
    SkillCreateParams,
    SkillCreateResponse,
    SkillDeleteResponse,
    SkillListParams,
    SkillListResponse,
    SkillRetrieveResponse,
    VersionCreateParams,
    VersionCreateResponse,
    VersionDeleteResponse,
    VersionListParams,
    VersionListResponse,
    VersionRetrieveResponse,
)
from ._betas import QUERY, BetaOptions, in_query, with_betas

PATH = "/v1/skills"
FEATURE = "skills-2025-10-02"
PAGES = Pages(SyncPageCursor, AsyncPageCursor, SkillListResponse)
PAGES_OF_VERSIONS = Pages(SyncPageCursor, AsyncPageCursor, VersionListResponse)


class CreateArguments(SkillCreateParams, CallOptions, total=False):
    """`create`."""


class ListArguments(SkillListParams, CallOptions, total=False):
    """`list`."""


class CreateVersionArguments(VersionCreateParams, CallOptions, total=False):
    """`versions.create`, beside the id of the skill."""


class ListVersionsArguments(VersionListParams, CallOptions, total=False):
    """`versions.list`, beside the id of the skill."""


def _upload(path: str, params: Mapping[str, Any], into: Any) -> Call[Any, Any]:
    """A form of the files of a skill; files are parts of the form only, never fields too."""
    rest, headers = with_betas(params, FEATURE)
    files = [("files[]", file) for file in rest.pop("files")]
    return post_form(path, rest, into=into, files=files, headers=headers, query=QUERY)


def _path(skill_id: str) -> str:
    return f"{PATH}/{path_part(skill_id, 'skill_id')}"


def _path_of_version(skill_id: str, version: str) -> str:
    return f"{_path(skill_id)}/versions/{path_part(version, 'version')}"


class VersionsEndpoints(Resource[M]):
    """Versions of a skill, in any face."""

    @property
    def with_raw_response(self) -> "VersionsEndpoints[Raw[M]]":
        """The same methods, each giving the whole response with its value."""
        return cast("VersionsEndpoints[Raw[M]]", self._as(".raw"))

    @property
    def with_streaming_response(self) -> "VersionsEndpoints[Streamed[M]]":
        """The same methods, each giving a block around the response before its body is read."""
        return cast("VersionsEndpoints[Streamed[M]]", self._as(".streamed"))

    @Endpoint
    def create(
        self, skill_id: str, **params: Unpack[CreateVersionArguments]
    ) -> Call[VersionCreateResponse, VersionCreateResponse]:
        """Add a version to a skill. POST /v1/skills/{skill_id}/versions?beta=true, a multipart form.

        Raises: FileNotFoundError, IsADirectoryError, PermissionError, TypeError before anything is sent; APIError.
        """
        return _upload(f"{_path(skill_id)}/versions", params, One(VersionCreateResponse))

    @Endpoint
    def retrieve(
        self, version: str, *, skill_id: str, **params: Unpack[BetaOptions]
    ) -> Call[VersionRetrieveResponse, VersionRetrieveResponse]:
        """One version of a skill. GET /v1/skills/{skill_id}/versions/{version}?beta=true.

        Raises: NotFoundError, or another APIError.
        """
        query, headers = in_query(params, FEATURE)
        return get(_path_of_version(skill_id, version), query, into=One(VersionRetrieveResponse), headers=headers)

    @ListEndpoint
    def list(
        self, skill_id: str, **params: Unpack[ListVersionsArguments]
    ) -> "Call[SyncPageCursor[VersionListResponse], AsyncPaginator[VersionListResponse, AsyncPageCursor[VersionListResponse]]]":
        """The versions of a skill, in pages. GET /v1/skills/{skill_id}/versions?beta=true.

        Raises: APIError.
        """
        query, headers = in_query(params, FEATURE)
        return get(f"{_path(skill_id)}/versions", query, into=PAGES_OF_VERSIONS, headers=headers)

    @Endpoint
    def delete(
        self, version: str, *, skill_id: str, **params: Unpack[BetaOptions]
    ) -> Call[VersionDeleteResponse, VersionDeleteResponse]:
        """Delete a version of a skill. DELETE /v1/skills/{skill_id}/versions/{version}?beta=true.

        Raises: NotFoundError, or another APIError.
        """
        query, headers = in_query(params, FEATURE)
        return delete(_path_of_version(skill_id, version), query, into=One(VersionDeleteResponse), headers=headers)

    @BinaryEndpoint
    def download(
        self, version: str, *, skill_id: str, **params: Unpack[BetaOptions]
    ) -> Call[BinaryAPIResponse, AsyncBinaryAPIResponse]:
        """The files of a version as an archive. GET /v1/skills/{skill_id}/versions/{version}/content?beta=true.

        Raises: NotFoundError, or another APIError.
        """
        query, headers = in_query(params, FEATURE, headers={"accept": "application/binary"})
        return get(f"{_path_of_version(skill_id, version)}/content", query, into=Binary(), headers=headers)


class Versions(VersionsEndpoints[Sync], face="sync"):
    """`client.beta.skills.versions`."""


class AsyncVersions(VersionsEndpoints[Async], face="async"):
    """`client.beta.skills.versions` of an async client."""


class SkillsEndpoints(Resource[M]):
    """Skills, in any face."""

    @cached_property
    def versions(self) -> VersionsEndpoints[M]:
        """The versions of a skill."""
        return cast("VersionsEndpoints[M]", part(self, Versions, AsyncVersions))

    @property
    def with_raw_response(self) -> "SkillsEndpoints[Raw[M]]":
        """The same methods, each giving the whole response with its value."""
        return cast("SkillsEndpoints[Raw[M]]", self._as(".raw"))

    @property
    def with_streaming_response(self) -> "SkillsEndpoints[Streamed[M]]":
        """The same methods, each giving a block around the response before its body is read."""
        return cast("SkillsEndpoints[Streamed[M]]", self._as(".streamed"))

    @Endpoint
    def create(self, **params: Unpack[CreateArguments]) -> Call[SkillCreateResponse, SkillCreateResponse]:
        """Create a skill with its first version. POST /v1/skills?beta=true, a multipart form.

        `files` are uploads as of `client.beta.files.upload`, named by their path below one common folder that holds
        `SKILL.md`.

        Raises: FileNotFoundError, IsADirectoryError, PermissionError, TypeError before anything is sent; APIError.
        """
        return _upload(PATH, params, One(SkillCreateResponse))

    @Endpoint
    def retrieve(
        self, skill_id: str, **params: Unpack[BetaOptions]
    ) -> Call[SkillRetrieveResponse, SkillRetrieveResponse]:
        """One skill. GET /v1/skills/{skill_id}?beta=true.

        Raises: NotFoundError, or another APIError.
        """
        query, headers = in_query(params, FEATURE)
        return get(_path(skill_id), query, into=One(SkillRetrieveResponse), headers=headers)

    @ListEndpoint
    def list(
        self, **params: Unpack[ListArguments]
    ) -> (
        "Call[SyncPageCursor[SkillListResponse], AsyncPaginator[SkillListResponse, AsyncPageCursor[SkillListResponse]]]"
    ):
        """The skills, in pages. GET /v1/skills?beta=true.

        Raises: APIError.
        """
        query, headers = in_query(params, FEATURE)
        return get(PATH, query, into=PAGES, headers=headers)

    @Endpoint
    def delete(self, skill_id: str, **params: Unpack[BetaOptions]) -> Call[SkillDeleteResponse, SkillDeleteResponse]:
        """Delete a skill whose versions have been deleted. DELETE /v1/skills/{skill_id}?beta=true.

        Raises: NotFoundError, or another APIError.
        """
        query, headers = in_query(params, FEATURE)
        return delete(_path(skill_id), query, into=One(SkillDeleteResponse), headers=headers)


class Skills(SkillsEndpoints[Sync], face="sync"):
    """`client.beta.skills`."""

    if TYPE_CHECKING:

        @cached_property
        def versions(self) -> Versions: ...


class AsyncSkills(SkillsEndpoints[Async], face="async"):
    """`client.beta.skills` of an async client."""

    if TYPE_CHECKING:

        @cached_property
        def versions(self) -> AsyncVersions: ...
