# ruff: noqa: I001 - one import statement for each module; isort would make one for each name
"""Types of beta: models of what the API answers (pydantic), parameters of what is sent (`TypedDict`).

Public as `anthropic.types.beta`. A type that is the same as without beta is the very same class, under its beta name;
one with more fields extends it. Nothing is imported until a name is used.
"""

from typing import TYPE_CHECKING, Any, List

from ._names import PACKAGES as PACKAGES

if TYPE_CHECKING:
    from .same import *  # noqa: F403
    from .advisor import (
        BetaAdvisorRedactedResultBlock as BetaAdvisorRedactedResultBlock,
        BetaAdvisorRedactedResultBlockParam as BetaAdvisorRedactedResultBlockParam,
        BetaAdvisorResultBlock as BetaAdvisorResultBlock,
        BetaAdvisorResultBlockParam as BetaAdvisorResultBlockParam,
        BetaAdvisorTool20260301Param as BetaAdvisorTool20260301Param,
        BetaAdvisorToolResultBlock as BetaAdvisorToolResultBlock,
        BetaAdvisorToolResultBlockParam as BetaAdvisorToolResultBlockParam,
        BetaAdvisorToolResultError as BetaAdvisorToolResultError,
        BetaAdvisorToolResultErrorParam as BetaAdvisorToolResultErrorParam,
    )
    from .batches import (
        BatchCreateParams as BatchCreateParams,
        BatchListParams as BatchListParams,
        BetaMessageBatchIndividualResponse as BetaMessageBatchIndividualResponse,
        BetaMessageBatchResult as BetaMessageBatchResult,
        BetaMessageBatchSucceededResult as BetaMessageBatchSucceededResult,
    )
    from .context_management import (
        BetaAllThinkingTurnsParam as BetaAllThinkingTurnsParam,
        BetaCacheMissMessagesChanged as BetaCacheMissMessagesChanged,
        BetaCacheMissModelChanged as BetaCacheMissModelChanged,
        BetaCacheMissPreviousMessageNotFound as BetaCacheMissPreviousMessageNotFound,
        BetaCacheMissSystemChanged as BetaCacheMissSystemChanged,
        BetaCacheMissToolsChanged as BetaCacheMissToolsChanged,
        BetaCacheMissUnavailable as BetaCacheMissUnavailable,
        BetaClearThinking20251015EditParam as BetaClearThinking20251015EditParam,
        BetaClearThinking20251015EditResponse as BetaClearThinking20251015EditResponse,
        BetaClearToolUses20250919EditParam as BetaClearToolUses20250919EditParam,
        BetaClearToolUses20250919EditResponse as BetaClearToolUses20250919EditResponse,
        BetaCompact20260112EditParam as BetaCompact20260112EditParam,
        BetaCompactionBlock as BetaCompactionBlock,
        BetaCompactionBlockParam as BetaCompactionBlockParam,
        BetaContextManagementConfigParam as BetaContextManagementConfigParam,
        BetaContextManagementResponse as BetaContextManagementResponse,
        BetaCountTokensContextManagementResponse as BetaCountTokensContextManagementResponse,
        BetaDiagnostics as BetaDiagnostics,
        BetaDiagnosticsParam as BetaDiagnosticsParam,
        BetaInputTokensClearAtLeastParam as BetaInputTokensClearAtLeastParam,
        BetaInputTokensTriggerParam as BetaInputTokensTriggerParam,
        BetaThinkingTurnsParam as BetaThinkingTurnsParam,
        BetaToolUsesKeepParam as BetaToolUsesKeepParam,
        BetaToolUsesTriggerParam as BetaToolUsesTriggerParam,
    )
    from .events import (
        BetaCompactionContentBlockDelta as BetaCompactionContentBlockDelta,
        BetaMessageDeltaUsage as BetaMessageDeltaUsage,
        BetaRawContentBlockDelta as BetaRawContentBlockDelta,
        BetaRawContentBlockDeltaEvent as BetaRawContentBlockDeltaEvent,
        BetaRawContentBlockStartEvent as BetaRawContentBlockStartEvent,
        BetaRawContentBlockStopEvent as BetaRawContentBlockStopEvent,
        BetaRawMessageDeltaEvent as BetaRawMessageDeltaEvent,
        BetaRawMessageStartEvent as BetaRawMessageStartEvent,
        BetaRawMessageStopEvent as BetaRawMessageStopEvent,
        BetaRawMessageStreamEvent as BetaRawMessageStreamEvent,
        BetaThinkingDelta as BetaThinkingDelta,
    )
    from .fallback import (
        BetaFallbackBlock as BetaFallbackBlock,
        BetaFallbackBlockParam as BetaFallbackBlockParam,
        BetaFallbackCreditNotApplied as BetaFallbackCreditNotApplied,
        BetaFallbackCreditRedeemed as BetaFallbackCreditRedeemed,
        BetaFallbackCreditTokenParam as BetaFallbackCreditTokenParam,
        BetaFallbackCreditUsage as BetaFallbackCreditUsage,
        BetaFallbackInfo as BetaFallbackInfo,
        BetaFallbackInfoParam as BetaFallbackInfoParam,
        BetaFallbackParam as BetaFallbackParam,
        BetaFallbackRefusalTrigger as BetaFallbackRefusalTrigger,
        BetaFallbacksParam as BetaFallbacksParam,
        BetaOutputConfigParam as BetaOutputConfigParam,
        BetaTokenTaskBudgetParam as BetaTokenTaskBudgetParam,
    )
    from .files import (
        BetaFileMetadata as BetaFileMetadata,
        BetaFileScope as BetaFileScope,
        FileListParams as FileListParams,
        FileMetadata as FileMetadata,
        FileUploadParams as FileUploadParams,
    )
    from .mcp import (
        BetaMCPToolConfigParam as BetaMCPToolConfigParam,
        BetaMCPToolDefaultConfigParam as BetaMCPToolDefaultConfigParam,
        BetaMCPToolResultBlock as BetaMCPToolResultBlock,
        BetaMCPToolUseBlock as BetaMCPToolUseBlock,
        BetaMCPToolUseBlockParam as BetaMCPToolUseBlockParam,
        BetaMCPToolsetParam as BetaMCPToolsetParam,
        BetaRequestMCPServerToolConfigurationParam as BetaRequestMCPServerToolConfigurationParam,
        BetaRequestMCPServerURLDefinitionParam as BetaRequestMCPServerURLDefinitionParam,
        BetaRequestMCPToolResultBlockParam as BetaRequestMCPToolResultBlockParam,
        BetaRequestToolAdditionBlockParam as BetaRequestToolAdditionBlockParam,
        BetaRequestToolRemovalBlockParam as BetaRequestToolRemovalBlockParam,
        BetaToolChangeMCPToolReferenceParam as BetaToolChangeMCPToolReferenceParam,
        BetaToolChangeMCPToolsetReferenceParam as BetaToolChangeMCPToolsetReferenceParam,
        BetaToolChangeToolReferenceParam as BetaToolChangeToolReferenceParam,
    )
    from .message import (
        BetaAdvisorMessageIterationUsage as BetaAdvisorMessageIterationUsage,
        BetaCompactionIterationUsage as BetaCompactionIterationUsage,
        BetaContentBlock as BetaContentBlock,
        BetaContentBlockParam as BetaContentBlockParam,
        BetaFallbackMessageIterationUsage as BetaFallbackMessageIterationUsage,
        BetaIterationsUsage as BetaIterationsUsage,
        BetaMessage as BetaMessage,
        BetaMessageIterationUsage as BetaMessageIterationUsage,
        BetaMessageParam as BetaMessageParam,
        BetaMessageTokensCount as BetaMessageTokensCount,
        BetaRefusalStopDetails as BetaRefusalStopDetails,
        BetaStopReason as BetaStopReason,
        BetaUsage as BetaUsage,
    )
    from .message_create_params import (
        MessageCountTokensParams as MessageCountTokensParams,
        MessageCreateParams as MessageCreateParams,
    )
    from .model_info import (
        BetaModelInfo as BetaModelInfo,
        ModelListParams as ModelListParams,
    )
    from .skill import (
        SkillCreateParams as SkillCreateParams,
        SkillCreateResponse as SkillCreateResponse,
        SkillDeleteResponse as SkillDeleteResponse,
        SkillListParams as SkillListParams,
        SkillListResponse as SkillListResponse,
        SkillRetrieveResponse as SkillRetrieveResponse,
        VersionCreateParams as VersionCreateParams,
        VersionCreateResponse as VersionCreateResponse,
        VersionDeleteResponse as VersionDeleteResponse,
        VersionListParams as VersionListParams,
        VersionListResponse as VersionListResponse,
        VersionRetrieveResponse as VersionRetrieveResponse,
    )
    from .tools import (
        BetaMemoryTool20250818Command as BetaMemoryTool20250818Command,
        BetaMemoryTool20250818CreateCommand as BetaMemoryTool20250818CreateCommand,
        BetaMemoryTool20250818DeleteCommand as BetaMemoryTool20250818DeleteCommand,
        BetaMemoryTool20250818InsertCommand as BetaMemoryTool20250818InsertCommand,
        BetaMemoryTool20250818RenameCommand as BetaMemoryTool20250818RenameCommand,
        BetaMemoryTool20250818StrReplaceCommand as BetaMemoryTool20250818StrReplaceCommand,
        BetaMemoryTool20250818ViewCommand as BetaMemoryTool20250818ViewCommand,
        BetaServerToolUseBlock as BetaServerToolUseBlock,
        BetaServerToolUseBlockParam as BetaServerToolUseBlockParam,
        BetaToolBash20241022Param as BetaToolBash20241022Param,
        BetaToolComputerUse20241022Param as BetaToolComputerUse20241022Param,
        BetaToolComputerUse20250124Param as BetaToolComputerUse20250124Param,
        BetaToolComputerUse20251124Param as BetaToolComputerUse20251124Param,
        BetaToolTextEditor20241022Param as BetaToolTextEditor20241022Param,
        BetaToolUnionParam as BetaToolUnionParam,
    )
    from .parsed_beta_message import (
        ParsedBetaContentBlock as ParsedBetaContentBlock,
        ParsedBetaMessage as ParsedBetaMessage,
        ParsedBetaTextBlock as ParsedBetaTextBlock,
    )
else:
    _NAMES = {name: module for names, _ in PACKAGES.values() for name, module in names.items()}
    __all__ = list(_NAMES)

    def __getattr__(name: str) -> Any:
        import importlib  # not for a bare import of the package

        if name in _NAMES:
            globals()[name] = value = getattr(importlib.import_module(_NAMES[name]), name)
            return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> List[str]:
        return sorted({*globals(), *_NAMES})
