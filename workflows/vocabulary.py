"""The closed vocabulary of pathways: every name a pathway may use, and those that exist by now."""

from dataclasses import dataclass, field


def names_in(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


KINDS = names_in("""
    case need referral transfer stay cycle objective protocol party meeting decision action minutes
    petition blockage contact network_cycle
""")

REQUIREMENTS = names_in("""
    consent_covers consent_covers_target consent_recorded consent_revocation_recorded guardian_agrees
    transferable protocol_covers exception_possible exception_ends_ahead
    service_accepts recipient_active no_open_duplicate packet_complete
    capacity_reserved capacity_unavailable decline_grounded outcome_stands beneficiary_agrees beneficiary_informed
    first_contact_recorded nothing_irreversible_done need_recorded referral_sent referral_started
    no_active_referral need_met_or_partly_met case_opened was_reported

    legal_basis_for_network household_decision_made minimum_identity_only handover_dated
    everything_handed_over unit_free unit_open within_capacity beneficiary_eligible pact_signed
    inventory_signed length_within_limits total_within_limits before_end arrival_grace_passed

    duplicate_check_done eligible_for_programme eligible_but_for_waivable orientation_given assessment_complete
    beneficiary_took_part has_objective objectives_owned_by_beneficiary cycle_length_within_limits
    resume_within_limits every_objective_assessed carry_over_decided scores_recorded
    thresholds_met_or_team_decided no_referral_without_owner no_open_obligation
    owned_by_beneficiary_or_excepted due_within_cycle measure_stated evidence_or_note in_review

    coordinator_named members_listed members_confirmed project_read_together potential_mapped
    maturity_scored_twice track_matches_or_explained objectives_dated first_meeting_dated
    half_of_meetings_held actions_assigned has_good_practice_or_protocol same_instrument_as_baseline
    growth_space_named protocol_in_force meeting_rhythm_in_place mapping_owner_named emergency_declared
    obligations_handed_over

    two_parties_and_one_lead legal_type_chosen mandatory_clauses_present comments_closed
    every_comment_answered text_check_passed privacy_settled finance_settled no_party_is_member
    plan_office_agrees lead_party_approved enough_parties_approved signatures_valid_for_text
    signature_kinds_admitted publication_done decision_taken extension_clause acts_of_all_parties
    no_open_successor successor_in_force too_few_members mandate_recorded accession_open
    party_kind_admitted act_kind_admitted act_matches_text act_enforceable signing_open
    signatory_has_power signed_after_act notice_period_respected before_effect commitments_settled
    party_heard

    has_agenda_item notice_respected_or_urgent members_reachable papers_attached
    supplementary_term_respected before_start secretary_named within_waiting_period quorum_now
    quorum_missing presence_consistent every_item_has_outcome no_open_vote body_competent
    opinions_present meeting_in_session order_respected present_at_sitting conflicts_declared
    rules_resolved method_lawful entitled_to_vote ballots_add_up approval_computed_or_explained
    rejection_computed_or_explained invalidity_computed_or_explained body_not_deliberative
    no_open_objection act_adopted every_action_verified due_after_meeting one_minutes_per_sitting
    fast_track_allowed has_observation every_observation_answered approved_by_body
    tacit_approval_allowed publishable_version_checked
""")

READS_THE_CLOCK = names_in("""
    before_end arrival_grace_passed comments_closed act_enforceable notice_period_respected
    before_effect notice_respected_or_urgent supplementary_term_respected before_start
    within_waiting_period consent_covers consent_covers_target protocol_covers exception_possible
    exception_ends_ahead outcome_stands protocol_in_force
    service_accepts signatory_has_power resume_within_limits eligible_for_programme
""")
"""Requirements whose answer changes by the mere passing of time (an hour, a term, a consent, a mandate that
ends): no `at_once` move may need them."""

EFFECTS = names_in("""
    freeze_packet redact_packet snapshot_protocol reserve_capacity release_capacity open_access
    reopen_access close_access keep_summary assign_worker change_owner freeze_eligibility open_next_referral
    propose_siblings state_exception allow_exception drop_exception take_consequence
    entrust_contact give_contact_back open_blockage settle_blockage record_gap plan_follow_up number_case open_cycle
    close_cycle link_previous pause_children resume_children close_children start_retention
    record_progress open_next_objective take_baseline plan_meetings enrol_in_labs collect_products
    set_grade freeze_text new_text_version set_force_dates open_governed_pathways
    close_governed_pathways open_successor wake_predecessor move_members_to_successor void_approvals
    start_voting_right recompute_voting_base fill_agenda freeze_agenda open_linked_meeting
    snapshot_attendance record_attendance open_minutes open_next_meeting propose_to_body snapshot_voters
    void_opinions void_ballots open_actions put_on_next_agenda
""")

CODED_QUESTIONS = names_in("""
    decline_reason exception_reason hold_reason withdrawal_reason cancel_reason unmet_reason closing_reason block_cause
    outcome destination contact
""")
"""Questions answered by a code of a list."""

DATE_QUESTIONS = names_in("""
    starts_on ends_on consent_until excepted_until follow_up_on resume_on review_on due_on outcome_on
    handover_on held_on comments_until effect_on
    execute_on published_until
""")
"""Questions answered by a date, written to the dossier's date of that name."""

QUESTIONS = (
    CODED_QUESTIONS
    | DATE_QUESTIONS
    | names_in("""
    reason note text next_step worker new_owner household_decision target_service target_organisation
    target_body unit meeting agenda_item presence ballot decision approval_act signed_file receipt
    evidence register_number rectifying_minutes emergency
""")
)

DOCUMENTS = names_in("""
    referral_letter acceptance_letter extension_act extension_refusal accompaniment_pact exit_plan
    network_plan growth_report final_report protocol_text addendum accession withdrawal_notice
    convocation attendance_sheet minutes minutes_publishable desertion_minutes monitoring_report
    good_practice_book
""")

DOCUMENT_KINDS: dict[str, frozenset[str]] = {
    "referral_letter": names_in("referral"),
    "acceptance_letter": names_in("referral"),
    "extension_act": names_in("stay"),
    "extension_refusal": names_in("stay"),
    "accompaniment_pact": names_in("case cycle stay"),
    "exit_plan": names_in("case cycle stay"),
    "network_plan": names_in("network_cycle"),
    "growth_report": names_in("network_cycle"),
    "final_report": names_in("network_cycle"),
    "protocol_text": names_in("protocol"),
    "addendum": names_in("protocol"),
    "accession": names_in("protocol party"),
    "withdrawal_notice": names_in("protocol party"),
    "convocation": names_in("meeting"),
    "attendance_sheet": names_in("meeting"),
    "minutes": names_in("minutes meeting"),
    "minutes_publishable": names_in("minutes"),
    "desertion_minutes": names_in("meeting minutes"),
    "monitoring_report": names_in("network_cycle protocol"),
    "good_practice_book": names_in("network_cycle"),
}
"""The kinds of dossier that can give a document its facts."""

EFFECT_MOVES = frozenset(
    {
        ("blockage", "settle"),
        ("need", "withdraw"),
        ("referral", "withdraw"),
        ("referral", "propose_withdrawal"),
        ("blockage", "recur"),
        ("minutes", "approve_by_rule"),
    }
)
"""Moves that an effect makes in another dossier (kind, move), beside those of timers, `at_once`, `carries`."""

PARENT_INSTANTS = names_in("closed_at")
"""Instants that the engine keeps of every dossier, beside its own dates."""

BENEFICIARY, SYSTEM, EVERYONE, WAITING = "beneficiary", "system", "everyone", "waiting"
BARE_MAKERS = frozenset({BENEFICIARY, SYSTEM})
BARE_ADDRESSEES = frozenset({BENEFICIARY, EVERYONE, WAITING})
NEW, ANY_OPEN = "new", "any_open"


@dataclass(frozen=True)
class Vocabulary:
    """What is implemented by now, against which a pathway is checked before it is published."""

    requirements: frozenset[str] = field(default=REQUIREMENTS)
    effects: frozenset[str] = field(default=EFFECTS)
    questions: frozenset[str] = field(default=QUESTIONS)
    documents: frozenset[str] = field(default=DOCUMENTS)


WHOLE = Vocabulary()
"""Every name of the grammar, as if all were implemented."""
