"""The tool runner: lets the model use tools until it needs none. Blocking and awaiting, plain and streaming."""

from ..runner_request import Approval as Approval
from ..runner_request import CompactionControl as CompactionControl
from .runners import BetaAsyncStreamingToolRunner as BetaAsyncStreamingToolRunner
from .runners import BetaAsyncToolRunner as BetaAsyncToolRunner
from .runners import BetaStreamingToolRunner as BetaStreamingToolRunner
from .runners import BetaToolRunner as BetaToolRunner
