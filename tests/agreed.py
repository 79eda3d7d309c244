"""A protocol of the cast whose papers lack nothing but the acts of approval."""

from governance.dossiers import Dossier
from governance.networks import Network
from governance.organisations import Organisation
from governance.particulars import write_particulars
from tests.cast import MONDAY, Cast

PARTIES = ("plan_office", "consortium", "cooperative", "group")
WHOLE = {
    "subject": "Le Parti accompagnano all'autonomia chi esce dall'accoglienza.",
    "beneficiaries": "le persone in uscita dai progetti di accoglienza",
    "training": "Le Parti organizzano ogni anno due giornate di formazione.",
    "forum": "il foro del capofila",
    "withdrawal_days": "90",
    "accession_days": "30",
    "data_role": "controller",
}


def complete(scene: Cast, without: tuple[str, ...] = ()) -> None:
    """Write down what the papers ask; for the parties in `without` nobody says why who signs may do so."""
    with scene.database.transaction(MONDAY) as tx:
        network = tx.get_one(Network, scene.organisations["network"])
        network.period, network.cup = "2014-2020", "X00X00000000000"
        dossier = tx.get_one(Dossier, scene.protocol_id)
        write_particulars(tx, dossier, None, WHOLE)
        for number, name in enumerate(PARTIES):
            party = tx.get_one(Organisation, scene.organisations[name])
            party.tax_code = f"0000000000{number}"
            signs = {"representative": "Elio Prove", "quality": "presidente"}
            said = {"power": "statuto, art. 20", "no_charge": "1"} | ({} if name in without else signs)
            write_particulars(tx, dossier, party.id, said)
