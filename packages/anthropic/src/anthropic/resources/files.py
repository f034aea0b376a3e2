"""Files that the API keeps, to be used in messages: upload, list, retrieve, download, delete. /v1/files and below."""

from typing_extensions import Unpack

from .._binary import AsyncBinaryAPIResponse, Binary, BinaryAPIResponse
from .._call import Call, delete, get, path_part
from .._endpoint import Async, Endpoint, M, Raw, Resource, Streamed, Sync
from .._endpoint_kinds import AsyncPaginator, BinaryEndpoint, ListEndpoint
from .._multipart import post_form
from .._options import CallOptions
from .._pages import AsyncPageCursor, Pages, SyncPageCursor
from .._readers import One
from ..types import DeletedFile, FileListParams, FileMetadata, FileUploadParams

PATH = "/v1/files"
PAGES = Pages(SyncPageCursor, AsyncPageCursor, FileMetadata)


class UploadArguments(FileUploadParams, CallOptions, total=False):
    """`upload`."""


class ListArguments(FileListParams, CallOptions, total=False):
    """`list`."""


class FilesEndpoints(Resource[M]):
    """Files, in any face."""

    with_raw_response: "FilesEndpoints[Raw[M]]"
    """The same methods, each giving the whole response with its value."""
    with_streaming_response: "FilesEndpoints[Streamed[M]]"
    """The same methods, each giving a block around the response before its body is read."""

    @Endpoint
    def upload(self, **params: Unpack[UploadArguments]) -> Call[FileMetadata, FileMetadata]:
        """Upload a file. POST /v1/files, a multipart form.

        `file` is bytes, a `pathlib.Path`, an open binary file (an async one too, in an async client), or a tuple of a
        name, one of these, and a media type. It is read piece by piece while it is sent, from its start for each try.

        Raises: FileNotFoundError, IsADirectoryError, PermissionError, TypeError before anything is sent; APIError.
        """
        rest = {key: value for key, value in params.items() if key != "file"}
        return post_form(PATH, rest, into=One(FileMetadata), files=[("file", params["file"])])

    @Endpoint
    def retrieve_metadata(self, file_id: str, **params: Unpack[CallOptions]) -> Call[FileMetadata, FileMetadata]:
        """What is known of a file. GET /v1/files/{file_id}.

        Raises: NotFoundError, or another APIError.
        """
        return get(f"{PATH}/{path_part(file_id, 'file_id')}", params, into=One(FileMetadata))

    @ListEndpoint
    def list(
        self, **params: Unpack[ListArguments]
    ) -> "Call[SyncPageCursor[FileMetadata], AsyncPaginator[FileMetadata, AsyncPageCursor[FileMetadata]]]":
        """The files, in pages. GET /v1/files.

        Raises: APIError.
        """
        return get(PATH, params, into=PAGES)

    @BinaryEndpoint
    def download(self, file_id: str, **params: Unpack[CallOptions]) -> Call[BinaryAPIResponse, AsyncBinaryAPIResponse]:
        """The content of a file, to be read, iterated over, or written to disk. GET /v1/files/{file_id}/content.

        Raises: NotFoundError, or another APIError.
        """
        path = f"{PATH}/{path_part(file_id, 'file_id')}/content"
        return get(path, params, into=Binary(), headers={"accept": "application/binary"})

    @Endpoint
    def delete(self, file_id: str, **params: Unpack[CallOptions]) -> Call[DeletedFile, DeletedFile]:
        """Delete a file; messages can no longer use it. DELETE /v1/files/{file_id}.

        Raises: NotFoundError, or another APIError.
        """
        return delete(f"{PATH}/{path_part(file_id, 'file_id')}", params, into=One(DeletedFile))


class Files(FilesEndpoints[Sync], face="sync"):
    """`client.files`."""


class AsyncFiles(FilesEndpoints[Async], face="async"):
    """`client.files` of an async client."""
