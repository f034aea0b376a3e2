"""The tool runner: lets the model use tools until it needs none. Blocking and awaiting, plain and streaming."""

from ..runner_request import Approval as Approval
from ..runner_request import CompactionControl as CompactionControl
from .asynchronous import BetaAsyncStreamingToolRunner as BetaAsyncStreamingToolRunner
from .asynchronous import BetaAsyncToolRunner as BetaAsyncToolRunner
from .synchronous import BetaStreamingToolRunner as BetaStreamingToolRunner
from .synchronous import BetaToolRunner as BetaToolRunner
