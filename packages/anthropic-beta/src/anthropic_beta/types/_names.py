"""Which module each type is in, and the public path that it has. Data only."""

from typing import Dict, Mapping, Tuple

_Names = Mapping[str, str]


def _table(groups: Mapping[str, str]) -> Dict[str, str]:
    return {name: f"anthropic_beta.types.{module}" for module, names in groups.items() for name in names.split()}


_BETA = _table(
    {
        "advisor": """
    BetaAdvisorRedactedResultBlock BetaAdvisorRedactedResultBlockParam BetaAdvisorResultBlock
    BetaAdvisorResultBlockParam BetaAdvisorTool20260301Param BetaAdvisorToolResultBlock BetaAdvisorToolResultBlockParam
    BetaAdvisorToolResultError BetaAdvisorToolResultErrorParam""",
        "context_management": """
    BetaAllThinkingTurnsParam BetaCacheMissMessagesChanged BetaCacheMissModelChanged
    BetaCacheMissPreviousMessageNotFound BetaCacheMissSystemChanged BetaCacheMissToolsChanged BetaCacheMissUnavailable
    BetaClearThinking20251015EditParam BetaClearThinking20251015EditResponse BetaClearToolUses20250919EditParam
    BetaClearToolUses20250919EditResponse BetaCompact20260112EditParam BetaCompactionBlock BetaCompactionBlockParam
    BetaContextManagementConfigParam BetaContextManagementResponse BetaCountTokensContextManagementResponse
    BetaDiagnostics BetaDiagnosticsParam BetaInputTokensClearAtLeastParam BetaInputTokensTriggerParam
    BetaThinkingTurnsParam BetaToolUsesKeepParam BetaToolUsesTriggerParam""",
        "events": """
    BetaCompactionContentBlockDelta BetaMessageDeltaUsage BetaRawContentBlockDelta BetaRawContentBlockDeltaEvent
    BetaRawContentBlockStartEvent BetaRawContentBlockStopEvent BetaRawMessageDeltaEvent BetaRawMessageStartEvent
    BetaRawMessageStopEvent BetaRawMessageStreamEvent BetaThinkingDelta""",
        "fallback": """
    BetaFallbackBlock BetaFallbackBlockParam BetaFallbackCreditNotApplied BetaFallbackCreditRedeemed
    BetaFallbackCreditTokenParam BetaFallbackCreditUsage BetaFallbackInfo BetaFallbackInfoParam BetaFallbackParam
    BetaFallbackRefusalTrigger BetaFallbacksParam BetaOutputConfigParam BetaTokenTaskBudgetParam""",
        "files": "BetaFileMetadata BetaFileScope FileListParams FileUploadParams FileMetadata",
        "mcp": """
    BetaMCPToolConfigParam BetaMCPToolDefaultConfigParam BetaMCPToolResultBlock BetaMCPToolUseBlock
    BetaMCPToolUseBlockParam BetaMCPToolsetParam BetaRequestMCPServerToolConfigurationParam
    BetaRequestMCPServerURLDefinitionParam BetaRequestMCPToolResultBlockParam BetaRequestToolAdditionBlockParam
    BetaRequestToolRemovalBlockParam BetaToolChangeMCPToolReferenceParam BetaToolChangeMCPToolsetReferenceParam
    BetaToolChangeToolReferenceParam""",
        "message": """
    BetaAdvisorMessageIterationUsage BetaCompactionIterationUsage BetaContentBlock BetaContentBlockParam
    BetaFallbackMessageIterationUsage BetaIterationsUsage BetaMessage BetaMessageIterationUsage BetaMessageParam
    BetaMessageTokensCount BetaRefusalStopDetails BetaStopReason BetaUsage""",
        "message_create_params": "MessageCountTokensParams MessageCreateParams",
        "model_info": "BetaModelInfo ModelListParams",
        "same": """
    BetaBase64ImageSourceParam BetaBase64PDFBlockParam BetaBase64PDFSource BetaBase64PDFSourceParam
    BetaBashCodeExecutionOutputBlock BetaBashCodeExecutionOutputBlockParam BetaBashCodeExecutionResultBlock
    BetaBashCodeExecutionResultBlockParam BetaBashCodeExecutionToolResultBlock
    BetaBashCodeExecutionToolResultBlockParam BetaBashCodeExecutionToolResultError
    BetaBashCodeExecutionToolResultErrorParam BetaBrowserCloseTabConfigParam BetaBrowserDoubleClickConfigParam
    BetaBrowserFileUploadConfigParam BetaBrowserFindConfigParam BetaBrowserFormInputConfigParam
    BetaBrowserGetPageTextConfigParam BetaBrowserHoldKeyConfigParam BetaBrowserHoverConfigParam
    BetaBrowserJavascriptExecConfigParam BetaBrowserKeyConfigParam BetaBrowserLeftClickConfigParam
    BetaBrowserLeftClickDragConfigParam BetaBrowserLeftMouseDownConfigParam BetaBrowserLeftMouseUpConfigParam
    BetaBrowserListTabsConfigParam BetaBrowserMiddleClickConfigParam BetaBrowserMouseMoveConfigParam
    BetaBrowserNavigateConfigParam BetaBrowserNewTabConfigParam BetaBrowserReadConsoleConfigParam
    BetaBrowserReadNetworkConfigParam BetaBrowserReadPageConfigParam BetaBrowserRightClickConfigParam
    BetaBrowserScreenshotConfigParam BetaBrowserScrollConfigParam BetaBrowserScrollToConfigParam
    BetaBrowserStateBlockParam BetaBrowserStateChangeDownloadCompletedParam BetaBrowserStateChangeDownloadFailedParam
    BetaBrowserStateChangeDownloadStartedParam BetaBrowserStateChangeParam BetaBrowserStateChangeTabOpenedParam
    BetaBrowserStateTabEntryParam BetaBrowserSwitchTabConfigParam BetaBrowserToolset20260801Param
    BetaBrowserToolsetConfigsParam BetaBrowserTripleClickConfigParam BetaBrowserTypeConfigParam
    BetaBrowserWaitConfigParam BetaBrowserZoomConfigParam BetaCacheControlEphemeralParam BetaCacheCreation
    BetaCapabilitySupport BetaCitationCharLocation BetaCitationCharLocationParam BetaCitationConfig
    BetaCitationContentBlockLocation BetaCitationContentBlockLocationParam BetaCitationPageLocation
    BetaCitationPageLocationParam BetaCitationSearchResultLocation BetaCitationSearchResultLocationParam
    BetaCitationWebSearchResultLocationParam BetaCitationsConfigParam BetaCitationsDelta
    BetaCitationsWebSearchResultLocation BetaCodeExecutionOutputBlock BetaCodeExecutionOutputBlockParam
    BetaCodeExecutionResultBlock BetaCodeExecutionResultBlockParam BetaCodeExecutionTool20250522Param
    BetaCodeExecutionTool20250825Param BetaCodeExecutionTool20260120Param BetaCodeExecutionTool20260521Param
    BetaCodeExecutionToolResultBlock BetaCodeExecutionToolResultBlockContent BetaCodeExecutionToolResultBlockParam
    BetaCodeExecutionToolResultBlockParamContentParam BetaCodeExecutionToolResultError
    BetaCodeExecutionToolResultErrorCode BetaCodeExecutionToolResultErrorParam BetaComputerCursorPositionConfigParam
    BetaComputerDoubleClickConfigParam BetaComputerHoldKeyConfigParam BetaComputerKeyConfigParam
    BetaComputerLeftClickConfigParam BetaComputerLeftClickDragConfigParam BetaComputerLeftMouseDownConfigParam
    BetaComputerLeftMouseUpConfigParam BetaComputerMiddleClickConfigParam BetaComputerMouseMoveConfigParam
    BetaComputerRightClickConfigParam BetaComputerScreenshotConfigParam BetaComputerScrollConfigParam
    BetaComputerToolset20260801Param BetaComputerToolsetConfigsParam BetaComputerTripleClickConfigParam
    BetaComputerTypeConfigParam BetaComputerWaitConfigParam BetaComputerZoomConfigParam BetaContainer
    BetaContainerParams BetaContainerUploadBlock BetaContainerUploadBlockParam BetaContentBlockSourceContentParam
    BetaContentBlockSourceParam BetaContextManagementCapability BetaDeletedFile BetaDirectCaller BetaDirectCallerParam
    BetaDocumentBlock BetaEffortCapability BetaEncryptedCodeExecutionResultBlock
    BetaEncryptedCodeExecutionResultBlockParam BetaFileDocumentSourceParam BetaFileImageSourceParam BetaImageBlockParam
    BetaImageTransformationsParam BetaInputJSONDelta BetaJSONOutputFormatParam BetaMemoryTool20250818Param
    BetaMetadataParam BetaModelCapabilities BetaOutputTokensDetails BetaPlainTextSource BetaPlainTextSourceParam
    BetaRedactedThinkingBlock BetaRedactedThinkingBlockParam BetaRequestDocumentBlockParam BetaSearchResultBlockParam
    BetaServerToolCaller BetaServerToolCaller20260120 BetaServerToolCaller20260120Param BetaServerToolCallerParam
    BetaServerToolUsage BetaSignatureDelta BetaSkill BetaSkillParams BetaTextBlock BetaTextBlockParam BetaTextCitation
    BetaTextCitationParam BetaTextDelta BetaTextEditorCodeExecutionCreateResultBlock
    BetaTextEditorCodeExecutionCreateResultBlockParam BetaTextEditorCodeExecutionStrReplaceResultBlock
    BetaTextEditorCodeExecutionStrReplaceResultBlockParam BetaTextEditorCodeExecutionToolResultBlock
    BetaTextEditorCodeExecutionToolResultBlockParam BetaTextEditorCodeExecutionToolResultError
    BetaTextEditorCodeExecutionToolResultErrorParam BetaTextEditorCodeExecutionViewResultBlock
    BetaTextEditorCodeExecutionViewResultBlockParam BetaThinkingBlock BetaThinkingBlockParam BetaThinkingCapability
    BetaThinkingConfigAdaptiveParam BetaThinkingConfigDisabledParam BetaThinkingConfigEnabledParam
    BetaThinkingConfigParam BetaThinkingTypes BetaToolBash20250124Param BetaToolChoiceAnyParam BetaToolChoiceAutoParam
    BetaToolChoiceNoneParam BetaToolChoiceParam BetaToolChoiceToolParam BetaToolParam BetaToolReferenceBlock
    BetaToolReferenceBlockParam BetaToolResultBlockParam BetaToolSearchToolBm25_20251119Param
    BetaToolSearchToolRegex20251119Param BetaToolSearchToolResultBlock BetaToolSearchToolResultBlockParam
    BetaToolSearchToolResultError BetaToolSearchToolResultErrorParam BetaToolSearchToolSearchResultBlock
    BetaToolSearchToolSearchResultBlockParam BetaToolTextEditor20250124Param BetaToolTextEditor20250429Param
    BetaToolTextEditor20250728Param BetaToolUseBlock BetaToolUseBlockParam BetaURLImageSourceParam
    BetaURLPDFSourceParam BetaUserLocationParam BetaWebFetchBlock BetaWebFetchBlockParam BetaWebFetchTool20250910Param
    BetaWebFetchTool20260209Param BetaWebFetchTool20260309Param BetaWebFetchTool20260318Param
    BetaWebFetchToolResultBlock BetaWebFetchToolResultBlockParam BetaWebFetchToolResultErrorBlock
    BetaWebFetchToolResultErrorBlockParam BetaWebFetchToolResultErrorCode BetaWebSearchResultBlock
    BetaWebSearchResultBlockParam BetaWebSearchTool20250305Param BetaWebSearchTool20260209Param
    BetaWebSearchTool20260318Param BetaWebSearchToolRequestErrorParam BetaWebSearchToolResultBlock
    BetaWebSearchToolResultBlockContent BetaWebSearchToolResultBlockParam BetaWebSearchToolResultBlockParamContentParam
    BetaWebSearchToolResultError BetaWebSearchToolResultErrorCode DeletedFile""",
        "skill": """
    SkillCreateParams SkillCreateResponse SkillDeleteResponse SkillListParams SkillListResponse
    SkillRetrieveResponse""",
        "tools": """
    BetaMemoryTool20250818Command BetaMemoryTool20250818CreateCommand BetaMemoryTool20250818DeleteCommand
    BetaMemoryTool20250818InsertCommand BetaMemoryTool20250818RenameCommand BetaMemoryTool20250818StrReplaceCommand
    BetaMemoryTool20250818ViewCommand BetaServerToolUseBlock BetaServerToolUseBlockParam BetaToolBash20241022Param
    BetaToolComputerUse20241022Param BetaToolComputerUse20250124Param BetaToolComputerUse20251124Param
    BetaToolTextEditor20241022Param BetaToolUnionParam""",
    }
)
_MESSAGES = _table(
    {
        "batches": """
    BatchCreateParams BatchListParams BetaMessageBatchIndividualResponse BetaMessageBatchResult
    BetaMessageBatchSucceededResult""",
        "same": """
    BetaDeletedMessageBatch BetaMessageBatch BetaMessageBatchCanceledResult BetaMessageBatchErroredResult
    BetaMessageBatchExpiredResult BetaMessageBatchRequestCounts""",
    }
)
_SKILLS = _table(
    {
        "skill": """
    VersionCreateParams VersionCreateResponse VersionDeleteResponse VersionListParams VersionListResponse
    VersionRetrieveResponse""",
    }
)
_EXTRAS = """
beta_advisor_tool_result_block.Content advisor:AdvisorToolResultContent
beta_advisor_tool_result_block_param.Content advisor:AdvisorToolResultContentParam
beta_clear_thinking_20251015_edit_param.Keep context_management:ThinkingKeepParam
beta_clear_tool_uses_20250919_edit_param.Trigger context_management:ClearToolUsesTriggerParam
beta_context_management_config_param.Edit context_management:ContextEditParam
beta_context_management_response.AppliedEdit context_management:AppliedEdit
beta_diagnostics.CacheMissReason context_management:CacheMissReason
beta_fallback_credit_usage.Status fallback:FallbackCreditStatus
beta_fallback_param.Thinking anthropic.types:ThinkingConfigParam
beta_iterations_usage.BetaIterationsUsageItem message:BetaIterationsUsageItem
beta_raw_content_block_start_event.ContentBlock message:BetaContentBlock
beta_raw_message_delta_event.Delta events:MessageDelta
beta_request_document_block_param.Source anthropic.types.document_block_param:Source
beta_request_tool_addition_block_param.Tool mcp:ToolChangeParam
beta_request_tool_removal_block_param.Tool mcp:ToolChangeParam
message_count_tokens_params.Tool tools:CountTokensToolParam
message_create_params.Container anthropic.types:MessageCreateParamsContainerParam
message_create_params.FallbackCreditToken fallback:FallbackCreditTokenParam
message_create_params.MessageCreateParamsBase message_create_params:MessageCreateParamsBase
message_create_params.MessageCreateParamsNonStreaming message_create_params:MessageCreateParamsNonStreaming
message_create_params.MessageCreateParamsStreaming message_create_params:MessageCreateParamsStreaming
message_create_params.OutputFormat message_create_params:OutputFormat
message_create_params.ParseMessageCreateParamsBase message_create_params:ParseMessageCreateParamsBase
parsed_beta_message.ParsedBetaContentBlock parsed_beta_message:ParsedBetaContentBlock
parsed_beta_message.ParsedBetaMessage parsed_beta_message:ParsedBetaMessage
parsed_beta_message.ParsedBetaTextBlock parsed_beta_message:ParsedBetaTextBlock
"""


def _extras() -> Dict[str, Dict[str, str]]:
    """What modules of one type hold beside it: module to name to where it really is."""
    found: Dict[str, Dict[str, str]] = {}
    for line in _EXTRAS.split("\n")[1:-1]:
        public, target = line.split()
        leaf, _, name = public.rpartition(".")
        found.setdefault(leaf, {})[name] = target if "types" in target else f"anthropic_beta.types.{target}"
    return found


PACKAGES: Mapping[str, Tuple[_Names, Mapping[str, _Names]]] = {
    "anthropic.types.beta": (_BETA, _extras()),
    "anthropic.types.beta.messages": (
        _MESSAGES,
        {"batch_create_params": {"Request": "anthropic_beta.types.batches:BatchRequest"}},
    ),
    "anthropic.types.beta.skills": (_SKILLS, {}),
}
"""Public package to its names, and to what its modules of one type hold beside the type."""
