"""Which types there are: the module that each is in, and the public path that it has. Data only."""

from types import ModuleType
from typing import Dict, List, Mapping, Tuple

from anthropic import types
from anthropic.types import messages

_OWN = {
    "anthropic.types.beta": {
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
        "skill": """
    SkillCreateParams SkillCreateResponse SkillDeleteResponse SkillListParams SkillListResponse
    SkillRetrieveResponse""",
        "tools": """
    BetaMemoryTool20250818Command BetaMemoryTool20250818CreateCommand BetaMemoryTool20250818DeleteCommand
    BetaMemoryTool20250818InsertCommand BetaMemoryTool20250818RenameCommand BetaMemoryTool20250818StrReplaceCommand
    BetaMemoryTool20250818ViewCommand BetaServerToolUseBlock BetaServerToolUseBlockParam BetaToolBash20241022Param
    BetaToolComputerUse20241022Param BetaToolComputerUse20250124Param BetaToolComputerUse20251124Param
    BetaToolTextEditor20241022Param BetaToolUnionParam""",
    },
    "anthropic.types.beta.messages": {
        "batches": """
    BatchCreateParams BatchListParams BetaMessageBatchIndividualResponse BetaMessageBatchResult
    BetaMessageBatchSucceededResult""",
    },
    "anthropic.types.beta.skills": {
        "skill": """
    VersionCreateParams VersionCreateResponse VersionDeleteResponse VersionListParams VersionListResponse
    VersionRetrieveResponse""",
    },
}
OWN: Mapping[str, Tuple[str, str]] = {
    name: (f"anthropic_beta.types.{module}", package)
    for package, modules in _OWN.items()
    for module, names in modules.items()
    for name in names.split()
}
"""Each type that beta has of its own: its module, and the package in which it is public."""

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


def _same(package: ModuleType, **other_names: str) -> Dict[str, Tuple[ModuleType, str]]:
    """The types of a package of the core that are the same in beta."""
    names: List[str] = [name for name in vars(package)["__all__"] if not name.startswith("Beta")]
    same = {f"Beta{name}": name for name in names if name not in _NOT_IN_BETA and f"Beta{name}" not in OWN}
    return {name: (package, plain) for name, plain in {**same, **other_names}.items()}


_SAME = {
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
    "anthropic.types.beta.skills": {},
}
SAME = {name: where for names in _SAME.values() for name, where in names.items()}
"""Each type that is the same in beta as elsewhere: the package of the core, and its name there."""

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


def _extras(package: str) -> Mapping[str, Mapping[str, str]]:
    """What modules of one type hold beside it: module to name to where it really is."""
    if package == "anthropic.types.beta.messages":
        return {"batch_create_params": {"Request": "anthropic_beta.types.batches:BatchRequest"}}
    found: Dict[str, Dict[str, str]] = {}
    for line in _EXTRAS.strip().split("\n") if package == "anthropic.types.beta" else ():
        public, target = line.split()
        leaf, _, name = public.rpartition(".")
        found.setdefault(leaf, {})[name] = target if "types" in target else f"anthropic_beta.types.{target}"
    return found


PACKAGES: Mapping[str, Tuple[Mapping[str, str], Mapping[str, Mapping[str, str]]]] = {
    package: (
        dict.fromkeys([*" ".join(own.values()).split(), *_SAME[package]], "anthropic_beta.types"),
        _extras(package),
    )
    for package, own in _OWN.items()
}
"""Public package to its names with their module, and to what its modules of one type hold beside the type."""
