# ruff: noqa: I001 - one import statement for each module; isort would make one for each name
"""Types of the API: models of what it answers (pydantic), parameters of what is sent (`TypedDict`).

Nothing is imported until a name is used. Each topic is one module; types also have a module of their own, such as
`anthropic.types.text_block`, which is made when it is imported.
"""

from typing import TYPE_CHECKING

from ._lazy import lazy_package, name_table
from ._leaf_modules import register_leaf_modules

if TYPE_CHECKING:
    from .citations import (
        CitationCharLocation as CitationCharLocation,
        CitationCharLocationParam as CitationCharLocationParam,
        CitationContentBlockLocation as CitationContentBlockLocation,
        CitationContentBlockLocationParam as CitationContentBlockLocationParam,
        CitationPageLocation as CitationPageLocation,
        CitationPageLocationParam as CitationPageLocationParam,
        CitationSearchResultLocationParam as CitationSearchResultLocationParam,
        CitationWebSearchResultLocationParam as CitationWebSearchResultLocationParam,
        CitationsConfig as CitationsConfig,
        CitationsConfigParam as CitationsConfigParam,
        CitationsSearchResultLocation as CitationsSearchResultLocation,
        CitationsWebSearchResultLocation as CitationsWebSearchResultLocation,
        TextCitation as TextCitation,
        TextCitationParam as TextCitationParam,
    )
    from .code_execution import (
        BashCodeExecutionOutputBlock as BashCodeExecutionOutputBlock,
        BashCodeExecutionOutputBlockParam as BashCodeExecutionOutputBlockParam,
        BashCodeExecutionResultBlock as BashCodeExecutionResultBlock,
        BashCodeExecutionResultBlockParam as BashCodeExecutionResultBlockParam,
        BashCodeExecutionToolResultBlock as BashCodeExecutionToolResultBlock,
        BashCodeExecutionToolResultBlockParam as BashCodeExecutionToolResultBlockParam,
        BashCodeExecutionToolResultError as BashCodeExecutionToolResultError,
        BashCodeExecutionToolResultErrorCode as BashCodeExecutionToolResultErrorCode,
        BashCodeExecutionToolResultErrorParam as BashCodeExecutionToolResultErrorParam,
        CodeExecutionOutputBlock as CodeExecutionOutputBlock,
        CodeExecutionOutputBlockParam as CodeExecutionOutputBlockParam,
        CodeExecutionResultBlock as CodeExecutionResultBlock,
        CodeExecutionResultBlockParam as CodeExecutionResultBlockParam,
        CodeExecutionToolResultBlock as CodeExecutionToolResultBlock,
        CodeExecutionToolResultBlockContent as CodeExecutionToolResultBlockContent,
        CodeExecutionToolResultBlockParam as CodeExecutionToolResultBlockParam,
        CodeExecutionToolResultBlockParamContentParam as CodeExecutionToolResultBlockParamContentParam,
        CodeExecutionToolResultError as CodeExecutionToolResultError,
        CodeExecutionToolResultErrorCode as CodeExecutionToolResultErrorCode,
        CodeExecutionToolResultErrorParam as CodeExecutionToolResultErrorParam,
        EncryptedCodeExecutionResultBlock as EncryptedCodeExecutionResultBlock,
        EncryptedCodeExecutionResultBlockParam as EncryptedCodeExecutionResultBlockParam,
        TextEditorCodeExecutionCreateResultBlock as TextEditorCodeExecutionCreateResultBlock,
        TextEditorCodeExecutionCreateResultBlockParam as TextEditorCodeExecutionCreateResultBlockParam,
        TextEditorCodeExecutionStrReplaceResultBlock as TextEditorCodeExecutionStrReplaceResultBlock,
        TextEditorCodeExecutionStrReplaceResultBlockParam as TextEditorCodeExecutionStrReplaceResultBlockParam,
        TextEditorCodeExecutionToolResultBlock as TextEditorCodeExecutionToolResultBlock,
        TextEditorCodeExecutionToolResultBlockParam as TextEditorCodeExecutionToolResultBlockParam,
        TextEditorCodeExecutionToolResultError as TextEditorCodeExecutionToolResultError,
        TextEditorCodeExecutionToolResultErrorCode as TextEditorCodeExecutionToolResultErrorCode,
        TextEditorCodeExecutionToolResultErrorParam as TextEditorCodeExecutionToolResultErrorParam,
        TextEditorCodeExecutionViewResultBlock as TextEditorCodeExecutionViewResultBlock,
        TextEditorCodeExecutionViewResultBlockParam as TextEditorCodeExecutionViewResultBlockParam,
    )
    from .completions import (
        Completion as Completion,
        CompletionCreateParams as CompletionCreateParams,
    )
    from .content import (
        Base64ImageSourceParam as Base64ImageSourceParam,
        Base64PDFSource as Base64PDFSource,
        Base64PDFSourceParam as Base64PDFSourceParam,
        BrowserStateBlockParam as BrowserStateBlockParam,
        BrowserStateChangeDownloadCompletedParam as BrowserStateChangeDownloadCompletedParam,
        BrowserStateChangeDownloadFailedParam as BrowserStateChangeDownloadFailedParam,
        BrowserStateChangeDownloadStartedParam as BrowserStateChangeDownloadStartedParam,
        BrowserStateChangeParam as BrowserStateChangeParam,
        BrowserStateChangeTabOpenedParam as BrowserStateChangeTabOpenedParam,
        BrowserStateTabEntryParam as BrowserStateTabEntryParam,
        CacheControlEphemeralParam as CacheControlEphemeralParam,
        ContainerUploadBlock as ContainerUploadBlock,
        ContainerUploadBlockParam as ContainerUploadBlockParam,
        ContentBlockSourceContentParam as ContentBlockSourceContentParam,
        ContentBlockSourceParam as ContentBlockSourceParam,
        DirectCaller as DirectCaller,
        DirectCallerParam as DirectCallerParam,
        DocumentBlock as DocumentBlock,
        DocumentBlockParam as DocumentBlockParam,
        FileDocumentSourceParam as FileDocumentSourceParam,
        FileImageSourceParam as FileImageSourceParam,
        ImageBlockParam as ImageBlockParam,
        ImageTransformationsParam as ImageTransformationsParam,
        PlainTextSource as PlainTextSource,
        PlainTextSourceParam as PlainTextSourceParam,
        RedactedThinkingBlock as RedactedThinkingBlock,
        RedactedThinkingBlockParam as RedactedThinkingBlockParam,
        SearchResultBlockParam as SearchResultBlockParam,
        ServerToolCaller as ServerToolCaller,
        ServerToolCaller20260120 as ServerToolCaller20260120,
        ServerToolCaller20260120Param as ServerToolCaller20260120Param,
        ServerToolCallerParam as ServerToolCallerParam,
        TextBlock as TextBlock,
        TextBlockParam as TextBlockParam,
        ThinkingBlock as ThinkingBlock,
        ThinkingBlockParam as ThinkingBlockParam,
        ToolReferenceBlock as ToolReferenceBlock,
        ToolReferenceBlockParam as ToolReferenceBlockParam,
        ToolResultBlockParam as ToolResultBlockParam,
        ToolUseBlock as ToolUseBlock,
        ToolUseBlockParam as ToolUseBlockParam,
        URLImageSourceParam as URLImageSourceParam,
        URLPDFSourceParam as URLPDFSourceParam,
    )
    from .errors import (
        APIErrorObject as APIErrorObject,
        AuthenticationError as AuthenticationError,
        BetaAPIError as BetaAPIError,
        BetaAuthenticationError as BetaAuthenticationError,
        BetaBillingError as BetaBillingError,
        BetaError as BetaError,
        BetaErrorResponse as BetaErrorResponse,
        BetaGatewayTimeoutError as BetaGatewayTimeoutError,
        BetaInvalidRequestError as BetaInvalidRequestError,
        BetaNotFoundError as BetaNotFoundError,
        BetaOverloadedError as BetaOverloadedError,
        BetaPermissionError as BetaPermissionError,
        BetaRateLimitError as BetaRateLimitError,
        BillingError as BillingError,
        ErrorObject as ErrorObject,
        ErrorResponse as ErrorResponse,
        ErrorType as ErrorType,
        GatewayTimeoutError as GatewayTimeoutError,
        InvalidRequestError as InvalidRequestError,
        NotFoundError as NotFoundError,
        OverloadedError as OverloadedError,
        PermissionError as PermissionError,  # noqa: A004
        RateLimitError as RateLimitError,
    )
    from .events import (
        CitationsDelta as CitationsDelta,
        ContentBlockDeltaEvent as ContentBlockDeltaEvent,
        ContentBlockStartEvent as ContentBlockStartEvent,
        ContentBlockStopEvent as ContentBlockStopEvent,
        InputJSONDelta as InputJSONDelta,
        MessageDeltaEvent as MessageDeltaEvent,
        MessageDeltaUsage as MessageDeltaUsage,
        MessageStartEvent as MessageStartEvent,
        MessageStopEvent as MessageStopEvent,
        MessageStreamEvent as MessageStreamEvent,
        RawContentBlockDelta as RawContentBlockDelta,
        RawContentBlockDeltaEvent as RawContentBlockDeltaEvent,
        RawContentBlockStartEvent as RawContentBlockStartEvent,
        RawContentBlockStopEvent as RawContentBlockStopEvent,
        RawMessageDeltaEvent as RawMessageDeltaEvent,
        RawMessageStartEvent as RawMessageStartEvent,
        RawMessageStopEvent as RawMessageStopEvent,
        RawMessageStreamEvent as RawMessageStreamEvent,
        SignatureDelta as SignatureDelta,
        TextDelta as TextDelta,
        ThinkingDelta as ThinkingDelta,
    )
    from .files import (
        DeletedFile as DeletedFile,
        FileListParams as FileListParams,
        FileMetadata as FileMetadata,
        FileUploadParams as FileUploadParams,
    )
    from .identifiers import (
        AnthropicBetaParam as AnthropicBetaParam,
        Model as Model,
        ModelParam as ModelParam,
    )
    from .message import (
        CacheCreation as CacheCreation,
        Container as Container,
        ContainerSkill as ContainerSkill,
        ContentBlock as ContentBlock,
        ContentBlockParam as ContentBlockParam,
        Message as Message,
        MessageParam as MessageParam,
        MessageTokensCount as MessageTokensCount,
        OutputTokensDetails as OutputTokensDetails,
        RefusalStopDetails as RefusalStopDetails,
        ServerToolUsage as ServerToolUsage,
        StopReason as StopReason,
        Usage as Usage,
    )
    from .message_create_params import (
        ContainerParams as ContainerParams,
        JSONOutputFormatParam as JSONOutputFormatParam,
        MessageCountTokensParams as MessageCountTokensParams,
        MessageCreateParams as MessageCreateParams,
        MessageCreateParamsContainerParam as MessageCreateParamsContainerParam,
        MetadataParam as MetadataParam,
        OutputConfigParam as OutputConfigParam,
        SkillParams as SkillParams,
        ThinkingConfigAdaptiveParam as ThinkingConfigAdaptiveParam,
        ThinkingConfigDisabledParam as ThinkingConfigDisabledParam,
        ThinkingConfigEnabledParam as ThinkingConfigEnabledParam,
        ThinkingConfigParam as ThinkingConfigParam,
    )
    from .model_info import (
        CapabilitySupport as CapabilitySupport,
        ContextManagementCapability as ContextManagementCapability,
        EffortCapability as EffortCapability,
        ModelCapabilities as ModelCapabilities,
        ModelInfo as ModelInfo,
        ModelListParams as ModelListParams,
        ThinkingCapability as ThinkingCapability,
        ThinkingTypes as ThinkingTypes,
    )
    from .parsed_message import (
        ParsedContentBlock as ParsedContentBlock,
        ParsedMessage as ParsedMessage,
        ParsedTextBlock as ParsedTextBlock,
    )
    from .server_tools import (
        ServerToolUseBlock as ServerToolUseBlock,
        ServerToolUseBlockParam as ServerToolUseBlockParam,
        ToolSearchToolResultBlock as ToolSearchToolResultBlock,
        ToolSearchToolResultBlockParam as ToolSearchToolResultBlockParam,
        ToolSearchToolResultError as ToolSearchToolResultError,
        ToolSearchToolResultErrorCode as ToolSearchToolResultErrorCode,
        ToolSearchToolResultErrorParam as ToolSearchToolResultErrorParam,
        ToolSearchToolSearchResultBlock as ToolSearchToolSearchResultBlock,
        ToolSearchToolSearchResultBlockParam as ToolSearchToolSearchResultBlockParam,
        WebFetchBlock as WebFetchBlock,
        WebFetchBlockParam as WebFetchBlockParam,
        WebFetchToolResultBlock as WebFetchToolResultBlock,
        WebFetchToolResultBlockParam as WebFetchToolResultBlockParam,
        WebFetchToolResultErrorBlock as WebFetchToolResultErrorBlock,
        WebFetchToolResultErrorBlockParam as WebFetchToolResultErrorBlockParam,
        WebFetchToolResultErrorCode as WebFetchToolResultErrorCode,
        WebSearchResultBlock as WebSearchResultBlock,
        WebSearchResultBlockParam as WebSearchResultBlockParam,
        WebSearchToolRequestErrorParam as WebSearchToolRequestErrorParam,
        WebSearchToolResultBlock as WebSearchToolResultBlock,
        WebSearchToolResultBlockContent as WebSearchToolResultBlockContent,
        WebSearchToolResultBlockParam as WebSearchToolResultBlockParam,
        WebSearchToolResultBlockParamContentParam as WebSearchToolResultBlockParamContentParam,
        WebSearchToolResultError as WebSearchToolResultError,
        WebSearchToolResultErrorCode as WebSearchToolResultErrorCode,
    )
    from .skill import (
        DeletedSkill as DeletedSkill,
        Skill as Skill,
        SkillCreateParams as SkillCreateParams,
        SkillListParams as SkillListParams,
        SkillSource as SkillSource,
    )
    from .tools import (
        CodeExecutionTool20250522Param as CodeExecutionTool20250522Param,
        CodeExecutionTool20250825Param as CodeExecutionTool20250825Param,
        CodeExecutionTool20260120Param as CodeExecutionTool20260120Param,
        CodeExecutionTool20260521Param as CodeExecutionTool20260521Param,
        MemoryTool20250818Param as MemoryTool20250818Param,
        MessageCountTokensToolParam as MessageCountTokensToolParam,
        ToolBash20250124Param as ToolBash20250124Param,
        ToolChoiceAnyParam as ToolChoiceAnyParam,
        ToolChoiceAutoParam as ToolChoiceAutoParam,
        ToolChoiceNoneParam as ToolChoiceNoneParam,
        ToolChoiceParam as ToolChoiceParam,
        ToolChoiceToolParam as ToolChoiceToolParam,
        ToolParam as ToolParam,
        ToolSearchToolBm25_20251119Param as ToolSearchToolBm25_20251119Param,
        ToolSearchToolRegex20251119Param as ToolSearchToolRegex20251119Param,
        ToolTextEditor20250124Param as ToolTextEditor20250124Param,
        ToolTextEditor20250429Param as ToolTextEditor20250429Param,
        ToolTextEditor20250728Param as ToolTextEditor20250728Param,
        ToolUnionParam as ToolUnionParam,
        UserLocationParam as UserLocationParam,
        WebFetchTool20250910Param as WebFetchTool20250910Param,
        WebFetchTool20260209Param as WebFetchTool20260209Param,
        WebFetchTool20260309Param as WebFetchTool20260309Param,
        WebFetchTool20260318Param as WebFetchTool20260318Param,
        WebSearchTool20250305Param as WebSearchTool20250305Param,
        WebSearchTool20260209Param as WebSearchTool20260209Param,
        WebSearchTool20260318Param as WebSearchTool20260318Param,
    )
    from .toolsets import (
        BrowserCloseTabConfigParam as BrowserCloseTabConfigParam,
        BrowserDoubleClickConfigParam as BrowserDoubleClickConfigParam,
        BrowserFileUploadConfigParam as BrowserFileUploadConfigParam,
        BrowserFindConfigParam as BrowserFindConfigParam,
        BrowserFormInputConfigParam as BrowserFormInputConfigParam,
        BrowserGetPageTextConfigParam as BrowserGetPageTextConfigParam,
        BrowserHoldKeyConfigParam as BrowserHoldKeyConfigParam,
        BrowserHoverConfigParam as BrowserHoverConfigParam,
        BrowserJavascriptExecConfigParam as BrowserJavascriptExecConfigParam,
        BrowserKeyConfigParam as BrowserKeyConfigParam,
        BrowserLeftClickConfigParam as BrowserLeftClickConfigParam,
        BrowserLeftClickDragConfigParam as BrowserLeftClickDragConfigParam,
        BrowserLeftMouseDownConfigParam as BrowserLeftMouseDownConfigParam,
        BrowserLeftMouseUpConfigParam as BrowserLeftMouseUpConfigParam,
        BrowserListTabsConfigParam as BrowserListTabsConfigParam,
        BrowserMiddleClickConfigParam as BrowserMiddleClickConfigParam,
        BrowserMouseMoveConfigParam as BrowserMouseMoveConfigParam,
        BrowserNavigateConfigParam as BrowserNavigateConfigParam,
        BrowserNewTabConfigParam as BrowserNewTabConfigParam,
        BrowserReadConsoleConfigParam as BrowserReadConsoleConfigParam,
        BrowserReadNetworkConfigParam as BrowserReadNetworkConfigParam,
        BrowserReadPageConfigParam as BrowserReadPageConfigParam,
        BrowserRightClickConfigParam as BrowserRightClickConfigParam,
        BrowserScreenshotConfigParam as BrowserScreenshotConfigParam,
        BrowserScrollConfigParam as BrowserScrollConfigParam,
        BrowserScrollToConfigParam as BrowserScrollToConfigParam,
        BrowserSwitchTabConfigParam as BrowserSwitchTabConfigParam,
        BrowserToolset20260801Param as BrowserToolset20260801Param,
        BrowserToolsetConfigsParam as BrowserToolsetConfigsParam,
        BrowserTripleClickConfigParam as BrowserTripleClickConfigParam,
        BrowserTypeConfigParam as BrowserTypeConfigParam,
        BrowserWaitConfigParam as BrowserWaitConfigParam,
        BrowserZoomConfigParam as BrowserZoomConfigParam,
        ComputerCursorPositionConfigParam as ComputerCursorPositionConfigParam,
        ComputerDoubleClickConfigParam as ComputerDoubleClickConfigParam,
        ComputerHoldKeyConfigParam as ComputerHoldKeyConfigParam,
        ComputerKeyConfigParam as ComputerKeyConfigParam,
        ComputerLeftClickConfigParam as ComputerLeftClickConfigParam,
        ComputerLeftClickDragConfigParam as ComputerLeftClickDragConfigParam,
        ComputerLeftMouseDownConfigParam as ComputerLeftMouseDownConfigParam,
        ComputerLeftMouseUpConfigParam as ComputerLeftMouseUpConfigParam,
        ComputerMiddleClickConfigParam as ComputerMiddleClickConfigParam,
        ComputerMouseMoveConfigParam as ComputerMouseMoveConfigParam,
        ComputerRightClickConfigParam as ComputerRightClickConfigParam,
        ComputerScreenshotConfigParam as ComputerScreenshotConfigParam,
        ComputerScrollConfigParam as ComputerScrollConfigParam,
        ComputerToolset20260801Param as ComputerToolset20260801Param,
        ComputerToolsetConfigsParam as ComputerToolsetConfigsParam,
        ComputerTripleClickConfigParam as ComputerTripleClickConfigParam,
        ComputerTypeConfigParam as ComputerTypeConfigParam,
        ComputerWaitConfigParam as ComputerWaitConfigParam,
        ComputerZoomConfigParam as ComputerZoomConfigParam,
    )

_NAMES = name_table(
    {
        ".citations": """
            CitationCharLocation CitationCharLocationParam CitationContentBlockLocation
            CitationContentBlockLocationParam CitationPageLocation CitationPageLocationParam
            CitationSearchResultLocationParam CitationWebSearchResultLocationParam CitationsConfig
            CitationsConfigParam CitationsSearchResultLocation CitationsWebSearchResultLocation TextCitation
            TextCitationParam
        """,
        ".code_execution": """
            BashCodeExecutionOutputBlock BashCodeExecutionOutputBlockParam BashCodeExecutionResultBlock
            BashCodeExecutionResultBlockParam BashCodeExecutionToolResultBlock BashCodeExecutionToolResultBlockParam
            BashCodeExecutionToolResultError BashCodeExecutionToolResultErrorCode
            BashCodeExecutionToolResultErrorParam CodeExecutionOutputBlock CodeExecutionOutputBlockParam
            CodeExecutionResultBlock CodeExecutionResultBlockParam CodeExecutionToolResultBlock
            CodeExecutionToolResultBlockContent CodeExecutionToolResultBlockParam
            CodeExecutionToolResultBlockParamContentParam CodeExecutionToolResultError
            CodeExecutionToolResultErrorCode CodeExecutionToolResultErrorParam EncryptedCodeExecutionResultBlock
            EncryptedCodeExecutionResultBlockParam TextEditorCodeExecutionCreateResultBlock
            TextEditorCodeExecutionCreateResultBlockParam TextEditorCodeExecutionStrReplaceResultBlock
            TextEditorCodeExecutionStrReplaceResultBlockParam TextEditorCodeExecutionToolResultBlock
            TextEditorCodeExecutionToolResultBlockParam TextEditorCodeExecutionToolResultError
            TextEditorCodeExecutionToolResultErrorCode TextEditorCodeExecutionToolResultErrorParam
            TextEditorCodeExecutionViewResultBlock TextEditorCodeExecutionViewResultBlockParam
        """,
        ".completions": "Completion CompletionCreateParams",
        ".content": """
            Base64ImageSourceParam Base64PDFSource Base64PDFSourceParam BrowserStateBlockParam
            BrowserStateChangeDownloadCompletedParam BrowserStateChangeDownloadFailedParam
            BrowserStateChangeDownloadStartedParam BrowserStateChangeParam BrowserStateChangeTabOpenedParam
            BrowserStateTabEntryParam CacheControlEphemeralParam ContainerUploadBlock ContainerUploadBlockParam
            ContentBlockSourceContentParam ContentBlockSourceParam DirectCaller DirectCallerParam DocumentBlock
            DocumentBlockParam FileDocumentSourceParam FileImageSourceParam ImageBlockParam ImageTransformationsParam
            PlainTextSource PlainTextSourceParam RedactedThinkingBlock RedactedThinkingBlockParam
            SearchResultBlockParam ServerToolCaller ServerToolCaller20260120 ServerToolCaller20260120Param
            ServerToolCallerParam TextBlock TextBlockParam ThinkingBlock ThinkingBlockParam ToolReferenceBlock
            ToolReferenceBlockParam ToolResultBlockParam ToolUseBlock ToolUseBlockParam URLImageSourceParam
            URLPDFSourceParam
        """,
        ".errors": """
            APIErrorObject AuthenticationError BetaAPIError BetaAuthenticationError BetaBillingError BetaError
            BetaErrorResponse BetaGatewayTimeoutError BetaInvalidRequestError BetaNotFoundError BetaOverloadedError
            BetaPermissionError BetaRateLimitError BillingError ErrorObject ErrorResponse ErrorType
            GatewayTimeoutError InvalidRequestError NotFoundError OverloadedError PermissionError RateLimitError
        """,
        ".events": """
            CitationsDelta ContentBlockDeltaEvent ContentBlockStartEvent ContentBlockStopEvent InputJSONDelta
            MessageDeltaEvent MessageDeltaUsage MessageStartEvent MessageStopEvent MessageStreamEvent
            RawContentBlockDelta RawContentBlockDeltaEvent RawContentBlockStartEvent RawContentBlockStopEvent
            RawMessageDeltaEvent RawMessageStartEvent RawMessageStopEvent RawMessageStreamEvent SignatureDelta
            TextDelta ThinkingDelta
        """,
        ".files": "DeletedFile FileListParams FileMetadata FileUploadParams",
        ".identifiers": "AnthropicBetaParam Model ModelParam",
        ".message": """
            CacheCreation Container ContainerSkill ContentBlock ContentBlockParam Message MessageParam
            MessageTokensCount OutputTokensDetails RefusalStopDetails ServerToolUsage StopReason Usage
        """,
        ".message_create_params": """
            ContainerParams JSONOutputFormatParam MessageCountTokensParams MessageCreateParams
            MessageCreateParamsContainerParam MetadataParam OutputConfigParam SkillParams ThinkingConfigAdaptiveParam
            ThinkingConfigDisabledParam ThinkingConfigEnabledParam ThinkingConfigParam
        """,
        ".model_info": """
            CapabilitySupport ContextManagementCapability EffortCapability ModelCapabilities ModelInfo ModelListParams
            ThinkingCapability ThinkingTypes
        """,
        ".parsed_message": "ParsedContentBlock ParsedMessage ParsedTextBlock",
        ".server_tools": """
            ServerToolUseBlock ServerToolUseBlockParam ToolSearchToolResultBlock ToolSearchToolResultBlockParam
            ToolSearchToolResultError ToolSearchToolResultErrorCode ToolSearchToolResultErrorParam
            ToolSearchToolSearchResultBlock ToolSearchToolSearchResultBlockParam WebFetchBlock WebFetchBlockParam
            WebFetchToolResultBlock WebFetchToolResultBlockParam WebFetchToolResultErrorBlock
            WebFetchToolResultErrorBlockParam WebFetchToolResultErrorCode WebSearchResultBlock
            WebSearchResultBlockParam WebSearchToolRequestErrorParam WebSearchToolResultBlock
            WebSearchToolResultBlockContent WebSearchToolResultBlockParam WebSearchToolResultBlockParamContentParam
            WebSearchToolResultError WebSearchToolResultErrorCode
        """,
        ".skill": "DeletedSkill Skill SkillCreateParams SkillListParams SkillSource",
        ".tools": """
            CodeExecutionTool20250522Param CodeExecutionTool20250825Param CodeExecutionTool20260120Param
            CodeExecutionTool20260521Param MemoryTool20250818Param MessageCountTokensToolParam ToolBash20250124Param
            ToolChoiceAnyParam ToolChoiceAutoParam ToolChoiceNoneParam ToolChoiceParam ToolChoiceToolParam ToolParam
            ToolSearchToolBm25_20251119Param ToolSearchToolRegex20251119Param ToolTextEditor20250124Param
            ToolTextEditor20250429Param ToolTextEditor20250728Param ToolUnionParam UserLocationParam
            WebFetchTool20250910Param WebFetchTool20260209Param WebFetchTool20260309Param WebFetchTool20260318Param
            WebSearchTool20250305Param WebSearchTool20260209Param WebSearchTool20260318Param
        """,
        ".toolsets": """
            BrowserCloseTabConfigParam BrowserDoubleClickConfigParam BrowserFileUploadConfigParam
            BrowserFindConfigParam BrowserFormInputConfigParam BrowserGetPageTextConfigParam BrowserHoldKeyConfigParam
            BrowserHoverConfigParam BrowserJavascriptExecConfigParam BrowserKeyConfigParam BrowserLeftClickConfigParam
            BrowserLeftClickDragConfigParam BrowserLeftMouseDownConfigParam BrowserLeftMouseUpConfigParam
            BrowserListTabsConfigParam BrowserMiddleClickConfigParam BrowserMouseMoveConfigParam
            BrowserNavigateConfigParam BrowserNewTabConfigParam BrowserReadConsoleConfigParam
            BrowserReadNetworkConfigParam BrowserReadPageConfigParam BrowserRightClickConfigParam
            BrowserScreenshotConfigParam BrowserScrollConfigParam BrowserScrollToConfigParam
            BrowserSwitchTabConfigParam BrowserToolset20260801Param BrowserToolsetConfigsParam
            BrowserTripleClickConfigParam BrowserTypeConfigParam BrowserWaitConfigParam BrowserZoomConfigParam
            ComputerCursorPositionConfigParam ComputerDoubleClickConfigParam ComputerHoldKeyConfigParam
            ComputerKeyConfigParam ComputerLeftClickConfigParam ComputerLeftClickDragConfigParam
            ComputerLeftMouseDownConfigParam ComputerLeftMouseUpConfigParam ComputerMiddleClickConfigParam
            ComputerMouseMoveConfigParam ComputerRightClickConfigParam ComputerScreenshotConfigParam
            ComputerScrollConfigParam ComputerToolset20260801Param ComputerToolsetConfigsParam
            ComputerTripleClickConfigParam ComputerTypeConfigParam ComputerWaitConfigParam ComputerZoomConfigParam
        """,
    }
)
_EXTRAS = {
    "bash_code_execution_tool_result_block": {"Content": ".code_execution:BashCodeExecutionToolResultBlockContent"},
    "bash_code_execution_tool_result_block_param": {
        "Content": ".code_execution:BashCodeExecutionToolResultBlockParamContentParam"
    },
    "citations_delta": {"Citation": "TextCitation"},
    "completion_create_params": {
        "CompletionCreateParamsBase": ".completions:CompletionCreateParamsBase",
        "CompletionCreateParamsNonStreaming": ".completions:CompletionCreateParamsNonStreaming",
        "CompletionCreateParamsStreaming": ".completions:CompletionCreateParamsStreaming",
        "CompletionRequestNonStreaming": ".completions:CompletionCreateParamsNonStreaming",
        "CompletionRequestNonStreamingMetadata": "MetadataParam",
        "CompletionRequestStreaming": ".completions:CompletionCreateParamsStreaming",
        "CompletionRequestStreamingMetadata": "MetadataParam",
        "Metadata": "MetadataParam",
    },
    "document_block": {"Source": ".content:DocumentSource"},
    "document_block_param": {"Source": ".content:DocumentSourceParam"},
    "image_block_param": {"Source": ".content:ImageSourceParam"},
    "input_json_delta": {"InputJsonDelta": "InputJSONDelta"},
    "raw_content_block_start_event": {"ContentBlock": "ContentBlock"},
    "raw_message_delta_event": {"Delta": ".events:MessageDelta"},
    "server_tool_use_block": {"Caller": ".content:Caller"},
    "server_tool_use_block_param": {"Caller": ".content:CallerParam"},
    "text_editor_code_execution_tool_result_block": {
        "Content": ".code_execution:TextEditorCodeExecutionToolResultBlockContent"
    },
    "text_editor_code_execution_tool_result_block_param": {
        "Content": ".code_execution:TextEditorCodeExecutionToolResultBlockParamContentParam"
    },
    "tool_param": {"InputSchema": ".tools:InputSchema", "InputSchemaTyped": ".tools:InputSchemaTyped"},
    "tool_result_block_param": {"Content": ".content:ToolResultContentParam"},
    "tool_search_tool_result_block": {"Content": ".server_tools:ToolSearchToolResultBlockContent"},
    "tool_search_tool_result_block_param": {"Content": ".server_tools:ToolSearchToolResultBlockParamContentParam"},
    "tool_use_block": {"Caller": ".content:Caller"},
    "tool_use_block_param": {"Caller": ".content:CallerParam"},
    "web_fetch_tool_result_block": {
        "Caller": ".content:Caller",
        "Content": ".server_tools:WebFetchToolResultBlockContent",
    },
    "web_fetch_tool_result_block_param": {
        "Caller": ".content:CallerParam",
        "Content": ".server_tools:WebFetchToolResultBlockParamContentParam",
    },
    "web_search_tool_20250305_param": {"UserLocation": "UserLocationParam"},
    "web_search_tool_20260209_param": {"UserLocation": "UserLocationParam"},
    "web_search_tool_result_block": {"Caller": ".content:Caller"},
    "web_search_tool_result_block_param": {"Caller": ".content:CallerParam"},
}
register_leaf_modules(__name__, _NAMES, _EXTRAS)

if not TYPE_CHECKING:
    __all__ = list(_NAMES)
    __getattr__, __dir__ = lazy_package(__name__, _NAMES)
