"""What this package uses of the core beyond `anthropic.endpoint`, in one place."""

from anthropic.endpoint import BaseModel as BaseModel
from anthropic.types._annotations import BY_TYPE as BY_TYPE
from anthropic.types._annotations import FileTypes as FileTypes
from anthropic.types._annotations import Omittable as Omittable
from anthropic.types._annotations import SequenceNotStr as SequenceNotStr
