"""The floor's models of batch results and of pages, by hand with plain pydantic."""

from datetime import datetime
from typing import List, Optional, Union

from pydantic import Field
from typing_extensions import Annotated, Literal

from .floor_message import Message, Model


class Succeeded(Model):
    type: Literal["succeeded"]
    message: Message


class APIFault(Model):
    type: str
    message: str


class Fault(Model):
    type: Literal["error"]
    error: APIFault


class Errored(Model):
    type: Literal["errored"]
    error: Fault


class Canceled(Model):
    type: Literal["canceled"]


class Expired(Model):
    type: Literal["expired"]


class BatchLine(Model):
    custom_id: str
    result: Annotated[Union[Succeeded, Errored, Canceled, Expired], Field(discriminator="type")]


class Batch(Model):
    id: str
    type: Literal["message_batch"]
    processing_status: str
    created_at: datetime
    expires_at: datetime
    results_url: str


class ModelInfo(Model):
    type: Literal["model"]
    id: str
    display_name: str
    created_at: datetime


class ModelPage(Model):
    data: List[ModelInfo]
    has_more: bool
    first_id: Optional[str] = None
    last_id: Optional[str] = None
