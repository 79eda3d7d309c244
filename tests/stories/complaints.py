"""Which tests keep each complaint of the field notes from being made about us, by the place where it was made."""

LOOP, TARGETS = "workflows/test_the_loop.py", "workflows/test_the_loop_targets.py"
DECLINES = "workflows/test_the_loop_declines.py"
HERE = "stories/test_complaints.py"

KEPT: dict[str, tuple[str, ...]] = {
    "open-path/Boston #45": (f"{DECLINES}::test_the_person_may_decline_after_acceptance",),
    "open-path/Boston #31": (
        "workflows/test_sweep.py::test_nobody_answers_and_the_ladder_is_climbed_until_it_returns_to_the_sender",
        "web/test_protocol_edits.py::test_what_leaves_from_now_on_follows_the_protocol_as_it_is_now",
        "workflows/test_muting.py::test_a_reminder_opens_its_act_and_says_where_to_mute_it",
        "workflows/test_muting.py::test_who_muted_is_not_reminded_and_the_ladder_is_climbed_all_the_same",
        "web/test_mutes.py::test_who_is_reminded_mutes_and_everybody_concerned_reads_it",
    ),
    "open-path/Boston #65": (
        f"{DECLINES}::test_every_reason_says_what_it_brings",
        f"{DECLINES}::test_until_it_is_confirmed_a_refusal_changes_nothing",
        f"{DECLINES}::test_who_proposed_a_refusal_never_confirms_it",
    ),
    "open-path/Boston #36": (f"{LOOP}::test_a_pause_touches_no_sibling",),
    "open-path/Boston #46, #49": (f"{LOOP}::test_one_acceptance_proposes_to_withdraw_the_others_and_closes_none",),
    "open-path/Boston #72": (
        "workflows/test_advance.py::test_everything_missing_is_said_at_once_with_who_can_mend_it",
        "workflows/test_targeting.py::test_every_refusal_says_why_and_who_can_mend_it",
    ),
    "open-path/Boston #32": (f"{TARGETS}::test_a_closed_referral_never_stands_in_the_way_of_another",),
    "greenriver/boston-cas PR 824": (
        "web/test_sending.py::test_each_service_says_why_and_why_not",
        f"{TARGETS}::test_nobody_is_rerouted_where_nothing_may_be_sent_and_it_says_why",
    ),
    "greenriver/hmis-warehouse PR 6939": (
        "web/test_departures.py::test_who_left_after_the_sending_is_told_in_words_on_both_sides",
        "web/test_departures.py::test_who_left_is_counted_and_found_no_more",
    ),
    "greenriver/hmis-warehouse PR 5013": (
        f"{LOOP}::test_the_sender_keeps_a_summary_that_says_nothing_of_the_person",
        "web/test_today.py::test_the_sender_sees_what_others_owe",
    ),
    "greenriver/hmis-warehouse PR 5662": (f"{HERE}::test_closing_stops_every_clock_in_the_same_transaction",),
    "community.primero.org/t/156": (
        "web/test_live_links.py::test_the_sender_keeps_a_summary_that_nobody_writes_on",
        "web/test_live_links.py::test_after_closing_the_recipient_keeps_its_own_record_and_loses_the_packet",
        "workflows/test_advance.py::test_a_move_of_somebody_else_is_refused",
    ),
    "Primero commits 2025-11-05 R2-3526": (
        "withstand/test_belonging.py::test_a_referral_whose_recipient_is_disabled_is_still_withdrawn",
        "withstand/test_belonging.py::test_with_the_sender_s_worker_gone_the_network_s_manager_withdraws_and_closes",
        "withstand/test_belonging.py::test_a_referral_is_not_changed_by_who_has_no_access_to_it",
    ),
    "Primero 2023-12 R2-2708": (
        "withstand/test_belonging.py::test_the_recipient_cannot_reach_by_any_export_or_document_what_the_protocol_hides",
        "withstand/test_field_limits.py::test_only_the_field_that_is_let_pass_is_shown",
    ),
    "Primero 2025-05-16 R2-3298": (
        "web/test_today.py::test_the_number_of_queries_does_not_grow_with_the_work",
        "web/test_list_exports.py::test_a_file_of_many_rows_takes_few_statements",
        "web/test_figures.py::test_the_page_takes_the_same_statements_for_any_number",
    ),
    "Primero 2026-05-07 R2-3808": (f"{HERE}::test_what_waits_is_counted_from_the_very_transaction",),
    "codeforamerica/rva-screening #181": (
        "web/test_sending.py::test_a_double_click_sends_once",
        f"{TARGETS}::test_how_far_a_duplicate_is_looked_for_is_the_networks_choice",
    ),
    "codeforamerica/rva-screening #106": (
        "web/test_dossier_receipts.py::test_the_sender_reads_that_the_notice_left_and_that_it_was_opened",
    ),
    "CareTogether #177": (
        f"{HERE}::test_a_case_closes_only_after_its_needs",
        f"{HERE}::test_what_is_reopened_says_why",
        "workflows/test_packets.py::test_a_minor_is_sent_only_when_it_is_written_who_answers_for_them",
    ),
    "avni-client #1876": (
        "workflows/test_properties.py::test_a_few_lives_keep_every_promise",
        f"{LOOP}::test_once_it_is_resolved_the_person_is_heard_again",
    ),
    "avni-client #176": (f"{HERE}::test_closing_stops_every_clock_in_the_same_transaction",),
    "commcare-hq #12568": (
        f"{HERE}::test_only_those_who_could_follow_it_are_offered_as_workers",
        f"{TARGETS}::test_a_closed_referral_never_stands_in_the_way_of_another",
    ),
    "CommCare docs": (f"{HERE}::test_a_closed_referral_takes_no_late_update",),
    "civicrm-core PR 16559": (f"{HERE}::test_who_follows_one_case_is_nobody_in_another",),
    "civicrm-core PR 8782": (
        f"{HERE}::test_after_closing_the_last_who_followed_is_still_named",
        "web/test_handovers.py::test_a_person_passes_on_their_own_work_and_the_case_follows",
    ),
    "civicrm-core CRM-17452": (
        f"{HERE}::test_an_outcome_closes_the_need_and_never_the_case",
        f"{HERE}::test_a_referral_that_is_withdrawn_opens_nothing_new",
    ),
    "spiff-arena #1131": (
        "withstand/test_belonging.py::test_with_the_assigned_worker_gone_the_head_sees_it_and_another_is_assigned",
        "withstand/test_belonging.py::test_whoever_left_sees_and_changes_nothing_from_the_next_request",
    ),
    "openreferral #221": (
        f"{DECLINES}::test_a_place_is_locked_on_acceptance_and_not_before",
        f"{DECLINES}::test_every_way_out_gives_the_place_back",
    ),
    "openreferral #468": (
        "workflows/test_targeting.py::test_every_rule_names_conditions_that_exist",
        "governance/test_services.py::test_an_area_is_municipalities_and_whole_ambiti",
    ),
    "ohana-web-search #571": ("governance/test_services.py::test_a_verification_counts_until_its_last_day",),
    "insideoutcomes.co.uk 2017": (f"{DECLINES}::test_what_the_directory_got_wrong_is_to_be_verified_anew",),
    "navapbc/oscer #601": ("web/test_chronicles.py::test_everything_of_the_household_stands_in_one_list",),
    "Lebanon Q1-2021 reports": (
        "workflows/test_sweep.py::test_nobody_answers_and_the_ladder_is_climbed_until_it_returns_to_the_sender",
        "workflows/test_milestones.py::test_figures_agree_with_a_plain_count_of_the_histories",
    ),
    "C4BH letter on CalAIM": (f"{LOOP}::test_the_sender_hears_three_times_read_decided_begun",),
}
