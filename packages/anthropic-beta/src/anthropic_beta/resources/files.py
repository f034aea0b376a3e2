"""Files that the API keeps, to be used in messages. /v1/files?beta=true and below."""

from typing_extensions import Unpack

from anthropic import endpoint as api

from ..types import BetaFileMetadata, DeletedFile, FileListParams, FileUploadParams
from ._betas import BetaOptions, Listed, delete, get, post

File = BetaFileMetadata

PATH = "/v1/files"
PAGES = api.Pages(api.SyncPage, api.AsyncPage, File)
FEATURE = "files-api-2025-04-14"


class UploadArguments(FileUploadParams, api.CallOptions, total=False):
    """`upload`."""


class ListArguments(FileListParams, api.CallOptions, total=False):
    """`list`."""


def _path(file_id: str) -> str:
    return f"{PATH}/{api.path_part(file_id, 'file_id')}"


class FilesEndpoints(api.Resource[api.M]):
    """Files, in any face. Methods raise APIError; NotFoundError for an id that is not known."""

    with_raw_response: "FilesEndpoints[api.Raw[api.M]]"
    """The same methods, each giving the whole response with its value."""
    with_streaming_response: "FilesEndpoints[api.Streamed[api.M]]"
    """The same methods, each giving a block around the response before its body is read."""

    @api.Endpoint
    def upload(self, **params: Unpack[UploadArguments]) -> api.Call[File, File]:
        """Upload a file. POST /v1/files?beta=true, a multipart form.

        `file` is bytes, a `pathlib.Path`, an open binary file (an async one too, in an async client), or a tuple of a
        name, one of these, and a media type. It is read piece by piece while it is sent, from its start for each try.

        Raises: FileNotFoundError, IsADirectoryError, PermissionError, TypeError before anything is sent; APIError.
        """
        rest = {key: value for key, value in params.items() if key != "file"}
        return post(PATH, rest, api.One(File), FEATURE, files=[("file", params["file"])])

    @api.Endpoint
    def retrieve_metadata(self, file_id: str, **params: Unpack[BetaOptions]) -> api.Call[File, File]:
        """What is known of a file. GET /v1/files/{file_id}?beta=true."""
        return get(_path(file_id), params, api.One(File), FEATURE)

    @api.ListEndpoint
    def list(self, **params: Unpack[ListArguments]) -> Listed[File]:
        """The files, in pages. GET /v1/files?beta=true."""
        return get(PATH, params, PAGES, FEATURE)

    @api.BinaryEndpoint
    def download(
        self, file_id: str, **params: Unpack[BetaOptions]
    ) -> api.Call[api.BinaryAPIResponse, api.AsyncBinaryAPIResponse]:
        """The content of a file: read it, or write it to disk. GET /v1/files/{file_id}/content?beta=true."""
        accept = {"accept": "application/binary"}
        return get(f"{_path(file_id)}/content", params, api.Binary(), FEATURE, headers=accept)

    @api.Endpoint
    def delete(self, file_id: str, **params: Unpack[BetaOptions]) -> api.Call[DeletedFile, DeletedFile]:
        """Delete a file; messages can no longer use it. DELETE /v1/files/{file_id}?beta=true."""
        return delete(_path(file_id), params, api.One(DeletedFile), FEATURE)


class Files(FilesEndpoints[api.Sync], face="sync"):
    """`client.beta.files`."""


class AsyncFiles(FilesEndpoints[api.Async], face="async"):
    """`client.beta.files` of an async client."""
