"""The rows of the field's checklist that Raccordo answers today, each with the tests that show it."""

APART = "withstand/test_health_apart.py"
REFUGE = "withstand/test_protected_addresses.py"
HERE = "stories/test_checklist.py"
SAMPLE = "workflows/samples/test_loading.py::test_the_network_is_as_large_as_it_says"
STAGES = "workflows/samples/test_loading.py::test_every_stage_of_cases_needs_referrals_and_protocols_is_occupied"
WHOM = "workflows/test_targeting.py::test_who_a_programme_serves_is_taken_in_charge_and_the_rule_is_frozen"
REFUSED = "workflows/test_targeting.py::test_every_refusal_says_why_and_who_can_mend_it"
KINDS = f"{HERE}::test_every_theme_is_a_kind_of_service"
FIVE = f"{HERE}::test_five_desks_in_three_regions_share_one_form"
OFFICE = f"{HERE}::test_an_office_of_a_municipality_receives_like_anybody"
MET, NOTICED = "web/test_contacts.py", "web/test_signals.py"
TEAM = "web/test_teams.py::test_the_four_professions_make_a_team_and_each_is_said_with_its_body"
CONTACT = "test_a_service_is_found_by_its_kind_its_organisation_and_its_description"
COUNTED = "workflows/test_milestones.py::test_figures_agree_with_a_plain_count_of_the_histories"

ROWS: dict[str, tuple[str, ...]] = {
    "MAM-10": (COUNTED, "web/test_figures.py::test_every_share_stands_with_its_definition_and_on_how_many"),
    "MAM-04": ("web/test_standings.py::test_a_case_is_opened_from_a_facility_with_its_ente_gestore",),
    "IAM-08": (REFUSED, WHOM),
    "IAM-09": ("web/test_assessments.py::test_scores_stand_side_by_side_with_what_changed",),
    "IAM-19": (f"{MET}::test_a_contact_becomes_a_case_in_one_act",),
    "IAM-20": ("web/test_desks.py::test_it_is_found_from_the_municipalities_it_serves",),
    "IAM-21": ("web/test_desks.py::test_five_desks_that_share_one_form_know_of_each_other", FIVE),
    **{f"IAM-{number}": (FIVE,) for number in range(22, 27)},
    "IAM-28": (f"{HERE}::test_a_person_goes_from_brescia_to_padova_under_one_protocol",),
    "IAM-39": ("workflows/test_exporting.py::test_what_is_exported_arrives_word_for_word",),
    "LGN-28": (REFUSED, WHOM),
    "LGN-45": (
        f"{APART}::test_who_follows_the_case_and_a_health_worker_of_the_same_body_read_it",
        f"{APART}::test_to_a_colleague_the_need_and_its_referral_are_not_there_at_all",
        f"{APART}::test_no_page_file_export_or_search_shows_it_to_anybody_else",
    ),
    "LGN-46": (
        "web/test_desks.py::test_it_is_found_from_the_municipalities_it_serves",
        f"{MET}::test_a_contact_is_noted_without_a_name_and_found_in_the_list",
    ),
    "LGN-47": (f"{HERE}::test_a_one_stop_shop_is_a_desk_with_its_professions",),
    "LGN-48": (f"{HERE}::test_a_one_stop_shop_is_a_desk_with_its_professions", TEAM),
    "LGN-49": (f"{HERE}::test_an_emergency_is_answered_within_real_hours_even_on_sunday",),
    "LGN-50": (
        f"{MET}::test_a_slip_says_the_code_and_the_desk_and_leads_back_to_the_same_person",
        f"{MET}::test_a_contact_becomes_a_case_in_one_act",
    ),
    "LGN-51": (f"{MET}::test_a_contact_is_noted_without_a_name_and_found_in_the_list",),
    "LGN-52": (f"{MET}::test_zones_at_risk_and_desks_narrow_the_list",),
    "LGN-54": (KINDS,),
    "LGN-55": (KINDS,),
    "LGN-56": (KINDS,),
    "LGN-68": (
        f"{REFUGE}::test_who_works_there_reads_it_and_anybody_else_reads_that_it_is_protected",
        f"{REFUGE}::test_who_sends_reads_it_from_when_the_person_is_taken_up",
        f"{REFUGE}::test_no_page_search_export_or_letter_shows_it_to_anybody_else",
    ),
    "LGN-70": (f"{HERE}::test_an_emergency_is_answered_within_real_hours_even_on_sunday",),
    "LGN-80": (KINDS,),
    "LGN-81": (KINDS,),
    "LGN-82": ("workflows/test_the_loop_targets.py::test_a_rerouted_referral_leaves_a_draft_for_its_sender",),
    "LGN-83": (KINDS,),
    **{f"LGN-{number}": (TEAM,) for number in range(85, 89)},
    "LGN-91": (f"{NOTICED}::test_tensions_that_were_reported_are_a_register_and_alert_who_sorts_them_out",),
    "LGN-93": ("web/test_contact_figures.py::test_how_many_were_met_became_cases_and_how_soon",),
    "AFC-01": (SAMPLE,),
    "AFC-02": (SAMPLE, "governance/test_covers.py::test_covers_for_all_agree_with_the_rule_for_each"),
    **{f"AFC-{number:02}": (SAMPLE,) for number in range(3, 11)},
    **{f"AFC-{number}": (SAMPLE,) for number in range(12, 15)},
    "AFC-15": ("workflows/test_answering.py::test_the_loop_goes_on_by_one_link_after_another",),
    "AFC-16": ("web/test_figures.py::test_an_evaluator_sees_the_whole_network_and_no_code",),
    "AFC-17": ("stories/test_a_network_managers_day.py::test_a_network_managers_day",),
    "AFC-22": (WHOM,),
    **{f"AFC-{number}": (KINDS,) for number in (*range(27, 34), 39, 40)},
    "AFC-43": ("web/test_progress.py::test_a_step_forward_and_a_partial_outcome_stand_on_the_timeline",),
    "AFC-44": (
        "web/test_teams.py::test_a_team_without_a_public_service_or_without_volunteers_says_so",
        "web/test_teams.py::test_before_a_case_is_taken_in_charge_what_is_missing_is_said_and_nothing_is_refused",
    ),
    **{
        f"AFC-{number}": (f"{HERE}::test_an_office_of_a_municipality_receives_like_anybody",)
        for number in range(48, 54)
    },
    "AFC-54": ("governance/test_coverage.py::test_all_139_municipalities_are_there_even_with_nothing",),
    "AFC-55": (f"governance/test_service_searches.py::{CONTACT}",),
    "AFC-57": ("governance/test_services.py::test_a_verification_counts_until_its_last_day",),
    "AFC-72": ("web/test_priorities.py::test_the_rule_sorts_the_page_of_the_day",),
    "AFC-74": (
        f"{NOTICED}::test_a_member_reports_and_hears_how_it_ended",
        "workflows/test_contacts.py::test_a_report_is_entrusted_followed_and_answered",
    ),
    "AFC-78": (COUNTED, STAGES),
}
