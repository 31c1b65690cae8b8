from efqi.reports.font import MISSING, drawable


def test_what_the_font_holds_is_left_as_it_is():
    words = "Ayşe Zażółć Ελένη Олена “quoted” – 12\u00a0% £5 \u25a1 \n"
    assert drawable(words) == words


def test_what_the_font_lacks_is_a_box():
    assert drawable("a\U0001f600b\u4e2d") == f"a{MISSING}b{MISSING}"


def test_what_is_never_seen_is_left_out_and_turns_nothing_round():
    assert drawable("a\u202eb\u200fc\u200d\u2066d\ufe0f\ufeff") == "abcd"
    assert drawable("soft\u00adhyphen") == "soft\u00adhyphen"
