"""The day of a network manager of After Care, hour by hour, as the people of the network live it."""

import pytest

from tests.stories import afternoon, morning
from tests.stories.day import Day

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_network_managers_day(day: Day) -> None:
    morning.one_marta_signs_in_and_sees_what_waits(day)
    case = morning.two_she_opens_a_case_with_a_need(day)
    morning.three_she_registers_a_protocol_already_signed(day)
    referral = morning.four_she_sends_a_referral(day, case)
    afternoon.five_the_cooperative_answers_until_the_loop_closes(day, case, referral)
    afternoon.five_another_is_declined_and_somebody_else_confirms(day, case)
    afternoon.five_a_group_without_an_account_answers_by_phone(day, case)
    afternoon.six_nobody_answers_and_it_comes_back(day, case)
    afternoon.seven_work_is_handed_over_and_a_mandate_ends(day, case)
    afternoon.eight_any_dossier_prints(day, case)
