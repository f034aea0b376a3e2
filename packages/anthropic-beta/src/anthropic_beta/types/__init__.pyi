from anthropic import types as _ga
from anthropic.types import messages as _messages

from ._names import PACKAGES as PACKAGES
from .advisor import (
    BetaAdvisorRedactedResultBlock as BetaAdvisorRedactedResultBlock,
)
from .advisor import (
    BetaAdvisorRedactedResultBlockParam as BetaAdvisorRedactedResultBlockParam,
)
from .advisor import (
    BetaAdvisorResultBlock as BetaAdvisorResultBlock,
)
from .advisor import (
    BetaAdvisorResultBlockParam as BetaAdvisorResultBlockParam,
)
from .advisor import (
    BetaAdvisorTool20260301Param as BetaAdvisorTool20260301Param,
)
from .advisor import (
    BetaAdvisorToolResultBlock as BetaAdvisorToolResultBlock,
)
from .advisor import (
    BetaAdvisorToolResultBlockParam as BetaAdvisorToolResultBlockParam,
)
from .advisor import (
    BetaAdvisorToolResultError as BetaAdvisorToolResultError,
)
from .advisor import (
    BetaAdvisorToolResultErrorParam as BetaAdvisorToolResultErrorParam,
)
from .batches import (
    BatchCreateParams as BatchCreateParams,
)
from .batches import (
    BatchListParams as BatchListParams,
)
from .batches import (
    BetaMessageBatchIndividualResponse as BetaMessageBatchIndividualResponse,
)
from .batches import (
    BetaMessageBatchResult as BetaMessageBatchResult,
)
from .batches import (
    BetaMessageBatchSucceededResult as BetaMessageBatchSucceededResult,
)
from .context_management import (
    BetaAllThinkingTurnsParam as BetaAllThinkingTurnsParam,
)
from .context_management import (
    BetaCacheMissMessagesChanged as BetaCacheMissMessagesChanged,
)
from .context_management import (
    BetaCacheMissModelChanged as BetaCacheMissModelChanged,
)
from .context_management import (
    BetaCacheMissPreviousMessageNotFound as BetaCacheMissPreviousMessageNotFound,
)
from .context_management import (
    BetaCacheMissSystemChanged as BetaCacheMissSystemChanged,
)
from .context_management import (
    BetaCacheMissToolsChanged as BetaCacheMissToolsChanged,
)
from .context_management import (
    BetaCacheMissUnavailable as BetaCacheMissUnavailable,
)
from .context_management import (
    BetaClearThinking20251015EditParam as BetaClearThinking20251015EditParam,
)
from .context_management import (
    BetaClearThinking20251015EditResponse as BetaClearThinking20251015EditResponse,
)
from .context_management import (
    BetaClearToolUses20250919EditParam as BetaClearToolUses20250919EditParam,
)
from .context_management import (
    BetaClearToolUses20250919EditResponse as BetaClearToolUses20250919EditResponse,
)
from .context_management import (
    BetaCompact20260112EditParam as BetaCompact20260112EditParam,
)
from .context_management import (
    BetaCompactionBlock as BetaCompactionBlock,
)
from .context_management import (
    BetaCompactionBlockParam as BetaCompactionBlockParam,
)
from .context_management import (
    BetaContextManagementConfigParam as BetaContextManagementConfigParam,
)
from .context_management import (
    BetaContextManagementResponse as BetaContextManagementResponse,
)
from .context_management import (
    BetaCountTokensContextManagementResponse as BetaCountTokensContextManagementResponse,
)
from .context_management import (
    BetaDiagnostics as BetaDiagnostics,
)
from .context_management import (
    BetaDiagnosticsParam as BetaDiagnosticsParam,
)
from .context_management import (
    BetaInputTokensClearAtLeastParam as BetaInputTokensClearAtLeastParam,
)
from .context_management import (
    BetaInputTokensTriggerParam as BetaInputTokensTriggerParam,
)
from .context_management import (
    BetaThinkingTurnsParam as BetaThinkingTurnsParam,
)
from .context_management import (
    BetaToolUsesKeepParam as BetaToolUsesKeepParam,
)
from .context_management import (
    BetaToolUsesTriggerParam as BetaToolUsesTriggerParam,
)
from .events import (
    BetaCompactionContentBlockDelta as BetaCompactionContentBlockDelta,
)
from .events import (
    BetaMessageDeltaUsage as BetaMessageDeltaUsage,
)
from .events import (
    BetaRawContentBlockDelta as BetaRawContentBlockDelta,
)
from .events import (
    BetaRawContentBlockDeltaEvent as BetaRawContentBlockDeltaEvent,
)
from .events import (
    BetaRawContentBlockStartEvent as BetaRawContentBlockStartEvent,
)
from .events import (
    BetaRawContentBlockStopEvent as BetaRawContentBlockStopEvent,
)
from .events import (
    BetaRawMessageDeltaEvent as BetaRawMessageDeltaEvent,
)
from .events import (
    BetaRawMessageStartEvent as BetaRawMessageStartEvent,
)
from .events import (
    BetaRawMessageStopEvent as BetaRawMessageStopEvent,
)
from .events import (
    BetaRawMessageStreamEvent as BetaRawMessageStreamEvent,
)
from .events import (
    BetaThinkingDelta as BetaThinkingDelta,
)
from .fallback import (
    BetaFallbackBlock as BetaFallbackBlock,
)
from .fallback import (
    BetaFallbackBlockParam as BetaFallbackBlockParam,
)
from .fallback import (
    BetaFallbackCreditNotApplied as BetaFallbackCreditNotApplied,
)
from .fallback import (
    BetaFallbackCreditRedeemed as BetaFallbackCreditRedeemed,
)
from .fallback import (
    BetaFallbackCreditTokenParam as BetaFallbackCreditTokenParam,
)
from .fallback import (
    BetaFallbackCreditUsage as BetaFallbackCreditUsage,
)
from .fallback import (
    BetaFallbackInfo as BetaFallbackInfo,
)
from .fallback import (
    BetaFallbackInfoParam as BetaFallbackInfoParam,
)
from .fallback import (
    BetaFallbackParam as BetaFallbackParam,
)
from .fallback import (
    BetaFallbackRefusalTrigger as BetaFallbackRefusalTrigger,
)
from .fallback import (
    BetaFallbacksParam as BetaFallbacksParam,
)
from .fallback import (
    BetaOutputConfigParam as BetaOutputConfigParam,
)
from .fallback import (
    BetaTokenTaskBudgetParam as BetaTokenTaskBudgetParam,
)
from .files import (
    BetaFileMetadata as BetaFileMetadata,
)
from .files import (
    BetaFileScope as BetaFileScope,
)
from .files import (
    FileListParams as FileListParams,
)
from .files import (
    FileMetadata as FileMetadata,
)
from .files import (
    FileUploadParams as FileUploadParams,
)
from .mcp import (
    BetaMCPToolConfigParam as BetaMCPToolConfigParam,
)
from .mcp import (
    BetaMCPToolDefaultConfigParam as BetaMCPToolDefaultConfigParam,
)
from .mcp import (
    BetaMCPToolResultBlock as BetaMCPToolResultBlock,
)
from .mcp import (
    BetaMCPToolsetParam as BetaMCPToolsetParam,
)
from .mcp import (
    BetaMCPToolUseBlock as BetaMCPToolUseBlock,
)
from .mcp import (
    BetaMCPToolUseBlockParam as BetaMCPToolUseBlockParam,
)
from .mcp import (
    BetaRequestMCPServerToolConfigurationParam as BetaRequestMCPServerToolConfigurationParam,
)
from .mcp import (
    BetaRequestMCPServerURLDefinitionParam as BetaRequestMCPServerURLDefinitionParam,
)
from .mcp import (
    BetaRequestMCPToolResultBlockParam as BetaRequestMCPToolResultBlockParam,
)
from .mcp import (
    BetaRequestToolAdditionBlockParam as BetaRequestToolAdditionBlockParam,
)
from .mcp import (
    BetaRequestToolRemovalBlockParam as BetaRequestToolRemovalBlockParam,
)
from .mcp import (
    BetaToolChangeMCPToolReferenceParam as BetaToolChangeMCPToolReferenceParam,
)
from .mcp import (
    BetaToolChangeMCPToolsetReferenceParam as BetaToolChangeMCPToolsetReferenceParam,
)
from .mcp import (
    BetaToolChangeToolReferenceParam as BetaToolChangeToolReferenceParam,
)
from .message import (
    BetaAdvisorMessageIterationUsage as BetaAdvisorMessageIterationUsage,
)
from .message import (
    BetaCompactionIterationUsage as BetaCompactionIterationUsage,
)
from .message import (
    BetaContentBlock as BetaContentBlock,
)
from .message import (
    BetaContentBlockParam as BetaContentBlockParam,
)
from .message import (
    BetaFallbackMessageIterationUsage as BetaFallbackMessageIterationUsage,
)
from .message import (
    BetaIterationsUsage as BetaIterationsUsage,
)
from .message import (
    BetaMessage as BetaMessage,
)
from .message import (
    BetaMessageIterationUsage as BetaMessageIterationUsage,
)
from .message import (
    BetaMessageParam as BetaMessageParam,
)
from .message import (
    BetaMessageTokensCount as BetaMessageTokensCount,
)
from .message import (
    BetaRefusalStopDetails as BetaRefusalStopDetails,
)
from .message import (
    BetaStopReason as BetaStopReason,
)
from .message import (
    BetaUsage as BetaUsage,
)
from .message_create_params import (
    MessageCountTokensParams as MessageCountTokensParams,
)
from .message_create_params import (
    MessageCreateParams as MessageCreateParams,
)
from .model_info import (
    BetaModelInfo as BetaModelInfo,
)
from .model_info import (
    ModelListParams as ModelListParams,
)
from .parsed_beta_message import (
    ParsedBetaContentBlock as ParsedBetaContentBlock,
)
from .parsed_beta_message import (
    ParsedBetaMessage as ParsedBetaMessage,
)
from .parsed_beta_message import (
    ParsedBetaTextBlock as ParsedBetaTextBlock,
)
from .skill import (
    SkillCreateParams as SkillCreateParams,
)
from .skill import (
    SkillCreateResponse as SkillCreateResponse,
)
from .skill import (
    SkillDeleteResponse as SkillDeleteResponse,
)
from .skill import (
    SkillListParams as SkillListParams,
)
from .skill import (
    SkillListResponse as SkillListResponse,
)
from .skill import (
    SkillRetrieveResponse as SkillRetrieveResponse,
)
from .skill import (
    VersionCreateParams as VersionCreateParams,
)
from .skill import (
    VersionCreateResponse as VersionCreateResponse,
)
from .skill import (
    VersionDeleteResponse as VersionDeleteResponse,
)
from .skill import (
    VersionListParams as VersionListParams,
)
from .skill import (
    VersionListResponse as VersionListResponse,
)
from .skill import (
    VersionRetrieveResponse as VersionRetrieveResponse,
)
from .tools import (
    BetaMemoryTool20250818Command as BetaMemoryTool20250818Command,
)
from .tools import (
    BetaMemoryTool20250818CreateCommand as BetaMemoryTool20250818CreateCommand,
)
from .tools import (
    BetaMemoryTool20250818DeleteCommand as BetaMemoryTool20250818DeleteCommand,
)
from .tools import (
    BetaMemoryTool20250818InsertCommand as BetaMemoryTool20250818InsertCommand,
)
from .tools import (
    BetaMemoryTool20250818RenameCommand as BetaMemoryTool20250818RenameCommand,
)
from .tools import (
    BetaMemoryTool20250818StrReplaceCommand as BetaMemoryTool20250818StrReplaceCommand,
)
from .tools import (
    BetaMemoryTool20250818ViewCommand as BetaMemoryTool20250818ViewCommand,
)
from .tools import (
    BetaServerToolUseBlock as BetaServerToolUseBlock,
)
from .tools import (
    BetaServerToolUseBlockParam as BetaServerToolUseBlockParam,
)
from .tools import (
    BetaToolBash20241022Param as BetaToolBash20241022Param,
)
from .tools import (
    BetaToolComputerUse20241022Param as BetaToolComputerUse20241022Param,
)
from .tools import (
    BetaToolComputerUse20250124Param as BetaToolComputerUse20250124Param,
)
from .tools import (
    BetaToolComputerUse20251124Param as BetaToolComputerUse20251124Param,
)
from .tools import (
    BetaToolTextEditor20241022Param as BetaToolTextEditor20241022Param,
)
from .tools import (
    BetaToolUnionParam as BetaToolUnionParam,
)

BetaBase64ImageSourceParam = _ga.Base64ImageSourceParam
BetaBase64PDFBlockParam = _ga.DocumentBlockParam
BetaBase64PDFSource = _ga.Base64PDFSource
BetaBase64PDFSourceParam = _ga.Base64PDFSourceParam
BetaBashCodeExecutionOutputBlock = _ga.BashCodeExecutionOutputBlock
BetaBashCodeExecutionOutputBlockParam = _ga.BashCodeExecutionOutputBlockParam
BetaBashCodeExecutionResultBlock = _ga.BashCodeExecutionResultBlock
BetaBashCodeExecutionResultBlockParam = _ga.BashCodeExecutionResultBlockParam
BetaBashCodeExecutionToolResultBlock = _ga.BashCodeExecutionToolResultBlock
BetaBashCodeExecutionToolResultBlockParam = _ga.BashCodeExecutionToolResultBlockParam
BetaBashCodeExecutionToolResultError = _ga.BashCodeExecutionToolResultError
BetaBashCodeExecutionToolResultErrorParam = _ga.BashCodeExecutionToolResultErrorParam
BetaBrowserCloseTabConfigParam = _ga.BrowserCloseTabConfigParam
BetaBrowserDoubleClickConfigParam = _ga.BrowserDoubleClickConfigParam
BetaBrowserFileUploadConfigParam = _ga.BrowserFileUploadConfigParam
BetaBrowserFindConfigParam = _ga.BrowserFindConfigParam
BetaBrowserFormInputConfigParam = _ga.BrowserFormInputConfigParam
BetaBrowserGetPageTextConfigParam = _ga.BrowserGetPageTextConfigParam
BetaBrowserHoldKeyConfigParam = _ga.BrowserHoldKeyConfigParam
BetaBrowserHoverConfigParam = _ga.BrowserHoverConfigParam
BetaBrowserJavascriptExecConfigParam = _ga.BrowserJavascriptExecConfigParam
BetaBrowserKeyConfigParam = _ga.BrowserKeyConfigParam
BetaBrowserLeftClickConfigParam = _ga.BrowserLeftClickConfigParam
BetaBrowserLeftClickDragConfigParam = _ga.BrowserLeftClickDragConfigParam
BetaBrowserLeftMouseDownConfigParam = _ga.BrowserLeftMouseDownConfigParam
BetaBrowserLeftMouseUpConfigParam = _ga.BrowserLeftMouseUpConfigParam
BetaBrowserListTabsConfigParam = _ga.BrowserListTabsConfigParam
BetaBrowserMiddleClickConfigParam = _ga.BrowserMiddleClickConfigParam
BetaBrowserMouseMoveConfigParam = _ga.BrowserMouseMoveConfigParam
BetaBrowserNavigateConfigParam = _ga.BrowserNavigateConfigParam
BetaBrowserNewTabConfigParam = _ga.BrowserNewTabConfigParam
BetaBrowserReadConsoleConfigParam = _ga.BrowserReadConsoleConfigParam
BetaBrowserReadNetworkConfigParam = _ga.BrowserReadNetworkConfigParam
BetaBrowserReadPageConfigParam = _ga.BrowserReadPageConfigParam
BetaBrowserRightClickConfigParam = _ga.BrowserRightClickConfigParam
BetaBrowserScreenshotConfigParam = _ga.BrowserScreenshotConfigParam
BetaBrowserScrollConfigParam = _ga.BrowserScrollConfigParam
BetaBrowserScrollToConfigParam = _ga.BrowserScrollToConfigParam
BetaBrowserStateBlockParam = _ga.BrowserStateBlockParam
BetaBrowserStateChangeDownloadCompletedParam = _ga.BrowserStateChangeDownloadCompletedParam
BetaBrowserStateChangeDownloadFailedParam = _ga.BrowserStateChangeDownloadFailedParam
BetaBrowserStateChangeDownloadStartedParam = _ga.BrowserStateChangeDownloadStartedParam
BetaBrowserStateChangeParam = _ga.BrowserStateChangeParam
BetaBrowserStateChangeTabOpenedParam = _ga.BrowserStateChangeTabOpenedParam
BetaBrowserStateTabEntryParam = _ga.BrowserStateTabEntryParam
BetaBrowserSwitchTabConfigParam = _ga.BrowserSwitchTabConfigParam
BetaBrowserToolset20260801Param = _ga.BrowserToolset20260801Param
BetaBrowserToolsetConfigsParam = _ga.BrowserToolsetConfigsParam
BetaBrowserTripleClickConfigParam = _ga.BrowserTripleClickConfigParam
BetaBrowserTypeConfigParam = _ga.BrowserTypeConfigParam
BetaBrowserWaitConfigParam = _ga.BrowserWaitConfigParam
BetaBrowserZoomConfigParam = _ga.BrowserZoomConfigParam
BetaCacheControlEphemeralParam = _ga.CacheControlEphemeralParam
BetaCacheCreation = _ga.CacheCreation
BetaCapabilitySupport = _ga.CapabilitySupport
BetaCitationCharLocation = _ga.CitationCharLocation
BetaCitationCharLocationParam = _ga.CitationCharLocationParam
BetaCitationConfig = _ga.CitationsConfig
BetaCitationContentBlockLocation = _ga.CitationContentBlockLocation
BetaCitationContentBlockLocationParam = _ga.CitationContentBlockLocationParam
BetaCitationPageLocation = _ga.CitationPageLocation
BetaCitationPageLocationParam = _ga.CitationPageLocationParam
BetaCitationSearchResultLocation = _ga.CitationsSearchResultLocation
BetaCitationSearchResultLocationParam = _ga.CitationSearchResultLocationParam
BetaCitationWebSearchResultLocationParam = _ga.CitationWebSearchResultLocationParam
BetaCitationsConfigParam = _ga.CitationsConfigParam
BetaCitationsDelta = _ga.CitationsDelta
BetaCitationsWebSearchResultLocation = _ga.CitationsWebSearchResultLocation
BetaCodeExecutionOutputBlock = _ga.CodeExecutionOutputBlock
BetaCodeExecutionOutputBlockParam = _ga.CodeExecutionOutputBlockParam
BetaCodeExecutionResultBlock = _ga.CodeExecutionResultBlock
BetaCodeExecutionResultBlockParam = _ga.CodeExecutionResultBlockParam
BetaCodeExecutionTool20250522Param = _ga.CodeExecutionTool20250522Param
BetaCodeExecutionTool20250825Param = _ga.CodeExecutionTool20250825Param
BetaCodeExecutionTool20260120Param = _ga.CodeExecutionTool20260120Param
BetaCodeExecutionTool20260521Param = _ga.CodeExecutionTool20260521Param
BetaCodeExecutionToolResultBlock = _ga.CodeExecutionToolResultBlock
BetaCodeExecutionToolResultBlockContent = _ga.CodeExecutionToolResultBlockContent
BetaCodeExecutionToolResultBlockParam = _ga.CodeExecutionToolResultBlockParam
BetaCodeExecutionToolResultBlockParamContentParam = _ga.CodeExecutionToolResultBlockParamContentParam
BetaCodeExecutionToolResultError = _ga.CodeExecutionToolResultError
BetaCodeExecutionToolResultErrorCode = _ga.CodeExecutionToolResultErrorCode
BetaCodeExecutionToolResultErrorParam = _ga.CodeExecutionToolResultErrorParam
BetaComputerCursorPositionConfigParam = _ga.ComputerCursorPositionConfigParam
BetaComputerDoubleClickConfigParam = _ga.ComputerDoubleClickConfigParam
BetaComputerHoldKeyConfigParam = _ga.ComputerHoldKeyConfigParam
BetaComputerKeyConfigParam = _ga.ComputerKeyConfigParam
BetaComputerLeftClickConfigParam = _ga.ComputerLeftClickConfigParam
BetaComputerLeftClickDragConfigParam = _ga.ComputerLeftClickDragConfigParam
BetaComputerLeftMouseDownConfigParam = _ga.ComputerLeftMouseDownConfigParam
BetaComputerLeftMouseUpConfigParam = _ga.ComputerLeftMouseUpConfigParam
BetaComputerMiddleClickConfigParam = _ga.ComputerMiddleClickConfigParam
BetaComputerMouseMoveConfigParam = _ga.ComputerMouseMoveConfigParam
BetaComputerRightClickConfigParam = _ga.ComputerRightClickConfigParam
BetaComputerScreenshotConfigParam = _ga.ComputerScreenshotConfigParam
BetaComputerScrollConfigParam = _ga.ComputerScrollConfigParam
BetaComputerToolset20260801Param = _ga.ComputerToolset20260801Param
BetaComputerToolsetConfigsParam = _ga.ComputerToolsetConfigsParam
BetaComputerTripleClickConfigParam = _ga.ComputerTripleClickConfigParam
BetaComputerTypeConfigParam = _ga.ComputerTypeConfigParam
BetaComputerWaitConfigParam = _ga.ComputerWaitConfigParam
BetaComputerZoomConfigParam = _ga.ComputerZoomConfigParam
BetaContainer = _ga.Container
BetaContainerParams = _ga.ContainerParams
BetaContainerUploadBlock = _ga.ContainerUploadBlock
BetaContainerUploadBlockParam = _ga.ContainerUploadBlockParam
BetaContentBlockSourceContentParam = _ga.ContentBlockSourceContentParam
BetaContentBlockSourceParam = _ga.ContentBlockSourceParam
BetaContextManagementCapability = _ga.ContextManagementCapability
BetaDeletedFile = _ga.DeletedFile
BetaDeletedMessageBatch = _messages.DeletedMessageBatch
BetaDirectCaller = _ga.DirectCaller
BetaDirectCallerParam = _ga.DirectCallerParam
BetaDocumentBlock = _ga.DocumentBlock
BetaEffortCapability = _ga.EffortCapability
BetaEncryptedCodeExecutionResultBlock = _ga.EncryptedCodeExecutionResultBlock
BetaEncryptedCodeExecutionResultBlockParam = _ga.EncryptedCodeExecutionResultBlockParam
BetaFileDocumentSourceParam = _ga.FileDocumentSourceParam
BetaFileImageSourceParam = _ga.FileImageSourceParam
BetaImageBlockParam = _ga.ImageBlockParam
BetaImageTransformationsParam = _ga.ImageTransformationsParam
BetaInputJSONDelta = _ga.InputJSONDelta
BetaJSONOutputFormatParam = _ga.JSONOutputFormatParam
BetaMemoryTool20250818Param = _ga.MemoryTool20250818Param
BetaMessageBatch = _messages.MessageBatch
BetaMessageBatchCanceledResult = _messages.MessageBatchCanceledResult
BetaMessageBatchErroredResult = _messages.MessageBatchErroredResult
BetaMessageBatchExpiredResult = _messages.MessageBatchExpiredResult
BetaMessageBatchRequestCounts = _messages.MessageBatchRequestCounts
BetaMetadataParam = _ga.MetadataParam
BetaModelCapabilities = _ga.ModelCapabilities
BetaOutputTokensDetails = _ga.OutputTokensDetails
BetaPlainTextSource = _ga.PlainTextSource
BetaPlainTextSourceParam = _ga.PlainTextSourceParam
BetaRedactedThinkingBlock = _ga.RedactedThinkingBlock
BetaRedactedThinkingBlockParam = _ga.RedactedThinkingBlockParam
BetaRequestDocumentBlockParam = _ga.DocumentBlockParam
BetaSearchResultBlockParam = _ga.SearchResultBlockParam
BetaServerToolCaller = _ga.ServerToolCaller
BetaServerToolCaller20260120 = _ga.ServerToolCaller20260120
BetaServerToolCaller20260120Param = _ga.ServerToolCaller20260120Param
BetaServerToolCallerParam = _ga.ServerToolCallerParam
BetaServerToolUsage = _ga.ServerToolUsage
BetaSignatureDelta = _ga.SignatureDelta
BetaSkill = _ga.ContainerSkill
BetaSkillParams = _ga.SkillParams
BetaTextBlock = _ga.TextBlock
BetaTextBlockParam = _ga.TextBlockParam
BetaTextCitation = _ga.TextCitation
BetaTextCitationParam = _ga.TextCitationParam
BetaTextDelta = _ga.TextDelta
BetaTextEditorCodeExecutionCreateResultBlock = _ga.TextEditorCodeExecutionCreateResultBlock
BetaTextEditorCodeExecutionCreateResultBlockParam = _ga.TextEditorCodeExecutionCreateResultBlockParam
BetaTextEditorCodeExecutionStrReplaceResultBlock = _ga.TextEditorCodeExecutionStrReplaceResultBlock
BetaTextEditorCodeExecutionStrReplaceResultBlockParam = _ga.TextEditorCodeExecutionStrReplaceResultBlockParam
BetaTextEditorCodeExecutionToolResultBlock = _ga.TextEditorCodeExecutionToolResultBlock
BetaTextEditorCodeExecutionToolResultBlockParam = _ga.TextEditorCodeExecutionToolResultBlockParam
BetaTextEditorCodeExecutionToolResultError = _ga.TextEditorCodeExecutionToolResultError
BetaTextEditorCodeExecutionToolResultErrorParam = _ga.TextEditorCodeExecutionToolResultErrorParam
BetaTextEditorCodeExecutionViewResultBlock = _ga.TextEditorCodeExecutionViewResultBlock
BetaTextEditorCodeExecutionViewResultBlockParam = _ga.TextEditorCodeExecutionViewResultBlockParam
BetaThinkingBlock = _ga.ThinkingBlock
BetaThinkingBlockParam = _ga.ThinkingBlockParam
BetaThinkingCapability = _ga.ThinkingCapability
BetaThinkingConfigAdaptiveParam = _ga.ThinkingConfigAdaptiveParam
BetaThinkingConfigDisabledParam = _ga.ThinkingConfigDisabledParam
BetaThinkingConfigEnabledParam = _ga.ThinkingConfigEnabledParam
BetaThinkingConfigParam = _ga.ThinkingConfigParam
BetaThinkingTypes = _ga.ThinkingTypes
BetaToolBash20250124Param = _ga.ToolBash20250124Param
BetaToolChoiceAnyParam = _ga.ToolChoiceAnyParam
BetaToolChoiceAutoParam = _ga.ToolChoiceAutoParam
BetaToolChoiceNoneParam = _ga.ToolChoiceNoneParam
BetaToolChoiceParam = _ga.ToolChoiceParam
BetaToolChoiceToolParam = _ga.ToolChoiceToolParam
BetaToolParam = _ga.ToolParam
BetaToolReferenceBlock = _ga.ToolReferenceBlock
BetaToolReferenceBlockParam = _ga.ToolReferenceBlockParam
BetaToolResultBlockParam = _ga.ToolResultBlockParam
BetaToolSearchToolBm25_20251119Param = _ga.ToolSearchToolBm25_20251119Param
BetaToolSearchToolRegex20251119Param = _ga.ToolSearchToolRegex20251119Param
BetaToolSearchToolResultBlock = _ga.ToolSearchToolResultBlock
BetaToolSearchToolResultBlockParam = _ga.ToolSearchToolResultBlockParam
BetaToolSearchToolResultError = _ga.ToolSearchToolResultError
BetaToolSearchToolResultErrorParam = _ga.ToolSearchToolResultErrorParam
BetaToolSearchToolSearchResultBlock = _ga.ToolSearchToolSearchResultBlock
BetaToolSearchToolSearchResultBlockParam = _ga.ToolSearchToolSearchResultBlockParam
BetaToolTextEditor20250124Param = _ga.ToolTextEditor20250124Param
BetaToolTextEditor20250429Param = _ga.ToolTextEditor20250429Param
BetaToolTextEditor20250728Param = _ga.ToolTextEditor20250728Param
BetaToolUseBlock = _ga.ToolUseBlock
BetaToolUseBlockParam = _ga.ToolUseBlockParam
BetaURLImageSourceParam = _ga.URLImageSourceParam
BetaURLPDFSourceParam = _ga.URLPDFSourceParam
BetaUserLocationParam = _ga.UserLocationParam
BetaWebFetchBlock = _ga.WebFetchBlock
BetaWebFetchBlockParam = _ga.WebFetchBlockParam
BetaWebFetchTool20250910Param = _ga.WebFetchTool20250910Param
BetaWebFetchTool20260209Param = _ga.WebFetchTool20260209Param
BetaWebFetchTool20260309Param = _ga.WebFetchTool20260309Param
BetaWebFetchTool20260318Param = _ga.WebFetchTool20260318Param
BetaWebFetchToolResultBlock = _ga.WebFetchToolResultBlock
BetaWebFetchToolResultBlockParam = _ga.WebFetchToolResultBlockParam
BetaWebFetchToolResultErrorBlock = _ga.WebFetchToolResultErrorBlock
BetaWebFetchToolResultErrorBlockParam = _ga.WebFetchToolResultErrorBlockParam
BetaWebFetchToolResultErrorCode = _ga.WebFetchToolResultErrorCode
BetaWebSearchResultBlock = _ga.WebSearchResultBlock
BetaWebSearchResultBlockParam = _ga.WebSearchResultBlockParam
BetaWebSearchTool20250305Param = _ga.WebSearchTool20250305Param
BetaWebSearchTool20260209Param = _ga.WebSearchTool20260209Param
BetaWebSearchTool20260318Param = _ga.WebSearchTool20260318Param
BetaWebSearchToolRequestErrorParam = _ga.WebSearchToolRequestErrorParam
BetaWebSearchToolResultBlock = _ga.WebSearchToolResultBlock
BetaWebSearchToolResultBlockContent = _ga.WebSearchToolResultBlockContent
BetaWebSearchToolResultBlockParam = _ga.WebSearchToolResultBlockParam
BetaWebSearchToolResultBlockParamContentParam = _ga.WebSearchToolResultBlockParamContentParam
BetaWebSearchToolResultError = _ga.WebSearchToolResultError
BetaWebSearchToolResultErrorCode = _ga.WebSearchToolResultErrorCode
DeletedFile = _ga.DeletedFile
