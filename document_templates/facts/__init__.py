"""The frozen facts of each document, by the document's name."""

from collections.abc import Mapping
from types import MappingProxyType

from document_templates.facts.acceptance_letter import AcceptanceLetter
from document_templates.facts.accession import Accession
from document_templates.facts.accompaniment_pact import AccompanimentPact
from document_templates.facts.addendum import Addendum
from document_templates.facts.attendance_sheet import AttendanceSheet
from document_templates.facts.convocation import Convocation
from document_templates.facts.desertion_minutes import DesertionMinutes
from document_templates.facts.exit_plan import ExitPlan
from document_templates.facts.extension_act import ExtensionAct, ExtensionRefusal
from document_templates.facts.final_report import FinalReport
from document_templates.facts.good_practice_book import GoodPracticeBook
from document_templates.facts.growth_report import GrowthReport
from document_templates.facts.minutes import Minutes
from document_templates.facts.monitoring_report import MonitoringReport
from document_templates.facts.network_plan import NetworkPlan
from document_templates.facts.protocol_text import ProtocolText
from document_templates.facts.referral_letter import ReferralLetter
from document_templates.facts.withdrawal_notice import WithdrawalNotice

FACTS: Mapping[str, type] = MappingProxyType(
    {
        "convocation": Convocation,
        "minutes": Minutes,
        "minutes_publishable": Minutes,
        "desertion_minutes": DesertionMinutes,
        "attendance_sheet": AttendanceSheet,
        "protocol_text": ProtocolText,
        "accession": Accession,
        "addendum": Addendum,
        "withdrawal_notice": WithdrawalNotice,
        "referral_letter": ReferralLetter,
        "acceptance_letter": AcceptanceLetter,
        "accompaniment_pact": AccompanimentPact,
        "exit_plan": ExitPlan,
        "extension_act": ExtensionAct,
        "extension_refusal": ExtensionRefusal,
        "network_plan": NetworkPlan,
        "growth_report": GrowthReport,
        "final_report": FinalReport,
        "monitoring_report": MonitoringReport,
        "good_practice_book": GoodPracticeBook,
    }
)
