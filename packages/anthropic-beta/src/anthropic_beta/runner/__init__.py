"""The tool runner: lets the model use tools until it needs none. Blocking and awaiting, plain and streaming."""

from .asynchronous import BetaAsyncStreamingToolRunner as BetaAsyncStreamingToolRunner
from .asynchronous import BetaAsyncToolRunner as BetaAsyncToolRunner
from .request import Approval as Approval
from .request import CompactionControl as CompactionControl
from .synchronous import BetaStreamingToolRunner as BetaStreamingToolRunner
from .synchronous import BetaToolRunner as BetaToolRunner
