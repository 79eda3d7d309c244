"""Which tests keep each line of the notes on what a referral must withstand, and each of its common rules."""

LOOP, DECLINES = "workflows/test_the_loop.py", "workflows/test_the_loop_declines.py"
BELONGING, RACES, HERE = "withstand/test_belonging.py", "withstand/test_races.py", "stories/test_withstood.py"

LINES: dict[str, tuple[str, ...]] = {
    "disabled recipient still revocable": (
        f"{BELONGING}::test_a_referral_whose_recipient_is_disabled_is_still_withdrawn",
        f"{BELONGING}::test_with_everybody_gone_it_expires_and_comes_back_to_the_sender",
    ),
    "IDOR on every leg/transfer/stay/document endpoint": (
        "withstand/test_access.py::test_a_hidden_dossier_answers_like_an_unknown_code_on_every_page",
        "withstand/test_access.py::test_a_form_about_a_hidden_dossier_answers_like_an_unknown_code_and_changes_nothing",
        f"{BELONGING}::test_a_referral_is_not_changed_by_who_has_no_access_to_it",
    ),
    "withdraw refused from terminal states": (
        f"{HERE}::test_what_is_over_is_withdrawn_by_nobody",
        "withstand/test_moves.py::test_only_what_the_published_table_says_can_be_done",
    ),
    "decline after acceptance": (f"{DECLINES}::test_the_person_may_decline_after_acceptance",),
    "second send-back limit": (f"{DECLINES}::test_a_refusal_is_sent_back_three_times_and_no_more",),
    "concurrent accept + withdraw -> one winner": (
        f"{RACES}::test_of_two_who_move_one_referral_at_once_one_wins_and_the_other_is_told",
        f"{RACES}::test_a_thousand_times_exactly_one_of_two_wins",
        f"{RACES}::test_a_need_that_is_withdrawn_while_its_referral_is_accepted_locks_nobody_out",
        "withstand/test_answer_races.py::test_an_answer_and_a_withdrawal_at_once_leave_one_history_and_lock_nobody_out",
    ),
    "double submit -> one leg": (
        "web/test_sending.py::test_a_double_click_sends_once",
        "web/test_sending.py::test_a_draft_is_one_even_when_chosen_twice",
        f"{RACES}::test_the_same_request_eight_times_at_once_makes_one_line_and_one_answer",
    ),
    "closing cancels timers/tasks": (
        "stories/test_complaints.py::test_closing_stops_every_clock_in_the_same_transaction",
        "workflows/test_clocks.py::test_an_ended_dossier_is_reminded_of_nothing",
    ),
    "protocol expiring mid-leg does not break the leg but blocks new ones": (
        "governance/test_lapses.py::test_a_protocol_that_ends_midway_leaves_the_referral_running_and_blocks_new_ones",
        "web/test_protocol_edits.py::test_a_running_referral_keeps_its_clause_and_its_clocks",
    ),
    "consent revoked mid-leg closes access at once incl. exports": (
        "web/test_revocations.py::test_the_recipient_loses_everything_in_the_same_instant",
        "web/test_list_exports.py::test_once_consent_is_revoked_the_row_is_a_summary",
        "web/test_revocations.py::test_messages_that_had_not_left_never_will",
    ),
    "household member leaves after snapshot": (
        "web/test_departures.py::test_who_left_after_the_sending_is_told_in_words_on_both_sides",
    ),
    "same person two cases with different role-holders": (
        "workflows/test_role_holders.py::test_the_same_person_in_two_cases_has_two_different_role_holders",
    ),
    "DST and patron-saint days in deadlines": (
        "workflows/test_clocks.py::test_over_a_change_of_the_hour_the_term_ends_at_the_same_hour_of_the_day",
        "workflows/test_calendars.py::test_the_patron_saint_is_free_only_where_it_is_the_patron",
        f"{HERE}::test_the_patron_saint_of_the_recipients_seat_moves_its_term",
    ),
    "waitlisted person not confirmed": (
        "workflows/test_role_holders.py::test_who_waits_and_is_never_confirmed_returns_to_the_sender",
        f"{LOOP}::test_who_waits_and_never_says_so_again_goes_back_to_the_sender",
    ),
    "unit released on each exit path": (f"{DECLINES}::test_every_way_out_gives_the_place_back",),
    "reopen after 30 d refused": (f"{LOOP}::test_thirty_days_after_it_was_closed_it_is_not_reopened",),
    "hidden fields absent from CSV/docx/minutes": (
        "withstand/test_field_limits.py::test_only_the_field_that_is_let_pass_is_shown",
        "withstand/test_field_limits.py::test_no_message_to_anybody_carries_a_field",
        f"{BELONGING}::test_the_recipient_cannot_reach_by_any_export_or_document_what_the_protocol_hides",
    ),
    "list/dashboards constant number of queries at 139 municipalities x 10 000 legs": (
        "web/test_today.py::test_the_number_of_queries_does_not_grow_with_the_work",
        "web/test_narrowed.py::test_a_narrowed_list_takes_the_same_statements_for_any_number",
        "web/test_figures.py::test_the_page_takes_the_same_statements_for_any_number",
        "web/test_list_exports.py::test_a_file_of_many_rows_takes_few_statements",
    ),
    "property test: no path leaves an open case without a timer or a responsible organisation": (
        "workflows/test_properties.py::test_a_few_lives_keep_every_promise",
        "workflows/test_properties.py::test_many_lives_keep_every_promise",
        "workflows/test_random_walks.py::test_no_walk_leaves_the_graph_and_every_open_stage_has_a_running_clock",
    ),
}
"""The lines of 5.9, word for word."""

RULES: dict[str, tuple[str, ...]] = {
    "Two status layers": (
        "workflows/test_variants.py::test_a_variant_has_its_own_words",
        "workflows/test_variants.py::test_a_variant_keeps_the_graph_and_the_makers_of_its_base",
        "workflows/test_milestones.py::test_figures_agree_with_a_plain_count_of_the_histories",
    ),
    "A trigger = one transaction": (
        "withstand/test_crashes.py::test_a_deed_killed_at_any_failpoint_is_whole_or_not_there",
        "workflows/test_advance.py::test_a_revision_that_is_not_the_last_is_refused_and_changes_nothing",
        "workflows/test_advance.py::test_the_same_key_twice_gives_the_same_line",
    ),
    "Belongs to organisations, acted on by users": (
        f"{BELONGING}::test_with_the_assigned_worker_gone_the_head_sees_it_and_another_is_assigned",
        "stories/test_complaints.py::test_who_follows_one_case_is_nobody_in_another",
        f"{BELONGING}::test_whoever_left_sees_and_changes_nothing_from_the_next_request",
    ),
    "Refusals explain themselves": (
        "workflows/test_advance.py::test_everything_missing_is_said_at_once_with_who_can_mend_it",
        "web/test_sending.py::test_what_is_missing_is_a_sentence_with_who_mends_it",
    ),
    "Definition version pinned": (
        "workflows/test_publishing.py::test_a_published_version_is_never_changed",
        "workflows/test_migrating.py::test_the_outlook_names_every_dossier_and_its_clocks_and_moves_nothing",
        "workflows/test_migrating.py::test_a_stage_in_use_that_is_not_mapped_refuses_the_whole",
    ),
    '"On behalf of"': (
        "workflows/test_on_behalf.py::test_a_refusal_is_recorded_by_any_channel_and_confirmed_by_somebody_else",
        "workflows/test_on_behalf.py::test_without_a_channel_or_evidence_nothing_is_recorded",
        "workflows/test_answering.py::test_an_answer_is_a_line_of_the_organisation_by_its_link",
    ),
    "Timers are rows": (
        "workflows/test_sweep.py::test_a_second_sweep_at_the_same_instant_does_nothing_more",
        "stories/test_checklist.py::test_an_emergency_is_answered_within_real_hours_even_on_sunday",
        "web/test_protocol_edits.py::test_a_clock_paused_while_the_protocol_changes_goes_on_with_the_amount_it_began_with",
    ),
    "Escalation ladder": (
        "workflows/test_sweep.py::test_nobody_answers_and_the_ladder_is_climbed_until_it_returns_to_the_sender",
        "workflows/test_muting.py::test_who_muted_is_not_reminded_and_the_ladder_is_climbed_all_the_same",
        f"{HERE}::test_no_clock_takes_anybody_in_charge_nor_moves_who_follows",
    ),
}
"""The common rules of 5.0, by the words they begin with."""
