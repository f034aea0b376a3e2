"""Skills and their versions. /v1/skills?beta=true and below."""

from functools import cached_property
from typing import Any, Mapping, cast

from typing_extensions import Unpack

from anthropic import endpoint as api

from ..types import (
    SkillCreateParams,
    SkillCreateResponse,
    SkillDeleteResponse,
    SkillListParams,
    VersionCreateParams,
    VersionCreateResponse,
    VersionDeleteResponse,
    VersionListParams,
)
from ._betas import BetaOptions, ListedByCursor, delete, get, post

Skill = SkillCreateResponse
DeletedSkill = SkillDeleteResponse
Version = VersionCreateResponse
DeletedVersion = VersionDeleteResponse

PATH = "/v1/skills"
FEATURE = "skills-2025-10-02"
PAGES = api.Pages(api.SyncPageCursor, api.AsyncPageCursor, Skill)
PAGES_OF_VERSIONS = api.Pages(api.SyncPageCursor, api.AsyncPageCursor, Version)


class CreateArguments(SkillCreateParams, api.CallOptions, total=False):
    """`create`."""


class ListArguments(SkillListParams, api.CallOptions, total=False):
    """`list`."""


class CreateVersionArguments(VersionCreateParams, api.CallOptions, total=False):
    """`versions.create`, beside the id of the skill."""


class ListVersionsArguments(VersionListParams, api.CallOptions, total=False):
    """`versions.list`, beside the id of the skill."""


def _upload(path: str, params: Mapping[str, Any], into: Any) -> api.Call[Any, Any]:
    """A form of the files of a skill; files are parts of the form only, never fields too."""
    rest = {key: value for key, value in params.items() if key != "files"}
    return post(path, rest, into, FEATURE, files=[("files[]", file) for file in params["files"]])


def _path(skill_id: str) -> str:
    return f"{PATH}/{api.path_part(skill_id, 'skill_id')}"


def _path_of_version(skill_id: str, version: str) -> str:
    return f"{_path(skill_id)}/versions/{api.path_part(version, 'version')}"


class VersionsEndpoints(api.Resource[api.M]):
    """Versions of a skill, in any face. Methods raise APIError; NotFoundError for an id that is not known."""

    with_raw_response: "VersionsEndpoints[api.Raw[api.M]]"
    """The same methods, each giving the whole response with its value."""
    with_streaming_response: "VersionsEndpoints[api.Streamed[api.M]]"
    """The same methods, each giving a block around the response before its body is read."""

    @api.Endpoint
    def create(self, skill_id: str, **params: Unpack[CreateVersionArguments]) -> api.Call[Version, Version]:
        """Add a version to a skill. POST /v1/skills/{skill_id}/versions?beta=true, a multipart form.

        Raises: FileNotFoundError, IsADirectoryError, PermissionError, TypeError before anything is sent; APIError.
        """
        return _upload(f"{_path(skill_id)}/versions", params, api.One(Version))

    @api.Endpoint
    def retrieve(self, version: str, *, skill_id: str, **params: Unpack[BetaOptions]) -> api.Call[Version, Version]:
        """One version of a skill. GET /v1/skills/{skill_id}/versions/{version}?beta=true."""
        return get(_path_of_version(skill_id, version), params, api.One(Version), FEATURE)

    @api.ListEndpoint
    def list(self, skill_id: str, **params: Unpack[ListVersionsArguments]) -> ListedByCursor[Version]:
        """The versions of a skill, in pages. GET /v1/skills/{skill_id}/versions?beta=true."""
        return get(f"{_path(skill_id)}/versions", params, PAGES_OF_VERSIONS, FEATURE)

    @api.Endpoint
    def delete(
        self, version: str, *, skill_id: str, **params: Unpack[BetaOptions]
    ) -> api.Call[DeletedVersion, DeletedVersion]:
        """Delete a version of a skill. DELETE /v1/skills/{skill_id}/versions/{version}?beta=true."""
        return delete(_path_of_version(skill_id, version), params, api.One(DeletedVersion), FEATURE)

    @api.BinaryEndpoint
    def download(
        self, version: str, *, skill_id: str, **params: Unpack[BetaOptions]
    ) -> api.Call[api.BinaryAPIResponse, api.AsyncBinaryAPIResponse]:
        """The files of a version as an archive. GET /v1/skills/{skill_id}/versions/{version}/content?beta=true."""
        path, accept = f"{_path_of_version(skill_id, version)}/content", {"accept": "application/binary"}
        return get(path, params, api.Binary(), FEATURE, headers=accept)


class Versions(VersionsEndpoints[api.Sync], face="sync"):
    """`client.beta.skills.versions`."""


class AsyncVersions(VersionsEndpoints[api.Async], face="async"):
    """`client.beta.skills.versions` of an async client."""


class SkillsEndpoints(api.Resource[api.M]):
    """Skills, in any face. Methods raise APIError; NotFoundError for an id that is not known."""

    @cached_property
    def versions(self) -> VersionsEndpoints[api.M]:
        """The versions of a skill."""
        return cast("VersionsEndpoints[api.M]", api.part(self, Versions, AsyncVersions))

    with_raw_response: "SkillsEndpoints[api.Raw[api.M]]"
    """The same methods, each giving the whole response with its value."""
    with_streaming_response: "SkillsEndpoints[api.Streamed[api.M]]"
    """The same methods, each giving a block around the response before its body is read."""

    @api.Endpoint
    def create(self, **params: Unpack[CreateArguments]) -> api.Call[Skill, Skill]:
        """Create a skill with its first version. POST /v1/skills?beta=true, a multipart form.

        `files` are uploads as of `client.beta.files.upload`, named by their path below one common folder that holds
        `SKILL.md`.

        Raises: FileNotFoundError, IsADirectoryError, PermissionError, TypeError before anything is sent; APIError.
        """
        return _upload(PATH, params, api.One(Skill))

    @api.Endpoint
    def retrieve(self, skill_id: str, **params: Unpack[BetaOptions]) -> api.Call[Skill, Skill]:
        """One skill. GET /v1/skills/{skill_id}?beta=true."""
        return get(_path(skill_id), params, api.One(Skill), FEATURE)

    @api.ListEndpoint
    def list(self, **params: Unpack[ListArguments]) -> ListedByCursor[Skill]:
        """The skills, in pages. GET /v1/skills?beta=true."""
        return get(PATH, params, PAGES, FEATURE)

    @api.Endpoint
    def delete(self, skill_id: str, **params: Unpack[BetaOptions]) -> api.Call[DeletedSkill, DeletedSkill]:
        """Delete a skill whose versions have been deleted. DELETE /v1/skills/{skill_id}?beta=true."""
        return delete(_path(skill_id), params, api.One(DeletedSkill), FEATURE)


class Skills(SkillsEndpoints[api.Sync], face="sync"):
    """`client.beta.skills`."""


class AsyncSkills(SkillsEndpoints[api.Async], face="async"):
    """`client.beta.skills` of an async client."""
