"""Templates of a network: versions, the second person, and who may know of them."""

import pytest
from sqlalchemy.exc import IntegrityError

from governance import registers, templates
from governance.database import Database, Transaction
from governance.errors import NotOffered, NotPermitted, NotVisible
from governance.templates import TEMPLATE, Status, Template
from tests.cast import Cast, cast

NAME = "accession"


@pytest.fixture
def scene(database: Database) -> Cast:
    return cast(database)


def uploaded(tx: Transaction, scene: Cast, data: bytes = b"one", who: str = "manager") -> Template:
    return templates.add_template(tx, scene.actor(tx, who), scene.organisations["network"], NAME, data)


def in_use(tx: Transaction, scene: Cast, data: bytes = b"one") -> Template:
    made = uploaded(tx, scene, data)
    templates.propose(tx, scene.actor(tx, "manager"), made)
    templates.publish(tx, scene.actor(tx, "colleague"), made)
    return made


def test_a_template_comes_into_use_with_a_second_person(scene: Cast) -> None:
    with scene.database.transaction() as tx:
        in_use(tx, scene)
    with scene.database.reading() as tx:
        found = templates.published(tx, scene.organisations["network"], NAME)
        assert found and (found.version, found.approved_by) == (1, scene.people["colleague"])
        acts = [each.act for each in registers.acts_on(tx, TEMPLATE, found.id)]
        assert acts == ["publish_template", "propose_template", "upload_template"]


def test_who_uploaded_a_template_may_not_publish_it(scene: Cast) -> None:
    with scene.database.transaction() as tx:
        made = uploaded(tx, scene)
        templates.propose(tx, scene.actor(tx, "manager"), made)
        with pytest.raises(NotPermitted, match="un'altra persona"):
            templates.publish(tx, scene.actor(tx, "manager"), made)


@pytest.mark.parametrize("approver", ["manager", None])
def test_the_database_itself_refuses_a_template_in_use_without_a_second_person(
    scene: Cast, approver: str | None
) -> None:
    with scene.database.transaction() as tx:
        made = uploaded(tx, scene)
        made.status, made.approved_by = Status.PUBLISHED, scene.people[approver] if approver else None
        with pytest.raises(IntegrityError):
            tx.flush()
        tx.rollback()


def test_the_database_itself_refuses_two_templates_in_use(scene: Cast) -> None:
    with scene.database.transaction() as tx:
        in_use(tx, scene)
        other = uploaded(tx, scene, b"two")
        other.status, other.approved_by = Status.PUBLISHED, scene.people["colleague"]
        with pytest.raises(IntegrityError):
            tx.flush()
        tx.rollback()


def test_a_new_version_takes_the_place_of_the_one_before_which_stays_readable(scene: Cast) -> None:
    with scene.database.transaction() as tx:
        in_use(tx, scene)
        in_use(tx, scene, b"two")
    with scene.database.reading() as tx:
        found = templates.versions_of(tx, scene.organisations["network"], NAME)
        assert [(each.version, each.status) for each in found] == [(2, "published"), (1, "retired")]
        assert templates.version_of(tx, scene.organisations["network"], NAME, 1).data == b"one"


def test_the_same_bytes_uploaded_again_are_the_same_draft(scene: Cast) -> None:
    with scene.database.transaction() as tx:
        assert uploaded(tx, scene).id == uploaded(tx, scene).id


def test_a_retired_template_gives_its_place_back_to_the_built_in_one(scene: Cast) -> None:
    with scene.database.transaction() as tx:
        made = in_use(tx, scene)
        templates.retire(tx, scene.actor(tx, "manager"), made)
        assert templates.published(tx, scene.organisations["network"], NAME) is None
        with pytest.raises(NotOffered):
            templates.retire(tx, scene.actor(tx, "manager"), made)


def test_a_draft_that_nobody_proposed_is_not_published(scene: Cast) -> None:
    with scene.database.transaction() as tx:
        made = uploaded(tx, scene)
        with pytest.raises(NotOffered):
            templates.publish(tx, scene.actor(tx, "colleague"), made)


@pytest.mark.parametrize("who", ["officer", "intake", "worker", "head", "case_head"])
def test_only_managers_and_administrators_upload(scene: Cast, who: str) -> None:
    with scene.database.transaction() as tx, pytest.raises(NotPermitted):
        uploaded(tx, scene, who=who)


def test_a_stranger_cannot_tell_the_network_from_one_that_does_not_exist(scene: Cast) -> None:
    with scene.database.reading() as tx:
        stranger = scene.actor(tx, "stranger")
        for slug in ("prova", "nessuna"):
            with pytest.raises(NotVisible) as refusal:
                templates.require_network(tx, stranger, slug)
            assert refusal.value.sentence == NotVisible().sentence
        assert templates.require_network(tx, scene.actor(tx, "worker"), "prova").slug == "prova"
