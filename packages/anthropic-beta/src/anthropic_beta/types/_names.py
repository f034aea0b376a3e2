"""Which types there are, and the public path that each has. Data only."""

from types import ModuleType
from typing import Dict, List, Mapping, Tuple

from anthropic import types
from anthropic.types import messages

MODULES = "batches catalog context_management events fallback message message_create_params tools".split()
"""The modules of the types that beta has of its own."""

_OWN = {
    "anthropic.types.beta": """
        BetaAdvisorMessageIterationUsage BetaAdvisorRedactedResultBlock BetaAdvisorRedactedResultBlockParam
        BetaAdvisorResultBlock BetaAdvisorResultBlockParam BetaAdvisorTool20260301Param BetaAdvisorToolResultBlock
        BetaAdvisorToolResultBlockParam BetaAdvisorToolResultError BetaAdvisorToolResultErrorParam
        BetaAllThinkingTurnsParam BetaCacheMissMessagesChanged BetaCacheMissModelChanged
        BetaCacheMissPreviousMessageNotFound BetaCacheMissSystemChanged BetaCacheMissToolsChanged
        BetaCacheMissUnavailable BetaClearThinking20251015EditParam BetaClearThinking20251015EditResponse
        BetaClearToolUses20250919EditParam BetaClearToolUses20250919EditResponse BetaCompact20260112EditParam
        BetaCompactionBlock BetaCompactionBlockParam BetaCompactionContentBlockDelta BetaCompactionIterationUsage
        BetaContentBlock BetaContentBlockParam BetaContextManagementConfigParam BetaContextManagementResponse
        BetaCountTokensContextManagementResponse BetaDiagnostics BetaDiagnosticsParam BetaFallbackBlock
        BetaFallbackBlockParam BetaFallbackCreditNotApplied BetaFallbackCreditRedeemed BetaFallbackCreditTokenParam
        BetaFallbackCreditUsage BetaFallbackInfo BetaFallbackInfoParam BetaFallbackMessageIterationUsage
        BetaFallbackParam BetaFallbackRefusalTrigger BetaFallbacksParam BetaFileMetadata BetaFileScope
        BetaInputTokensClearAtLeastParam BetaInputTokensTriggerParam BetaIterationsUsage BetaMCPToolConfigParam
        BetaMCPToolDefaultConfigParam BetaMCPToolResultBlock BetaMCPToolUseBlock BetaMCPToolUseBlockParam
        BetaMCPToolsetParam BetaMemoryTool20250818Command BetaMemoryTool20250818CreateCommand
        BetaMemoryTool20250818DeleteCommand BetaMemoryTool20250818InsertCommand BetaMemoryTool20250818RenameCommand
        BetaMemoryTool20250818StrReplaceCommand BetaMemoryTool20250818ViewCommand BetaMessage BetaMessageDeltaUsage
        BetaMessageIterationUsage BetaMessageParam BetaMessageTokensCount BetaModelInfo BetaOutputConfigParam
        BetaRawContentBlockDelta BetaRawContentBlockDeltaEvent BetaRawContentBlockStartEvent
        BetaRawContentBlockStopEvent BetaRawMessageDeltaEvent BetaRawMessageStartEvent BetaRawMessageStopEvent
        BetaRawMessageStreamEvent BetaRefusalStopDetails BetaRequestMCPServerToolConfigurationParam
        BetaRequestMCPServerURLDefinitionParam BetaRequestMCPToolResultBlockParam BetaRequestToolAdditionBlockParam
        BetaRequestToolRemovalBlockParam BetaServerToolUseBlock BetaServerToolUseBlockParam BetaStopReason
        BetaThinkingDelta BetaThinkingTurnsParam BetaTokenTaskBudgetParam BetaToolBash20241022Param
        BetaToolChangeMCPToolReferenceParam BetaToolChangeMCPToolsetReferenceParam BetaToolChangeToolReferenceParam
        BetaToolComputerUse20241022Param BetaToolComputerUse20250124Param BetaToolComputerUse20251124Param
        BetaToolTextEditor20241022Param BetaToolUnionParam BetaToolUsesKeepParam BetaToolUsesTriggerParam BetaUsage
        FileListParams FileMetadata FileUploadParams MessageCountTokensParams MessageCreateParams ModelListParams
        SkillCreateParams SkillCreateResponse SkillDeleteResponse SkillListParams SkillListResponse
        SkillRetrieveResponse
    """.split(),
    "anthropic.types.beta.messages": """
        BatchCreateParams BatchListParams BetaMessageBatchIndividualResponse BetaMessageBatchResult
        BetaMessageBatchSucceededResult
    """.split(),
    "anthropic.types.beta.skills": """
        VersionCreateParams VersionCreateResponse VersionDeleteResponse VersionListParams VersionListResponse
        VersionRetrieveResponse
    """.split(),
}
OWN = {name: package for package, names in _OWN.items() for name in names}
"""Each type that beta has of its own, and the package in which it is public."""

_NOT_IN_BETA = """
    APIErrorObject AnthropicBetaParam AuthenticationError BashCodeExecutionToolResultErrorCode BatchCreateParams
    BatchListParams BillingError CitationsConfig CitationsSearchResultLocation Completion CompletionCreateParams
    ContainerSkill ContentBlockDeltaEvent ContentBlockStartEvent ContentBlockStopEvent DeletedSkill DocumentBlockParam
    ErrorObject ErrorResponse ErrorType FileListParams FileUploadParams GatewayTimeoutError InvalidRequestError
    MessageCountTokensParams MessageCountTokensToolParam MessageCreateParams MessageCreateParamsContainerParam
    MessageDeltaEvent MessageStartEvent MessageStopEvent MessageStreamEvent Model ModelListParams ModelParam
    NotFoundError OverloadedError ParsedContentBlock ParsedMessage ParsedTextBlock PermissionError RateLimitError
    SkillCreateParams SkillListParams SkillSource TextEditorCodeExecutionToolResultErrorCode
    ToolSearchToolResultErrorCode""".split()
"""Types of the core that have no name in beta, or another one than `Beta` and their own."""


def _same(package: ModuleType, **other_names: str) -> Mapping[str, Tuple[ModuleType, str]]:
    """The types of a package of the core that are the same in beta."""
    names: List[str] = [name for name in vars(package)["__all__"] if not name.startswith("Beta")]
    same = {f"Beta{name}": name for name in names if name not in _NOT_IN_BETA and f"Beta{name}" not in OWN}
    return {name: (package, plain) for name, plain in {**same, **other_names}.items()}


_SAME: Mapping[str, Mapping[str, Tuple[ModuleType, str]]] = {
    "anthropic.types.beta": _same(
        types,
        BetaBase64PDFBlockParam="DocumentBlockParam",
        BetaCitationConfig="CitationsConfig",
        BetaCitationSearchResultLocation="CitationsSearchResultLocation",
        BetaRequestDocumentBlockParam="DocumentBlockParam",
        BetaSkill="ContainerSkill",
        DeletedFile="DeletedFile",
    ),
    "anthropic.types.beta.messages": _same(messages),
}
SAME = {name: where for names in _SAME.values() for name, where in names.items()}
"""Each type that is the same in beta as elsewhere: the package of the core, and its name there."""

_EXTRAS = {
    "anthropic.types.beta": """
    beta_advisor_tool_result_block Content=tools:AdvisorToolResultContent
    beta_advisor_tool_result_block_param Content=tools:AdvisorToolResultContentParam
    beta_clear_thinking_20251015_edit_param Keep=context_management:ThinkingKeepParam
    beta_clear_tool_uses_20250919_edit_param Trigger=context_management:ClearToolUsesTriggerParam
    beta_context_management_config_param Edit=context_management:ContextEditParam
    beta_context_management_response AppliedEdit=context_management:AppliedEdit
    beta_diagnostics CacheMissReason=context_management:CacheMissReason
    beta_fallback_credit_usage Status=fallback:FallbackCreditStatus
    beta_fallback_param Thinking=anthropic.types:ThinkingConfigParam
    beta_iterations_usage BetaIterationsUsageItem=message:BetaIterationsUsageItem
    beta_raw_content_block_start_event ContentBlock=message:BetaContentBlock
    beta_raw_message_delta_event Delta=events:MessageDelta
    beta_request_document_block_param Source=anthropic.types.document_block_param:Source
    beta_request_tool_addition_block_param Tool=tools:ToolChangeParam
    beta_request_tool_removal_block_param Tool=tools:ToolChangeParam
    message_count_tokens_params Tool=tools:CountTokensToolParam
    message_create_params MessageCreateParamsBase MessageCreateParamsNonStreaming MessageCreateParamsStreaming
    message_create_params OutputFormat ParseMessageCreateParamsBase
    message_create_params Container=anthropic.types:MessageCreateParamsContainerParam
    message_create_params FallbackCreditToken=fallback:FallbackCreditTokenParam
    parsed_beta_message ParsedBetaContentBlock ParsedBetaMessage ParsedBetaTextBlock
    """,
    "anthropic.types.beta.messages": "batch_create_params Request=batches:BatchRequest",
}


def _extras(package: str) -> Mapping[str, Mapping[str, str]]:
    """What modules of one type hold beside it: module to name to where it really is."""
    found: Dict[str, Dict[str, str]] = {}
    for line in filter(str.strip, _EXTRAS.get(package, "").split("\n")):
        leaf, *held = line.split()
        for each in held:
            name, _, elsewhere = each.partition("=")
            target = elsewhere or f"{leaf}:{name}"
            found.setdefault(leaf, {})[name] = target if "types" in target else f"anthropic_beta.types.{target}"
    return found


PACKAGES = {
    package: (dict.fromkeys([*own, *_SAME.get(package, ())], "anthropic_beta.types"), _extras(package))
    for package, own in _OWN.items()
}
"""Public package to its names with their module, and to what its modules of one type hold beside the type."""
