"""How the words of the domain's machines are kept in the grammar of pathways, and every difference with its reason."""

from collections.abc import Mapping

NAMES = {"case_transfer": "transfer"}
"""Machines whose pathway has another name."""
ADDED_STAGES: Mapping[str, Mapping[str, str]] = {
    "referral": {"exception_asked": "without a protocol the plan office grants an exception, with an end"},
}
"""Stages that the machine does not have, and why."""
LABELS: Mapping[tuple[str, str], str] = {
    ("minutes", "published"): "short, to fit a list; that it is the publishable version stands in the document's name",
}
"""Stages whose Italian words are others, and why."""
MOVES = {
    ("need", "leg_sent"): "route",
    ("need", "leg_started"): "place",
    ("need", "legs_exhausted"): "return_to_open",
}
"""Moves whose name in the grammar is another."""

MAKERS: Mapping[str, str] = {
    "case_owner": "case_owner@case", "coach": "coach@programme", "evaluator": "evaluator@programme",
    "housing_manager": "housing_manager@housing", "municipality_rep": "officer@municipality",
    "network_coordinator": "coordinator@network", "network_manager": "manager@network", "org_lead": "head@recipient",
    "other_org_worker": "worker@target", "person": "beneficiary", "receiver_intake": "intake@recipient",
    "receiver_worker": "worker@recipient", "regia": "steering@programme",
    "sender_worker": "worker@sender worker@case", "system": "system", "target_org_lead": "head@asked",
    "target_owner": "head@target", "udp_officer": "officer@plan_office",
}  # fmt: skip
"""Each role as a grant (any of those written)."""

KEPT: Mapping[str, str] = {
    "agenda_item": "open_blockage", "alert_regia": "tells", "ask_person_feedback": "tells",
    "at_least_one_good_practice_or_protocol": "has_good_practice_or_protocol",
    "at_least_one_micro_objective": "has_objective", "audit": "history", "baseline_snapshot": "take_baseline",
    "before_deadline": "before_end", "blockage": "open_blockage", "cancel_future_tasks": "close_children",
    "capacity_reserved_or_not_needed": "capacity_reserved", "case_number": "number_case", "cause_code": "block_cause",
    "close_blockage_link": "settle_blockage", "close_cycle_n": "close_cycle", "contact_list_sent": "tells",
    "coordinator_and_meeting_rhythm_in_place": "meeting_rhythm_in_place", "create_child_leg": "open_next_referral",
    "create_successor_in_next_cycle": "open_next_objective", "cycle_n_opened": "open_cycle",
    "cycle_n_plus_1": "open_cycle", "deadline_and_grace_passed": "timer", "deadline_passed": "timer",
    "decline_rounds_left": "at_most", "delta_report": "growth_report",
    "destination_and_supports_recorded": "destination", "destination_code": "destination",
    "eligibility_of_programme": "eligible_for_programme", "end_date_passed": "timer", "escalation_exhausted": "timer",
    "every_micro_objective_assessed": "every_objective_assessed",
    "every_open_leg_task_and_stay_reassigned_or_closed": "everything_handed_over", "exit_plan_generated": "exit_plan",
    "first_meeting_dated": "first_meeting_dated", "fix_start_and_end_dates": "starts_on",
    "follow_up_plan": "plan_follow_up", "freeze_handover_packet": "freeze_packet", "gap_register_entry": "record_gap",
    "generate_document": "extension_act extension_refusal", "generative_potential_mapped": "potential_mapped",
    "half_of_planned_meetings_or_date": "half_of_meetings_held", "handover_meeting_dated": "handover_on",
    "info_rounds_left": "at_most", "inventory_signed": "inventory_signed", "invite_team": "tells",
    "leg_in_progress": "referral_started", "leg_submitted": "referral_sent",
    "legal_basis_for_target_network": "legal_basis_for_network", "link_previous_case": "link_previous",
    "lock_unit": "reserve_capacity", "maturity_scored_by_two_sources": "maturity_scored_twice",
    "network_has_coordinator": "coordinator_named", "new_cycle": "close_cycle", "new_end_date": "ends_on",
    "next_step_of_ladder_named": "next_step", "no_active_leg": "no_active_referral", "no_meeting_in_max_gap": "timer",
    "no_open_leg_without_owner": "no_referral_without_owner", "no_open_obligations": "no_open_obligation",
    "not_same_user_as_proposer": "not_by_maker_of", "not_same_user_as_requester": "not_by_maker_of",
    "notify": "tells", "notify_all": "tells", "notify_authority": "tells", "notify_dpo": "tells",
    "notify_owner": "tells", "notify_person": "tells", "notify_receiver": "tells", "notify_reviewer": "tells",
    "notify_sender": "tells", "objectives_owned_by_person": "objectives_owned_by_beneficiary",
    "open_blockage_if_no_alternative": "open_blockage", "open_blockage_if_system_cause": "open_blockage",
    "open_cycle_n_plus_1": "open_cycle", "open_housing_referral": "open_next_referral", "outcome_code": "outcome",
    "outcome_date": "outcome_on", "owner_is_person_or_explicit_exception": "owned_by_beneficiary_or_excepted",
    "pact_generated": "accompaniment_pact", "pause_clock": "clocks", "pause_open_timers_listed": "pause_children",
    "person_agrees": "beneficiary_agrees", "person_eligible": "beneficiary_eligible",
    "person_informed": "beneficiary_informed", "person_took_part": "beneficiary_took_part",
    "plan_document": "network_plan", "progress_event": "record_progress",
    "project_read_in_small_group": "project_read_together",
    "reason_code": "decline_reason hold_reason withdrawal_reason cancel_reason unmet_reason reason outcome",
    "reason_documented": "reason", "reason_given": "reason", "recompute_referral": "history",
    "redact_packet_for_receiver": "redact_packet", "referral_or_orientation_given": "orientation_given",
    "release_unit": "release_capacity", "reserve_capacity_if_unit": "reserve_capacity", "restart_clock": "clocks",
    "restart_date": "resume_on", "resume_clock": "clocks", "resume_date": "resume_on",
    "retention_clock": "start_retention", "review_due_or_requested": "timer",
    "schedule_30_90_180_day_follow_up": "clocks", "schedule_meetings": "plan_meetings",
    "schedule_post_exit_follow_up": "clocks", "schedule_reviews": "clocks", "schedule_status_updates": "clocks",
    "sender_keeps_read_only_summary": "keep_summary", "sender_org_or_timer": "timer", "set_review_date": "clocks",
    "shortened_timers": "clocks", "signed_or_declared": "pact_signed", "situation_changed": "reason",
    "start_clock": "clocks", "start_plus_grace_passed": "timer", "stop_ack_clock": "clocks",
    "stop_start_clock": "clocks", "stop_status_updates": "clocks", "target_named": "target_service",
    "thresholds_met_or_team_decision": "thresholds_met_or_team_decided", "total_within_max": "total_within_limits",
    "track_matches_maturity_or_reason": "track_matches_or_explained", "withdraw_all_legs": "close_children",
    "within_reopen_window": "within", "within_undo_window": "within",
}  # fmt: skip
"""Each guard and effect as an entry of the grammar (any of those written); an entry that is not here keeps its name."""

OTHERWISE: Mapping[tuple[str, str, str], str] = {
    ("referral", "accept", "is_receiver_org"): "the grant says it: only a role of the recipient may",
    ("referral", "acknowledge", "is_receiver_org"): "the grant says it: only a role of the recipient may",
    ("referral", "propose_decline", "reason_side"): "the side is a property of each code of the list of reasons",
    (
        "referral",
        "submit",
        "reserve_capacity_if_unit",
    ): "a place is taken when the recipient accepts, not while it is asked",
    (
        "need",
        "place",
        "suspend_or_withdraw_sibling_legs",
    ): "proposed to who sent them (propose_siblings), never done alone",
    ("need", "return_to_open", "task_for_owner_reroute_or_close"): "the clock referral_due of the stage it returns to",
    ("need", "resolve", "open"): "out of open nobody resolves by a referral: resolve_otherwise, with a note",
    ("need", "route", "routed"): "a second referral leaves a need where it is",
    (
        "case_transfer",
        "accept",
        "is_target_org_or_owner",
    ): "the grant says it: whoever is asked, by an offer or a claim",
    (
        "case_transfer",
        "reject",
        "case_owner",
    ): "whoever is asked answers: by a claim, the head of the case's organisation",
    (
        "case_transfer",
        "begin_handover",
        "list_open_legs_and_tasks",
    ): "listed by everything_handed_over when it is completed",
    ("case_transfer", "cancel", "reason_given"): "a code of a list, cancel_reason, rather than free words",
    ("case_cycle", "step_down", "reduce_intensity"): "the stage stepping_down has its own, longer rhythm of checks",
    ("case_cycle", "restart", "reassessment_required"): "it restarts in assessment",
    ("network_cycle", "open_mid_review", "system"): "the system has a move of its own, open_mid_review_on_date",
    ("network_cycle", "wake", "new_cycle"): "opens a cycle: the last one was closed when the network fell dormant",
    ("network_cycle", "start_next", "adjust_plan"): "asks the date of the next review, which moves its clocks",
}
"""(machine, move, word or role or stage): why it is otherwise in the grammar."""

ADDED_MAKERS: Mapping[tuple[str, str], str] = {
    ("case_transfer", "worker@target"): "who takes the case up may be its worker",
    ("housing_stay", "system"): "an offer that nobody takes lapses by its clock",
    ("need", "case_owner@case"): "a need has the case's owner where the machine speaks of the sender",
    ("need", "manager@network"): "a network manager may do what a worker of the case may",
    ("need", "system"): "closing the case closes its needs",
    ("referral", "system"): "an abandoned draft is withdrawn by its clock; closing the need withdraws its referrals",
}
"""(machine, maker): why somebody may act whom the machine does not name."""

OTHER_TIMES: Mapping[tuple[str, str], str] = {
    ("referral", "on_hold"): "the day is asked, and workflows.pauses refuses one more than 30 days away",
    ("case_cycle", "active"): "the day of the review is asked; cycle_length_within_limits holds it to 30 to 90 days",
    ("case_cycle", "suspended"): "the day is asked; resume_within_limits holds it to 90 days",
    ("case_transfer", "requested"): "two working days of grace on five: seven, counted from the request",
}
"""(machine, stage): where an amount that the machine gives is kept otherwise than as an amount of a clock."""
