"""People who save at the same moment, each in a thread and a connection of their own."""

import re
import threading

from tests.web.test_walk import document


def at_once(*acts):
    """Do all of it at the same moment; give what each found."""
    from django.db import connection

    together, found = threading.Barrier(len(acts)), [None] * len(acts)

    def one(place, act):
        together.wait(timeout=20)
        try:
            found[place] = act()
        finally:
            connection.close()

    threads = [
        threading.Thread(target=one, args=each, daemon=True) for each in enumerate(acts)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return found


def saving(lead, form, key, version, **content):
    from django.test import Client

    client = Client(HTTP_HOST="localhost", raise_request_exception=False)
    client.force_login(lead.person)
    return lambda: client.post(
        f"/projects/{lead.project.key}/write/{form}/{key}/",
        {"version": version, **content},
    )


def test_one_of_two_wins_and_the_other_sees_both_texts(lead):
    for turn in range(4):
        before = document(lead).aim.statement
        texts = [f"Mine {turn}", f"Theirs {turn}"]
        found = at_once(
            *(saving(lead, "aim", "only", turn, statement=text) for text in texts)
        )
        assert sorted(each.status_code for each in found) == [302, 422], before
        lost = next(i for i, each in enumerate(found) if each.status_code == 422)
        page = found[lost].content.decode()
        assert "Someone saved this while you were writing" in page
        assert texts[lost] in page
        assert document(lead).aim.statement == texts[1 - lost]
        assert re.search(rf'name="version" value="{turn + 1}"', page)


def test_what_many_save_beside_each_other_is_all_there(lead):
    texts = [f"Driver {number}" for number in range(8)]
    found = at_once(*(saving(lead, "driver", "new", 0, text=text) for text in texts))
    assert [each.status_code for each in found] == [302] * 8
    assert {driver.text for driver in document(lead).drivers} == set(texts)
    entries = lead.project.entries.filter(kind="driver")
    assert all(entry.versions.count() == 1 for entry in entries)
