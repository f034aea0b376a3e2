"""Tools that are functions, memory tools, and the loop that runs them. Public as `anthropic.lib.tools`."""

from .function_tools.functions import BetaAsyncBuiltinFunctionTool as BetaAsyncBuiltinFunctionTool
from .function_tools.functions import BetaAsyncFunctionTool as BetaAsyncFunctionTool
from .function_tools.functions import BetaAsyncRunnableTool as BetaAsyncRunnableTool
from .function_tools.functions import BetaBuiltinFunctionTool as BetaBuiltinFunctionTool
from .function_tools.functions import BetaFunctionTool as BetaFunctionTool
from .function_tools.functions import BetaRunnableTool as BetaRunnableTool
from .function_tools.functions import beta_async_tool as beta_async_tool
from .function_tools.functions import beta_tool as beta_tool
from .function_tools.results import BetaFunctionToolResultType as BetaFunctionToolResultType
from .function_tools.results import ToolError as ToolError
from .function_tools.results import ToolInputError as ToolInputError
from .memory import BetaAbstractMemoryTool as BetaAbstractMemoryTool
from .memory import BetaAsyncAbstractMemoryTool as BetaAsyncAbstractMemoryTool
from .runner import BetaAsyncStreamingToolRunner as BetaAsyncStreamingToolRunner
from .runner import BetaAsyncToolRunner as BetaAsyncToolRunner
from .runner import BetaStreamingToolRunner as BetaStreamingToolRunner
from .runner import BetaToolRunner as BetaToolRunner
from .runner import CompactionControl as CompactionControl
