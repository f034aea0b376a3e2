"""Results of code that the server ran: Python, bash and the text editor of its sandbox."""

from typing import Iterable, List, Optional, Union

from typing_extensions import Annotated, Literal, Required, TypeAlias, TypedDict

from anthropic._models import BaseModel

from ._annotations import BY_TYPE, SequenceNotStr
from .content import CacheControlEphemeralParam

CodeExecutionToolResultErrorCode: TypeAlias = Literal[
    "invalid_tool_input",
    "unavailable",
    "too_many_requests",
    "execution_time_exceeded",
]
"""Why code could not be run."""


class CodeExecutionToolResultError(BaseModel):
    """Code that could not be run."""

    error_code: CodeExecutionToolResultErrorCode
    type: Literal["code_execution_tool_result_error"]


class CodeExecutionToolResultErrorParam(TypedDict):
    """Code that could not be run, sent back."""

    error_code: CodeExecutionToolResultErrorCode
    type: Literal["code_execution_tool_result_error"]


class CodeExecutionOutputBlock(BaseModel):
    """A file that code made."""

    file_id: str
    type: Literal["code_execution_output"]


class CodeExecutionOutputBlockParam(TypedDict):
    """A file that code made, sent back."""

    file_id: str
    type: Literal["code_execution_output"]


class CodeExecutionResultBlock(BaseModel):
    """What code printed, how it ended, and the files it made."""

    content: List[CodeExecutionOutputBlock]
    return_code: int
    stderr: str
    stdout: str
    type: Literal["code_execution_result"]


class CodeExecutionResultBlockParam(TypedDict):
    """What code printed, sent back."""

    content: Iterable[CodeExecutionOutputBlockParam]
    return_code: int
    stderr: str
    stdout: str
    type: Literal["code_execution_result"]


class EncryptedCodeExecutionResultBlock(BaseModel):
    """The outcome of code whose output only the API can read."""

    content: List[CodeExecutionOutputBlock]
    encrypted_stdout: str
    return_code: int
    stderr: str
    type: Literal["encrypted_code_execution_result"]


class EncryptedCodeExecutionResultBlockParam(TypedDict):
    """The outcome of code whose output only the API can read, sent back."""

    content: Iterable[CodeExecutionOutputBlockParam]
    encrypted_stdout: str
    return_code: int
    stderr: str
    type: Literal["encrypted_code_execution_result"]


CodeExecutionToolResultBlockContent: TypeAlias = Annotated[
    Union[CodeExecutionToolResultError, CodeExecutionResultBlock, EncryptedCodeExecutionResultBlock], BY_TYPE
]
"""What a code execution result holds."""


CodeExecutionToolResultBlockParamContentParam: TypeAlias = Union[
    CodeExecutionToolResultErrorParam, CodeExecutionResultBlockParam, EncryptedCodeExecutionResultBlockParam
]
"""What a code execution result holds, sent back."""


class CodeExecutionToolResultBlock(BaseModel):
    """The outcome of code that the server ran."""

    content: CodeExecutionToolResultBlockContent
    tool_use_id: str
    type: Literal["code_execution_tool_result"]


class CodeExecutionToolResultBlockParam(TypedDict, total=False):
    """The outcome of code that the server ran, sent back."""

    content: Required[CodeExecutionToolResultBlockParamContentParam]
    tool_use_id: Required[str]
    type: Required[Literal["code_execution_tool_result"]]
    cache_control: Optional[CacheControlEphemeralParam]


BashCodeExecutionToolResultErrorCode: TypeAlias = Literal[
    "invalid_tool_input",
    "unavailable",
    "too_many_requests",
    "execution_time_exceeded",
    "output_file_too_large",
]
"""Why a bash command could not be run."""


class BashCodeExecutionToolResultError(BaseModel):
    """A bash command that could not be run."""

    error_code: BashCodeExecutionToolResultErrorCode
    type: Literal["bash_code_execution_tool_result_error"]


class BashCodeExecutionToolResultErrorParam(TypedDict):
    """A bash command that could not be run, sent back."""

    error_code: BashCodeExecutionToolResultErrorCode
    type: Literal["bash_code_execution_tool_result_error"]


class BashCodeExecutionOutputBlock(BaseModel):
    """A file that a bash command made."""

    file_id: str
    type: Literal["bash_code_execution_output"]


class BashCodeExecutionOutputBlockParam(TypedDict):
    """A file that a bash command made, sent back."""

    file_id: str
    type: Literal["bash_code_execution_output"]


class BashCodeExecutionResultBlock(BaseModel):
    """What a bash command printed, how it ended, and the files it made."""

    content: List[BashCodeExecutionOutputBlock]
    return_code: int
    stderr: str
    stdout: str
    type: Literal["bash_code_execution_result"]


class BashCodeExecutionResultBlockParam(TypedDict):
    """What a bash command printed, sent back."""

    content: Iterable[BashCodeExecutionOutputBlockParam]
    return_code: int
    stderr: str
    stdout: str
    type: Literal["bash_code_execution_result"]


BashCodeExecutionToolResultBlockContent: TypeAlias = Annotated[
    Union[BashCodeExecutionToolResultError, BashCodeExecutionResultBlock], BY_TYPE
]
"""What a bash result holds."""


BashCodeExecutionToolResultBlockParamContentParam: TypeAlias = Union[
    BashCodeExecutionToolResultErrorParam, BashCodeExecutionResultBlockParam
]
"""What a bash result holds, sent back."""


class BashCodeExecutionToolResultBlock(BaseModel):
    """The outcome of a bash command in the sandbox."""

    content: BashCodeExecutionToolResultBlockContent
    tool_use_id: str
    type: Literal["bash_code_execution_tool_result"]


class BashCodeExecutionToolResultBlockParam(TypedDict, total=False):
    """The outcome of a bash command in the sandbox, sent back."""

    content: Required[BashCodeExecutionToolResultBlockParamContentParam]
    tool_use_id: Required[str]
    type: Required[Literal["bash_code_execution_tool_result"]]
    cache_control: Optional[CacheControlEphemeralParam]


TextEditorCodeExecutionToolResultErrorCode: TypeAlias = Literal[
    "invalid_tool_input",
    "unavailable",
    "too_many_requests",
    "execution_time_exceeded",
    "file_not_found",
]
"""Why the sandbox's text editor failed."""


class TextEditorCodeExecutionToolResultError(BaseModel):
    """A command that the sandbox's text editor could not carry out."""

    error_code: TextEditorCodeExecutionToolResultErrorCode
    error_message: Optional[str] = None
    type: Literal["text_editor_code_execution_tool_result_error"]


class TextEditorCodeExecutionToolResultErrorParam(TypedDict, total=False):
    """A command that the sandbox's text editor could not carry out, sent back."""

    error_code: Required[TextEditorCodeExecutionToolResultErrorCode]
    type: Required[Literal["text_editor_code_execution_tool_result_error"]]
    error_message: Optional[str]


class TextEditorCodeExecutionViewResultBlock(BaseModel):
    """A file, or some of its lines, that was looked at."""

    content: str
    file_type: Literal["text", "image", "pdf"]
    num_lines: Optional[int] = None
    start_line: Optional[int] = None
    total_lines: Optional[int] = None
    type: Literal["text_editor_code_execution_view_result"]


class TextEditorCodeExecutionViewResultBlockParam(TypedDict, total=False):
    """A file that was looked at, sent back."""

    content: Required[str]
    file_type: Required[Literal["text", "image", "pdf"]]
    type: Required[Literal["text_editor_code_execution_view_result"]]
    num_lines: Optional[int]
    start_line: Optional[int]
    total_lines: Optional[int]


class TextEditorCodeExecutionCreateResultBlock(BaseModel):
    """A file was written."""

    is_file_update: bool
    type: Literal["text_editor_code_execution_create_result"]


class TextEditorCodeExecutionCreateResultBlockParam(TypedDict):
    """A file was written, sent back."""

    is_file_update: bool
    type: Literal["text_editor_code_execution_create_result"]


class TextEditorCodeExecutionStrReplaceResultBlock(BaseModel):
    """A piece of a file was replaced."""

    lines: Optional[List[str]] = None
    new_lines: Optional[int] = None
    new_start: Optional[int] = None
    old_lines: Optional[int] = None
    old_start: Optional[int] = None
    type: Literal["text_editor_code_execution_str_replace_result"]


class TextEditorCodeExecutionStrReplaceResultBlockParam(TypedDict, total=False):
    """A piece of a file was replaced, sent back."""

    type: Required[Literal["text_editor_code_execution_str_replace_result"]]
    lines: Optional[SequenceNotStr[str]]
    new_lines: Optional[int]
    new_start: Optional[int]
    old_lines: Optional[int]
    old_start: Optional[int]


TextEditorCodeExecutionToolResultBlockContent: TypeAlias = Annotated[
    Union[
        TextEditorCodeExecutionToolResultError,
        TextEditorCodeExecutionViewResultBlock,
        TextEditorCodeExecutionCreateResultBlock,
        TextEditorCodeExecutionStrReplaceResultBlock,
    ],
    BY_TYPE,
]
"""What a text editor result holds."""


TextEditorCodeExecutionToolResultBlockParamContentParam: TypeAlias = Union[
    TextEditorCodeExecutionToolResultErrorParam,
    TextEditorCodeExecutionViewResultBlockParam,
    TextEditorCodeExecutionCreateResultBlockParam,
    TextEditorCodeExecutionStrReplaceResultBlockParam,
]
"""What a text editor result holds, sent back."""


class TextEditorCodeExecutionToolResultBlock(BaseModel):
    """The outcome of a command of the sandbox's text editor."""

    content: TextEditorCodeExecutionToolResultBlockContent
    tool_use_id: str
    type: Literal["text_editor_code_execution_tool_result"]


class TextEditorCodeExecutionToolResultBlockParam(TypedDict, total=False):
    """The outcome of a command of the sandbox's text editor, sent back."""

    content: Required[TextEditorCodeExecutionToolResultBlockParamContentParam]
    tool_use_id: Required[str]
    type: Required[Literal["text_editor_code_execution_tool_result"]]
    cache_control: Optional[CacheControlEphemeralParam]
